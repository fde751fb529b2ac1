"""How does a matrix become a picture, for a report or a slide?

It is laid out once as boxes and labels, and then written as SVG or as PNG. Every text
stands in a label, where it is cut to what has room and can be nothing but text.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from xml.sax.saxutils import escape

from corpus.fields import BY_NAME
from search.tables.counting import Counting, label_of
from search.tables.matrix import Cell, Matrix, State

MOST_CELLS = 8_000
"""Cells of a matrix that is drawn."""

STATES = {
    State.NO_REPORT: "no report",
    State.NOT_READABLE: "could not be read",
    State.SILENT: "says nothing",
}
"""What stands in a cell where nothing was found, and why."""

SHADES = 5
"""Steps from few to many."""

_INK, _SOFT, _LINE, _PAPER = "#1d2528", "#566167", "#dedcd3", "#ffffff"
_FILLS = ("#dfeaea", "#c5d9da", "#abc8c9", "#91b7b8", "#77a6a8")
_HATCHED = "#f5f4ef"
_MARGIN, _ROW, _GAP, _SIZE = 24, 26, 34, 13
_PER_LETTER = 0.58
"""Width of a letter, for a size of 1."""

_NARROWEST, _WIDEST, _HEAD_WIDEST = 110, 190, 260
_FONTS = ("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "Arial.ttf", "arial.ttf", "segoeui.ttf")
"""Fonts of common systems with all the letters of Europe: the one in Pillow has no accents."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: int
    y: int
    width: int
    height: int
    fill: str


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text: `y` is its foot; `is_centred` says that `x` is its middle."""

    x: int
    y: int
    text: str
    size: int = _SIZE
    fill: str = _INK
    is_bold: bool = False
    is_centred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A matrix laid out, in pixels."""

    title: str
    width: int
    height: int
    boxes: tuple[Box, ...]
    labels: tuple[Label, ...]


def can_be_drawn(matrix: Matrix) -> bool:
    """Whether a matrix is small enough that somebody could look at a picture of it."""
    return len(matrix.rows) * len(matrix.columns) * (len(matrix.layers) + 1) <= MOST_CELLS


