"""What of a document is cited: what is known, and no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from search.citing.item import item_of, one_line, quoted
from tests.conftest import build_document


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("case study", "report"),
        ("overview report", "report"),
        ("news item", "article-newspaper"),
        ("web page", "webpage"),
        ("event", "event"),
        ("publication", "document"),
    ],
)
def test_a_kind_has_a_type(kind: str, type_: str) -> None:
    assert item_of(build_document("1", kind=kind))["type"] == type_


def test_without_a_kind_the_format_tells_a_web_page_from_a_report() -> None:
    assert item_of(build_document("1", source="a/b.html"))["type"] == "webpage"
    assert item_of(build_document("1", source="a/b.pdf"))["type"] == "report"


def test_of_a_document_without_values_there_is_nothing_but_its_id() -> None:
    assert item_of(Document(id="1")) == {"id": "1", "type": "report"}


def test_without_a_person_the_institutes_are_the_authors_or_else_the_publisher() -> None:
    both = build_document("1", institute=("EFMS", "ISR"), publisher="Eurofound")

    assert item_of(both)["author"] == [{"literal": "EFMS"}, {"literal": "ISR"}]
    assert item_of(build_document("1", publisher="Eurofound"))["author"] == [
        {"literal": "Eurofound"}
    ]


@pytest.mark.parametrize(
    ("values", "parts"),
    [
        ({"published_on": "2009-11-03"}, [2009, 11, 3]),
        ({"published_on": "2009-11-03", "year": "2009"}, [2009, 11, 3]),
        ({"published_on": "2009-11-03", "year": "2010"}, [2010]),
        ({"published_on": "2009-11"}, [2009, 11]),
        ({"published_on": "2009-13-03", "year": "2009"}, [2009]),
        ({"year": "2009"}, [2009]),
    ],
)
def test_the_date_is_as_exact_as_it_is_known(values: dict[str, str], parts: list[int]) -> None:
    assert item_of(build_document("1", **values))["issued"] == {"date-parts": [parts]}


@pytest.mark.parametrize("year", ["soon", "0000", "²⁰⁰⁹", "20091", ""])
def test_what_is_no_date_is_left_out(year: str) -> None:
    assert "issued" not in item_of(build_document("1", year=year))


@pytest.mark.parametrize(
    ("title", "subtitle", "whole"),
    [
        ("Housing", "The case", "Housing: The case"),
        ("Housing?", "The case", "Housing? The case"),
        ("Housing: the case", "The case", "Housing: the case"),
        ("", "The case", "The case"),
    ],
)
def test_title_and_subtitle_are_one(title: str, subtitle: str, whole: str) -> None:
    assert item_of(build_document("1", title=title, subtitle=subtitle))["title"] == whole


def test_a_network_is_the_series_of_a_report_and_of_nothing_else() -> None:
    report = item_of(build_document("1", kind="case study", network="CLIP"))
    news = item_of(build_document("1", kind="news item", network="CLIP"))

    assert report["collection-title"] == "CLIP"
    assert "collection-title" not in news
    assert news["keyword"] == "CLIP"


def test_a_quotation_is_an_item_of_its_own() -> None:
    item = item_of(build_document("5f"))

    made = quoted(item, 23, "17", "Rents rose.")

    assert made["id"].startswith("5f#23-")
    assert (made["locator"], made["annote"]) == ("17", "Rents rose.")
    assert "locator" not in item


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_a_line_is_one_line_that_can_be_written(text: str) -> None:
    line = one_line(text)

    line.encode()
    assert len(line.splitlines()) <= 1
    assert line == one_line(line) == line.strip()
