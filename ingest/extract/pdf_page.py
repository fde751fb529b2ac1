"""The text of a page of a PDF, line by line, and how each line looks.

pdfium gives the text with its line ends. Crop marks and the name of the designer's file
stand beside the page: a line counts where it begins within the bounds of its page. A page
whose bounds are wrong has all its lines outside of them.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium

from ingest.extract.pdf_columns import WrittenLine, read_by_columns
from ingest.extract.pdf_places import Places

_LINE_END = "\r\n"
_BESIDE = 2.0
"""Points beyond the bounds of a page that are still the page."""

_LONGEST = 120
"""Characters of a line that may be a heading."""

_ENDS = ".;:"
_SAMPLED = 8
_LARGER = 1.05
_OF_TEXT = 40
"""Characters of a line that is text and no heading, more likely than not."""


class PageLine(NamedTuple):
    """A line as it is written, how high it stands, and how it looks.

    `size` is that of its first word, 0 where nothing was asked about its looks.
    `begins_bold` holds for its first word, `is_bold` for its last one too.
    """

    text: str
    height: float
    size: float = 0.0
    begins_bold: bool = False
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page and its text, open."""

    page: pdfium.PdfPage
    text_page: pdfium.PdfTextPage


@contextmanager
def opened_page(document: pdfium.PdfDocument, index: int) -> Iterator[OpenPage]:
    """A page of a document, open. Raises PdfiumError where pdfium cannot open it."""
    page = document.get_page(index)
    try:
        text_page = page.get_textpage()
        try:
            yield OpenPage(page, text_page)
        finally:
            text_page.close()
    finally:
        page.close()


def lines_of(opened: OpenPage) -> list[PageLine]:
    """The lines of an open page, in the order they were written, blank ones left out.

    How a line looks is asked where it may be a heading, where the line before is larger or
    heavier than text, and of every eighth line, which tells how text looks.
    """
    lines: list[PageLine] = []
    beside: list[PageLine] = []
    places = Places(opened.text_page)
    left, bottom, right, top = opened.page.get_bbox()
    wanted = places.spaces_wanted()
    least, is_set_off = math.inf, False
    for number, written in enumerate(read_by_columns(places) or _as_written(places.text)):
        words = written.text
        across, height = places.origin(written.first)
        is_asked = is_set_off or number % _SAMPLED == 0 or _may_be_heading(words)
        text = _with_spaces(words, written.first, wanted) if wanted else words
        line, is_set_off = PageLine(text, height), False
        if is_asked:
            size, begins_bold = places.size(written.first), places.is_bold(written.first)
            is_bold = begins_bold and places.is_bold(written.last)
            line = PageLine(text, height, size, begins_bold, is_bold)
            is_set_off = begins_bold or size > _LARGER * least
            least = min(least, size) if len(words) >= _OF_TEXT else least
        is_within = (
            left - _BESIDE <= across <= right + _BESIDE
            and bottom - _BESIDE <= height <= top + _BESIDE
        )
        (lines if is_within else beside).append(line)
    return lines or beside


def _as_written(text: str) -> Iterator[WrittenLine]:
    """The lines of a page that are not blank, in the order they were drawn."""
    start = 0
    for line in text.split(_LINE_END):
        if words := line.strip():
            first = start + len(line) - len(line.lstrip())
            yield WrittenLine(words, first, first + len(words) - 1)
        start += len(line) + len(_LINE_END)


def _may_be_heading(words: str) -> bool:
    """Whether a line may be one by its words: it ends as no sentence does, and is not long."""
    return len(words) <= _LONGEST and not words[0].islower() and words[-1] not in _ENDS


def _with_spaces(line: str, start: int, wanted: Sequence[int]) -> str:
    """A line that begins at a place of its page with a space at each of some places."""
    for at in reversed(wanted):
        if start < at < start + len(line):
            line = f"{line[: at - start]} {line[at - start :]}"
    return line
