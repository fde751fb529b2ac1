"""The text of a page of a PDF, line by line, and how each line looks.

pdfium gives the text with its line ends. Crop marks and the name of the designer's file
stand beside the page: a line counts where it begins within the bounds of its page. A page
whose bounds are wrong has all its lines outside of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_double
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw as pdfium_c

from ingest.extract.pdf_fonts import Fonts

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
    raw, fonts, x, y = opened.text_page.raw, Fonts(), c_double(), c_double()
    left, bottom, right, top = opened.page.get_bbox()
    text = opened.text_page.get_text_range()
    are_places_characters = len(text) == pdfium_c.FPDFText_CountChars(raw)
    start, was_bold = 0, False
    for line in text.split(_LINE_END):
        written = line.strip()
        if written:
            at = start + len(line) - len(line.lstrip())
            if not are_places_characters:
                at = pdfium_c.FPDFText_GetCharIndexFromTextIndex(raw, at)
            pdfium_c.FPDFText_GetCharOrigin(raw, at, x, y)
            is_beside = not (
                left - _BESIDE <= x.value <= right + _BESIDE
                and bottom - _BESIDE <= y.value <= top + _BESIDE
            )
            is_asked = was_bold or len(written) <= _LONGEST_IN_BOLD
            begins_bold = was_bold = is_asked and fonts.is_bold(raw, at)
            is_bold = begins_bold and fonts.is_bold(raw, at + len(written) - 1)
            size = fonts.size(raw, at)
            yield PageLine(line, size, begins_bold, is_bold, y.value), is_beside
        start += len(line) + len(_LINE_END)
