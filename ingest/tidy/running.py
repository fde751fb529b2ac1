"""Running heads and feet: lines that many pages repeat at their edges.

A line counts where it stands on half of the pages, on most left or right pages,
or on all pages of a chapter in a document whose chapters have such heads. The
columns of a table that goes on over pages repeat too; they are told by their
numbers, and by standing three lines high on some pages only.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from corpus.document import Span
from ingest.tidy.edges import Edges, Line
from ingest.tidy.page_numbers import stands_alone, with_sign_for

FEWEST_PAGES = 4
"""A document of fewer pages repeats nothing often enough."""

_ENOUGH = 3
_OF_ALL = 0.5
_OF_ONE_SIDE = 0.6
_OF_A_CHAPTER = 0.75
_SURELY = 0.8
_TABLE_HEAD = 3
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Running:
    """What repeats on the pages of a document: per page the spans, and the chapter's head."""

    spans: list[tuple[Span, ...]]
    chapters: list[str]


class _Outer(NamedTuple):
    """An outer line with what it has in common with those that repeat it."""

    line: Line
    key: str


def running_lines(pages: Sequence[Edges], numbers: Sequence[str]) -> Running:
    """The heads, feet and page numbers of every page; of the first page its number alone."""
    outer = [
        [[_Outer(line, _key(line, number)) for line in side] for side in edges]
        for edges, number in zip(pages, numbers, strict=True)
    ]
    shares, chapter_heads = _repeated(outer)
    first = next((index for index, edges in enumerate(pages) if edges.top), 0)
    spans, chapters = [], []
    for index, (edges, number) in enumerate(zip(pages, numbers, strict=True)):
        heads = (
            [] if index == first else [h for s in outer[index] for h in _heads(s, shares, number)]
        )
        chapters.append(next((head.line.text for head in heads if head.key in chapter_heads), ""))
        left_out = {head.line for head in heads} if _leaves_words(edges, heads) else set()
        if alone := _number_line(edges, number):
            left_out.add(alone)
        spans.append(tuple(sorted((line.start, line.end) for line in left_out)))
    return Running(spans, chapters)


def _key(line: Line, number: str) -> str:
    """What two lines have in common that repeat each other; empty for what repeats nothing."""
    if line.is_long:
        return ""
    key = with_sign_for(number, line.text.lower())
    return key if not key.isdecimal() and any(map(str.isalpha, key)) else ""


def _repeated(outer: Sequence[Sequence[Sequence[_Outer]]]) -> tuple[dict[str, float], set[str]]:
    """The lines that repeat, with the share of pages they stand on, and those of chapters."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, sides in enumerate(outer):
        for key in {one.key for side in sides for one in side}:
            places[key].append(index)
    places.pop("", None)
    written = _Written([index for index, sides in enumerate(outer) if any(sides)])
    shares: dict[str, float] = {}
    of_chapters: dict[str, list[int]] = {}
    for key, where in places.items():
        if len(where) < _ENOUGH:
            continue
        share = max(len(where) / len(written.pages), _share_of_one_side(where, written))
        if share >= _OF_ALL and (share >= _SURELY or not _is_of_a_table(key)):
            shares[key] = share
        elif _fills_a_chapter(where, written):
            of_chapters[key] = where
    covered = set[int]().union(*of_chapters.values())
    if len(of_chapters) < 2 or len(covered) < _OF_ALL * len(written.pages):
        of_chapters = {}
    return shares | dict.fromkeys(of_chapters, _OF_ALL), {*of_chapters}


class _Written:
    """The pages that have text: all of them, and the left and the right ones."""

    def __init__(self, pages: list[int]) -> None:
        self.pages = pages
        self.sides = [[index for index in pages if index % 2 == side] for side in (0, 1)]


def _share_of_one_side(where: Sequence[int], written: _Written) -> float:
    """The share among left or among right pages, where it is large enough to count."""
    best = 0.0
    for side, pages in enumerate(written.sides):
        there = sum(index % 2 == side for index in where)
        if there >= _ENOUGH and there >= _OF_ONE_SIDE * len(pages):
            best = max(best, there / len(pages))
    return best


def _fills_a_chapter(where: Sequence[int], written: _Written) -> bool:
    """Whether a line stands on nearly all pages, or all left or right ones, of a stretch."""
    first, last = where[0], where[-1]
    is_one_sided = all(index % 2 == first % 2 for index in where)
    pages = written.sides[first % 2] if is_one_sided else written.pages
    stretch = bisect_right(pages, last) - bisect_left(pages, first)
    return len(where) >= _OF_A_CHAPTER * stretch


def _is_of_a_table(key: str) -> bool:
    numbers = [n for n in _NUMBER.findall(key) if not (len(n) == 4 and n[:2] in ("19", "20"))]
    return len(numbers) > 1


def _heads(side: Sequence[_Outer], shares: dict[str, float], number: str) -> list[_Outer]:
    """The repeated lines of one edge, from the outside to the first line that is text."""
    repeated = takewhile(lambda one: one.key in shares or stands_alone(one.line, number), side)
    heads = [one for one in repeated if one.key in shares]
    is_table = len(heads) >= _TABLE_HEAD and min(shares[one.key] for one in heads) < _SURELY
    return [] if is_table else heads


def _number_line(edges: Edges, number: str) -> Line | None:
    """The outermost line that is the page number alone."""
    return next((line for line in _outside_in(edges) if stands_alone(line, number)), None)


def _outside_in(edges: Edges) -> Iterator[Line]:
    for depth in range(max(len(edges.top), len(edges.bottom))):
        yield from (side[depth] for side in edges if depth < len(side))


def _leaves_words(edges: Edges, heads: Sequence[_Outer]) -> bool:
    """Whether a page holds more words than its heads: one that does not is its chapter's title."""
    if len(heads) < len(edges.top) + len(edges.bottom) - 2:
        return True
    lines = {head.line for head in heads}
    return any(line not in lines and any(map(str.isalpha, line.text)) for line in edges.lines)
