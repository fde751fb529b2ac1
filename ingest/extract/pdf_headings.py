"""Lines of a PDF that look like headings: larger or heavier than the text they stand in.

Captions, the heads of tables and bold sentences are set off as well. A heading is short,
stands in lines of its own, begins large and does not end as a sentence does.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from ingest.extract.pdf_page import PageLine
from ingest.extract.printed import SetOff
from ingest.tidy.headings import names_a_picture

LARGER = 1.08
"""Times the size of the text: from here on a line is set off by its size."""

_SAME_SIZE = 1.04
_AS_LARGE = 0.95
"""Share of the size of the text that a bold heading has at least."""

_ENOUGH_TEXT = 300
"""Characters whose looks tell what is usual on a page; with fewer, the document tells it."""

_MOST = 100
"""Headings of a page that are believed: a page with more is a list."""

_MOST_LINES = 4
_LONGEST = 180
_WIDEST_GAP = 2.2
"""Sizes between two lines of one heading."""

_MOST_DIGITS = 0.2
_TAKEN_OUT = re.compile("[\x02\ufffe]")
_SENTENCE = re.compile(r"[^\W\d_A-Z]{3}[.!?] [^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{3}")


class Body(NamedTuple):
    """How most of a text looks."""

    size: float
    is_bold: bool


def body_of(pages: Iterable[Sequence[PageLine]]) -> Body:
    """How most of the text of some pages looks; of size 0 where they have none."""
    return _most(_looks_of(pages))


def set_off(lines: Sequence[PageLine], body: Body) -> tuple[SetOff, ...]:
    """The lines of a page that look like headings, in order."""
    looks = _looks_of([lines])
    if sum(looks.values()) >= _ENOUGH_TEXT:
        body = _most(looks)
    return tuple(islice(_set_off(lines, body), _MOST)) if body.size else ()


def _looks_of(pages: Iterable[Sequence[PageLine]]) -> Counter[tuple[float, bool]]:
    looks = Counter[tuple[float, bool]]()
    for lines in pages:
        for line in lines:
            if line.size:
                looks[round(2 * line.size) / 2, line.is_bold] += len(line.text)
    return looks


def _most(looks: Counter[tuple[float, bool]]) -> Body:
    return Body(*max(looks, key=looks.__getitem__, default=(0.0, False)))


def _set_off(lines: Sequence[PageLine], body: Body) -> Iterator[SetOff]:
    whole = sum([len(line.text) for line in lines])
    for start, end in _runs(lines, body):
        run = lines[start:end]
        if not _is_heading(run):
            continue
        first = run[0]
        higher = first.height + first.size
        above = sum([len(line.text) for line in lines if line.height > higher])
        yield SetOff(
            tuple(_TAKEN_OUT.sub("", line.text).strip() for line in run),
            first.size,
            first.is_bold,
            above / whole,
        )


def _runs(lines: Sequence[PageLine], body: Body) -> Iterator[tuple[int, int]]:
    """From where to where lines follow each other that are set off alike."""
    larger = LARGER * body.size
    least = larger if body.is_bold else _AS_LARGE * body.size
    begun = [
        number
        for number, line in enumerate(lines)
        if line.size >= larger or (line.is_bold and line.size >= least)
    ]
    end = 0
    for start in begun:
        if start < end:
            continue
        end = start + 1
        while end < len(lines) and _goes_on(lines[end - 1], lines[end]):
            end += 1
        yield start, end


def _goes_on(before: PageLine, line: PageLine) -> bool:
    """Whether a line is of the same looks as the one before, and near to it."""
    return (
        before.size <= line.size * _SAME_SIZE
        and line.size <= before.size * _SAME_SIZE
        and before.is_bold == line.begins_bold
        and abs(before.height - line.height) <= _WIDEST_GAP * before.size
    )


def _is_heading(run: Sequence[PageLine]) -> bool:
    text = " ".join(line.text.strip() for line in run)
    if len(run) > _MOST_LINES or not 3 < len(text) <= _LONGEST:
        return False
    if run[0].is_bold and not run[-1].is_bold:
        return False  # a sentence that begins in bold
    if any(line.height >= before.height for before, line in pairwise(run)):
        return False  # side by side: the head of a table
    return (
        _WORD.search(text) is not None
        and not text[0].islower()
        and (text[0].isalnum() or text[0] in "¿¡„“\"«'(")
        and text[-1] not in ".,;:"
        and sum(map(str.isdigit, text)) <= _MOST_DIGITS * len(text)
        and not names_a_picture(text)
        and not _SENTENCE.search(text)
        and "...." not in text
    )
