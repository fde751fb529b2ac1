"""The screen *Help*."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

from corpus.fields import FIELDS
from search.language.syntax import SYNTAX


def test_every_construct_has_an_example_that_is_a_link_with_what_it_finds(front: Any) -> None:
    html = front.open("help").html

    examples = re.findall(r'<a href="([^"]+)"><code>.*?</code></a> <span class="found">', html)
    assert len(examples) == len(SYNTAX)


def test_an_example_finds_as_many_documents_as_help_says(front: Any) -> None:
    html = front.open("help").html
    rows = re.findall(
        r'<a href="([^"]+)"><code>[^<]*</code></a> <span class="found">(\d+) documents?<', html
    )

    link, count = next(row for row in rows if "city%3A" in row[0])
    asked = parse_qs(urlsplit(unescape(link)).query)
    found = type(front)().open(**{name: values[0] for name, values in asked.items()})

    assert int(count) > 0
    assert f"{count} of 12 documents" in found.html


def test_every_field_is_told_with_its_other_names(front: Any) -> None:
    html = front.open("help").html

    for field in FIELDS:
        for name in (field.name, *field.aliases):
            assert f"<code>{name}:</code>" in html


def test_what_is_not_searched_is_told_with_the_way_to_it(
    front: Any, put: Callable[..., None]
) -> None:
    put(id="scan", title="A scan", pages=[""])

    html = front.open("help").html

    assert "1 of them without text" in html
    assert 'href="./coverage?"' in html


def test_every_section_that_is_named_is_there(front: Any) -> None:
    html = front.open("help").html

    for name in re.findall(r'href="#(help-[a-z-]+)"', html):
        assert f'id="{name}"' in html


def test_hostile_values_are_escaped(front: Any, put: Callable[..., None]) -> None:
    evil = "<script>alert(1)</script>"
    for number in range(30):
        put(id=f"e{number}", title=evil, city=evil, kind=evil, code=evil, language="en")

    assert "<script" not in front.open("help").html
