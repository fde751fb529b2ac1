"""`/feed.xml`: a search as a feed, which every reader of feeds can read."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import etree
from starlette.testclient import TestClient

from tests.ui.http.data.keeping import Keeper

ATOM = "{http://www.w3.org/2005/Atom}"
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?%]*")


def feed(client: TestClient, **parameters: Any) -> Any:
    """A feed, once it is seen to hold what RFC 4287 asks of it."""
    answer = client.get("/feed.xml", params=parameters)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/atom+xml")
    root = etree.fromstring(answer.content, etree.XMLParser(resolve_entities=False))
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            [one] = element.findall(ATOM + name)
            assert one.text
        assert TAG.fullmatch(element.findtext(f"{ATOM}id"))
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated")).tzinfo
        assert element.findtext(f"{ATOM}author/{ATOM}name")
        assert len(element.findall(f"{ATOM}link[@rel='alternate']")) == 1
        assert all(link.get("href") for link in element.findall(f"{ATOM}link"))
    assert len(root.findall(f"{ATOM}link[@rel='self']")) == 1
    assert {etree.QName(one).namespace for one in root.iter()} == {ATOM[1:-1]}
    return root


def entries(root: Any, name: str) -> list[str]:
    return [str(text) for text in root.xpath(f"//*[local-name()='entry']/*[local-name()='{name}']"
                                             "/text()")]  # fmt: skip


def test_the_newest_document_comes_first(client: TestClient, keeper: Keeper) -> None:
    keeper.put(id="new", title="Housing anew", city="Graz", pages=["Housing."])

    assert entries(feed(client, q="housing"), "title") == [
        "Housing anew, p. 1",
        "Work in Dublin, p. 1",
        "Housing in Vienna, p. 2",
    ]


def test_an_entry_leads_to_the_best_page(client: TestClient) -> None:
    root = feed(client, q="allots", typed="1")
    link = root.find(f"{ATOM}entry/{ATOM}link[@rel='alternate']").get("href")

    assert parse_qs(urlsplit(link).query)["document"] == ["vienna"]
    assert parse_qs(urlsplit(link).query)["page"] == ["2"]
    assert "allots dwellings" in entries(root, "summary")[0]


def test_a_feed_is_narrowed_like_a_search(client: TestClient) -> None:
    assert entries(feed(client, city="Dublin"), "title") == ["Work in Dublin, p. 1"]
    assert entries(feed(client, q="xyzzy"), "title") == []


def test_an_entry_keeps_its_id_in_every_feed(client: TestClient) -> None:
    everything = feed(client)
    client.headers["host"] = "reports.example"
    again = feed(client, q="housing")

    assert set(entries(again, "id")) < set(entries(everything, "id"))
    assert everything.findtext(f"{ATOM}id") != again.findtext(f"{ATOM}id")


def test_a_feed_is_as_new_as_its_newest_entry(client: TestClient) -> None:
    root = feed(client)

    assert root.findtext(f"{ATOM}updated") == max(entries(root, "updated"))


def test_the_feed_of_a_search_links_to_it(client: TestClient) -> None:
    root = feed(client, q="a & b", city="Vienna")
    front = root.find(f"{ATOM}link[@rel='alternate']").get("href")

    assert front == "http://testserver/?q=a+%26+b&city=Vienna"
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == front.replace("/?", "/feed.xml?")


def test_no_more_than_the_newest_are_given(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.http.feed.MOST", 2)

    assert entries(feed(client), "id")[0].endswith("/hostile")
    assert len(entries(feed(client), "id")) == 2


def test_hostile_text_stays_text(client: TestClient) -> None:
    root = feed(client, city="Wrocław")
    [title] = entries(root, "title")
    [summary] = root.findall(f"{ATOM}entry/{ATOM}summary")

    assert title == "Bridges <script>alert(1)</script>]]> [31mdlrow, p. 1"
    assert summary.get("type") == "text"
    assert len(summary) == 0
    assert not root.xpath("//*[local-name()='script']")


@pytest.mark.parametrize("query", ["q=%00%0b<b>%ed%a0%80", "city=%00", 'q="((', "q=%E2%80%AE"])
def test_whatever_is_typed_the_feed_is_well_formed(client: TestClient, query: str) -> None:
    answer = client.get(f"/feed.xml?{query}")

    assert answer.status_code == 200
    assert etree.fromstring(answer.content).tag == f"{ATOM}feed"


def test_what_makes_no_sense_is_told(client: TestClient) -> None:
    assert client.get("/feed.xml?without=x").status_code == 422


def test_a_misspelt_word_is_put_right_as_in_a_search(client: TestClient) -> None:
    answer = client.get("/api/search", params={"q": "huosing", "per_page": 50}).json()
    there = {hit["title"] for hit in answer["hits"]}

    assert answer["total"] == len(there) > 0
    assert len(entries(feed(client, q="huosing"), "title")) == len(there)
