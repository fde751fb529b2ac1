import contextlib
import datetime
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.failures import CannotRead, Reason
from ingest.extract import xlsx
from ingest.extract.extracted import Allowed, Extracted
from ingest.extract.xlsx import XlsxReader


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(**sheets: list[list[object]]) -> Any:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


WHOLE = saved(book_of(Rents=[["City", "Year"], ["Vienna", 2009]], Empty=[], Notes=[["a"], ["b"]]))


def read(tmp_path: Path, content: bytes, allowed: Allowed | None = None) -> Extracted:
    path = tmp_path / "report"
    path.write_bytes(content)
    (extracted,) = XlsxReader().read(path, allowed or Allowed())
    return extracted


def refusal(tmp_path: Path, content: bytes, allowed: Allowed | None = None) -> Reason:
    with pytest.raises(CannotRead) as refused:
        read(tmp_path, content, allowed)
    return refused.value.reason


def changed(content: bytes, member: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            kept = before.read(name)
            after.writestr(name, kept.replace(old, new) if name == member else kept)
    return out.getvalue()


def test_a_sheet_is_a_page_under_its_name(tmp_path: Path) -> None:
    assert [(p.number, p.label, p.text) for p in read(tmp_path, WHOLE).pages] == [
        (1, "Rents", "City\tYear\nVienna\t2009"),
        (2, "Notes", "a\nb"),
    ]


def test_a_long_sheet_is_cut_between_its_rows(tmp_path: Path) -> None:
    book = book_of(Rents=[[f"Street {number}", number] for number in range(1_000)])

    pages = read(tmp_path, saved(book)).pages

    assert len(pages) > 2
    assert {page.label for page in pages} == {"Rents"}
    assert all(page.text.startswith("Street ") for page in pages)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (3.0, "3"),
        (0.1, "0.1"),
        (True, "True"),
        ("two\nlines", "two lines"),
        (datetime.date(2009, 5, 1), "2009-05-01"),
        (datetime.datetime(2009, 5, 1, 9, 30), "2009-05-01 09:30"),  # noqa: DTZ001
        ("#REF!", ""),
    ],
)
def test_a_value_is_written_as_people_do(tmp_path: Path, value: object, written: str) -> None:
    book = book_of(Rents=[["x", value]])

    assert read(tmp_path, saved(book)).pages[0].text == f"x\t{written}".strip()


def test_a_formula_is_read_by_its_value(tmp_path: Path) -> None:
    content = saved(book_of(Rents=[["x", "=1+1"]]))
    content = changed(content, "xl/worksheets/sheet1.xml", b"<v></v>", b"<v>2</v>")
    content = changed(content, "xl/worksheets/sheet1.xml", b"<v />", b"<v>2</v>")

    assert read(tmp_path, content).pages[0].text == "x\t2"


def test_properties_of_the_file_become_claims(tmp_path: Path) -> None:
    book = book_of(Rents=[["x"]])
    book.properties.title, book.properties.creator = "Rents in Vienna", "Ana Ruiz"
    book.properties.created = datetime.datetime(2009, 5, 1)  # noqa: DTZ001 -- no zone in the format

    assert [(c.field, c.value) for c in read(tmp_path, saved(book)).claims] == [
        ("title", "Rents in Vienna"),
        ("author", "Ana Ruiz"),
        ("year", "2009"),
    ]


def test_a_row_that_says_it_is_the_billionth_does_not_keep_the_reader(tmp_path: Path) -> None:
    content = changed(WHOLE, "xl/worksheets/sheet1.xml", b'<row r="2"', b'<row r="2000000000"')

    extracted = read(tmp_path, content)

    assert extracted.pages[0].text == "City\tYear"
    assert extracted.warnings == ("Of the sheet 'Rents', only the beginning is read.",
                                  "Of the sheet 'Notes', only the beginning is read.")  # fmt: skip


def test_of_many_cells_the_first_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_CELLS", 4)

    assert [page.text for page in read(tmp_path, WHOLE).pages] == ["City\tYear"]


def test_more_pages_than_allowed_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, WHOLE, Allowed(pages=1)) is Reason.TOO_LARGE


def test_an_unpacked_size_beyond_what_is_allowed_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, WHOLE, Allowed(bytes_unpacked=1_000)) is Reason.TOO_LARGE


def test_a_file_that_breaks_off_is_truncated(tmp_path: Path) -> None:
    assert refusal(tmp_path, WHOLE[: len(WHOLE) // 2]) is Reason.TRUNCATED


MEMBERS = ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "docProps/core.xml", "xl/styles.xml",
           "[Content_Types].xml", "_rels/.rels"]  # fmt: skip


@pytest.mark.parametrize("member", MEMBERS)
@pytest.mark.parametrize("xml", [b"", b"<a/>", b"<a>", b"\0"])
def test_a_damaged_part_is_read_over_or_refused(tmp_path: Path, member: str, xml: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        old = archive.read(member)

    with contextlib.suppress(CannotRead):
        read(tmp_path, changed(WHOLE, member, old, xml))


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
@given(at=st.integers(0, len(WHOLE) - 1), new=st.binary(max_size=4))
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, at: int, new: bytes) -> None:
    with contextlib.suppress(CannotRead):
        read(tmp_path, WHOLE[:at] + new + WHOLE[at + len(new) :])


def test_formulas_without_a_stored_value_are_said(tmp_path: Path) -> None:
    extracted = read(tmp_path, saved(book_of(Rents=[["Sum"], ["=1+1"], ["=2+2"], [3]])))

    assert [said for said in extracted.warnings if "stored value" in said] == [
        (
            "Formulas without a stored value are not read: 2. "
            "Open the file in a spreadsheet program and save it."
        )
    ]
    assert read(tmp_path, WHOLE).warnings == ()


def test_strict_open_xml_is_read(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as old, zipfile.ZipFile(out, "w") as archive:
        for name in old.namelist():
            plain = rb"http://schemas\.openxmlformats\.org/(\w+)/2006/"
            data = old.read(name)
            if name != "[Content_Types].xml" and "core" not in name:
                data = re.sub(plain, rb"http://purl.oclc.org/ooxml/\1/", data)
            archive.writestr(name, data)

    assert read(tmp_path, out.getvalue()).pages == read(tmp_path, WHOLE).pages
