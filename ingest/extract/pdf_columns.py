"""Two columns of a page that were written row by row, read one after the other.

Such a page shows it in its words: the end of a line of the left column is broken by a
hyphen, and the right column goes on behind it ("hous- gration"). Only then the places of
the words are asked. What looks like a table stays as it was written.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ingest.extract.pdf_places import Places

_BROKEN_WITHIN = re.compile(
    r"- (?<=[^\W\d_A-Z]- )(?!(?:and|or|und|oder|bzw|bis|et|y|e)\b)[^\W\d_A-Z]"
)
_FEWEST_BROKEN = 2
_WORD = re.compile("[^\\s\x02\ufffe]+[\x02\ufffe]?")
_MOST_WORDS = 2_000
_SAME_ROW = 0.4
"""Of its size: how much higher or lower a word of a row may stand."""

_GAP = 1.0
"""Sizes between two columns, at least."""

_BEFORE = 0.5
"""Points before the first letter of a column, where the gap before it surely is."""

_FEWEST_ROWS = 4
_MOST_ROWS = 0.6
"""Share of the rows that must have the gap in one place."""

_FEWEST_WORDS = 3
"""Words of a line in a column, on average: the cells of a table have less."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    at: int
    left: float
    right: float
    height: float
    size: float


_Row = list[_Word]


class WrittenLine(NamedTuple):
    """A line, and where its first and last letters stand in the text of its page."""

    text: str
    first: int
    last: int


def read_by_columns(places: Places) -> list[WrittenLine] | None:
    """The lines of a page, column by column; None where it has no two columns."""
    if len(_BROKEN_WITHIN.findall(places.text)) < _FEWEST_BROKEN:
        return None
    rows = list(_rows(_words(places)))
    gutter = _gutter(rows)
    return None if gutter is None else list(_lines(rows, gutter))


def _words(places: Places) -> Iterator[_Word]:
    for number, found in enumerate(_WORD.finditer(places.text)):
        if number >= _MOST_WORDS:
            return
        left, height = places.origin(found.start())
        right = places.right(found.end() - 1)
        yield _Word(found[0], found.start(), left, right, height, places.size(found.start()))


def _rows(words: Iterable[_Word]) -> Iterator[_Row]:
    row: _Row = []
    for word in sorted(words, key=lambda one: (-one.height, one.left)):
        if row and row[0].height - word.height > _SAME_ROW * word.size:
            yield sorted(row, key=lambda one: one.left)
            row = []
        row.append(word)
    if row:
        yield sorted(row, key=lambda one: one.left)


def _gutter(rows: Sequence[_Row]) -> float | None:
    """Where one column ends and the other begins, None where most rows have no such place."""
    gaps = [gap for row in rows if (gap := _only_gap(row))]
    if len(gaps) < _FEWEST_ROWS:
        return None
    # The second column begins in one place; the first ends in many.
    begins = [right - _BEFORE for _, right in gaps]
    best = max(begins, key=lambda at: sum(left < at < right for left, right in gaps))
    parted = [_parted(row, best) for row in rows]
    both = [(left, right) for left, right in parted if left and right]
    split = sum(left < best < right for left, right in gaps)
    if split < _FEWEST_ROWS or split < _MOST_ROWS * len(both):
        return None
    for side in (0, 1):
        words = sum(len(pair[side]) for pair in both)
        if words < _FEWEST_WORDS * len(both):
            return None
    return best


def _only_gap(row: _Row) -> tuple[float, float] | None:
    gaps = [
        (before.right, after.left)
        for before, after in pairwise(row)
        if after.left - before.right >= _GAP * after.size
    ]
    return gaps[0] if len(gaps) == 1 else None


def _parted(row: _Row, gutter: float) -> tuple[_Row, _Row]:
    """The words of a row on each side; all on the left where one stands across."""
    left = [word for word in row if word.right <= gutter]
    right = [word for word in row if word.left >= gutter]
    return (left, right) if len(left) + len(right) == len(row) else (row, [])


def _lines(rows: Sequence[_Row], gutter: float) -> Iterator[WrittenLine]:
    """The rows, those that are parted column by column up to one that stands across."""
    block: tuple[list[_Row], list[_Row]] = ([], [])
    for row in rows:
        left, right = _parted(row, gutter)
        stands_across = bool(left) and left[-1].right > gutter
        if stands_across:
            yield from map(_line, (*block[0], *block[1]))
            block = ([], [])
            yield _line(row)
            continue
        for side, words in zip(block, (left, right), strict=True):
            if words:
                side.append(words)
    yield from map(_line, (*block[0], *block[1]))


def _line(row: _Row) -> WrittenLine:
    last = row[-1]
    return WrittenLine(" ".join(word.text for word in row), row[0].at, last.at + len(last.text) - 1)
