from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.catalogue import Catalogue
from corpus.document import Described, Document, Page
from corpus.records import Source
from corpus.scans import Recognised, ScanState
from ingest.ocr.recognised import MEDIA_TYPE, with_recognised

A_SCAN = Described(
    Document(
        id="a",
        values={"sha256": ("abc",)},
        pages=(Page(number=1, text="Contents"), Page(number=2, text="", label="ii")),
    ),
    media_type=MEDIA_TYPE,
)
FILE = Source(path="a.pdf", root="", name="a.pdf", size=1, modified=1, sha256="abc")


def kept(catalogue: Catalogue) -> None:
    catalogue.put(FILE, [A_SCAN], run=1)
    recognised = Recognised(text="What it says", language="en")
    catalogue.keep_recognised("a", 2, ScanState.READ, recognised)


def test_pages_take_the_text_that_was_recognised_before(catalogue: Catalogue) -> None:
    kept(catalogue)

    first, second = with_recognised(catalogue, A_SCAN).document.pages

    assert first == A_SCAN.document.pages[0]
    assert second == Page(number=2, text="What it says", label="ii", language="en", is_ocr=True)


def test_a_file_that_moved_keeps_what_was_recognised_in_it(catalogue: Catalogue) -> None:
    kept(catalogue)
    catalogue.remove_source("a.pdf")
    moved = replace(FILE, path="b/a.pdf")

    catalogue.put(moved, [with_recognised(catalogue, A_SCAN)], run=2)

    assert catalogue.document("a").pages[1].text == "What it says"


def test_a_document_that_was_never_recognised_stays_as_it_is(catalogue: Catalogue) -> None:
    assert with_recognised(catalogue, A_SCAN) is A_SCAN


def test_reading_a_file_again_loses_nothing(
    catalogue: Catalogue, run: Any, write: Any, read: Any, tesseract: Any,
    a_pdf: Callable[..., bytes], documents: Path,
) -> None:  # fmt: skip
    tesseract.says("The words of a scan")
    write("a.pdf", a_pdf("scan"))
    run()
    read()
    (id_,) = catalogue.ids()
    source, _ = catalogue.sources()["documents/a.pdf"]
    fresh = next(catalogue.kept([id_])).described
    pages = tuple(replace(page, text="", is_ocr=False) for page in fresh.document.pages)
    fresh = replace(fresh, document=replace(fresh.document, pages=pages))

    catalogue.put(source, [with_recognised(catalogue, fresh)], run=2)

    assert catalogue.document(id_).pages[0].text == "The words of a scan"
    assert catalogue.document(id_).all("scan") == ("read by OCR",)
    assert read().tried == 0
