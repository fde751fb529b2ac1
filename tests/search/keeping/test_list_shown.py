"""What became of what is in a list: there, gone, replaced, no longer so written, new."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from corpus.catalogue import Catalogue, open_catalogue
from corpus.document import Described, Document
from corpus.errors import UnknownDocument
from corpus.records import Source
from search.export import FORMATS, write_documents
from search.keeping.list_shown import as_text, entries, kept_of, look_up, new_among
from search.keeping.lists import Kept, kept
from tests.conftest import build_document

Put = Callable[..., None]


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    opened = open_catalogue(tmp_path / "catalogue.db")
    rents = build_document(
        "rents",
        ["Opening.", "Rents rose, =SUM(A1) they say."],
        title="Rents in Vienna",
        year="2009",
        publisher="City",
    )
    put(opened, "rents.pdf", rents)
    return opened


def put(catalogue: Catalogue, file: str, document: Document) -> None:
    source = Source(path=file, root="r", name=file, size=1, modified=1)
    catalogue.put(source, [Described(document)], run=1)


def link(document: str, number: int) -> str:
    return f"http://x/?document={document}&page={number}"


def quoted(catalogue: Catalogue) -> Kept:
    return kept_of(catalogue, "rents", 2, "Rents rose, =SUM(A1)")


def test_what_is_kept_knows_its_title_and_reference(catalogue: Catalogue) -> None:
    one = kept_of(catalogue, "rents")

    assert one.title == "Rents in Vienna"
    assert "Rents in Vienna" in one.reference
    assert "2009" in one.reference


def test_what_is_not_there_cannot_be_kept(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownDocument):
        kept_of(catalogue, "nowhere")


def test_a_quotation_is_shown_with_its_page(catalogue: Catalogue) -> None:
    (shown,) = look_up(catalogue, [quoted(catalogue)])

    assert shown.is_there
    assert shown.stands
    assert shown.page_name == "p. 2"


def test_words_that_do_not_stand_on_the_page_are_told(catalogue: Catalogue) -> None:
    one = kept_of(catalogue, "rents", 1, "Rents rose")

    assert not look_up(catalogue, [one])[0].stands


def test_a_page_that_is_no_more_is_told(catalogue: Catalogue) -> None:
    (shown,) = look_up(catalogue, [kept_of(catalogue, "rents", 9)])

    assert shown.is_there
    assert shown.page is None


def test_a_document_that_left_is_told_and_what_was_known_is_kept(catalogue: Catalogue) -> None:
    one = quoted(catalogue)
    catalogue.remove_source("rents.pdf")
    (shown,) = look_up(catalogue, [one])

    assert not shown.is_there
    assert shown.document.first("title") == "Rents in Vienna"
    assert "No longer in the library" in as_text(catalogue, [one], link)


def test_a_document_that_was_read_again_leads_on_to_its_new_id(catalogue: Catalogue) -> None:
    one = kept_of(catalogue, "rents")
    put(catalogue, "rents.pdf", build_document("rents2", "Rents fell.", title="Rents again"))
    (shown,) = look_up(catalogue, [one])

    assert shown.is_there
    assert shown.document.id == "rents2"


def test_a_text_to_copy_has_words_page_reference_link_and_note(catalogue: Catalogue) -> None:
    one = replace(quoted(catalogue), note="Check\nthis")
    text = as_text(catalogue, [one, kept_of(catalogue, "rents")], link)

    first, second = text.split("\n\n")
    assert first.startswith("“Rents rose, =SUM(A1)” (City, 2009, p. 2)")
    assert first.endswith("http://x/?document=rents&page=2\nNote: Check this")
    assert second.endswith("http://x/?document=rents&page=1")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_a_list_away(catalogue: Catalogue, name: str) -> None:
    gone = kept("gone", page=3, label="iii", text="<b>\u202ewords", title="Gone report")
    items = [kept_of(catalogue, "rents"), kept_of(catalogue, "rents", 2), quoted(catalogue), gone]
    stream = io.BytesIO()
    write_documents(stream, entries(catalogue, items, link), name)

    written = stream.getvalue()
    if name == "xlsx":
        sheet = load_workbook(io.BytesIO(written)).active
        assert sheet is not None
        assert sheet.max_row == 1 + len(items)
    else:
        assert written.count(b"http://x/?document=rents") == 3
        assert b" report" in written


def test_a_quotation_has_its_page_as_the_locator(catalogue: Catalogue) -> None:
    stream = io.BytesIO()
    write_documents(stream, entries(catalogue, [quoted(catalogue)], link), "ris")

    assert "SP  - 2\r\n" in stream.getvalue().decode()


def test_new_is_what_was_not_known_and_replaced_nothing_known(catalogue: Catalogue) -> None:
    put(catalogue, "rents.pdf", build_document("rents2", "Rents fell.", title="Rents again"))
    found = ["rents2", "old", "fresh"]

    assert new_among(catalogue, found, ["rents", "old", "left"]) == ("fresh",)
