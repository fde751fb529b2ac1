"""A table as a workbook of Excel, written row by row: on a second sheet where one is full."""

import tempfile
from collections.abc import Iterable, Sequence
from typing import IO, Any

from search.export.cells import Cell, cell

MOST_ROWS = 1_048_576
"""Rows of a sheet, the one with the names of the columns among them."""


def write_xlsx(
    stream: IO[bytes],
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    most_rows: int = MOST_ROWS,
) -> None:
    """Write a workbook; of the rows only one is held at a time.

    Texts are texts in it, whatever they look like, and links are plain texts.
    """
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    try:
        _fill(workbook, columns, rows, most_rows)
    except BaseException:
        with tempfile.TemporaryFile() as nowhere:
            workbook.save(nowhere)  # which ends what was begun, and takes its files away
        raise
    workbook.save(stream)


def _fill(
    workbook: Any, columns: Sequence[str], rows: Iterable[Sequence[object]], most: int
) -> None:
    sheet, used = _new_sheet(workbook, columns), 1
    for row in rows:
        if used >= most:
            sheet.close()
            sheet, used = _new_sheet(workbook, columns), 1
        sheet.append(_cells(sheet, row))
        used += 1


def _new_sheet(workbook: Any, columns: Sequence[str]) -> Any:
    number = len(workbook.worksheets) + 1
    sheet = workbook.create_sheet("Results" if number == 1 else f"Results {number}")
    sheet.freeze_panes = "A2"  # the names stay in sight
    sheet.append(_cells(sheet, columns))
    return sheet


def _cells(sheet: Any, row: Sequence[object]) -> list[Any]:
    return [_typed(sheet, cell(value)) for value in row]


def _typed(sheet: Any, value: Cell) -> Any:
    """A text that looks like an error of Excel is kept a text; all else is what it is."""
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str) or not value.startswith("#"):
        return value
    kept = WriteOnlyCell(sheet, value)
    kept.data_type = "s"
    return kept
