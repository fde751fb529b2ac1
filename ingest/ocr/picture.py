"""Pages of a PDF as pictures: small to be looked at, large to be read. Runs in a worker."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw as pdfium_c

from corpus.failures import CannotRead, Reason
from ingest.ocr.scan import Look
from ingest.ocr.tesseract import DOTS_PER_INCH

MOST_PIXELS = 35_000_000
"""Of one picture: twice an A3 page at 300 dots per inch. What is larger is drawn coarser."""

MOST_ACROSS = 32_000
"""Pixels along one side; Tesseract refuses more."""

SMALL = 200
"""Pixels across, and half as many again down, of a picture that is only looked at."""

FAR = 48
"""Shades between paper and ink."""

MOST_OBJECTS = 2_000


@contextmanager
def opened(file: Path, passwords: Sequence[str] = ()) -> Iterator[pdfium.PdfDocument]:
    """A PDF, for as long as the context lasts. Raises CannotRead."""
    document = None
    for password in (None, *passwords):
        try:
            document = pdfium.PdfDocument(file, password=password)
            break
        except pdfium.PdfiumError:
            continue
    if document is None:
        raise CannotRead(Reason.NOT_THIS_FORMAT, "The PDF cannot be opened to draw its pages.")
    try:
        yield document
    finally:
        document.close()


def look_at(document: pdfium.PdfDocument, number: int) -> Look:
    """What a page shows. Raises CannotRead."""
    with _page(document, number) as page:
        width, height = _size(page)
        scale = min(SMALL / width, 1.5 * SMALL / height)
        shades = Counter(_grey(page, scale)[2])
        paper = max(shades, key=shades.__getitem__)
        far = sum(count for shade, count in shades.items() if abs(shade - paper) > FAR)
        return Look(
            ink=far / shades.total(),
            paper=paper,
            picture=min(_covered(page) / (width * height), 1.0),
        )


def draw(document: pdfium.PdfDocument, number: int, into: Path) -> None:
    """Draw a page in shades of grey into a PGM file, as it is turned for reading.

    Raises CannotRead.
    """
    with _page(document, number) as page:
        width, height = _size(page)
        scale = min(
            DOTS_PER_INCH / 72,
            math.sqrt(MOST_PIXELS / (width * height)),
            MOST_ACROSS / width,
            MOST_ACROSS / height,
        )
        across, down, shades = _grey(page, scale)
    with into.open("wb") as file:
        file.write(b"P5 %d %d 255\n" % (across, down))
        file.write(shades)


@contextmanager
def _page(document: pdfium.PdfDocument, number: int) -> Iterator[pdfium.PdfPage]:
    try:
        page = document[number - 1]
    except (pdfium.PdfiumError, IndexError) as error:
        raise CannotRead(Reason.NOT_THIS_FORMAT, f"Page {number} cannot be opened.") from error
    try:
        yield page
    except pdfium.PdfiumError as error:
        raise CannotRead(Reason.NOT_THIS_FORMAT, f"Page {number} cannot be drawn.") from error
    finally:
        page.close()


def _size(page: pdfium.PdfPage) -> tuple[float, float]:
    """Width and height in points, at least one each: a file may say that there is none."""
    width, height = page.get_size()
    return max(width, 1.0), max(height, 1.0)


def _grey(page: pdfium.PdfPage, scale: float) -> tuple[int, int, bytes]:
    """Pixels across and down, and one byte for each."""
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        across, down, stride = bitmap.width, bitmap.height, bitmap.stride
        rows = memoryview(bitmap.buffer)
        starts = range(0, stride * down, stride)
        return across, down, b"".join(rows[start : start + across] for start in starts)
    finally:
        bitmap.close()


def _covered(page: pdfium.PdfPage) -> float:
    """Points that images cover together, each counted for itself."""
    area = 0.0
    for part in islice(page.get_objects(max_depth=3), MOST_OBJECTS):
        if part.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = part.get_bounds()
            area += max(right - left, 0) * max(top - bottom, 0)
    return area
