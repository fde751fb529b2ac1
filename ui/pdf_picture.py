"""A page of a PDF as a picture.

pdfium is not safe in threads, and the front has one for each reader: every call
holds one lock.
"""

import io
from functools import lru_cache
from pathlib import Path
from threading import Lock

import pypdfium2 as pdfium

WIDEST = 1100
"""Pixels across, and half as many again down, at most: a poster is made to fit."""

_LOCK = Lock()


def picture(file: Path, number: int) -> bytes | None:
    """A page as PNG; None where the file is no PDF, has no such page, or cannot be drawn."""
    try:
        return _drawn(str(file), file.stat().st_mtime_ns, number) if _is_pdf(file) else None
    except OSError:
        return None


def _is_pdf(file: Path) -> bool:
    with file.open("rb") as opened:
        return b"%PDF-" in opened.read(1024)


@lru_cache(maxsize=64)
def _drawn(file: str, modified: int, number: int) -> bytes | None:
    with _LOCK:
        try:
            document = pdfium.PdfDocument(file)
        except pdfium.PdfiumError:
            return None
        try:
            return _page(document, number)
        except pdfium.PdfiumError:
            return None
        finally:
            document.close()


def _page(document: pdfium.PdfDocument, number: int) -> bytes | None:
    if not 1 <= number <= len(document):
        return None
    page = document[number - 1]
    width, height = page.get_size()
    scale = min(WIDEST / max(width, 1), 1.5 * WIDEST / max(height, 1), 4)
    written = io.BytesIO()
    page.render(scale=scale).to_pil().save(written, format="PNG")
    return written.getvalue()
