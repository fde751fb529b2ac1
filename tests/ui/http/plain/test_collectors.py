"""What those are told who collect pages: sitemap, robots, OpenSearch."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest

from ui.http import sitemap

Ask = Callable[..., Any]

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def _places(text: str) -> list[str | None]:
    return [one.text for one in ElementTree.fromstring(text).iter(f"{MAP}loc")]


@pytest.mark.usefixtures("vienna", "hostile")
def test_the_sitemap_names_every_page_and_when_it_changed(ask: Ask) -> None:
    text = ask("/sitemap.xml").text

    assert _places(text) == [
        "http://city.example/doc/%3Cimg%20src%3Dx%3E%2F%C3%A9%3F%23%26",
        "http://city.example/doc/vienna",
    ]
    assert text.count("<lastmod>") == 2


def test_the_sitemap_of_an_empty_library_names_nothing(ask: Ask) -> None:
    assert _places(ask("/sitemap.xml").text) == []


@pytest.mark.usefixtures("vienna", "hostile")
def test_a_sitemap_that_would_be_too_long_is_parted(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "MOST", 1)

    parts = _places(ask("/sitemap.xml").text)

    assert parts == [f"http://city.example/sitemap-{n}.xml" for n in (1, 2)]
    assert _places(ask("/sitemap-2.xml").text) == ["http://city.example/doc/vienna"]


@pytest.mark.usefixtures("vienna")
@pytest.mark.parametrize("number", ["0", "2", "x", "-1", "9" * 6000])
def test_a_part_that_is_none_is_not_found(ask: Ask, number: str) -> None:
    assert ask(f"/sitemap-{number}.xml").status_code == 404


def test_collectors_are_led_to_documents_and_away_from_searches(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLISEARCH_BASE_PATH", "/reports/")

    lines = ask("/robots.txt").text.splitlines()

    assert {"Allow: /reports/doc/", "Disallow: /reports/*?", "Disallow: /reports/matrix"} <= {
        *lines
    }
    assert lines[-1] == "Sitemap: http://city.example/reports/sitemap.xml"


def test_a_browser_is_told_where_to_search_and_where_to_ask_for_suggestions(ask: Ask) -> None:
    answer = ask("/opensearch.xml")
    urls = ElementTree.fromstring(answer.text).findall(f"{SEARCH}Url")

    assert answer.headers["content-type"] == "application/opensearchdescription+xml"
    assert [url.get("template") for url in urls] == [
        "http://city.example/?q={searchTerms}",
        "http://city.example/api/complete?q={searchTerms}&format=opensearch",
        "http://city.example/opensearch.xml",
    ]
