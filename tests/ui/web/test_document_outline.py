"""The headings of a document as links."""

from typing import Any

import pytest

from search.presenting.outline import Heading
from ui.web.address import Address
from ui.web.parts.outline import headings_list

HEADINGS = (
    Heading("Background", 2),
    Heading("Rent", 2, 1),
    Heading("<b>Evil</b>", 7, 9),
)


def test_a_heading_leads_to_its_page() -> None:
    html = headings_list(HEADINGS, Address(document="d", number=2))

    assert 'href="./?document=d&amp;page=7"' in html
    assert "&lt;b&gt;Evil&lt;/b&gt;" in html


@pytest.mark.parametrize(
    ("number", "title"), [(2, "Background"), (5, "Rent"), (9, "&lt;b&gt;Evil")]
)
def test_the_heading_that_is_read_is_marked(number: int, title: str) -> None:
    html = headings_list(HEADINGS, Address(document="d", number=number))

    assert html.count('aria-current="location"') == 1
    assert f'aria-current="location"><bdi>{title}' in html


def test_before_the_first_heading_none_is_marked() -> None:
    assert "aria-current" not in headings_list(HEADINGS, Address(document="d", number=1))


def test_a_pdf_brings_its_contents(front: Any) -> None:
    front.open(document="dublin", page="4")

    assert front.app.expander[0].label == "Contents (8)"
    assert '<a href="./?document=dublin&amp;page=2"><bdi>About CLIP</bdi></a>' in front.html


def test_what_has_no_headings_has_no_contents(front: Any) -> None:
    front.open(document="vienna-1")

    assert not front.app.expander
