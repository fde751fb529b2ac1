"""`polisearch concordance` shows each match between its words, and takes all of them away."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.cells import cell_len

from corpus.document import Described, Document
from corpus.records import Source
from tests.ui.cli.conftest import Typed, type_here
from ui.wiring import make_library, open_library

Type = Callable[..., Typed]
Builder = Callable[..., Document]


@pytest.fixture
def library(tmp_path: Path, a_document: Builder) -> Path:
    folder = tmp_path / "tables"
    make_library(folder)
    opened = open_library(folder)
    for document in (
        a_document(
            "1",
            ["Before the word come many words in a long text, and then rent, and after it more.",
             "rent\x1b[31m is =1+1"],
            title="Of \x1b]0;rents", city=("Vienna", "Graz"), module="Housing", year="2009",
        ),
        a_document("2", f"{'東京。' * 60}rent{'。報告' * 60}", city="Turin"),
    ):  # fmt: skip
        source = Source(path=document.id, root="r", name=document.id, size=1, modified=1)
        opened.catalogue.put(source, [Described(document)], 1)
    opened.shelf.follow()
    opened.close()
    return folder


@pytest.fixture
def asked(library: Path) -> Type:
    def run(*arguments: str | Path) -> Typed:
        return type_here("concordance", *arguments, library=library)

    return run


def test_matches_stand_below_each_other(asked: Type) -> None:
    said = asked("rent", "--city", "Wien")
    lines = [line for line in said.out.splitlines() if line.startswith("p. ")]

    assert len(lines) == 2
    assert lines[0].index("rent") - lines[1].index("rent") in (-1, 0, 1)
    assert "text, and then rent, and after" in lines[0]
    assert "2 matches in 1 document" in said.err


def test_no_line_is_wider_than_the_terminal(asked: Type) -> None:
    lines = asked("rent").out.splitlines()

    assert "東京" in "".join(lines)
    assert max(map(cell_len, lines)) <= 80


def test_a_terminal_is_not_commanded_by_a_text(asked: Type) -> None:
    said = asked("rent")

    assert "\x1b" not in said.out
    assert "\ufffd]0;rents" in said.out


def test_a_limit_can_be_set(asked: Type) -> None:
    assert "1 match in 1 document" in asked("rent", "-n", "1").err


def test_a_spreadsheet_gets_a_row_for_each_match(asked: Type) -> None:
    rows = list(csv.DictReader(io.StringIO(asked("=rent city:Graz", "--csv").out)))

    assert [row["page"] for row in rows] == ["1", "2"]
    assert rows[0]["city"] == "Vienna; Graz"
    assert rows[0]["match"] == "rent"
    assert rows[0]["link"].startswith("http://localhost:8501/?document=1&q=")


def test_links_lead_to_where_the_library_is_served(asked: Type) -> None:
    said = asked("rent", "--csv", "--site", "https://reports.example/")

    assert "https://reports.example/?document=1&page=2&q=rent" in said.out


def test_a_workbook_holds_them_all(asked: Type, tmp_path: Path) -> None:
    asked("rent", "--xlsx", tmp_path / "c.xlsx")
    sheet = load_workbook(tmp_path / "c.xlsx").active

    assert sheet is not None
    assert [cell.value for cell in sheet[1]][-4:] == ["left", "match", "right", "link"]
    assert sheet.max_row == 1 + 3


def test_programs_get_an_object_a_line(asked: Type) -> None:
    lines = [json.loads(line) for line in asked("rent", "--json").out.splitlines()]

    assert [(line["id"], line["page"]) for line in lines if line["id"] == "1"] == [
        ("1", 1), ("1", 2)
    ]  # fmt: skip
    (first,) = [line for line in lines if (line["id"], line["page"]) == ("1", 1)]
    assert first["city"] == ["Vienna", "Graz"]
    assert first["left"].endswith("and then ")


@pytest.mark.parametrize("query", ["city:Wien", "", "-rent"])
def test_a_query_without_words_is_a_mistake(asked: Type, query: str) -> None:
    said = asked("--", query)

    assert said.status == 1
    assert "looks for nothing in the text" in said.err


def test_two_forms_at_a_time_are_a_mistake(asked: Type) -> None:
    assert asked("rent", "--csv", "--json").status == 1
