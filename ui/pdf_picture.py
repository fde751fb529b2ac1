"""A page of a PDF as a picture, and where on it words stand.

pdfium is not safe in threads, and the front has one for each reader: every call
holds one lock.
"""

import ctypes
import io
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock
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

MARK = (255, 222, 110)

_LOCK = Lock()
_GRID = 1_000_000
_AROUND = 0.0015
_TAKEN_OUT = "\x02\ufffe"  # what pdfium leaves of a hyphen at the end of a line


class Mark(NamedTuple):
    """A rectangle on a page as it is seen: fractions of its width and height, from top left."""

    left: float
    top: float
    right: float
    bottom: float


Find = Callable[[str], Sequence[Span]]
"""Tells where in a text what is looked for stands."""

Letters = Sequence[tuple[int, str]]


def picture(file: Path, number: int, marks: tuple[Mark, ...] = ()) -> bytes | None:
    """A page as PNG; None where the file is no PDF, has no such page, or cannot be drawn.

    Marks are laid over it as with a text marker: what is under them stays legible.
    """
    changed = changed_at(file)
    return None if changed is None else _drawn(str(file), changed, number, marks)


def marks_on(file: Path, number: int, find: Find) -> tuple[Mark, ...]:
    """Where on a page stands what is found in the text that the file has for it.

    A page without a text of its own, such as a scan, has none.
    """
    with opened_pdf(file) as document:
        letters = _letters(document, number)
    texts = [_joined(letters, ""), _joined(letters, "-")]
    if texts[0] == texts[1]:
        del texts[1]
    spans = {span for text in texts for span in _places(text, find)}
    with opened_pdf(file) as document:
        return _rectangles(document, number, sorted(spans)) if spans else ()


@contextmanager
def opened_pdf(file: Path) -> Iterator[Any]:
    """A document of pdfium, that nobody else calls meanwhile; None where it is none."""
    if changed_at(file) is None:
        yield None
        return
    with _LOCK:
        try:
            document = pdfium.PdfDocument(file)
        except pdfium.PdfiumError:
            document = None
        try:
            yield document
        finally:
            if document is not None:
                document.close()


def changed_at(file: Path) -> int | None:
    """When a PDF was changed last; None where the file is none."""
    try:
        with file.open("rb") as opened:
            return file.stat().st_mtime_ns if b"%PDF-" in opened.read(1024) else None
    except (OSError, ValueError):
        return None


@lru_cache(maxsize=64)
def _drawn(file: str, _changed: int, number: int, marks: tuple[Mark, ...]) -> bytes | None:
    with opened_pdf(Path(file)) as document:
        image = _image(document, number)
    if image is None:
        return None
    for mark in marks:
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


def _joined(letters: Letters, hyphen: str) -> Letters:
    """The characters without the ends of lines that part a word; `hyphen` stands for its sign."""
    kept: list[tuple[int, str]] = []
    is_parted = False
    for place, letter in letters:
        if letter in _TAKEN_OUT:
            is_parted = True
            kept.append((place, hyphen))
        elif not (is_parted and letter in "\r\n"):
            is_parted = False
            kept.append((place, letter))
    return kept


def _places(letters: Letters, find: Find) -> Iterator[Span]:
    """What is found, as places that pdfium gives to its first and after its last character."""
    places = [place for place, letter in letters for _ in letter]
    for start, end in find("".join(letter for _, letter in letters)):
        if start < end:
            yield places[start], places[end - 1] + 1


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
