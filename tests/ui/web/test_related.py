"""Versions, translations and parts are links, on results and on the screen of a document."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.catalogue.relating import Kind
from search.question import Ask
from search.results import Hit, Related
from ui.web.parts.hits import hits
from ui.web.parts.related import MOST_LISTED, related
from ui.wiring import open_library


@pytest.fixture
def versions(library: Path, put: Callable[..., None]) -> None:
    put(id="web", title="Housing in <b>Dublin</b>, on line", pages=["Rent, tenancy and more."])
    opened = open_library(library)
    opened.catalogue.relate(Kind.WORK, {"dublin": "dublin", "web": "dublin"})
    opened.close()


def a_hit(**values: Any) -> Hit:
    given: dict[str, Any] = {
        "rank": 3,
        "id": "1",
        "title": (),
        "score": 1.0,
        "values": {},
        "facts": (),
        "pages": (),
        "more_pages": 0,
        "has_text": True,
    }
    return Hit(**(given | values))


def some(count: int) -> tuple[Related, ...]:
    return tuple(
        Related(id=f"v{number}", title=f"Title {number}", format="PDF", page_count=1, language="")
        for number in range(count)
    )


@pytest.mark.usefixtures("versions")
def test_a_work_is_one_result_that_leads_to_its_versions(front: Any) -> None:
    front.open(q="tenancy")

    assert "2 of 13 documents" in front.html
    assert front.html.count("<article>") == 1
    assert "Shown once, found also as" in front.html


@pytest.mark.usefixtures("versions")
def test_a_document_leads_to_its_versions_with_the_words(front: Any) -> None:
    front.open(document="dublin", q="tenancy")

    assert 'href="./?document=web&amp;q=tenancy"' in front.html
    assert "Housing in &lt;b&gt;Dublin&lt;/b&gt;, on line" in front.html
    assert "<b>Dublin" not in front.html


def test_a_document_that_stands_alone_says_nothing() -> None:
    assert related(a_hit(), Ask()) == ""


def test_many_parts_are_folded_away() -> None:
    html = related(a_hit(parts=some(MOST_LISTED + 2)), Ask())

    assert "<summary>and 2 more</summary>" in html
    assert html.count("<a ") == MOST_LISTED + 2


def test_a_result_keeps_its_rank() -> None:
    assert '<li value="3">' in hits((a_hit(),), Ask())
