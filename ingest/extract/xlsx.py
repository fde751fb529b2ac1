"""XLSX: each sheet as pages under its name, a row a line, with values and not formulas."""

import datetime
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from ingest.extract.extracted import ALLOWED, Allowed, Extracted
from ingest.extract.limits import limited
from ingest.extract.metadata import one_line
from ingest.extract.pagination import sections_as_pages
from ingest.extract.properties import claims_of, stated
from ingest.extract.zipped import BROKEN, check, damaged

WHAT = "spreadsheet"

MOST_CELLS = 1_000_000
"""Cells of all sheets that are looked at, empty ones included: some seconds' work.

A sheet may say of any row that it is the millionth.
"""

LONGEST_SHEET = 1 << 20
"""Characters of a sheet that are read."""

_GIVES_UP = (*BROKEN, InvalidFileException)
_NO_VALUES = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"}
)


class XlsxReader:
    """Reads Excel files of 2007 and later."""

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        check(path, allowed, WHAT)
        # openpyxl looks at the name of a path before it looks at the file.
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that it leaves out
            try:
                return [_read(file, allowed)]
            except _GIVES_UP as error:
                raise damaged(WHAT) from error


def _read(file: Any, allowed: Allowed) -> Extracted:
    book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
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
