"""`/api/search`, `/api/complete` and `/api/matrix`, as programs ask them."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from search.export.results_json import results_as_json
from search.question import Ask
from tests.ui.http.data.keeping import Keeper
from ui.http.routes import routes_under
from ui.opened import close_library, opened_library


def data(client: TestClient, path: str, **parameters: Any) -> Any:
    answer = client.get(path, params=parameters or None)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_search_gives_what_the_command_line_gives(client: TestClient) -> None:
    asked = opened_library().searcher.search(Ask(text="housing", facets=("city",)))
    printed = json.loads(json.dumps(results_as_json(asked)))

    found = data(client, "/api/search", q="housing", facet="city")

    for hit in found["hits"]:
        del hit["links"]
        for page in hit["pages"]:
            del page["link"]
    assert {**{key: found[key] for key in printed}, "took_ms": 0} == {**printed, "took_ms": 0}


def test_filters_are_read_as_in_an_address(client: TestClient) -> None:
    assert [hit["id"] for hit in data(client, "/api/search", city="Wien")["hits"]] == ["vienna"]
    others = data(client, "/api/search", q="housing", without="city:Vienna")
    assert [hit["id"] for hit in others["hits"]] == ["dublin"]


def test_the_facets_asked_for_are_counted(client: TestClient) -> None:
    facets = data(client, "/api/search", q="housing", facet=["city", "modules"])["facets"]

    assert sorted(facets["city"]) == [["Dublin", 1], ["Vienna", 1]]
    assert facets.keys() == {"city", "module"}


def test_a_hit_links_to_its_best_page_and_its_plain_page(client: TestClient) -> None:
    hit = data(client, "/api/search", q="dwellings")["hits"][0]

    address = urlsplit(hit["links"]["reader"])
    assert (address.netloc, address.path) == ("testserver", "/")
    assert parse_qs(address.query) == {"document": ["vienna"], "page": ["2"], "q": ["dwellings"]}
    assert hit["links"]["doc"] == "http://testserver/doc/vienna"
    assert hit["pages"][0]["link"] == hit["links"]["reader"]


def test_the_next_page_is_linked_until_the_last(client: TestClient) -> None:
    first = data(client, "/api/search", per_page=2, sort="title", facet="city")
    second = data(client, first["links"]["next"])

    assert first["page_count"] == 2
    assert first["links"]["previous"] is None
    assert second["links"]["next"] is None
    assert second["facets"].keys() == {"city"}
    assert data(client, second["links"]["previous"])["hits"] == first["hits"]
    ids = [hit["id"] for hit in (*first["hits"], *second["hits"])]
    assert sorted(ids) == ["dublin", "hostile", "vienna"]


def test_links_keep_the_path_under_which_the_front_is_served(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLISEARCH_BASE_PATH", "city/reports")
    with TestClient(Starlette(routes=routes_under("city/reports"))) as below:
        hit = data(below, "/city/reports/api/search", q="dwellings")["hits"][0]

    assert hit["links"]["data"] == "http://testserver/city/reports/api/documents/vienna"


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({"sort": "colour"}, 422),
        ({"page": "0"}, 422),
        ({"page": "٣"}, 422),
        ({"per_page": "101"}, 422),
        ({"per_page": "9" * 5000}, 422),
        ({"exact": "yes"}, 422),
        ({"without": "Vienna"}, 422),
        ({"without": "colour:red"}, 422),
        ({"facet": "title"}, 422),
        ({"facet": "colour"}, 400),
    ],
)
def test_what_makes_no_sense_is_told_with_a_hint(
    client: TestClient, parameters: dict[str, str], status: int
) -> None:
    answer = client.get("/api/search", params=parameters)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/json"
    assert answer.json().keys() == {"error", "hint"}
    assert answer.json()["hint"]


@pytest.mark.parametrize(
    "query", ["q=%00%ff%ed%a0%80", "q=((((", 'q="', "city=%00", "off=%F0", "document=x&page=2"]
)
def test_whatever_is_typed_is_answered(client: TestClient, query: str) -> None:
    assert client.get(f"/api/search?{query}").status_code == 200


def test_hostile_text_is_data_and_nothing_else(client: TestClient) -> None:
    answer = client.get("/api/search", params={"q": "bridges"})

    assert answer.headers["content-type"] == "application/json"
    assert b"\x1b" not in answer.content
    assert b"\x00" not in answer.content
    assert "<script>" in answer.json()["hits"][0]["title"]


def test_a_library_that_is_not_there_is_told(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("POLISEARCH_LIBRARY", str(tmp_path / "nowhere"))
    close_library()

    answer = client.get("/api/search")

    assert answer.status_code == 503
    assert "no library" in answer.json()["error"]


def test_a_path_that_is_not_there_is_told_as_data(client: TestClient) -> None:
    assert client.get("/api/serch").status_code == 404
    assert client.get("/api/serch").json().keys() == {"error", "hint"}


def test_what_is_typed_is_completed(client: TestClient) -> None:
    found = data(client, "/api/complete", q="hous")["completions"]

    assert {"label": "housing", "kind": "word", "documents": 2}.items() <= next(
        one for one in found if one["kind"] == "word"
    ).items()


def test_a_browser_gets_suggestions_in_its_own_form(client: TestClient) -> None:
    answer = client.get("/api/complete", params={"q": "hous", "format": "opensearch", "limit": 3})
    typed, queries, descriptions, links = answer.json()

    assert answer.headers["content-type"] == "application/x-suggestions+json"
    assert typed == "hous"
    assert "housing" in queries
    assert len(queries) == len(descriptions) == len(links) <= 3
    assert all(link.startswith("http://testserver/?q=") for link in links)


def test_half_a_letter_in_a_title_breaks_no_answer(client: TestClient, keeper: Keeper) -> None:
    keeper.put(id="half", title="Half \ud800 letters", city="Graz", pages=["Half a letter."])

    for path in ("search?q=half", "matrix?q=half", "documents/half"):
        assert client.get(f"/api/{path}").status_code == 200
    assert client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").status_code == 200
    assert "\ufffd" in client.get("/feed.xml?q=half").text


def test_a_matrix_counts_by_two_facets(client: TestClient) -> None:
    found = data(client, "/api/matrix", q="housing", rows="city", columns="year")
    cells = {(one["row"], one["column"]): one["documents"] for one in found["cells"]}

    assert cells["Vienna", "2009"] == 1
    assert cells["Vienna", "2010"] == 0
    assert cells[None, None] == 2
    assert found["links"]["front"] == "http://testserver/matrix?q=housing&rows=city&columns=year"


def test_a_matrix_of_one_facet_twice_is_refused(client: TestClient) -> None:
    answer = client.get("/api/matrix", params={"rows": "city", "columns": "cities"})

    assert answer.status_code == 400
    assert "twice" in answer.json()["error"]


def test_a_matrix_too_large_to_write_is_refused(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.http.api_matrix.MOST_CELLS", 3)

    assert client.get("/api/matrix").status_code == 400
