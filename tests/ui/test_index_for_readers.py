"""Before a library is served, an index of another version is made again."""

import json
from pathlib import Path

import pytest

from corpus.disk import DiskRefused
from tests.ui.cli.conftest import type_here
from ui import indexing
from ui.indexing import index_for_readers
from ui.wiring import open_library


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library of one report, whose index says that another version made it."""
    (tmp_path / "a.txt").write_text("Housing in the city.", encoding="utf-8")
    folder = tmp_path / "library"
    assert type_here("ingest", tmp_path / "a.txt", library=folder).status == 0
    current = json.loads((folder / "index" / "current.json").read_text("utf-8"))
    note = folder / "index" / current["folder"] / "state.json"
    note.write_text(json.dumps(json.loads(note.read_text("utf-8")) | {"fingerprint": "of before"}))
    (note.parent / "files.json").unlink()
    return folder


def test_an_index_of_another_version_is_made_again(library: Path) -> None:
    said: list[str] = []
    opened = open_library(library)
    index_for_readers(opened, said.append)

    assert opened.shelf.standing().is_current
    assert "another version" in said[0]
    index_for_readers(opened, said.append)
    assert len(said) == 1
    opened.close()


def test_where_it_cannot_be_made_that_is_said_and_what_is_there_is_served(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DiskRefused("The library cannot be written.", "")

    monkeypatch.setattr(indexing, "writing", refuse)
    said: list[str] = []
    opened = open_library(library)
    index_for_readers(opened, said.append)
    opened.close()

    assert said[1] == "It could not be made. The library cannot be written."
