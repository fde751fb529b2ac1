"""RIS as rispy reads it."""

import re

import rispy
from hypothesis import given, settings

from corpus.document import Document
from search.citing.citation import Quotation
from search.citing.item import keywords_of
from search.citing.names import inverted
from search.export.entries import Entry, quoting
from tests.conftest import build_document
from tests.search.export.conftest import ENTRIES, exported


def test_a_report_is_read_back_with_all_that_is_known(stuttgart: Document) -> None:
    link = "http://here.example/?document=5f2c"

    (read,) = rispy.loads(exported([Entry(document=stuttgart, link=link)], "ris"))

    assert read == {
        "type_of_reference": "RPRT",
        "id": "5f2c",
        "authors": ["Lüken-Klaßen, Doris", "Pohl, Franziska"],
        "title": "Housing and segregation of migrants: Case study: Stuttgart, Germany",
        "secondary_title": "CLIP",
        "year": "2009",
        "publisher": "Eurofound",
        "note": "EF0912",
        "type_of_work": "Case study",
        "language": "en",
        "keywords": ["Stuttgart", "Housing", "CLIP"],
        "urls": [link],
    }


def test_a_quotation_has_its_printed_page_and_its_words(quoted_there: Quotation) -> None:
    (read,) = rispy.loads(exported([quoting(quoted_there)], "ris"))

    assert (read["start_page"], read["notes"]) == ("17", ["Rents rose."])
    assert read["urls"] == [quoted_there.link]


def test_a_heading_is_no_page(stuttgart: Document) -> None:
    quotation = Quotation(document=stuttgart, page_number=2, page_label="Measures taken")

    (read,) = rispy.loads(exported([quoting(quotation)], "ris"))

    assert read["section"] == "Measures taken"
    assert "start_page" not in read


def test_a_news_item_has_its_day() -> None:
    news = build_document("1", kind="news item", title="Visit", published_on="2009-11-03")

    (read,) = rispy.loads(exported([Entry(document=news)], "ris"))

    assert (read["type_of_reference"], read["year"], read["date"]) == ("NEWS", "2009", "2009/11/03")


def test_every_line_is_a_tag_and_ends_with_crlf(stuttgart: Document) -> None:
    lines = exported([Entry(document=stuttgart)] * 2, "ris").split("\r\n")

    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) or not line for line in lines)
    assert not any("\n" in line or "\r" in line for line in lines)


def test_nothing_to_export_is_an_empty_file() -> None:
    assert exported([], "ris") == ""


@settings(max_examples=80)
@given(ENTRIES)
def test_whatever_a_document_says_is_read_back(entry: Entry) -> None:
    (read,) = rispy.loads(exported([entry], "ris"), newline="\r\n")

    item = entry.item
    assert read.get("title", "") == item.get("title", "")
    assert read.get("authors", []) == [inverted(name) for name in item.get("author", [])]
    assert read.get("publisher", "") == item.get("publisher", "")
    assert read.get("keywords", []) == keywords_of(item)
    assert read.get("start_page", "") == item.get("locator", "")
    assert read.get("notes", []) == ([item["annote"]] if "annote" in item else [])
    assert read.get("urls", []) == ([item["URL"]] if "URL" in item else [])
