"""Backups are made, and put back, while the library is read, served and written to."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from ingest.plan import Choice
from ingest.report import Progress
from tests.conftest import ReadHere
from tests.ui.backup.conftest import tables
from ui.backup.making import make_backup
from ui.backup.restoring import restore_backup
from ui.ingesting import options_of, run
from ui.wiring import make_library, open_library

ROOT = Path(__file__).parents[3]
SERVE = "import sys; from pathlib import Path; from ui.web.server import run_server; "


def test_a_backup_made_amid_a_run_is_of_one_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_here: type[ReadHere]
) -> None:
    monkeypatch.setattr("ingest.journey.Workers", read_here)
    library = tmp_path / "library"
    make_library(library)
    for number in range(12):
        pages = "\f".join(f"Report {number}, page {page}." for page in range(1, 30))
        (library / "documents" / f"{number:02}.txt").write_text(pages, encoding="utf-8")
    opened = open_library(library)
    made: list[Path] = []

    def back_up(at: Progress) -> None:
        if at.done and len(made) < 3:
            made.append(tmp_path / f"{len(made)}.zip")
            make_backup(library, made[-1])

    options = options_of(opened, Choice())
    run(opened, [library / "documents"], options, on_progress=back_up)

    assert len(made) == 3
    assert opened.catalogue.counts().documents == 12
    opened.close()
    for file in made:
        restored = tmp_path / file.stem
        documents = restore_backup(file, restored).documents
        held = tables(restored / "catalogue.db")
        assert 1 <= documents <= 12
        assert len(held["pages"]) == 29 * documents  # type: ignore[arg-type]
        assert len(held["sources"]) == documents  # type: ignore[arg-type]


@pytest.fixture
def place(library: Path) -> Iterator[str]:
    """Where the small library is served, by a process of its own."""
    opened = open_library(library)
    opened.shelf.follow()
    opened.close()
    call = f"sys.exit(run_server(Path({str(library)!r}), port=8700))"
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE + call],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    try:
        assert server.stdout is not None
        yield next(word for word in server.stdout.readline().split() if word.startswith("http"))
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=60)


def found(place: str, words: str) -> int:
    with urlopen(f"{place}api/search?q={words}") as answer:
        return int(json.load(answer)["total"])


def test_a_server_goes_on_and_shows_what_was_restored(
    library: Path,
    tmp_path: Path,
    place: str,
    monkeypatch: pytest.MonkeyPatch,
    read_here: type[ReadHere],
) -> None:
    monkeypatch.setattr("ingest.journey.Workers", read_here)
    assert (found(place, "rent"), found(place, "zebra")) == (1, 0)
    make_backup(library, tmp_path / "backup.zip")

    more = tmp_path / "more"
    more.mkdir()
    (more / "zebra.txt").write_text("A word: zebra.", encoding="utf-8")
    opened = open_library(library)
    run(opened, [more], options_of(opened, Choice()))
    opened.close()
    assert (found(place, "rent"), found(place, "zebra")) == (1, 1)

    restore_backup(tmp_path / "backup.zip", library, replace=True)
    assert (found(place, "rent"), found(place, "zebra")) == (1, 0)
