"""A table as a workbook, read back with openpyxl."""

import io
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from corpus.document import Document
from search.export import write_documents, write_table
from search.export.cells import cell
from search.export.entries import COLUMNS, Entry
from search.export.xlsx import write_xlsx
from tests.search.export.conftest import TEXTS


def cells(rows: Sequence[Sequence[object]]) -> list[list[Any]]:
    """The cells below the names of a table."""
    stream = io.BytesIO()
    write_table(stream, ["a", "b"], rows, "xlsx")
    book = load_workbook(stream)
    return [list(row) for row in book["Results"].iter_rows(min_row=2)]


def test_numbers_are_numbers_and_texts_are_texts() -> None:
    ((number, text),) = cells([[-3.5, "-3.5"]])

    assert (number.data_type, number.value) == ("n", -3.5)
    assert (text.data_type, text.value) == ("s", "'-3.5")


@pytest.mark.parametrize("text", ["=1+1", "#N/A", "#REF!", '=HYPERLINK("http://x.example")'])
def test_no_text_is_a_formula_or_an_error(text: str) -> None:
    ((found, _),) = cells([[text, "after"]])

    assert (found.data_type, found.value.removeprefix("'")) == ("s", text)
    assert found.hyperlink is None


def test_rows_go_on_a_second_sheet_where_one_is_full() -> None:
    stream = io.BytesIO()
    write_xlsx(stream, ["n"], ([number] for number in range(5)), most_rows=3)

    book = load_workbook(stream)

    assert {sheet.title: [row[0] for row in sheet.values] for sheet in book} == {
        "Results": ["n", 0, 1],
        "Results 2": ["n", 2, 3],
        "Results 3": ["n", 4],
    }


def test_a_table_without_rows_has_its_columns() -> None:
    stream = io.BytesIO()
    write_xlsx(stream, ["a", "b"], [])

    assert [list(row) for row in load_workbook(stream)["Results"].values] == [["a", "b"]]


def test_documents_are_a_table_of_the_columns_promised(stuttgart: Document) -> None:
    stream = io.BytesIO()
    write_documents(stream, [Entry(document=stuttgart, rank=1, pages=(3, 23))], "xlsx")

    names, values = load_workbook(stream)["Results"].values
    read = dict(zip(names, values, strict=True))
    assert names == COLUMNS
    assert (read["rank"], read["year"], read["pages"]) == (1, 2009, "3; 23")
    assert read["author"] == "Doris Lüken-Klaßen; Franziska Pohl"


def test_nothing_is_left_behind_where_the_rows_break_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def rows() -> Iterator[list[int]]:
        yield [1]
        raise ConnectionError

    with pytest.raises(ConnectionError):
        write_xlsx(io.BytesIO(), ["n"], rows())

    assert list(tmp_path.iterdir()) == []


@settings(max_examples=60)
@given(st.lists(st.tuples(TEXTS, TEXTS | st.integers() | st.none()), max_size=4))
def test_every_cell_is_read_back(table: list[tuple[object, object]]) -> None:
    read = [[one.value for one in row] for row in cells([("", ""), *table, ("end", "end")])]

    assert read[1:-1] == [[_read(value) for value in row] for row in table]


def _read(value: object) -> object:
    """An empty text is an empty cell; a carriage return is what XML makes of it."""
    found = cell(value)
    return None if found == "" else found
