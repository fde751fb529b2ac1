"""XLSX: each sheet as pages under its name, a row a line, with values and not formulas.

A workbook of which every sheet is a list of records (`table_records`) is a document a row.
"""

import datetime
import hashlib
import re
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from ingest.extract.extracted import ALLOWED, Allowed, Extracted, Record
from ingest.extract.json_lines import UnknownNames
from ingest.extract.limits import limited
from ingest.extract.metadata import one_line
from ingest.extract.pagination import sections_as_pages
from ingest.extract.properties import claims_of, stated
from ingest.extract.table_records import Headings, headings_in
from ingest.extract.zipped import BROKEN, damaged, in_plain_namespaces, opened

WHAT = "spreadsheet"

MOST_CELLS = 1_000_000
"""Cells of all sheets that are looked at, empty ones included: some seconds' work.

A sheet may say of any row that it is the millionth.
"""

LONGEST_SHEET = 1 << 20
"""Characters of a sheet that are read."""

LONGEST_XML = 1 << 25
"""Bytes of a sheet in which formulas without a value are looked for."""

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_NO_STORED_VALUE = re.compile(rb"(?:</f>|<f [^>]*/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_GIVES_UP = (*BROKEN, InvalidFileException)
_NO_VALUES = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"}
)


class XlsxReader:
    """Reads Excel files of 2007 and later."""

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        with _opened(path, allowed) as book:
            read = _read(book, allowed)
        said = tuple(_without_value(path, allowed))
        return [replace(read, warnings=(*read.warnings, *said))]

    def records(self, path: Path, allowed: Allowed = ALLOWED) -> Iterator[Record] | None:
        with _opened(path, allowed) as book:
            lists = {}
            for number, sheet in enumerate(book.worksheets):
                first = next(_rows(sheet), None)
                headings = headings_in(first[1]) if first is not None else None
                if first is not None and headings is None:
                    return None
                if first is not None and headings is not None:
                    lists[number] = first[0], headings
        return _records(path, lists, allowed) if lists else None


@contextmanager
def _opened(path: Path, allowed: Allowed) -> Iterator[Any]:
    """A workbook. What is wrong with it, also while it is read, becomes CannotRead."""
    # openpyxl looks at the name of a path before it looks at the file.
    with in_plain_namespaces(path, allowed, WHAT) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles and extensions that it leaves out
        try:
            yield openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except _GIVES_UP as error:
            raise damaged(WHAT) from error


def _records(
    path: Path, lists: dict[int, tuple[int, Headings]], allowed: Allowed
) -> Iterator[Record]:
    """The rows of the sheets that are lists, by number, each after the row of its headings."""
    unknown = UnknownNames()
    count = 0
    with _opened(path, allowed) as book:
        for at, (first, headings) in lists.items():
            sheet = book.worksheets[at]
            of_sheet = f" of {one_line(sheet.title)}" if len(lists) > 1 else ""
            for number, cells in _rows(sheet, len(headings.names)):
                if number > first:
                    count += 1
                    place = f"row {number}{of_sheet}"
                    written = "\x1f".join(cells).encode("utf-8", "surrogatepass")
                    yield Record(
                        number=count,
                        place=place,
                        read=partial(_document, headings, cells, f"R{place[1:]}", unknown, allowed),
                        sha256=hashlib.sha256(headings.as_bytes + written).hexdigest(),
                    )


def _document(
    headings: Headings, cells: list[str], place: str, unknown: UnknownNames, allowed: Allowed
) -> list[Extracted]:
    return [headings.document(cells, place, unknown, allowed)]


def _rows(sheet: Any, width: int = 0) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet that hold something, with their numbers, at least so wide."""
    sheet.reset_dimensions()  # what they say may be wrong
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = list(_written_whole(row))
        while len(cells) > width and not cells[-1]:
            cells.pop()
        if any(cells):
            yield number, cells + [""] * (width - len(cells))


def _written_whole(row: tuple[Any, ...]) -> Iterator[str]:
    """The cells of a row, with the line ends in them."""
    for value in row:
        if isinstance(value, str):
            yield "" if value in _NO_VALUES else value
        else:
            yield "" if value is None else _as_text(value)


def _read(book: Any, allowed: Allowed) -> Extracted:
    cells = _Allowance(MOST_CELLS)
    sheets, cut = [], []
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what they say may be wrong
        name = one_line(sheet.title)
        text, is_whole = _sheet(sheet.iter_rows(values_only=True), cells)
        sheets.append((name, text))
        if not is_whole:
            cut.append(f"Of the sheet {name!r}, only the beginning is read.")
    said = stated(book.properties) | {"author": str(book.properties.creator or "")}
    pages = limited(sections_as_pages(sheets), allowed)
    return Extracted(pages=pages, claims=tuple(claims_of(said)), warnings=tuple(cut))


class _Allowance:
    """What is left of something."""

    def __init__(self, amount: int) -> None:
        self.left = amount


def _without_value(path: Path, allowed: Allowed) -> Iterator[str]:
    """Whether there are formulas whose values no program has stored yet: they show nothing."""
    with opened(path, allowed, WHAT) as archive:
        count = 0
        for name in archive.namelist():
            if _SHEET.fullmatch(name):
                with archive.open(name) as sheet:
                    count += len(_NO_STORED_VALUE.findall(sheet.read(LONGEST_XML)))
    if count:
        yield (
            f"Formulas without a stored value are not read: {count}. "
            "Open the file in a spreadsheet program and save it."
        )


def _sheet(rows: Iterable[tuple[Any, ...]], cells: _Allowance) -> tuple[str, bool]:
    """The text of a sheet, and whether it is all of it."""
    lines, length = list[str](), 0
    for row in rows:
        cells.left -= 1 + len(row)
        if cells.left < 0 or length > LONGEST_SHEET:
            return "\n".join(lines), False
        if line := "\t".join(_written(row)).rstrip("\t"):
            lines.append(line)
            length += len(line)
    return "\n".join(lines), True


def _written(row: tuple[Any, ...]) -> Iterator[str]:
    for value in row:
        yield "" if value is None else _as_text(value)


def _as_text(value: object) -> str:
    """A value as people write it; an error is no value."""
    if isinstance(value, str):
        return "" if value in _NO_VALUES else one_line(value)
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "minutes")
    return str(value)
