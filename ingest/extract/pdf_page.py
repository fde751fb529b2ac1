"""The text of a page of a PDF, line by line, and how each line looks.

pdfium gives the text with its line ends. Crop marks and the name of the designer's file
stand beside the page: a line counts where it begins within the bounds of its page. A page
whose bounds are wrong has all its lines outside of them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium

from ingest.extract.pdf_places import Places

_LINE_END = "\r\n"
_BESIDE = 2.0
"""Points beyond the bounds of a page that are still the page."""

_LONGEST_IN_BOLD = 120
"""Characters of a line that is asked whether it is bold: no heading is longer."""


class PageLine(NamedTuple):
    """A line as it is written, the size of its first word, and how high it stands.

    `begins_bold` holds for its first word, `is_bold` for its last one too.
    """

    text: str
    size: float
    begins_bold: bool
    is_bold: bool
    height: float


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
    """The lines of an open page, in the order they were written, blank ones left out."""
    lines: list[PageLine] = []
    beside: list[PageLine] = []
    for line, is_beside in _lines(opened):
        (beside if is_beside else lines).append(line)
    return lines or beside


def _lines(opened: OpenPage) -> Iterator[tuple[PageLine, bool]]:
    places = Places(opened.text_page)
    left, bottom, right, top = opened.page.get_bbox()
    wanted = places.spaces_wanted()
    start, was_bold = 0, False
    for line in places.text.split(_LINE_END):
        written = line.strip()
        if written:
            at = start + len(line) - len(line.lstrip())
            across, height = places.origin(at)
            is_beside = not (
                left - _BESIDE <= across <= right + _BESIDE
                and bottom - _BESIDE <= height <= top + _BESIDE
            )
            is_asked = was_bold or len(written) <= _LONGEST_IN_BOLD
            begins_bold = was_bold = is_asked and places.is_bold(at)
            is_bold = begins_bold and places.is_bold(at + len(written) - 1)
            text = _with_spaces(line, start, wanted) if wanted else line
            yield PageLine(text, places.size(at), begins_bold, is_bold, height), is_beside
        start += len(line) + len(_LINE_END)


def _with_spaces(line: str, start: int, wanted: Sequence[int]) -> str:
    """A line that begins at a place of its page with a space at each of some places."""
    for at in reversed(wanted):
        if start < at < start + len(line):
            line = f"{line[: at - start]} {line[at - start :]}"
    return line
