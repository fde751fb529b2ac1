"""`/api/documents/<id>`: what is known of a document, and its pages."""

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from tests.ui.http.data.keeping import Keeper


def test_a_field_comes_with_the_claims_it_was_decided_from(client: TestClient) -> None:
    city = client.get("/api/documents/vienna").json()["fields"]["city"]

    assert city["values"] == ["Vienna"]
    assert [(one["value"], one["evidence"]) for one in city["claims"]] == [
        ("Vienna", "in <the> title"),
        ("Linz", ""),
    ]
    assert not city["claims"][0]["why_not"]
    assert city["claims"][1]["why_not"]


def test_pages_are_listed_without_their_text(client: TestClient) -> None:
    answer = client.get("/api/documents/vienna")

    assert answer.json()["pages"][1] == {"number": 2, "label": "", "name": "p. 2"}
    assert len(answer.json()["pages"]) == answer.json()["page_count"] == 3
    assert "page" not in answer.json()
    assert "dwellings" not in answer.text


def test_one_page_is_given_with_the_places_of_what_is_looked_for(client: TestClient) -> None:
    found = client.get("/api/documents/vienna", params={"page": 2, "q": "allots"}).json()
    [[start, end]] = found["page"]["matches"]

    assert found["page"]["text"] == "The housing office allots dwellings."
    assert found["page"]["text"][start:end] == "allots"
    assert found["matching_pages"] == [2]


@pytest.mark.parametrize(("page", "status"), [("4", 404), ("0", 422), ("x", 422), ("", 422)])
def test_a_page_that_is_not_there_is_told(client: TestClient, page: str, status: int) -> None:
    answer = client.get("/api/documents/vienna", params={"page": page})

    assert answer.status_code == status
    assert answer.json()["hint"]


@pytest.mark.parametrize("name", ["nothing", "a/b", "\x00", "\x1b[31m", "x" * 5000, "%", "é"])
def test_a_document_that_is_not_there_is_told(client: TestClient, name: str) -> None:
    answer = client.get(f"/api/documents/{quote(name, safe='')}")

    assert answer.status_code == 404
    assert answer.json().keys() == {"error", "hint"}


def test_a_document_may_be_called_like_a_path(client: TestClient, keeper: Keeper) -> None:
    keeper.put(id="a/b c?d", title="Odd", pages=["Odd."])

    hit = client.get("/api/search", params={"q": "odd"}).json()["hits"][0]

    assert client.get(hit["links"]["data"]).json()["id"] == "a/b c?d"


def test_hostile_metadata_stays_text(client: TestClient) -> None:
    answer = client.get("/api/documents/hostile", params={"page": 1})

    assert answer.headers["content-type"] == "application/json"
    assert b"\x1b" not in answer.content
    assert answer.json()["page"]["text"].startswith("Bridges of the city <script>")
