"""CSL-JSON as a citation processor reads it."""

import json
from typing import Any

from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from search.citing.citation import Quotation
from search.export.entries import Entry, quoting
from tests.search.export.conftest import ENTRIES, exported


def read(entries: list[Entry]) -> Any:
    return json.loads(exported(entries, "csl"))


def test_a_report_is_read_back_with_all_that_is_known(stuttgart: Document) -> None:
    assert read([Entry(document=stuttgart, link="http://here.example/")]) == [
        {
            "id": "5f2c",
            "type": "report",
            "title": "Housing and segregation of migrants: Case study: Stuttgart, Germany",
            "author": [
                {"family": "Lüken-Klaßen", "given": "Doris"},
                {"family": "Pohl", "given": "Franziska"},
            ],
            "issued": {"date-parts": [[2009]]},
            "publisher": "Eurofound",
            "number": "EF0912",
            "genre": "Case study",
            "collection-title": "CLIP",
            "language": "en",
            "keyword": "Stuttgart; Housing; CLIP",
            "URL": "http://here.example/",
        }
    ]


def test_a_quotation_has_its_printed_page_as_locator(quoted_there: Quotation) -> None:
    (item,) = read([quoting(quoted_there)])

    assert (item["locator"], item["annote"]) == ("17", "Rents rose.")


def test_two_quotations_of_a_page_are_two_items(quoted_there: Quotation) -> None:
    other = Quotation(document=quoted_there.document, page_number=23, text="Prices fell.")

    items = read([quoting(quoted_there), quoting(other), quoting(quoted_there)])

    assert items[0]["id"] == items[2]["id"] != items[1]["id"]


def test_nothing_to_export_is_an_empty_array() -> None:
    assert read([]) == []


@settings(max_examples=60)
@given(st.lists(ENTRIES, max_size=3))
def test_a_processor_reads_whatever_a_document_says(entries: list[Entry]) -> None:
    items = read(entries)

    assert items == [entry.item for entry in entries]
    source = CiteProcJSON(items)  # a warning would be an error here
    assert set(source) == {item["id"].lower() for item in items}
