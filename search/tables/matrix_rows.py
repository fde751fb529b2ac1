"""How does a matrix become a table: a grid of one number, or a line for each cell?"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from corpus.fields import BY_NAME
from search.question import Ask
from search.tables.counting import Counting, label_of
from search.tables.matrix import Cell, Matrix, State

Rows = Iterator[tuple[object, ...]]


def cell_columns(matrix: Matrix) -> tuple[str, ...]:
    """What the cells of `cell_rows` are called."""
    fields = (matrix.row_field, matrix.column_field, matrix.layer_field)
    named = tuple(name for name in fields if name)
    return (*named, "documents", "passages", "reports", "not_readable", "state", "link")


def cell_rows(matrix: Matrix, link: Callable[[Ask], str] = lambda _ask: "") -> Rows:
    """A line for each cell, also where there is no report. Totals are left to the reader.

    In layers there are only cells with a report.
    """
    for row, column, layer in _places(matrix):
        cell = matrix.cell(row, column, layer)
        if layer is not None and not cell.reports:
            continue
        fields = (matrix.row_field, matrix.column_field, matrix.layer_field)
        values = zip(fields, (row, column, layer), strict=True)
        named = [label_of(name, value) for name, value in values if value is not None]
        passages = cell.passages if matrix.has_words else None
        yield (
            *named, cell.documents, passages, cell.reports, cell.unread, str(cell.state),
            link(matrix.ask_for(row, column, layer)),
        )  # fmt: skip


def grid_columns(matrix: Matrix) -> tuple[str, ...]:
    """What the cells of `grid_rows` are called."""
    first = tuple(BY_NAME[name].label for name in (matrix.layer_field, matrix.row_field) if name)
    return (*first, *(label_of(matrix.column_field, name) for name in matrix.columns), "Total")


def grid_rows(matrix: Matrix, counting: Counting) -> Rows:
    """Rows of one number for each column, with totals; words where there is nothing to count.

    With layers, one grid stands below the other.
    """
    for layer in matrix.layers or (None,):
        first = () if layer is None else (label_of(matrix.layer_field, layer),)
        for row in (*matrix.rows, None):
            head = "Total" if row is None else label_of(matrix.row_field, row)
            cells = [matrix.cell(row, column, layer) for column in (*matrix.columns, None)]
            yield (*first, head, *(_in_grid(cell, counting) for cell in cells))


def matrix_as_json(matrix: Matrix) -> dict[str, object]:
    """A matrix as other programs read it; the keys are kept from version to version.

    Where a value is null in a cell, it sums up all values.
    """
    places: list[tuple[str | None, str | None, str | None]] = [*_places(matrix)]
    places += [(row, None, None) for row in matrix.rows]
    places += [(None, column, None) for column in matrix.columns]
    places += [(None, None, layer) for layer in matrix.layers] + [(None, None, None)]
    return {
        "query": matrix.ask.text,
        "rows": {"field": matrix.row_field, "values": list(matrix.rows)},
        "columns": {"field": matrix.column_field, "values": list(matrix.columns)},
        "layers": {"field": matrix.layer_field, "values": list(matrix.layers)},
        "notes": [str(note) for note in matrix.notes],
        "cells": [_cell_as_json(matrix, *place) for place in places],
    }


def _cell_as_json(
    matrix: Matrix, row: str | None, column: str | None, layer: str | None
) -> dict[str, Any]:
    cell = matrix.cell(row, column, layer)
    return {
        "row": row,
        "column": column,
        "layer": layer,
        "documents": cell.documents,
        "passages": cell.passages if matrix.has_words else None,
        "reports": cell.reports,
        "not_readable": cell.unread,
        "state": str(cell.state),
    }


def _places(matrix: Matrix) -> Iterator[tuple[str, str, str | None]]:
    layers: Sequence[str | None] = matrix.layers or (None,)
    for layer in layers:
        for row in matrix.rows:
            for column in matrix.columns:
                yield row, column, layer


def _in_grid(cell: Cell, counting: Counting) -> object:
    if cell.state in (State.NO_REPORT, State.NOT_READABLE):
        return str(cell.state)
    return cell.documents if counting is Counting.DOCUMENTS else cell.passages