def shade(count: int, most: int) -> int:
    """How dark a cell is: 0 where nothing was counted, SHADES where most was.

    >>> [shade(count, 10) for count in (0, 1, 5, 10)]
    [0, 1, 3, 5]
    """
    return -(-SHADES * count // most) if count > 0 and most > 0 else 0


def number_of(cell: Cell, counting: Counting) -> int:
    """What is counted of a cell."""
    return cell.documents if counting is Counting.DOCUMENTS else cell.passages


def most_of(matrix: Matrix, counting: Counting) -> int:
    """The highest number of a cell that is no total; with layers, of all of them together."""
    cells = (matrix.cell(row, column) for row in matrix.rows for column in matrix.columns)
    return max((number_of(cell, counting) for cell in cells), default=0)


def picture_of(matrix: Matrix, counting: Counting) -> Picture:
    """A matrix laid out: what is counted, all layers together, then each layer by itself."""
    title = f"{BY_NAME[matrix.row_field].label} × {BY_NAME[matrix.column_field].label}"
    asked = f"{title}: “{matrix.ask.text}”" if matrix.ask.text else title
    grid = _Grid(matrix, counting)
    boxes: list[Box] = []
    width = max(_MARGIN * 2 + sum(grid.widths), 480)
    labels = [Label(_MARGIN, _MARGIN + 14, _cut(asked, width - 2 * _MARGIN, 16), 16, is_bold=True)]
    labels.append(Label(_MARGIN, _MARGIN + 34, _counted(matrix, counting), fill=_SOFT))
    y = _MARGIN + 52
    for layer in (None, *matrix.layers):
        if matrix.layers:
            said = "All" if layer is None else label_of(matrix.layer_field, layer)
            labels.append(Label(_MARGIN, y + 18, _cut(said, 400, 14), 14, is_bold=True))
            y += _ROW
        for part in grid.drawn(layer, y):
            (boxes if isinstance(part, Box) else labels).append(part)  # type: ignore[arg-type]
        y += _ROW * (len(matrix.rows) + 2) + _GAP
    height = y - _GAP + _MARGIN
    return Picture(
        title=asked, width=width, height=height, boxes=tuple(boxes), labels=tuple(labels)
    )


class _Grid:
    """Where the cells of one layer stand, and what is in them."""

    def __init__(self, matrix: Matrix, counting: Counting) -> None:
        self._matrix, self._counting = matrix, counting
        self._most = most_of(matrix, counting)
        self._heads = [label_of(matrix.column_field, name) for name in matrix.columns]
        rows = [label_of(matrix.row_field, name) for name in matrix.rows]
        first = min(max([80, *(_long(name) for name in rows)]) + 16, _HEAD_WIDEST)
        widths = (min(max(_long(name) + 16, _NARROWEST), _WIDEST) for name in self._heads)
        self.widths = [first, *widths, 90]

    def drawn(self, layer: str | None, y: int) -> Iterator[Box | Label]:
        matrix = self._matrix
        starts = [*accumulate(self.widths, initial=_MARGIN)]
        yield Box(_MARGIN, y + _ROW - 1, sum(self.widths), 1, _INK)
        for x, width, head in zip(starts[1:], self.widths[1:], (*self._heads, "All"), strict=False):
            yield Label(x + width // 2, y + 17, _cut(head, width - 8), fill=_SOFT, is_centred=True)
        for row in (*matrix.rows, None):
            y += _ROW
            head = "All" if row is None else label_of(matrix.row_field, row)
            yield Box(_MARGIN, y + _ROW - 1, sum(self.widths), 1, _LINE)
            cut = _cut(head, self.widths[0] - 8)
            yield Label(_MARGIN, y + 17, cut, is_bold=True)
            for x, width, column in zip(
                starts[1:], self.widths[1:], (*matrix.columns, None), strict=False
            ):
                cell = matrix.cell(row, column, layer)
                is_total = row is None or column is None
                yield from self._cell(cell, x, y, width, is_total=is_total)

    def _cell(
        self, cell: Cell, x: int, y: int, width: int, *, is_total: bool
    ) -> Iterator[Box | Label]:
        middle, foot = x + width // 2, y + 17
        if said := STATES.get(cell.state):
            if cell.state is State.NO_REPORT and not is_total:
                yield Box(x + 1, y + 1, width - 2, _ROW - 3, _HATCHED)
            yield Label(middle, foot, _cut(said, width, 11), 11, _SOFT, is_centred=True)
            return
        count = number_of(cell, self._counting)
        if not is_total and (dark := shade(count, self._most)):
            yield Box(x + 1, y + 1, width - 2, _ROW - 3, _FILLS[dark - 1])
        yield Label(middle, foot, f"{count:,}", is_bold=is_total, is_centred=True)


def as_svg(picture: Picture) -> str:
    """A picture as SVG: it can be made larger, and its texts be selected."""
    size = f'width="{picture.width}" height="{picture.height}"'
    font = 'font-family="Helvetica, Arial, sans-serif"'
    view = f'viewBox="0 0 {picture.width} {picture.height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} role="img" {font}>',
        f"<title>{_xml(picture.title)}</title>",
        f'<rect width="100%" height="100%" fill="{_PAPER}"/>',
    ]
    parts += (
        f'<rect x="{b.x}" y="{b.y}" width="{b.width}" height="{b.height}" fill="{b.fill}"/>'
        for b in picture.boxes
    )
    parts += (_svg_label(label) for label in picture.labels)
    return "\n".join([*parts, "</svg>", ""])


@cache
def letters() -> str | None:
    """The font that a PNG is written with; None where this machine has none that would do."""
    from PIL import ImageFont

    for name in _FONTS:
        try:
            ImageFont.truetype(name)
        except OSError:
            continue
        return name
    return None


def as_png(picture: Picture, font: str, scale: int = 2) -> bytes:
    """A picture as PNG, `scale` times as large, for programs that show no SVG."""
    from PIL import Image, ImageDraw, ImageFont

    fonts = {one.size: ImageFont.truetype(font, one.size * scale) for one in picture.labels}
    image = Image.new("RGB", (picture.width * scale, picture.height * scale), _PAPER)
    pen = ImageDraw.Draw(image)
    for b in picture.boxes:
        corner = ((b.x + b.width) * scale - 1, (b.y + b.height) * scale - 1)
        pen.rectangle(((b.x * scale, b.y * scale), corner), fill=b.fill)
    for label in picture.labels:
        pen.text(
            (label.x * scale, label.y * scale),
            _NO_XML.sub("\ufffd", label.text),
            fill=label.fill,
            font=fonts[label.size],
            anchor="ms" if label.is_centred else "ls",
            stroke_width=scale / 4 if label.is_bold else 0,
            stroke_fill=label.fill,
        )
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _svg_label(label: Label) -> str:
    attributes = [f'x="{label.x}" y="{label.y}" font-size="{label.size}" fill="{label.fill}"']
    if label.is_bold:
        attributes.append('font-weight="bold"')
    if label.is_centred:
        attributes.append('text-anchor="middle"')
    return f"<text {' '.join(attributes)}>{_xml(label.text)}</text>"


def _xml(text: str) -> str:
    """Text as it may stand in XML, whatever it is.

    >>> _xml("<script>\\x00")
    '&lt;script&gt;\ufffd'
    """
    return escape(_NO_XML.sub("\ufffd", text))


def _counted(matrix: Matrix, counting: Counting) -> str:
    total = matrix.cell()
    return f"{counting.value.capitalize()}: {number_of(total, counting):,} in all"


def _long(text: str, size: int = _SIZE) -> int:
    return round(len(text) * size * _PER_LETTER)


def _cut(text: str, width: int, size: int = _SIZE) -> str:
    """As much of a text as has room, in one line."""
    line = " ".join(text.split())
    room = max(int(width / (size * _PER_LETTER)), 1)
    return line if len(line) <= room else f"{line[: room - 1]}…"
