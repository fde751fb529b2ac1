import zipfile
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from corpus.catalogue import Catalogue
from corpus.document import Document
from ingest.ocr.report import ScanProgress, ScanReport
from ingest.ocr.tesseract import NoOcr
from ingest.workers import Workers

GERMAN = "Die Stadt vergibt ihre Wohnungen an Familien, die lange auf der Liste gewartet haben."
ENGLISH = "The city allocates its flats to families who have been waiting on the list for long."

Read = Callable[..., ScanReport]
Run = Callable[..., object]
Write = Callable[..., Path]
Made = Callable[..., bytes]


def only(catalogue: Catalogue) -> Document:
    (document_id,) = catalogue.ids()
    return catalogue.document(document_id)


def scanned(catalogue: Catalogue, name: str) -> Document:
    source, _ = catalogue.sources()[f"documents/{name}"]
    return catalogue.document(source.sha256[:16])


@pytest.fixture(autouse=True)
def _english(tesseract: Any) -> None:
    tesseract.says(ENGLISH)


def test_a_scan_is_read_and_marked(
    run: Run, read: Read, write: Write, a_pdf: Made, catalogue: Catalogue
) -> None:
    write("a.pdf", a_pdf("scan"))
    run()

    report = read(workers=Workers)

    (page,) = only(catalogue).pages
    assert (page.text, page.language, page.is_ocr) == (ENGLISH, "en", True)
    assert (report.read, report.documents) == (1, 1)


def test_pages_with_text_and_blank_pages_are_left_alone(
    run: Run, read: Read, write: Write, a_pdf: Made, catalogue: Catalogue, tesseract: Any
) -> None:
    write("a.pdf", a_pdf(GERMAN, "blank", "scan"))
    run()

    assert read().read == 1
    assert [page.is_ocr for page in only(catalogue).pages] == [False, False, True]


def test_what_was_read_is_found_in_status(
    run: Run, read: Read, write: Write, a_pdf: Made, catalogue: Catalogue
) -> None:
    write("a.pdf", a_pdf("scan"))
    run()
    before = only(catalogue)
    assert (before.all("scan"), catalogue.counts().without_text) == (("without text",), 1)

    read()

    after = only(catalogue)
    assert (after.all("scan"), catalogue.counts().without_text) == (("read by OCR",), 0)


