"""A catalogue that is damaged or lost is said, and never replaced by an empty one in silence."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.damaged import assert_said, assert_whole, flip, searched
from tests.ui.cli.conftest import type_here
from ui.opened import VARIABLE, close_library, opened_library
from ui.probing import probe
from ui.wiring import make_library

ANEW = "polisearch init DIR --new-catalogue"


def catalogue_of(library: Path) -> Path:
    return library / "catalogue.db"


def page_of(library: Path, table: str) -> int:
    """Where the first page of a table begins, in bytes."""
    connection = sqlite3.connect(catalogue_of(library))
    (root,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = ?", [table]
    ).fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    return int((root - 1) * size)


def damage_page(library: Path, table: str) -> None:
    place = page_of(library, table)
    data = bytearray(catalogue_of(library).read_bytes())
    data[place : place + 512] = b"\xa5" * 512
    catalogue_of(library).write_bytes(data)


def cut_short(library: Path) -> None:
    data = catalogue_of(library).read_bytes()
    catalogue_of(library).write_bytes(data[: len(data) // 3])


def other_tables(library: Path) -> None:
    catalogue_of(library).unlink()
    connection = sqlite3.connect(catalogue_of(library))
    connection.execute("CREATE TABLE other (name)")
    connection.close()


def a_folder(library: Path) -> None:
    catalogue_of(library).unlink()
    catalogue_of(library).mkdir()


DAMAGES: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "a damaged page of documents": (
        lambda library: damage_page(library, "documents"),
        "catalogue.db is damaged",
        ANEW,
    ),
    "a damaged page of facts": (
        lambda library: damage_page(library, "facts"),
        "catalogue.db is damaged",
        ANEW,
    ),
    "a damaged head": (
        lambda library: flip(catalogue_of(library), 3),
        "file is not a database",
        ANEW,
    ),
    "a file cut short": (cut_short, "catalogue.db is damaged", ANEW),
    "no file": (
        lambda library: catalogue_of(library).unlink(),
        "missing or empty, though its index is there",
        ANEW,
    ),
    "an empty file": (
        lambda library: catalogue_of(library).write_bytes(b""),
        "missing or empty, though its index is there",
        ANEW,
    ),
    "a database of something else": (
        other_tables,
        "missing or empty, though its index is there",
        ANEW,
    ),
    "a folder": (a_folder, "catalogue.db cannot be opened", "Check that it is a file"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_or_lost_catalogue_is_said(two_reports: Path, name: str) -> None:
    damage, message, hint = DAMAGES[name]
    damage(two_reports)

    assert_said(two_reports, message, hint)
    for command in ("index", "status", "doctor"):
        assert type_here(command, library=two_reports).status == 1, command


@pytest.mark.parametrize("lost", [Path.unlink, lambda path: path.write_bytes(b"?" * 5000)])
def test_an_empty_catalogue_is_begun_where_somebody_asks_for_it(
    two_reports: Path, lost: Callable[[Path], object]
) -> None:
    lost(catalogue_of(two_reports))

    begun = type_here("init", two_reports, "--new-catalogue")

    assert begun.status == 0, begun
    assert type_here("ingest", library=two_reports).status == 0
    assert_whole(two_reports)
    aside = list(two_reports.glob("catalogue.db.lost-*"))
    assert [path.read_bytes() for path in aside] in ([], [b"?" * 5000])


def test_a_catalogue_in_order_is_not_replaced(two_reports: Path) -> None:
    refused = type_here("init", two_reports, "--new-catalogue")

    assert refused.status == 1
    assert "is in order; nothing was changed" in refused.err
    assert_whole(two_reports)


def test_a_page_that_breaks_where_no_search_reads_it_is_found_by_the_doctor(
    two_reports: Path,
) -> None:
    damage_page(two_reports, "claims")

    found = type_here("doctor", library=two_reports)

    assert found.status == 1
    assert "catalogue is damaged" in found.out.replace(".db", "")


def test_a_catalogue_that_goes_while_it_is_served_is_said(
    two_reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(two_reports))
    close_library()
    served = opened_library()
    served.catalogue.close()  # the connections that are kept; readers open new ones
    for part in two_reports.glob("catalogue.db*"):
        part.unlink()

    with pytest.raises(Exception, match="cannot be opened"):
        probe(served)
    close_library()
    assert not catalogue_of(two_reports).exists()


def test_a_value_that_is_mangled_is_damage(two_reports: Path) -> None:
    connection = sqlite3.connect(catalogue_of(two_reports))
    connection.execute("""UPDATE documents SET "values" = '{"title": ["Hous'""")
    connection.commit()
    connection.close()

    said = searched(two_reports)

    assert said.terminal.status == 1
    assert "catalogue is damaged" in said.terminal.plain_err
    assert said.plain.status_code == 503
    assert "catalogue is damaged" in said.screen


def test_garbage_in_the_log_of_the_catalogue_loses_nothing_that_was_in_it(
    two_reports: Path,
) -> None:
    (two_reports / "catalogue.db-wal").write_bytes(b"\x13" * 9000)

    assert_whole(two_reports)


def test_any_letter_may_stand_in_the_path_of_a_library(tmp_path: Path) -> None:
    library = tmp_path / "a?b#c%20d&e=ü" / "library"
    make_library(library)
    (library / "documents" / "vienna.txt").write_text("Housing in Vienna: words of rent.", "utf-8")

    assert type_here("ingest", library=library).status == 0

    assert_whole(library, documents=1)
    assert [path.name for path in tmp_path.iterdir()] == ["a?b#c%20d&e=ü"]
