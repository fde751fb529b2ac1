"""What the tests of several ways in need."""

import zlib
from collections.abc import Callable

import pytest


def heavy_pdf(pages: int = 1, operators: int = 3_000_000) -> bytes:
    """Pages each of which is drawn for minutes, in some kilobytes."""
    drawing = zlib.compress(b"0 0 m 600 800 l S\n" * (operators // 3), 9)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R>>"
    kids = b" ".join(b"%d 0 R" % number for number in range(4, 4 + pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(drawing), drawing),
        *[page] * pages,
    ]
    parts = [b"%d 0 obj\n%s\nendobj\n" % (at, one) for at, one in enumerate(objects, start=1)]
    return b"%PDF-1.4\n" + b"".join(parts) + b"trailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def a_heavy_pdf() -> Callable[..., bytes]:
    """Makes a PDF of 3 million drawing operators a page: `a_heavy_pdf(pages=4)`."""
    return heavy_pdf
