"""Words and pages are taken away from the screen of a document with all that leads back."""

import re
from typing import Any

from search.citing.citation import Quotation
from search.results import Reading, Segment
from ui.web.parts.cite_page import TO_TAKE_AWAY, _Written, file_stem
from ui.web.parts.quotation import text_of_page


def cited(html: str) -> str:
    found = re.search(r'data-cited="([^"]*)"', html)
    assert found
    return found[1]


def test_the_text_knows_what_is_said_after_its_words(front: Any) -> None:
    front.open(document="dublin", page="3", q="housing")

    lines = cited(front.html).splitlines()
    assert "2009, p. 3)" in lines[0]
    assert "Housing in Dublin" in lines[1]
    assert lines[-1].endswith("?document=dublin&amp;page=3")


def test_the_reference_can_be_copied_as_it_is_shown(front: Any) -> None:
    front.open(document="dublin", page="3")

    assert any("p. 3)" in code.value for code in front.app.code)


def test_another_style_is_the_style_of_quotations_too(front: Any) -> None:
    front.open(document="dublin", page="3")
    before = cited(front.html)
    front.app.selectbox(key="cite-style").set_value("note")
    front.run()

    assert cited(front.html) != before
    assert "p. 3." in cited(front.html)


def test_the_page_goes_into_reference_managers(front: Any) -> None:
    front.open(document="dublin", page="3")

    keys = {button.key for button in front.app.get("download_button")}
    assert keys >= {"cite-ris", "cite-bibtex", "cite-csl"}


def test_every_format_names_the_page(a_document: Any) -> None:
    document = a_document(id="d", title="Rent", pages=["a", "b"])
    quotation = Quotation(document=document, page_number=2, page_label="xvii")

    for name in TO_TAKE_AWAY:
        assert b"xvii" in _Written(quotation, name)()


def test_the_button_is_there_before_anything_is_selected(front: Any) -> None:
    front.open(document="dublin")

    assert 'class="copy-quotation" aria-disabled="true"' in front.html
    assert 'role="status" aria-live="polite"' in front.html


def test_a_page_without_text_has_nothing_to_quote(front: Any, put: Any) -> None:
    put(id="scan", title="A scan", pages=["", "Rent."])
    front.open(document="scan")

    assert "copy-quotation" not in front.html


def test_a_citation_cannot_leave_its_attribute() -> None:
    html = text_of_page(_reading("Rent."), cited='"><script>alert(1)</script>', language="en")

    assert "<script>" not in html
    assert 'data-cited="&quot;&gt;&lt;script' in html


def test_the_language_of_the_page_is_said() -> None:
    assert 'lang="he"' in text_of_page(_reading("שלום"), cited="", language="he")
    assert "lang=" not in text_of_page(_reading("x"), cited="", language="")


def test_a_hostile_id_is_no_path() -> None:
    assert file_stem("../../etc/passwd") == "etc-passwd"
    assert file_stem("///") == "document"


def _reading(text: str) -> Reading:
    return Reading(
        id="d", title="", summary=(), facts=(), number=1, page_count=1, label="", name="p. 1",
        text=(Segment(text),), matches=0, matching=(), previous_match=None, next_match=None,
    )  # fmt: skip
