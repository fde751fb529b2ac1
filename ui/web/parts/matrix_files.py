"""A matrix as files to be taken along. Nothing is made before somebody asks for it."""

import io
from dataclasses import replace

from search.export.csv_table import BYTE_ORDER_MARK, csv_lines
from search.export.xlsx import write_xlsx
from search.tables.counting import Counting
from search.tables.matrix import Matrix
from search.tables.matrix_picture import as_png, as_svg, picture_of
from search.tables.matrix_rows import cell_columns, cell_rows, grid_columns, grid_rows
from ui.web.address import Address, link_at


def as_csv(matrix: Matrix, site: str) -> bytes:
    """A line for each cell, with the link to its documents."""
    rows = cell_rows(matrix, lambda ask: link_at(site, Address(ask=ask)))
    return (BYTE_ORDER_MARK + "".join(csv_lines(cell_columns(matrix), rows))).encode()


def as_workbook(matrix: Matrix, counting: Counting) -> bytes:
    """The grid as it is shown: one number for each cell, or why there is none."""
    stream = io.BytesIO()
    write_xlsx(stream, grid_columns(matrix), grid_rows(matrix, counting))
    return stream.getvalue()


def as_picture(matrix: Matrix, counting: Counting, font: str | None = None) -> bytes:
    """The grid as SVG; with a font, as PNG."""
    picture = picture_of(matrix, counting)
    return as_png(picture, font) if font else as_svg(picture).encode()


def shown_of(matrix: Matrix, *, gaps: bool) -> Matrix:
    """The matrix without rows, columns and layers that no report is on, unless gaps are wanted."""
    if gaps:
        return matrix
    return replace(
        matrix,
        rows=tuple(row for row in matrix.rows if matrix.cell(row).reports),
        columns=tuple(name for name in matrix.columns if matrix.cell(None, name).reports),
        layers=tuple(name for name in matrix.layers if matrix.cell(None, None, name).reports),
    )
