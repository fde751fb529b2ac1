"""A Tesseract that says what a test wants, scans to be read, and the pass over them."""

import importlib
import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from corpus.catalogue import Catalogue
from corpus.vocabulary import Vocabulary
from ingest.ocr.read_scans import Callbacks, read_scans
from ingest.ocr.report import ScanOptions, ScanReport
from ingest.workers import Workers

PAGE = (595, 842)


def printed() -> Image.Image:
    """A picture of lines of print."""
    image = Image.new("L", (300, 420), 250)
    for line in range(40, 380, 12):
        ImageDraw.Draw(image).line((40, line, 260, line), fill=20, width=3)
    return image


def made(*pages: str) -> bytes:
    """A PDF: `scan`, `blank`, `dark` (a photograph), or a text; `text+scan` is a stamped scan."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=PAGE, invariant=1)
    for page in pages:
        text, _, picture = page.rpartition("+")
        if picture == "scan":
            canvas.drawImage(ImageReader(printed()), 0, 0, *PAGE)
        elif picture == "dark":
            canvas.drawImage(ImageReader(Image.new("L", (30, 42), 10)), 0, 0, *PAGE)
        elif picture != "blank":
            text = page
        canvas.drawString(72, 800, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def a_pdf() -> Callable[..., bytes]:
    """Makes a PDF: `a_pdf("scan", "A page of text.", "Stamp+scan")`."""
    return made


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A fake Tesseract, first on the path."""
    pytest.importorskip("pytesseract")
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    fake = importlib.import_module("fake_tesseract").FakeTesseract(tmp_path / "bin")
    monkeypatch.setenv("PATH", f"{fake.folder}{os.pathsep}{os.environ['PATH']}")
    return fake


@pytest.fixture
def read(
    catalogue: Catalogue, vocabulary: Vocabulary, library: Path, read_here: type[Workers]
) -> Callable[..., ScanReport]:
    """Read the scans: `read()`, `read(again=True)`, `read(describe=…)`, `read(workers=Workers)`."""

    def once(**given: Any) -> ScanReport:
        names = ("on_progress", "describe", "after_document", "stop")
        callbacks = Callbacks(**{name: given.pop(name) for name in names if name in given})
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("ingest.ocr.read_scans.Workers", given.pop("workers", read_here))
            patched.setattr(tempfile, "tempdir", tempfile.tempdir)  # which a worker has for itself
            options = ScanOptions(**{"jobs": 1, **given})
            return read_scans(catalogue, vocabulary, library, options, callbacks)

    return once
