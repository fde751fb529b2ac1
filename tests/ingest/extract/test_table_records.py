"""Tables: a list of records is a document a row, any other table one as a whole."""

import contextlib
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.failures import CannotRead
from ingest.extract.csv_records import CsvReader
from ingest.extract.extracted import Record
from ingest.extract.table_records import headings_in
from ingest.extract.xlsx import XlsxReader

HEAD = "id,title,year,cities,text\n"


def of_csv(tmp_path: Path, content: str | bytes) -> list[Record] | None:
    path = tmp_path / "a.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = CsvReader().records(path)
    return None if found is None else list(found)


def told(records: list[Record] | None) -> list[tuple[str, str]]:
    """Each record as its place and its id, or why it has none."""
    said = []
    for record in records or ():
        try:
            said.append((record.place, record.read()[0].id))
        except CannotRead as error:
            said.append((record.place, error.message))
    return said


@pytest.mark.parametrize(
    ("headings", "is_list"),
    [
        ("id,title,text", True),
        ("Title,Year,Abstract", True),
        ("id,author,body", True),
        ("title,text", False),
        ("id,text", False),
        ("year,city,text", False),
        ("id,title,year", False),
        ("City,Rent,Flats", False),
    ],
)
def test_headings_say_whether_a_table_is_a_list_of_records(headings: str, is_list: bool) -> None:  # noqa: FBT001
    assert (headings_in(headings.split(",")) is not None) == is_list


def test_a_row_is_a_document(tmp_path: Path) -> None:
    rows = of_csv(tmp_path, HEAD + '7,"Housing, and rents",2009,Vienna; Linz,"Flats.\nRents."\n')
    assert rows is not None
    (document,) = rows[0].read()

    assert document.id == "7"
    assert [(c.field, c.value, c.evidence) for c in document.claims] == [
        ("title", "Housing, and rents", "line 2"),
        ("year", "2009", "line 2"),
        ("city", "Vienna", "line 2"),
        ("city", "Linz", "line 2"),
    ]
    assert [page.text for page in document.pages] == ["Flats.\nRents."]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_sign_stands_between_cells(tmp_path: Path, delimiter: str) -> None:
    lines = ("id,title,text\n" + "7,Housing,Flats\n").replace(",", delimiter)

    assert told(of_csv(tmp_path, lines)) == [("line 2", "7")]


def test_a_row_without_an_id_column_is_called_by_its_content(tmp_path: Path) -> None:
    rows = of_csv(tmp_path, "title,year,text\nA,2009,Flats\nB,2009,Flats\nA,2009,Flats\n")
    assert rows is not None
    first, second, again = rows

    assert first.read()[0].id == ""
    assert first.sha256 == again.sha256 != second.sha256


def test_a_table_that_is_no_list_is_a_text(tmp_path: Path) -> None:
    content = "City,Rent\nVienna,7\n"

    assert of_csv(tmp_path, content) is None
    assert CsvReader().read(tmp_path / "a.csv")[0].pages[0].text == content.strip()


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("2,B,2009,Linz", "Line 3 has 4 cells under 5 headings."),
        ("2,B,2009,Linz,Text, with a comma", "Line 3 has 6 cells under 5 headings."),
        ('2,"B,2009,Linz,Text', "Line 3 opens a quotation mark that is not closed."),
        ('2,"B" C,2009,Linz,Text', "Line 3: Its quotation marks do not stand around whole cells."),
        (",B,2009,Linz,Text", "Line 3 has no id: a text or a number."),
        ("2,B,2009,Linz,a\x00b", "Line 3: It holds a character that is no text (NUL)."),
    ],
)
def test_a_bad_row_fails_alone(tmp_path: Path, bad: str, why: str) -> None:
    lines = [HEAD + "1,A,2009,Linz,Text", bad, "3,C,2009,Linz,Text", "4,D,2009,Linz,Text"]

    assert told(of_csv(tmp_path, "\n".join(lines))) == [
        ("line 2", "1"),
        ("line 3", why),
        ("line 4", "3"),
        ("line 5", "4"),
    ]


def test_a_mark_that_another_row_closes_costs_one_row(tmp_path: Path) -> None:
    content = HEAD + '1,"A,2009,Linz,Text\n2,B,2009,Linz,Text\n3,"C",2009,Linz,"Text"\n'

    assert [place for place, said in told(of_csv(tmp_path, content)) if said in "123"] == [
        "line 3",
        "line 4",
    ]


def test_a_mark_within_a_cell_opens_nothing(tmp_path: Path) -> None:
    content = HEAD + '1,Pipes of 5",2009,Linz,Text\n2,B,2009,Linz,Text\n'

    assert told(of_csv(tmp_path, content)) == [("line 2", "1"), ("line 3", "2")]


def test_bytes_of_no_encoding_fail_their_row_alone(tmp_path: Path) -> None:
    content = (HEAD + "1,A,2009,Linz,Text\n").encode() + b"2,\x81\x8d,2009,Linz,Text\n"

    assert told(of_csv(tmp_path, content)) == [
        ("line 2", "1"),
        ("line 3", "Line 3: It is no text in UTF-8 or Windows-1252."),
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet='ab1,;"\n\r\x00é', max_size=60))
def test_every_row_is_a_record_whatever_it_holds(tmp_path: Path, content: str) -> None:
    for record in of_csv(tmp_path, HEAD + content) or ():
        with contextlib.suppress(CannotRead):
            assert record.read()


def of_workbook(tmp_path: Path, **sheets: list[list[object]]) -> list[Record] | None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    found = XlsxReader().records(path)
    return None if found is None else list(found)


def test_a_row_of_a_workbook_is_a_document(tmp_path: Path) -> None:
    rows = of_workbook(
        tmp_path,
        Reports=[["id", "title", "year", "text"], [7, "Housing", 2009, "Flats.\nRents."], [],
                 [None, "No id", 2009, "x"], [9, "Schools", None, "Pupils."]],
        Empty=[],
    )  # fmt: skip

    assert told(rows) == [
        ("row 2", "7"),
        ("row 4", "Row 4 has no id: a text or a number."),
        ("row 5", "9"),
    ]
    assert rows is not None
    assert rows[0].read()[0].pages[0].text == "Flats.\nRents."


def test_rows_of_several_sheets_name_theirs(tmp_path: Path) -> None:
    head: list[object] = ["id", "title", "text"]
    rows = of_workbook(tmp_path, A=[head, ["1", "A", "x"]], B=[head, ["2", "B", "y"]])

    assert told(rows) == [("row 2 of A", "1"), ("row 2 of B", "2")]
    assert [row.number for row in rows or ()] == [1, 2]


def test_a_workbook_with_another_table_is_one_document(tmp_path: Path) -> None:
    head: list[object] = ["id", "title", "text"]

    assert of_workbook(tmp_path, A=[head, ["1", "A", "x"]], B=[["City", "Rent"]]) is None
