"""The real program on real and sample scans, where it is installed."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.catalogue import Catalogue
from corpus.samples.source import blocks, read_all
from ingest.ocr.report import ScanReport

SAMPLES = Path(__file__).resolve().parents[3] / "corpus" / "samples" / "documents"
REPORTS = Path(__file__).resolve().parents[4] / "shared" / "data" / "reports"
PLAN = REPORTS / "us_city_plans" / "Winston-Salem, NC Green Plan 2020.pdf"
DOTS_PER_INCH = 200
LINES = [
    "The council lets its flats by a list that is open to all who live in the city.",
    "Families with many children wait for three years and more, because flats of four",
    "rooms are rare. A company owned by the city has built some in every district, so",
    "that newcomers do not live among themselves; the neighbours were asked before.",
]

pytest.importorskip("pytesseract")
pytestmark = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract is not installed"
)

Read = Callable[..., ScanReport]


def likeness(found: str, meant: str) -> float:
    """How much of the characters is right, spaces and line ends counted as one."""
    return Levenshtein.normalized_similarity(" ".join(found.split()), " ".join(meant.split()))


def picture_of(pdf: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    picture: Image.Image = document[0].render(scale=DOTS_PER_INCH / 72).to_pil()
    document.close()
    return picture


def as_pdf(*pictures: Image.Image) -> bytes:
    """Pictures as the pages of a PDF, in their own size on paper."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for picture in pictures:
        width, height = (side * 72 / DOTS_PER_INCH for side in picture.size)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(picture), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def print_of(lines: list[str]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for number, line in enumerate(lines):
        canvas.drawString(60, 760 - 20 * number, line)
    canvas.save()
    return out.getvalue()


def text_of(catalogue: Catalogue) -> list[str]:
    (document_id,) = catalogue.ids()
    return [page.text for page in catalogue.document(document_id).pages]


def test_the_scanned_sample_is_read(run: Any, read: Read, write: Any, catalogue: Catalogue) -> None:
    (source,) = [source for source in read_all() if source.scanned]
    write("scan.pdf", (SAMPLES / source.file).read_bytes())
    run()
    read()

    meant = [source.title, source.notice, *(block.text for block in blocks(source.body))]
    assert likeness(text_of(catalogue)[0], " ".join(meant)) > 0.93


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_is_read_whichever_way_it_lies(
    run: Any, read: Read, write: Any, catalogue: Catalogue, turned: int
) -> None:
    picture = picture_of(print_of(LINES * 3)).rotate(turned, expand=True)
    write("scan.pdf", as_pdf(picture))
    run()
    read(language="eng")

    assert likeness(text_of(catalogue)[0], " ".join(LINES * 3)) > 0.97


@pytest.mark.shared
@pytest.mark.skipif(not PLAN.is_file(), reason="the folder of real reports is not here")
def test_a_page_of_a_real_report_says_the_same_as_a_picture(
    run: Any, read: Read, write: Any, catalogue: Catalogue
) -> None:
    document = pypdfium2.PdfDocument(PLAN)
    page = document[5]
    meant = page.get_textpage().get_text_range()
    write("scan.pdf", as_pdf(page.render(scale=DOTS_PER_INCH / 72).to_pil()))
    run()
    read(language="eng")

    found, words = set(text_of(catalogue)[0].split()), set(meant.split())
    assert len(words & found) > 0.9 * len(words)