def test_without_tesseract_scans_are_found_and_wait(
    run: Run, read: Read, write: Write, a_pdf: Made, catalogue: Catalogue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    write("a.pdf", a_pdf(GERMAN, "scan"))
    run()
    with monkeypatch.context() as changed:
        changed.setenv("PATH", "/nowhere")
        report = read()

    assert (report.waiting, report.read) == (1, 0)
    assert "tesseract" in report.hint
    assert only(catalogue).all("scan") == ("partly without text",)
    assert read().read == 1


def test_scans_may_be_found_without_being_read(
    run: Run, read: Read, write: Write, a_pdf: Made, tesseract: Any
) -> None:
    write("a.pdf", a_pdf("scan"))
    run()

    assert read(recognise=False).waiting == 1
    assert tesseract.languages == []


def test_a_page_that_was_tried_is_not_tried_again_unless_asked(
    run: Run, read: Read, write: Write, a_pdf: Made, tesseract: Any
) -> None:
    tesseract.says("")
    write("a.pdf", a_pdf("scan"))
    run()

    assert read().nothing == 1
    assert read().tried == 0
    tesseract.says(ENGLISH)
    assert read(again=True).read == 1


def test_text_that_was_read_stays_where_trying_again_finds_none(
    run: Run, read: Read, write: Write, a_pdf: Made, tesseract: Any, catalogue: Catalogue
) -> None:
    write("a.pdf", a_pdf("scan"))
    run()
    read()
    tesseract.misbehaves("fails")

    assert read(again=True).failed == 1
    assert only(catalogue).pages[0].text == ENGLISH


def test_a_page_that_takes_too_long_fails_alone(
    run: Run, read: Read, write: Write, a_pdf: Made, tesseract: Any, catalogue: Catalogue
) -> None:
    tesseract.misbehaves("hangs")
    write("a.pdf", a_pdf(GERMAN, "scan"))
    run()

    report = read(seconds_per_page=1, workers=Workers)

    assert report.failed == 1
    assert "more than" in report.notes[0]
    assert only(catalogue).all("scan") == ("partly without text",)


def test_a_document_whose_language_is_known_is_read_in_it_alone(
    run: Run, read: Read, write: Write, a_pdf: Made, tesseract: Any
) -> None:
    tesseract.says(GERMAN)
    write("a.pdf", a_pdf(GERMAN, "scan"))
    run()
    read()

    assert tesseract.languages == ["deu"]


def test_the_first_page_tells_the_language_of_the_others(
    run: Run, read: Read, write: Write, a_pdf: Made, tesseract: Any
) -> None:
    tesseract.says(GERMAN)
    write("a.pdf", a_pdf("scan", "scan", "scan"))
    run()
    read()

    first, *others = tesseract.languages
    assert set(first.split("+")) == {"deu", "eng", "fra"}
    assert others == ["deu", "deu"]


def test_a_page_in_another_language_than_thought_is_read_again_in_that(
    run: Run, read: Read, write: Write, a_pdf: Made, tesseract: Any, catalogue: Catalogue
) -> None:
    tesseract.says("Mairie: " + ENGLISH.replace("flats", "fiats"), "deu")
    tesseract.says(ENGLISH, "eng")
    write("a.pdf", a_pdf(GERMAN, "scan"))
    run()
    read()

    assert tesseract.languages == ["deu", "eng"]
    assert only(catalogue).pages[1].text == ENGLISH


def test_a_language_asked_for_is_the_one(
    run: Run, read: Read, write: Write, a_pdf: Made, tesseract: Any
) -> None:
    write("a.pdf", a_pdf(GERMAN, "scan"))
    run()
    read(language="fra")

    assert tesseract.languages == ["fra"]


def test_a_language_asked_for_that_is_not_installed_is_an_error(
    run: Run, read: Read, write: Write, a_pdf: Made
) -> None:
    write("a.pdf", a_pdf("scan"))
    run()

    with pytest.raises(NoOcr):
        read(language="pol")


def test_one_page_is_read_by_itself_whatever_it_is(
    run: Run, read: Read, write: Write, a_pdf: Made, catalogue: Catalogue
) -> None:
    write("a.pdf", a_pdf("Th1s t3xt l4yer 1s w0rthless " * 3, "scan"))
    run()

    report = read(ids=(only(catalogue).id,), page=1)

    first, second = only(catalogue).pages
    assert report.read == 1
    assert (first.text, second.text) == (ENGLISH, "")


def test_only_the_documents_asked_for_are_read(
    run: Run, read: Read, write: Write, a_pdf: Made, catalogue: Catalogue
) -> None:
    write("a.pdf", a_pdf("scan"))
    write("b.pdf", a_pdf("scan", "blank"))
    run()

    read(ids=(scanned(catalogue, "b.pdf").id,))

    assert scanned(catalogue, "b.pdf").all("scan") == ("read by OCR",)
    assert scanned(catalogue, "a.pdf").all("scan") == ("without text",)


def test_what_changed_is_described_again(
    run: Run, read: Read, write: Write, a_pdf: Made, catalogue: Catalogue
) -> None:
    described: list[str] = []
    write("a.pdf", a_pdf("scan", "scan"))
    write("b.pdf", a_pdf("blank", "blank", "blank"))
    run()

    read(describe=lambda _catalogue, _vocabulary, ids: described.extend(ids))

    assert described == [scanned(catalogue, "a.pdf").id]


def test_a_pass_that_was_stopped_goes_on_where_it_was(
    run: Run, read: Read, write: Write, a_pdf: Made, catalogue: Catalogue
) -> None:
    stop = Event()
    write("a.pdf", a_pdf(*["scan"] * 40))
    run()

    first = read(stop=stop, on_progress=lambda _: stop.set())
    second = read()

    assert 1 <= first.read < 40
    assert first.read + second.read == 40
    assert second.looked_at == 0


def test_what_a_stopped_pass_has_read_is_described_at_once(
    run: Run, read: Read, write: Write, a_pdf: Made, catalogue: Catalogue
) -> None:
    described: list[str] = []
    stop = Event()
    write("a.pdf", a_pdf("scan", GERMAN, "scan", "scan"))
    run()

    read(stop=stop, on_progress=lambda _: stop.set(),
         describe=lambda _catalogue, _vocabulary, ids: described.extend(ids))  # fmt: skip

    assert described == catalogue.ids()


def test_a_document_written_anew_is_described_by_what_was_read_before(
    run: Run, read: Read, write: Write, a_pdf: Made, catalogue: Catalogue
) -> None:
    write("a.pdf", a_pdf("scan"))
    run()
    read()

    run(force=True)

    assert only(catalogue).first("language") == "en"
    assert [page.text for page in only(catalogue).pages] == [ENGLISH]


def test_a_second_pass_has_nothing_to_do_and_writes_nothing(
    run: Run, read: Read, write: Write, a_pdf: Made, catalogue: Catalogue
) -> None:
    write("a.pdf", a_pdf("scan", "blank"))
    run()
    read()
    revision = catalogue.revision()

    report = read()

    assert (report.looked_at, report.tried, report.documents) == (0, 0, 0)
    assert catalogue.revision() == revision


def test_progress_ends_at_the_total(run: Run, read: Read, write: Write, a_pdf: Made) -> None:
    seen: list[ScanProgress] = []
    write("a.pdf", a_pdf("scan", "scan"))
    run()

    read(on_progress=seen.append)

    assert [(one.done, one.total) for one in seen] == [(1, 2), (2, 2)]
    assert seen[0].seconds_left > seen[1].seconds_left == 0


def test_a_file_that_changed_since_is_left(
    run: Run, read: Read, write: Write, a_pdf: Made, catalogue: Catalogue
) -> None:
    path = write("a.pdf", a_pdf("scan"))
    run()
    read(recognise=False)
    path.write_bytes(a_pdf("scan", "scan"))

    report = read()

    assert (report.left, report.waiting) == (1, 1)
    assert only(catalogue).pages[0].text == ""


def test_a_file_that_is_gone_is_left(run: Run, read: Read, write: Write, a_pdf: Made) -> None:
    path = write("a.pdf", a_pdf("scan"))
    run()
    read(recognise=False)
    path.unlink()

    assert read().left == 1


def test_a_scan_in_an_archive_is_read(
    run: Run, read: Read, documents: Path, a_pdf: Made, catalogue: Catalogue
) -> None:
    with zipfile.ZipFile(documents / "all.zip", "w") as archive:
        archive.writestr("in it/a.pdf", a_pdf("scan"))
    run()

    assert read().read == 1
    assert only(catalogue).pages[0].text == ENGLISH


def test_a_file_that_cannot_be_drawn_fails_and_stops_nothing(
    run: Run, read: Read, write: Write, a_pdf: Made, catalogue: Catalogue
) -> None:
    # pypdf reads what pdfium does not open: there is no picture of it.
    broken = a_pdf("blank").replace(b"/Root", b"/Rood")
    write("broken.pdf", broken)
    write("good.pdf", a_pdf("scan"))
    run()

    assert read().read == 1


def test_nothing_is_left_behind_on_the_disk(
    run: Run, read: Read, write: Write, a_pdf: Made, tesseract: Any, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    tesseract.misbehaves("hangs")
    write("a.pdf", a_pdf("scan"))
    run()

    assert read(seconds_per_page=1, workers=Workers).failed == 1
    assert list((tmp_path / "temporary").iterdir()) == []
