"""A matrix as a table: each cell says what it holds, and leads to it."""

from dataclasses import dataclass

from corpus.fields import BY_NAME
from search.tables.counting import UNKNOWN, Counting, label_of
from search.tables.matrix import Cell, Matrix, State
from search.tables.matrix_picture import SHADES, STATES, most_of, number_of, shade
from ui.web.address import Address, link_to
from ui.web.markup import Html, joined, tag

MOST_ROWS, MOST_COLUMNS = 200, 60
"""What is shown of a matrix; files hold all of it."""

MANY = 8
"""Columns from which on a cell has a sign in the place of words."""

SIGNS = {State.NO_REPORT: "·", State.NOT_READABLE: "?", State.SILENT: "0"}
_CLASSES = {State.NO_REPORT: "no-report", State.NOT_READABLE: "unread", State.SILENT: "silent"}
_MEANINGS = {
    State.NO_REPORT: "the library holds no report there",
    State.NOT_READABLE: "there is a report, and none that has a text",
    State.SILENT: "reports were looked through, and none says it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A matrix and how it is drawn: what is counted, the most there is, words or signs."""

    matrix: Matrix
    counting: Counting
    is_brief: bool
    can_be_ticked: bool = False

    @property
    def most(self) -> int:
        """The highest number that is shaded."""
        return most_of(self.matrix, self.counting)


def matrix_table(drawn: Drawn, layer: str | None = None) -> Html:
    """The cells of a layer, or of all layers together, with totals."""
    matrix = drawn.matrix
    columns = matrix.columns[:MOST_COLUMNS]
    rows = matrix.rows[:MOST_ROWS]
    if layer is not None:
        rows = tuple(row for row in rows if matrix.cell(row, None, layer).reports)
    most = drawn.most
    head = (
        tag("th", BY_NAME[matrix.row_field].label, scope="col", class_="corner"),
        *(tag("th", _head(matrix.column_field, name), scope="col") for name in columns),
        tag("th", "All", scope="col", class_="total"),
    )
    body = (_row(drawn, row, columns, layer, most) for row in rows)
    table = tag(
        "table",
        tag("thead", tag("tr", *head)),
        tag("tbody", *body),
        tag("tfoot", _row(drawn, None, columns, layer, most)),
        class_="matrix brief" if drawn.is_brief else "matrix",
    )
    label = f"{BY_NAME[matrix.row_field].label} by {BY_NAME[matrix.column_field].label}"
    if layer is not None:
        label += f", {label_of(matrix.layer_field, layer)}"
    return tag("div", table, class_="matrix-frame", tabindex="0", role="region", aria_label=label)


def left_out_of(matrix: Matrix) -> str:
    """What of a matrix is not shown, or nothing."""
    more = []
    if (rows := len(matrix.rows) - MOST_ROWS) > 0:
        more.append(f"{rows:,} more rows")
    if (columns := len(matrix.columns) - MOST_COLUMNS) > 0:
        more.append(f"{columns:,} more columns")
    return f"{' and '.join(more)} are only in the files below." if more else ""


def legend(drawn: Drawn) -> Html:
    """What the words or signs of the cells mean, and the shades."""
    items = [
        tag("li", tag("b", SIGNS[state] if drawn.is_brief else said), f" {_MEANINGS[state]}")
        for state, said in STATES.items()
    ]
    if drawn.most > 0:
        shades = (
            tag("span", class_=f"swatch shade-{one}", aria_hidden="true")
            for one in range(1, SHADES + 1)
        )
        said = f" the stronger, the more {drawn.counting.value}: {drawn.most:,} at most"
        items.insert(0, tag("li", joined(*shades), said))
    return tag("ul", *items, class_="matrix-legend", aria_label="What the cells mean")


def _head(field: str, name: str) -> Html:
    return tag("bdi", label_of(field, name), class_="unknown" if name == UNKNOWN else None)


def _row(
    drawn: Drawn, row: str | None, columns: tuple[str, ...], layer: str | None, most: int
) -> Html:
    matrix = drawn.matrix
    head = "All" if row is None else _head(matrix.row_field, row)
    if drawn.can_be_ticked and row and layer is None:
        box = tag("input", type="checkbox", name_="beside", value=row)
        head = tag("label", box, tag("span", head))
    cells = (_cell(drawn, (row, column, layer), most) for column in (*columns, None))
    return tag("tr", tag("th", head, scope="row"), *cells)


def _cell(drawn: Drawn, place: tuple[str | None, str | None, str | None], most: int) -> Html:
    matrix = drawn.matrix
    row, column, _ = place
    cell, is_total = matrix.cell(*place), row is None or column is None
    href = link_to(Address(ask=matrix.ask_for(*place)))
    classes = ["total"] if is_total else []
    said = STATES.get(cell.state)
    where = ", ".join(_named(matrix, place))
    if said:
        classes.append(_CLASSES[cell.state])
        sign = SIGNS[cell.state] if drawn.is_brief else said
        link = tag("a", sign, href=href, title=f"{where}: {said}", aria_label=f"{where}: {said}")
        return tag("td", link, class_=" ".join(classes))
    number = number_of(cell, drawn.counting)
    if not is_total:
        classes.append(f"shade-{shade(number, most)}")
    title = f"{where}: {_in_words(cell, has_words=matrix.has_words)}"
    parts = [tag("b", f"{number:,}")]
    if matrix.has_words and not drawn.is_brief:
        parts.append(_beside(cell, drawn.counting))
    link = tag("a", *parts, href=href, title=title, aria_label=title)
    return tag("td", link, class_=" ".join(classes) or None)


def _named(matrix: Matrix, place: tuple[str | None, str | None, str | None]) -> list[str]:
    fields = (matrix.row_field, matrix.column_field, matrix.layer_field)
    named = zip(fields, place, strict=True)
    return [label_of(name, value) for name, value in named if value is not None] or ["All"]


def _in_words(cell: Cell, *, has_words: bool) -> str:
    parts = [counted(cell.documents, "document")]
    if has_words:
        parts.append(counted(cell.passages, "passage"))
    if cell.unread:
        parts.append(f"{cell.unread:,} of {counted(cell.reports, 'report')} could not be read")
    return ", ".join(parts)


def _beside(cell: Cell, counting: Counting) -> Html:
    """What stands under the number of a cell: what else is counted, or why that is nothing."""
    if cell.unread == cell.reports:
        return tag("span", STATES[State.NOT_READABLE], class_="warning")
    if counting is Counting.DOCUMENTS:
        return tag("span", counted(cell.passages, "passage"))
    return tag("span", counted(cell.documents, "document"))


def counted(count: int, name: str) -> str:
    """A number and what it is a number of.

    >>> counted(1, "document"), counted(1200, "passage")
    ('1 document', '1,200 passages')
    """
    return f"{count:,} {name}" if count == 1 else f"{count:,} {name}s"
