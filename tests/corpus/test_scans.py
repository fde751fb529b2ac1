from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, open_catalogue
from corpus.document import Described, Document, Page
from corpus.records import Source
from corpus.scans import Recognised, ScanState, scan_values

PDF = "application/pdf"
TEXT = Recognised(text="What the picture says", language="en")


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = open_catalogue(tmp_path / "catalogue.db")
    yield opened
    opened.close()


def source(name: str) -> Source:
    return Source(path=name, root="", name=name, size=1, modified=1, sha256=f"sha of {name}")


def put(catalogue: Catalogue, id_: str, *texts: str, media_type: str = PDF, **values: str) -> None:
    """A document of these pages in a file of its own."""
    file = source(f"{id_}.pdf")
    given = {name: (value,) for name, value in values.items()}
    pages = tuple(Page(number=number, text=text) for number, text in enumerate(texts, start=1))
    document = Document(id=id_, values={**given, "sha256": (file.sha256,)}, pages=pages)
    catalogue.put(file, [Described(document, media_type=media_type)], run=1)


def numbers(catalogue: Catalogue, since: int = 0, *ids: str) -> list[tuple[str, int]]:
    pages = catalogue.pages_to_look_at(PDF, 10, since, ids)
    return [(page.document_id, page.number) for page in pages]


@pytest.mark.parametrize(
    ("characters", "states", "said"),
    [
        (0, {}, ("without text",)),
        (0, {ScanState.WAITING: 3}, ("without text",)),
        (9, {}, ()),
        (9, {ScanState.BLANK: 1, ScanState.NOTHING: 1}, ()),
        (9, {ScanState.WAITING: 1}, ("partly without text",)),
        (9, {ScanState.FAILED: 1, ScanState.READ: 1}, ("partly without text", "read by OCR")),
        (9, {ScanState.READ: 1}, ("read by OCR",)),
    ],
)
def test_the_states_of_its_pages_say_what_a_document_is(
    characters: int, states: dict[str, int], said: tuple[str, ...]
) -> None:
    assert scan_values(characters, states) == said


def test_pages_of_few_characters_are_to_be_looked_at(catalogue: Catalogue) -> None:
    put(catalogue, "a", "", "a page of text", "3")

    assert numbers(catalogue) == [("a", 1), ("a", 3)]


def test_a_page_that_was_looked_at_is_not_looked_at_again(catalogue: Catalogue) -> None:
    put(catalogue, "a", "", "")
    catalogue.keep_looks("a", {1: ScanState.BLANK})

    assert numbers(catalogue) == [("a", 2)]


def test_documents_of_before_a_revision_are_passed_over(catalogue: Catalogue) -> None:
    put(catalogue, "a", "")
    put(catalogue, "b", "")

    assert numbers(catalogue, 1) == [("b", 1)]
    assert numbers(catalogue, 0, "a") == [("a", 1)]


def test_files_of_other_types_are_passed_over(catalogue: Catalogue) -> None:
    put(catalogue, "a", "", media_type="text/plain")

    assert numbers(catalogue) == []
    assert catalogue.page_of_file(PDF, "a", 1) is None


def test_a_document_that_is_a_part_of_its_file_is_passed_over(catalogue: Catalogue) -> None:
    part = Document(id="a", values={"sha256": ("its own",)}, pages=(Page(number=1, text=""),))
    catalogue.put(source("a.pdf"), [Described(part, media_type=PDF)], run=1)

    assert numbers(catalogue) == []


def test_scans_are_listed_file_by_file_with_what_is_known(catalogue: Catalogue) -> None:
    put(catalogue, "b", "", language="de", collection="housing")
    put(catalogue, "a", "", "")
    catalogue.keep_looks("b", {1: ScanState.WAITING})
    catalogue.keep_looks("a", {2: ScanState.WAITING, 1: ScanState.BLANK})

    first, second = catalogue.scanned_pages()

    assert (first.document_id, first.number, first.source.path) == ("a", 2, "a.pdf")
    assert (second.language, second.collection) == ("de", "housing")
    assert catalogue.scanned_pages(["b"]) == [second]
    assert catalogue.count_scans() == 2
    assert catalogue.count_scans(ScanState.BLANK, ["b"]) == 0


def test_a_scan_that_waits_is_found_as_such(catalogue: Catalogue) -> None:
    put(catalogue, "a", "", "a page of text")
    revision = catalogue.revision()

    catalogue.keep_looks("a", {1: ScanState.WAITING})

    assert catalogue.document("a").all("scan") == ("partly without text",)
    assert [one.id for one in catalogue.changed_since(revision)] == ["a"]


def test_a_blank_page_changes_nothing(catalogue: Catalogue) -> None:
    put(catalogue, "a", "", "a page of text")
    revision = catalogue.revision()

    catalogue.keep_looks("a", {1: ScanState.BLANK})

    assert catalogue.document("a").all("scan") == ()
    assert catalogue.revision() == revision


