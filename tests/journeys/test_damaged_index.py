"""An index that is damaged answers nothing rather than less, says so, and is made again."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from corpus.errors import EngineError
from tests.journeys.damaged import assert_said, assert_whole, flip, index_of, searched
from tests.ui.cli.conftest import type_here
from ui.opened import VARIABLE, close_library, opened_library
from ui.probing import _examinations, probe
from ui.wiring import open_library

AGAIN = "polisearch index"


def a_segment(library: Path) -> Path:
    """The file of the terms of the documents."""
    return next((index_of(library) / "documents").glob("*.term"))


def cut_short(library: Path) -> None:
    file = a_segment(library)
    file.write_bytes(file.read_bytes()[:-40])


def replaced(library: Path) -> None:
    shutil.rmtree(library / "index")
    (library / "index").write_text("?", encoding="utf-8")


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a flipped byte": (lambda library: flip(a_segment(library)), "is not as it was written"),
    "a file cut short": (cut_short, "bytes and not"),
    "a file that is gone": (lambda library: a_segment(library).unlink(), "is missing"),
    "no note of the engine": (
        lambda library: (index_of(library) / "state.json").unlink(),
        "state.json is missing",
    ),
    "a list of files that is garbage": (
        lambda library: (index_of(library) / "files.json").write_text("{"),
        "files.json cannot be read",
    ),
    "no folder of the index": (
        lambda library: shutil.rmtree(index_of(library)),
        "The index is gone",
    ),
    "no current.json": (
        lambda library: (library / "index" / "current.json").unlink(),
        "its current.json is gone",
    ),
    "garbage in current.json": (
        lambda library: (library / "index" / "current.json").write_bytes(b"\xff{"),
        "current.json cannot be read",
    ),
    "a current.json that leads elsewhere": (
        lambda library: (library / "index" / "current.json").write_text(
            '{"engine": "tantivy", "folder": "../documents", "catalogue": "", "fields": ""}'
        ),
        "current.json cannot be read",
    ),
    "a library copied without its index": (
        lambda library: shutil.rmtree(library / "index"),
        "There is no index",
    ),
    "a file in the place of the index": (
        replaced,
        "current.json cannot be read",
    ),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_index_is_said_and_made_again_by_ingest(two_reports: Path, name: str) -> None:
    damage, message = DAMAGES[name]
    damage(two_reports)

    assert_said(two_reports, message, AGAIN)
    assert type_here("doctor", library=two_reports).status == 1
    assert type_here("ingest", library=two_reports).status == 0

    assert_whole(two_reports)


def test_a_flipped_byte_in_any_file_of_an_index_is_said(
    two_reports: Path, two_reports_in_whoosh: Path
) -> None:
    for library in (two_reports, two_reports_in_whoosh):
        files = [file for file in index_of(library).rglob("*") if file.stat().st_size]
        for file in filter(Path.is_file, files):
            whole = file.read_bytes()
            flip(file)
            typed = type_here("search", "rent", library=library)
            assert (typed.status, "Traceback" in typed.err) == (1, False), file
            assert AGAIN in typed.err, file
            file.write_bytes(whole)
        assert type_here("search", "rent", library=library).status == 0


def test_an_index_of_whoosh_is_said_and_made_again(two_reports_in_whoosh: Path) -> None:
    flip(max((index_of(two_reports_in_whoosh) / "pages").glob("*.seg")))

    assert_said(two_reports_in_whoosh, "is not as it was written", AGAIN)
    assert type_here("ingest", library=two_reports_in_whoosh).status == 0

    assert_whole(two_reports_in_whoosh)


def test_a_byte_that_changes_while_the_library_is_served_is_said(
    two_reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.shelf.LOOKED_AFTER", 0.0)
    monkeypatch.setenv(VARIABLE, str(two_reports))
    close_library()
    assert probe(opened_library()).documents == 2

    flip(a_segment(two_reports))

    with pytest.raises(Exception, match="is not as it was written"):
        probe(opened_library())
    close_library()


def test_a_disk_that_changes_a_byte_in_silence_is_found_by_who_reads_all(
    two_reports: Path,
) -> None:
    file = a_segment(two_reports)
    before = file.stat()
    flip(file)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    found = type_here("doctor", library=two_reports)

    assert found.status == 1
    line = next(line for line in found.out.splitlines() if "as it was written" in line)
    assert line.startswith("!!  index: The index is damaged"), line
    opened = open_library(two_reports)
    with suppress(EngineError):  # what it starts may be done before it looks
        probe(opened)
    thread = _examinations[opened.searcher].thread
    assert thread is not None
    thread.join()
    with pytest.raises(Exception, match="is not as it was written"):
        probe(opened)
    opened.close()
    assert type_here("index", library=two_reports).status == 0
    assert_whole(two_reports)


def test_an_index_ahead_of_its_catalogue_answers_nothing(two_reports: Path, tmp_path: Path) -> None:
    shutil.copy(two_reports / "catalogue.db", tmp_path / "backup.db")
    (two_reports / "documents" / "graz.txt").write_text("Rent in Graz.", encoding="utf-8")
    assert type_here("ingest", library=two_reports).status == 0
    for part in two_reports.glob("catalogue.db*"):
        part.unlink()
    shutil.copy(tmp_path / "backup.db", two_reports / "catalogue.db")

    assert "ahead of the catalogue" in searched(two_reports).screen


def test_a_copy_whose_files_have_other_dates_is_searched_and_listed_anew(
    two_reports: Path,
) -> None:
    for file in index_of(two_reports).rglob("*"):
        os.utime(file, (1, 1))

    assert type_here("search", "rent", library=two_reports).status == 0
    assert type_here("ingest", library=two_reports).status == 0

    assert "1000000000" in (index_of(two_reports) / "files.json").read_text()


def test_a_library_that_is_new_finds_nothing_and_makes_nothing(tmp_path: Path) -> None:
    library = tmp_path / "library"
    type_here("init", library)

    assert type_here("search", "rent", library=library).status == 0
    assert not list((library / "index").iterdir())
