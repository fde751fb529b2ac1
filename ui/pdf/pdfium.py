"""What pdfium is asked about a page. This runs in a process of `ui.pdf.processes` only.

Any file is hostile: here it may take long, need much memory, and end the process. So
nothing of the web front is loaded here, and nobody calls this from within it.
"""

import ctypes
import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from PIL import Image, ImageChops
from pypdfium2 import raw as pdfium_c

from corpus.document import Span

WIDEST = 1100
"""Pixels across, and half as many again down, at most: a poster is made to fit."""

MOST_CHARACTERS = 50_000
"""Characters of a page among which words are looked for."""

MOST_MARKS = 400
"""Rectangles of a page."""

MOST_BOOKMARKS = 1_000
DEEPEST_BOOKMARK = 6
LONGEST_TITLE = 2_000

MARK = (255, 222, 110)

_GRID = 1_000_000
_AROUND = 0.0015


class Mark(NamedTuple):
    """A rectangle on a page as it is seen: fractions of its width and height, from top left."""

    left: float
    top: float
    right: float
    bottom: float


Letters = Sequence[tuple[int, str]]
"""The characters of a page with the places that pdfium gives them."""

Bookmark = tuple[str, int, int]
"""A title, the number of the page it leads to, and how many titles it stands under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question about a page of a file that was `changed` at a time; page 0 is the whole file."""

    file: str
    changed: int
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Question):
    """A picture as PNG, with marks laid over it; None where there is none."""

    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Question):
    """The letters of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places(Question):
    """Where parts of the text of a page are seen, given as they are counted by `Letters`."""

    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents(Question):
    """The bookmarks of a file."""


def answers(question: Question) -> Iterator[Any]:
    """The one answer; an empty one where the file is no PDF, or has no such page."""
    try:
        document = pdfium.PdfDocument(question.file)
    except (pdfium.PdfiumError, OSError):
        document = None
    match question:
        case Picture():
            yield _drawn(document, question)
        case Text():
            yield _letters(document, question.number)
        case Places():
            yield _rectangles(document, question.number, question.spans)
        case Contents():
            yield list(_bookmarks(document))
    if document is not None:
        document.close()


def _drawn(document: Any, question: Picture) -> bytes | None:
    image = _image(document, question.number)
    if image is None:
        return None
    for mark in question.marks:
        _lay(image, mark)
    written = io.BytesIO()
    image.save(written, format="PNG")
    return written.getvalue()


def _image(document: Any, number: int) -> Image.Image | None:
    try:
        page = _page(document, number)
        if page is None:
            return None
        width, height = page.get_size()
        scale = min(WIDEST / max(width, 1), 1.5 * WIDEST / max(height, 1), 4)
        drawn: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
        return drawn
    except pdfium.PdfiumError:
        return None


def _page(document: Any, number: int) -> Any:
    return document[number - 1] if document and 1 <= number <= len(document) else None


def _lay(image: Image.Image, mark: Mark) -> None:
    width, height = image.size
    left, top = int(mark.left * width), int(mark.top * height)
    box = (left, top, max(round(mark.right * width), left + 1), round(mark.bottom * height))
    if box[3] > box[1]:
        under = image.crop(box)
        image.paste(ImageChops.multiply(under, Image.new("RGB", under.size, MARK)), box)


def _letters(document: Any, number: int) -> Letters:
    """The characters of a page with the places pdfium gives them."""
    try:
        page = _page(document, number)
        text = page.get_textpage() if page else None
    except pdfium.PdfiumError:
        return ()
    if text is None:
        return ()
    count = min(text.count_chars(), MOST_CHARACTERS)
    codes = (pdfium_c.FPDFText_GetUnicode(text.raw, place) for place in range(count))
    letters = [(place, _letter(code)) for place, code in enumerate(codes)]
    text.close()
    return letters


def _letter(code: int) -> str:
    """A character as it is searched: a ligature is its letters, half a pair is nothing."""
    if 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKC", chr(code))
    return " " if not code or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)


def _rectangles(document: Any, number: int, spans: Sequence[Span]) -> tuple[Mark, ...]:
    found: list[Mark] = []
    try:
        page = _page(document, number)
        text = page.get_textpage() if page else None
        if text is None:
            return ()
        for start, end in spans:
            for index in range(text.count_rects(start, end - start)):
                if len(found) == MOST_MARKS:
                    break
                if (mark := _seen(page, text.get_rect(index))) is not None:
                    found.append(mark)
        text.close()
    except pdfium.PdfiumError:
        return tuple(found)
    return tuple(dict.fromkeys(found))


def _seen(page: Any, rectangle: tuple[float, float, float, float]) -> Mark | None:
    """A rectangle of a page as it is turned and cropped; None where it is outside."""
    left, bottom, right, top = rectangle
    (x1, y1), (x2, y2) = _seen_point(page, left, top), _seen_point(page, right, bottom)
    low, high = min(x1, x2) - _AROUND, max(x1, x2) + _AROUND
    above, below = min(y1, y2) - _AROUND, max(y1, y2) + _AROUND
    mark = Mark(max(low, 0.0), max(above, 0.0), min(high, 1.0), min(below, 1.0))
    return mark if mark.left < mark.right and mark.top < mark.bottom else None


def _seen_point(page: Any, x: float, y: float) -> tuple[float, float]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDF_PageToDevice(page.raw, 0, 0, _GRID, _GRID, 0, x, y, across, down)
    return across.value / _GRID, down.value / _GRID


def _bookmarks(document: Any) -> Iterator[Bookmark]:
    count = len(document) if document else 0
    marks = document.get_toc(max_depth=DEEPEST_BOOKMARK) if count else ()
    for bookmark in islice(marks, MOST_BOOKMARKS):
        target = bookmark.get_dest()
        index = target.get_index() if target else None
        if index is not None and 0 <= index < count:
            yield bookmark.get_title()[:LONGEST_TITLE], index + 1, bookmark.level
