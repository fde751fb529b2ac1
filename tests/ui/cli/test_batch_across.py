"""`polisearch batch --across` counts many terms in each city, or value of another facet."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.ui.cli.conftest import Typed

Type = Callable[..., Typed]


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    path = tmp_path / "terms.txt"
    path.write_text('rent\nplan OR words\n(house\n{"id": "x", "text": "=1+1"}\n', encoding="utf-8")
    return path


def test_a_table_has_a_row_for_each_term(typed: Type, terms: Path) -> None:
    said = typed("batch", terms, "--across", "city")
    rows = [line.split() for line in said.out.splitlines()]

    assert rows[0] == ["Query", "Vienna", "none", "Total"]
    assert rows[1] == ["rent", "1", "–", "1"]
    assert rows[2] == ["plan", "OR", "words", "1", "1", "2"]
    assert "never closed" in said.err
    assert "38 without any are not shown" in said.plain_err


def test_a_spreadsheet_gets_every_count_and_no_formula(typed: Type, terms: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(typed("batch", terms, "--across", "city", "--csv").out)))

    assert (rows[0]["Vienna"], rows[0]["Athens"], rows[0]["total"]) == ("1", "0", "1")
    assert rows[3]["query"] == "'=1+1"
    assert "never closed" in rows[2]["notes"]


def test_a_workbook_can_count_passages(typed: Type, terms: Path, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    typed("batch", terms, "--across", "kind", "--counting", "passages", "--xlsx", path)

    sheet = load_workbook(path).active
    assert sheet is not None
    assert [row[0].value for row in sheet.iter_rows()][:2] == ["query", "rent"]


def test_programs_get_a_line_for_each_term(typed: Type, terms: Path) -> None:
    lines = typed("batch", terms, "--across", "city", "--json").out.splitlines()

    assert [json.loads(line)["id"] for line in lines] == ["1", "2", "3", "x"]
    assert json.loads(lines[0])["counts"] == {"Vienna": 1}


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--csv",), "across what"),
        (("--across", "city", "--run", "r.trec"), "do not go together"),
        (("--across", "city", "--csv", "--json"), "do not go together"),
        (("--across", "title"), "no facet"),
    ],
)
def test_a_mistake_is_told(
    typed: Type, terms: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    said = typed("batch", terms, *arguments)

    assert said.status == 1
    assert complaint in said.plain_err


def test_without_across_it_prints_what_it_always_did(typed: Type, terms: Path) -> None:
    lines = [json.loads(line) for line in typed("batch", terms).out.splitlines()]

    assert [line["id"] for line in lines] == ["1", "2", "3", "x"]
    assert all(line.keys() == {"id", "text", "total", "hits"} for line in lines)
