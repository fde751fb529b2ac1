"""Does the API keep to its description, whatever it is asked?"""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import BaseSchema, Case, GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.applications import Starlette
from starlette.testclient import TestClient

from corpus.fields import FACETS
from tests.ui.http.data.keeping import Keeper
from ui.http.openapi import description
from ui.http.routes import routes_under

EXAMPLES = 25
"""Requests that are made up for each path, of those it describes and of those it does not."""

EXCLUDED: list[schemathesis.CheckFunction] = [positive_data_acceptance]
"""A facet cannot stand on two sides of a matrix, which no schema says."""

PATHS = ("/api/search", "/api/documents/{id}", "/api/complete", "/api/matrix")


def test_every_facet_is_a_parameter_of_a_search() -> None:
    search = description("http://localhost:8501/")["paths"]["/api/search"]["get"]

    assert set(FACETS) <= {parameter["name"] for parameter in search["parameters"]}


def test_the_description_says_where_it_is_served(client: TestClient) -> None:
    found = client.get("/api/openapi.json").json()

    assert found["openapi"] == "3.1.0"
    assert found["servers"] == [{"url": "http://testserver"}]


@pytest.fixture
def described(keeper: Keeper) -> BaseSchema:
    """The description, as read by who asks for what it describes."""
    front = Starlette(routes=routes_under(""))
    return schemathesis.openapi.from_asgi("/api/openapi.json", front)


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_as_described(
    described: BaseSchema, path: str, mode: GenerationMode
) -> None:
    excluded = EXCLUDED if path == "/api/matrix" else None
    cases: st.SearchStrategy[Case[Any]] = described[path]["GET"].as_strategy(generation_mode=mode)

    @settings(
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=EXAMPLES,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def keeps_to_it(case: Case[Any]) -> None:
        case.call_and_validate(excluded_checks=excluded)

    keeps_to_it()


@pytest.mark.parametrize(
    ("path", "name", "query"),
    [
        ("/api/search", {}, {"q": "housing", "facet": ["city", "year"], "per_page": 1}),
        ("/api/search", {}, {"q": "housnig", "without": ["city:Vienna"]}),
        ("/api/search", {}, {"q": "bridges", "exact": "1"}),
        ("/api/search", {}, {"q": "nowhere to be found"}),
        ("/api/documents/{id}", {"id": "vienna"}, {}),
        ("/api/documents/{id}", {"id": "vienna"}, {"q": "housing", "page": 2}),
        ("/api/documents/{id}", {"id": "hostile"}, {"page": 1}),
        ("/api/complete", {}, {"q": "vi"}),
        ("/api/complete", {}, {"q": "hou", "format": "opensearch"}),
        ("/api/matrix", {}, {"q": "housing", "layers": "year"}),
    ],
)
def test_an_answer_with_something_in_it_is_as_described(
    described: BaseSchema, path: str, name: dict[str, str], query: dict[str, object]
) -> None:
    case = described[path]["GET"].Case(path_parameters=name, query=query)

    assert case.call_and_validate().status_code == 200
