"""`polisearch must-find`, and what a run of ingestion says of it."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Typed = Callable[..., Any]


@pytest.fixture
def listed(small_library: Path) -> Path:
    """A list of which one document is found and the other is not."""
    file = small_library / "must_find.csv"
    file.write_text(
        "query,document,within,filters,note\n"
        "rent,Housing and segregation of migrants – Case study: Vienna,,city:Wien,weekly\n"
        "bicycles,vienna-cycling,,,=asked by Graz\n",
        encoding="utf-8",
    )
    return file


@pytest.mark.usefixtures("listed")
def test_what_is_not_found_is_named(typed: Typed) -> None:
    said = typed("must-find")

    assert said.status == 0
    assert "bicycles\n  vienna-cycling  no such document\n" in said.out
    assert "of 2 found where they must be." in said.out


@pytest.mark.usefixtures("listed")
def test_a_missing_document_ends_it_with_status_1_where_that_is_wanted(
    typed: Typed, listed: Path
) -> None:
    assert typed("must-find", "--strict").status == 1

    listed.write_text("query,document\nrent,plan\n", encoding="utf-8")
    assert typed("must-find", "--strict").status == 1


def test_all_found_is_status_0(
    typed: Typed, small_library: Path, id_of: Callable[[str], str]
) -> None:
    (small_library / "must_find.csv").write_text(
        f"query,document\nrent,{id_of('vienna.txt')}\n", encoding="utf-8"
    )

    said = typed("must-find", "--strict")

    assert (said.status, said.out) == (0, "1 of 1 found where they must be.\n")


@pytest.mark.usefixtures("listed")
def test_a_table_holds_no_formula(typed: Typed) -> None:
    rows = list(csv.DictReader(io.StringIO(typed("must-find", "--csv").out)))

    assert rows[1]["outcome"] == "no such document"
    assert rows[1]["note"] == "'=asked by Graz"
    assert rows[0]["filters"] == "city:Wien"


@pytest.mark.usefixtures("listed")
def test_programs_get_one_object_a_line(typed: Typed) -> None:
    found = [json.loads(line) for line in typed("must-find", "--json").out.splitlines()]

    assert [(one["row"], one["within"]) for one in found] == [(2, 10), (3, 10)]


def test_without_a_list_it_says_how_to_make_one(typed: Typed) -> None:
    said = typed("must-find", "--strict")

    assert said.status == 0
    assert "query,document,within,filters,note" in said.err


def test_a_mistake_in_the_list_is_an_error_that_names_the_row(typed: Typed, listed: Path) -> None:
    listed.write_text("query,document,within\nrent,x,never\n", encoding="utf-8")

    said = typed("must-find")

    assert said.status == 1
    assert "row 2" in said.plain_err


# After a run of ingestion.


@pytest.mark.usefixtures("listed")
def test_a_run_says_what_must_be_found_and_is_not(typed: Typed) -> None:
    said = typed("ingest")

    assert said.status == 0
    assert "of 2 are." in said.plain_err
    assert "see 'polisearch must-find'" in said.plain_err


@pytest.mark.usefixtures("listed")
def test_it_is_kept_with_the_report_of_the_run(typed: Typed) -> None:
    report = json.loads(typed("ingest", "--json").out)
    kept = json.loads(typed("runs", str(report["run"]), "--json").out)

    assert report["must_find"]["documents"] == 2
    assert [one["query"] for one in report["must_find"]["missing"]][-1] == "bicycles"
    assert kept["must_find"] == report["must_find"]
    assert kept["files"] == report["files"]


def test_what_the_run_itself_brought_is_found(
    typed: Typed, listed: Path, small_library: Path
) -> None:
    listed.write_text("query,document\nbicycle,Cycling in Graz\n", encoding="utf-8")
    text = "Cycling in Graz\n\nOn every bicycle."
    (small_library / "documents" / "cycling.md").write_text(f"# {text}", encoding="utf-8")

    report = json.loads(typed("ingest", "--json").out)

    assert (report["must_find"]["found"], report["must_find"]["documents"]) == (1, 1)


@pytest.mark.parametrize("content", [b"\xff\xff", b"nothing", b"query,document,within\na,b,-1\n"])
def test_a_list_that_cannot_be_read_is_a_note_and_breaks_no_run(
    typed: Typed, listed: Path, content: bytes
) -> None:
    listed.write_bytes(content)

    said = typed("ingest")

    assert said.status == 0
    assert "Note: " in said.err
    assert "must_find.csv" in said.plain_err


def test_a_library_without_a_list_says_nothing_of_it(typed: Typed) -> None:
    assert "must_find" not in json.loads(typed("ingest", "--json").out)
    assert "Must be found" not in typed("ingest").err


@pytest.mark.usefixtures("listed")
def test_a_dry_run_asks_nothing(typed: Typed) -> None:
    assert "Must be found" not in typed("ingest", "--dry-run").err


def test_hostile_words_of_a_list_move_no_terminal(typed: Typed, listed: Path) -> None:
    listed.write_text("query,document,note\n\x1b[2Ja,\x1b]0;x\x07,\u202e\x9b\n", encoding="utf-8")

    for command in ("must-find", "ingest"):
        said = typed(command)
        assert not set(said.out + said.err) & set("\x1b\x07\x9b\u202e")
