"""A table as CSV, read back as spreadsheets do."""

import csv
import io
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from search.export import write_table
from search.export.cells import cell
from search.export.csv_table import csv_lines
from search.export.entries import COLUMNS, Entry
from tests.search.export.conftest import ENTRIES, TEXTS, exported


def test_a_spreadsheet_is_told_that_a_file_is_utf_8() -> None:
    stream = io.BytesIO()
    write_table(stream, ["city"], [["Liège"]], "csv")

    assert stream.getvalue() == b"\xef\xbb\xbfcity\r\nLi\xc3\xa8ge\r\n"


def test_other_programs_need_no_mark() -> None:
    stream = io.BytesIO()
    write_table(stream, ["city"], [["Graz"]], "csv", for_excel=False)

    assert stream.getvalue() == b"city\r\nGraz\r\n"


def test_lines_are_made_one_after_the_other() -> None:
    taken = []

    def rows() -> Iterator[list[object]]:
        for number in range(1000):
            taken.append(number)
            yield [number]

    lines = csv_lines(["number"], rows())
    next(lines), next(lines)

    assert taken == [0]


@settings(max_examples=50)
@given(st.lists(st.lists(TEXTS | st.integers() | st.none(), min_size=2, max_size=2), max_size=4))
def test_every_cell_is_read_back(table: list[list[object]]) -> None:
    text = "".join(csv_lines(["a", "b"], table))

    names, *read = csv.reader(io.StringIO(text, newline=""), strict=True)

    assert names == ["a", "b"]
    assert read == [["" if (c := cell(v)) is None else str(c) for v in row] for row in table]


@given(st.lists(ENTRIES, max_size=3))
def test_documents_are_a_table_of_the_columns_promised(entries: list[Entry]) -> None:
    text = exported(entries, "csv").removeprefix("\ufeff")

    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))

    assert rows[0] == list(COLUMNS)
    assert [len(row) for row in rows] == [len(COLUMNS)] * (len(entries) + 1)
    assert not any(c.lstrip().startswith(("=", "+", "-", "@")) for row in rows for c in row)