def test_a_document_without_any_text_says_so_from_the_start(catalogue: Catalogue) -> None:
    put(catalogue, "a", "", media_type="text/plain")

    assert catalogue.document("a").all("scan") == ("without text",)


def test_a_stamp_on_a_scan_is_no_text(catalogue: Catalogue) -> None:
    put(catalogue, "a", "Stamp", "Stamp")
    assert catalogue.counts().without_text == 0

    catalogue.keep_looks("a", {1: ScanState.WAITING, 2: ScanState.WAITING})

    assert catalogue.counts().without_text == 1
    assert catalogue.document("a").all("scan") == ("without text",)


def test_a_page_that_shows_no_text_keeps_its_own(catalogue: Catalogue) -> None:
    put(catalogue, "a", "Stamp")
    catalogue.keep_looks("a", {1: ScanState.WAITING})

    catalogue.keep_recognised("a", 1, ScanState.NOTHING)

    assert catalogue.document("a").pages[0].text == "Stamp"
    assert catalogue.document("a").all("scan") == ()


def test_recognised_text_is_the_text_of_its_page(catalogue: Catalogue) -> None:
    put(catalogue, "a", "", "")
    revision = catalogue.revision()

    catalogue.keep_recognised("a", 2, ScanState.READ, TEXT)

    first, second = catalogue.document("a").pages
    assert first == Page(number=1, text="")
    assert second == Page(number=2, text=TEXT.text, language="en", is_ocr=True)
    assert catalogue.document("a").all("scan") == ("read by OCR",)
    assert catalogue.counts().without_text == 0
    assert catalogue.count_changed_since(revision) == 1


def test_what_was_recognised_stays_where_nothing_is_later(catalogue: Catalogue) -> None:
    put(catalogue, "a", "")
    catalogue.keep_recognised("a", 1, ScanState.READ, TEXT)

    catalogue.keep_recognised("a", 1, ScanState.FAILED, said="too slow")

    assert catalogue.recognised("a") == {1: TEXT}


def test_why_a_page_failed_is_kept(catalogue: Catalogue) -> None:
    put(catalogue, "a", "")
    catalogue.keep_recognised("a", 1, ScanState.FAILED, said="too slow")

    (page,) = catalogue.scanned_pages(states=[ScanState.FAILED])
    assert (page.state, page.said) == (ScanState.FAILED, "too slow")


def test_documents_with_recognised_text_are_known_by_revision(catalogue: Catalogue) -> None:
    put(catalogue, "a", "")
    put(catalogue, "b", "")
    catalogue.keep_recognised("a", 1, ScanState.READ, TEXT)
    catalogue.keep_recognised("b", 1, ScanState.NOTHING)

    assert catalogue.read_since(0) == ["a"]
    assert catalogue.read_since(catalogue.revision()) == []


def test_what_is_known_of_a_document_outlasts_its_writing_anew(catalogue: Catalogue) -> None:
    put(catalogue, "a", "")
    catalogue.keep_recognised("a", 1, ScanState.READ, TEXT)

    put(catalogue, "a", "")

    assert catalogue.recognised("a") == {1: TEXT}


def test_what_is_known_of_a_document_goes_with_it(catalogue: Catalogue) -> None:
    put(catalogue, "a", "")
    catalogue.keep_recognised("a", 1, ScanState.READ, TEXT)
    catalogue.remove_source("a.pdf")

    catalogue.forget_scans(0)

    assert catalogue.recognised("a") == {}


def test_stamps_are_counted_anew_after_a_document_was_written(catalogue: Catalogue) -> None:
    put(catalogue, "a", "Stamp")
    catalogue.keep_looks("a", {1: ScanState.WAITING})
    revision = catalogue.revision()
    put(catalogue, "a", "Stamp")

    catalogue.forget_scans(revision)

    assert catalogue.counts().without_text == 1


def test_languages_are_counted_by_collection(catalogue: Catalogue) -> None:
    put(catalogue, "a", "x", language="de", collection="housing")
    put(catalogue, "b", "x", language="de", collection="housing")
    put(catalogue, "c", "x", language="fr")
    put(catalogue, "d", "x", collection="housing")

    found = catalogue.languages_by_collection()

    assert found == {"housing": {"de": 2}, "": {"fr": 1}}


def test_nobody_but_the_pages_says_what_is_a_scan(catalogue: Catalogue) -> None:
    put(catalogue, "a", "a page of text", scan="read by OCR")

    assert catalogue.document("a").all("scan") == ()


def test_a_page_number_that_is_not_there_is_none(catalogue: Catalogue) -> None:
    put(catalogue, "a", "")

    assert catalogue.page_of_file(PDF, "a", 2) is None
    page = catalogue.page_of_file(PDF, "a", 1)
    assert page == replace(catalogue.pages_to_look_at(PDF, 10, 0)[0])
