"""The outermost lines of a page, where heads, feet and page numbers stand."""

from typing import NamedTuple

EDGE = 3
"""Lines at the top of a page, and at its bottom, that may be set apart from its text."""

LONGEST_LINE = 160
"""Characters of a line that may be a head, a foot or a heading."""

_TRIES = 8


class Line(NamedTuple):
    """A line where it stands in its page; its text is cut at `LONGEST_LINE`, and stripped."""

    start: int
    end: int
    text: str

    @property
    def is_long(self) -> bool:
        return self.end - self.start > LONGEST_LINE


class Edges(NamedTuple):
    """The outermost lines of a page, each from the outside in. None is in both."""

    top: list[Line]
    bottom: list[Line]

    @property
    def lines(self) -> list[Line]:
        return self.top + self.bottom


def edges_of(text: str) -> Edges:
    """The first and last lines of a page that are not blank."""
    top: list[Line] = []
    start = 0
    for written in text.split("\n", _TRIES)[:_TRIES]:
        end = start + len(written)
        if line := written[:LONGEST_LINE].strip():
            top.append(Line(start, end, line))
            if len(top) == EDGE:
                break
        start = end + 1
    return Edges(top, _bottom(text, top[-1].end if top else 0))


def _bottom(text: str, past: int) -> list[Line]:
    bottom: list[Line] = []
    end = len(text)
    for written in reversed(text.rsplit("\n", _TRIES)[-_TRIES:]):
        start = end - len(written)
        if start < past:
            break
        if line := written[:LONGEST_LINE].strip():
            bottom.append(Line(start, end, line))
            if len(bottom) == EDGE:
                break
        end = start - 1
    return bottom
