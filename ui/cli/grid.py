"""How is a table of counts shown within the width of a terminal?

Headings are broken into lines and cut where room is short. What is too wide
even so is shown in blocks of columns, one below the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from ui.cli.printing import out, safe

GAP = 2
WIDEST_LABEL = 26
NARROWEST = 8
"""Cells of a terminal that a heading is cut to at least."""

WIDEST = 30
MOST_LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a grid: what stands at its head, and a cell for each column."""

    label: str
    cells: tuple[Text, ...]
    is_total: bool = False


def print_grid(corner: str, headings: Sequence[str], rows: Sequence[Row]) -> None:
    """Print a grid on stdout; `corner` says what the labels of the rows are."""
    label = min(max(map(cell_len, (corner, *(row.label for row in rows)))), WIDEST_LABEL)
    contents = [
        max((cell_len(row.cells[place].plain) for row in rows), default=1)
        for place in range(len(headings))
    ]
    room = max(out.width - label, GAP + NARROWEST)
    for number, (first, last) in enumerate(_blocks(headings, contents, room)):
        if number:
            out.print()
        shown = _Block(
            label=label,
            headings=[*_fitted(headings[first:last], contents[first:last], room)],
        )
        shown.print_headings(corner)
        for row in rows:
            shown.print_row(row, row.cells[first:last])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Some columns of a grid: the lines of each heading, and how wide it is."""

    label: int
    headings: list[tuple[list[str], int]]

    def print_headings(self, corner: str) -> None:
        deepest = max(len(lines) for lines, _ in self.headings)
        for number in range(deepest):
            line = Text(_cut(safe(corner) if number == deepest - 1 else "", self.label))
            for lines, width in self.headings:
                at = number - deepest + len(lines)
                line.append_text(_right(Text(lines[at] if at >= 0 else ""), width))
            line.rstrip()
            line.stylize("bold")
            out.print(line, no_wrap=True, overflow="ignore", crop=False)

    def print_row(self, row: Row, cells: Sequence[Text]) -> None:
        line = Text(_cut(safe(row.label), self.label))
        for cell, (_, width) in zip(cells, self.headings, strict=True):
            line.append_text(_right(cell, width))
        if row.is_total:
            line.stylize("bold")
        out.print(line, no_wrap=True, overflow="ignore", crop=False)


def _blocks(
    headings: Sequence[str], contents: Sequence[int], room: int
) -> Iterator[tuple[int, int]]:
    """The columns that stand beside each other, as first and behind the last."""
    first, used = 0, 0
    for place, (heading, content) in enumerate(zip(headings, contents, strict=True)):
        width = GAP + max(content, min(cell_len(heading), NARROWEST))
        if place > first and used + width > room:
            yield first, place
            first, used = place, 0
        used += width
    yield first, len(headings)


def _fitted(
    headings: Sequence[str], contents: Sequence[int], room: int
) -> list[tuple[list[str], int]]:
    """The lines of the headings and the widths of their columns, as wide as there is room."""
    for most in range(WIDEST, NARROWEST, -1):
        fitted = _at_most(headings, contents, most)
        if sum(GAP + width for _, width in fitted) <= room:
            return fitted
    return _at_most(headings, contents, NARROWEST)


def _at_most(
    headings: Sequence[str], contents: Sequence[int], most: int
) -> list[tuple[list[str], int]]:
    broken = [_broken(safe(heading), most) for heading in headings]
    return [
        (lines, max(content, *map(cell_len, lines)))
        for lines, content in zip(broken, contents, strict=True)
    ]


def _broken(heading: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in heading.split() or [""]:
        if lines and cell_len(f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(_shortened(word, width))
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], _shortened(" ".join(lines[MOST_LINES - 1 :]), width)]
    return lines


def _shortened(text: str, width: int) -> str:
    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"


def _cut(text: str, width: int) -> str:
    return set_cell_size(_shortened(" ".join(text.split()), width), width)


def _right(text: Text, width: int) -> Text:
    return Text.assemble(" " * (GAP + max(width - cell_len(text.plain), 0)), text)
