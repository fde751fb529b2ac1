"""A small library of real files, and the command line in this process."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from ingest.journey import Options, ingest
from ui.cli.main import main
from ui.wiring import make_library, open_library


class Typed(NamedTuple):
    """What a command printed, and how it ended. `plain_err` has no line ends."""

    out: str
    err: str
    status: int

    @property
    def plain_err(self) -> str:
        return " ".join(self.err.split())


@pytest.fixture
def small_library(tmp_path: Path) -> Path:
    """Two documents: one about Vienna by its title, one whose name says Graz."""
    folder = tmp_path / "library"
    make_library(folder)
    documents = folder / "documents"
    title = "Housing and segregation of migrants – Case study: Vienna, Austria"
    (documents / "vienna.txt").write_text(f"{title}\n\nWords of rent.", encoding="utf-8")
    (documents / "plan_graz_2009.txt").write_text("A plan of houses.", encoding="utf-8")
    opened = open_library(folder)
    ingest(opened.catalogue, opened.vocabulary, [documents], folder, Options(jobs=1))
    opened.shelf.follow()
    opened.close()
    return folder


@pytest.fixture
def typed(
    small_library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Typed]:
    """Types a command at the small library: `typed("show", "EF0794")`."""
    monkeypatch.setenv("POLISEARCH_LIBRARY", str(small_library))

    def run(*arguments: str | Path) -> Typed:
        monkeypatch.setattr(sys, "argv", ["polisearch", *map(str, arguments)])
        capsys.readouterr()
        try:
            main()
            status = 0
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else int(bool(ended.code))
        said = capsys.readouterr()
        return Typed(said.out, said.err, status)

    return run


@pytest.fixture
def id_of(small_library: Path) -> Callable[[str], str]:
    """The id of the document in a file: `id_of("vienna.txt")`."""

    def found(name: str) -> str:
        opened = open_library(small_library)
        (id_,) = opened.catalogue.ids_of_source(f"documents/{name}")
        opened.close()
        return id_

    return found
