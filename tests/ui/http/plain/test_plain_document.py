import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import pytest

Ask = Callable[..., Any]

HOSTILE_PATH = "/doc/" + quote("<img src=x>/é?#&", safe="")


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the text of its scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self._in_script = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._in_script = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts.append(data)

    def metas(self, name: str) -> list[str | None]:
        return [
            a.get("content") for tag, a in self.found if tag == "meta" and a.get("name") == name
        ]

    def links(self, rel: str) -> list[str | None]:
        return [a.get("href") for tag, a in self.found if tag == "link" and a.get("rel") == rel]

    def anchors(self) -> list[str | None]:
        return [a.get("href") for tag, a in self.found if tag == "a"]


@pytest.mark.usefixtures("vienna")
def test_a_page_tells_reference_managers_what_it_is(ask: Ask) -> None:
    page = Elements(ask("/doc/vienna").text)

    assert page.metas("citation_title") == ["Housing in Vienna"]
    assert page.metas("citation_author") == ["Anna Berger", "Jan Novák"]
    assert page.metas("citation_publication_date") == ["2009"]
    assert page.metas("citation_technical_report_institution") == ["City Press"]
    assert page.metas("citation_pdf_url") == ["http://city.example/files/vienna"]
    assert page.metas("DC.creator") == ["Anna Berger", "Jan Novák"]


@pytest.mark.usefixtures("vienna")
def test_a_page_tells_search_engines_what_it_is(ask: Ask) -> None:
    told = json.loads(Elements(ask("/doc/vienna").text).scripts[0])

    assert told["@type"] == "Report"
    assert told["name"] == "Housing in Vienna"
    assert told["encoding"]["contentUrl"] == "http://city.example/files/vienna"


@pytest.mark.usefixtures("vienna")
def test_a_page_leads_to_itself_to_its_formats_and_to_each_of_its_pages(ask: Ask) -> None:
    page = Elements(ask("/doc/vienna").text)

    assert page.links("canonical") == ["http://city.example/doc/vienna"]
    assert [str(href)[-4:] for href in page.links("alternate")] == [".ris", ".bib", "json"]
    assert "http://city.example/?document=vienna&page=2" in page.anchors()


@pytest.mark.usefixtures("vienna")
def test_the_opening_is_of_the_text_and_not_of_the_cover(ask: Ask) -> None:
    page = ask("/doc/vienna").text

    assert "The city rents out every fourth flat" in page
    assert '<p class="text" dir="auto" lang="en">Cover' not in page


@pytest.mark.usefixtures("vienna")
def test_links_are_under_the_path_at_which_a_proxy_shows_the_front(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLISEARCH_BASE_PATH", "reports")

    page = Elements(ask("/doc/vienna").text)

    assert page.links("canonical") == ["http://city.example/reports/doc/vienna"]


@pytest.mark.usefixtures("vienna")
def test_a_host_that_is_none_stands_in_no_link(ask: Ask) -> None:
    page = ask("/doc/vienna", host='evil"><script>').text

    assert "evil" not in page


@pytest.mark.usefixtures("vienna")
@pytest.mark.parametrize("code", ["EF0794", "ef/07/94/en"])
def test_a_code_leads_to_the_page_of_the_id_for_good(ask: Ask, code: str) -> None:
    answer = ask(f"/doc/{code}")

    assert answer.status_code == 301
    assert answer.headers["location"] == "http://city.example/doc/vienna"


@pytest.mark.usefixtures("vienna")
def test_a_code_with_an_ending_keeps_it(ask: Ask) -> None:
    assert ask("/doc/EF0794.bib").headers["location"] == "http://city.example/doc/vienna.bib"


@pytest.mark.usefixtures("vienna")
@pytest.mark.parametrize(
    ("suffix", "media_type", "begins"),
    [
        (".ris", "application/x-research-info-systems; charset=utf-8", "TY  - RPRT"),
        (".bib", "application/x-bibtex; charset=utf-8", "@techreport{"),
        (".json", "application/vnd.citationstyles.csl+json", "["),
    ],
)
def test_a_document_is_taken_away_in_a_format(
    ask: Ask, suffix: str, media_type: str, begins: str
) -> None:
    answer = ask(f"/doc/vienna{suffix}")

    assert answer.text.lstrip().startswith(begins)
    assert answer.headers["content-type"] == media_type
    assert answer.headers["content-disposition"] == f"attachment; filename=EF0794{suffix}"


def test_an_id_that_ends_as_a_format_does_is_found(ask: Ask, put: Callable[..., None]) -> None:
    put("documents/a.md", b"a", id="notes.json", title="Notes")

    assert "<h1" in ask("/doc/notes.json").text
    assert ask("/doc/notes.json.json").json()[0]["id"] == "notes.json"


@pytest.mark.usefixtures("vienna")
@pytest.mark.parametrize(
    "name",
    ["nobody", "nobody.ris", "", "a%2Fb", "%00", "vienna%00", "%F0%9F%98%80", "%FF", "a" * 5000,
     "%3Cscript%3E", "vienna.RIS", "vienna.pdf", "%E2%80%AE"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_name_that_no_document_has_is_not_found(ask: Ask, name: str, method: str) -> None:
    answer = ask(f"/doc/{name}", method)

    assert answer.status_code == 404
    assert "<script" not in answer.text


@pytest.mark.usefixtures("vienna")
def test_head_gives_the_headers_alone(ask: Ask) -> None:
    answer = ask("/doc/vienna", "HEAD")

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.usefixtures("hostile")
def test_a_hostile_document_makes_no_element(ask: Ask) -> None:
    page = Elements(ask(HOSTILE_PATH).text)

    assert [tag for tag, _ in page.found if tag in ("script", "img")] == ["script"]
    assert not [a for _, attributes in page.found for a in attributes if a.startswith("on")]


@pytest.mark.usefixtures("hostile")
def test_a_hostile_title_stands_whole_in_the_data(ask: Ask) -> None:
    (data,) = Elements(ask(HOSTILE_PATH).text).scripts

    assert "<" not in data
    assert json.loads(data)["name"].startswith("</script><script>alert(1)</script>")


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("suffix", ["", ".ris", ".bib", ".json"])
def test_a_hostile_document_sets_no_header(ask: Ask, suffix: str) -> None:
    answer = ask(HOSTILE_PATH + suffix)

    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert not re.search(r"[\r\n]", "".join(answer.headers.values()))


@pytest.mark.usefixtures("vienna")
def test_a_page_may_load_its_own_sheet_and_nothing_else(ask: Ask) -> None:
    policy = ask("/doc/vienna").headers["content-security-policy"]

    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_a_library_that_cannot_be_opened_is_said_to_be_so(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLISEARCH_LIBRARY", "/nowhere")

    answer = ask("/doc/vienna")

    assert answer.status_code == 503
    assert answer.headers["content-type"].startswith("text/plain")
