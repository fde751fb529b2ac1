"""The screen *Compare*: columns side by side, what is said of those that say nothing, and links."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus.document import Described, Document, Page
from corpus.records import Source
from ui.wiring import open_library

HOSTILE = "<script>alert(1)</script>"


def report(city: str, *pages: Page) -> Document:
    return Document(id=city, values={"title": (f"On {city}",), "city": (city,)}, pages=pages)


def put_document(library: Path, document: Document) -> None:
    opened = open_library(library)
    path = f"documents/{document.id}.md"
    source = Source(path=path, root="documents", name=f"{document.id}.md", size=1, modified=1)
    opened.catalogue.put(source, [Described(document)], 1)
    opened.shelf.follow()
    opened.close()


def headings(html: str) -> list[str]:
    found = re.findall(r'<th scope="col">.*?class="name"><bdi>(.*?)</bdi>', html, re.DOTALL)
    return [str(one) for one in found]


def test_each_city_is_a_column_with_its_counts(front: Any) -> None:
    html = front.open("compare", q="schools", beside=["Vienna", "Dublin", "Athens"]).html

    assert headings(html) == ["Vienna", "Dublin", "Athens"]
    assert 'href="./?q=schools&amp;city=Vienna">11 documents, 11 passages</a>' in html
    assert '<span class="counts-of">says nothing</span>' in html
    assert '<span class="counts-of">no report</span>' in html


def test_the_counts_are_those_of_find(front: Any) -> None:
    assert "11 of 12 documents" in front.open(q="schools", city="Vienna").html

    html = front.open("compare", q="schools", beside=["Vienna", "Dublin"]).html

    assert 'href="./?q=schools&amp;city=Vienna">11 documents, 11 passages</a>' in html


def test_a_passage_has_its_matches_marked_and_a_link_to_its_page(front: Any) -> None:
    html = front.open("compare", q="tenancy", beside=["Vienna", "Dublin"]).html

    assert "<mark>tenancy</mark>" in html
    assert 'href="./?document=dublin&amp;q=tenancy"' in html


def test_passages_under_one_heading_share_a_row(front: Any, library: Path) -> None:
    for city in ("Graz", "Linz"):
        page = Page(number=1, text="Rent rises.", section=f"2 Profile of {city}", language="en")
        put_document(library, report(city, page))

    html = front.open("compare", q="rent", beside=["Graz", "Linz"]).html

    assert '<th scope="rowgroup" colspan="2"><bdi>Profile of …</bdi></th>' in html


def test_two_documents_can_be_compared(front: Any) -> None:
    html = front.open("compare", q="housing", beside=["document:dublin", "document:vienna-1"]).html

    assert headings(html) == ["Housing in Dublin", "Schools in Vienna 1"]


def test_without_a_choice_the_cities_with_most_documents_are_proposed(front: Any) -> None:
    html = front.open("compare", q="housing").html

    assert 'href="./compare?q=housing&amp;beside=Vienna&amp;beside=Dublin"' in html
    assert html.index("Vienna</bdi></a> <span") < html.index("Dublin</bdi></a> <span")
    assert 'href="./matrix?q=housing"' in html


def test_one_city_alone_asks_for_another(front: Any) -> None:
    html = front.open("compare", q="housing", beside="Vienna").html

    assert "Choose at least one more" in html
    assert 'href="./compare?q=housing&amp;beside=Vienna&amp;beside=Dublin"' in html


def test_choosing_changes_the_address(front: Any) -> None:
    front.open("compare", q="housing", beside="Vienna")

    front.app.multiselect(key="beside").set_value(["Vienna", "Dublin"])
    front.run()

    assert front.address == {"q": ["housing"], "beside": ["Vienna", "Dublin"]}
    assert headings(front.html) == ["Vienna", "Dublin"]


def test_a_column_is_taken_off_by_a_link(front: Any) -> None:
    html = front.open("compare", beside=["Vienna", "Dublin"]).html

    assert re.search(r'href="\./compare\?beside=Dublin"[^>]*title="Take off Vienna"', html)


def test_a_question_is_asked_without_losing_the_cities(front: Any) -> None:
    front.open("compare", q="housing", beside=["Vienna", "Dublin"]).search("schools")

    assert front.address == {"q": ["schools"], "beside": ["Vienna", "Dublin"]}


def test_a_module_narrows_all_columns(front: Any, put: Callable[..., None]) -> None:
    put(id="h", title="More", city="Dublin", module="Housing", pages=["Housing."])

    html = front.open("compare", q="housing", module="Housing", beside=["Vienna", "Dublin"]).html

    assert '<span class="counts-of">no report</span>' in html
    assert "1 document, 1 passage</a>" in html
    assert re.search(r'<a [^>]*aria-current="true"[^>]*><bdi>Housing</bdi>', html)


def test_a_filter_by_city_is_said_to_be_set_aside(front: Any) -> None:
    html = front.open("compare", city="Dublin", beside=["Vienna", "Dublin"]).html

    assert "The filter by city is set aside" in html
    assert ">11 documents</a>" in html


def test_who_is_not_there_is_named_and_the_others_are_compared(front: Any) -> None:
    html = front.open("compare", beside=["Vienna", "Atlantis", "document:none", HOSTILE]).html

    assert "There is no city “Atlantis” here." in html
    assert "There is no document “none”." in html
    assert headings(html) == ["Vienna"]
    assert "<script" not in html


def test_no_more_than_four_are_compared(front: Any) -> None:
    html = front.open("compare", beside=["Vienna", "Dublin", "Athens", "Turin", "Malmö"]).html

    assert headings(html) == ["Vienna", "Dublin", "Athens", "Turin"]
    assert "Of 5, the first 4 are compared." in html


def test_text_of_documents_is_never_markup(front: Any, put: Callable[..., None]) -> None:
    put(id="x", title=HOSTILE, city=HOSTILE, module=HOSTILE, pages=[f"{HOSTILE} rent"])

    html = front.open("compare", q="rent", beside=["document:x", HOSTILE, "Vienna"]).html

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script" not in html
    assert len(headings(html)) == 3


def test_a_scan_is_said_not_to_be_read(front: Any, put: Callable[..., None]) -> None:
    put(id="scan", title="A scan", city="Graz", pages=[""])

    html = front.open("compare", q="housing", beside=["Vienna", "Graz"]).html

    assert '<span class="counts-of warning">could not be read</span>' in html
