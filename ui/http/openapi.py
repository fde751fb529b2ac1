"""`/api/openapi.json`: the description of the API, made of the fields there are."""

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from corpus.fields import BY_NAME, FACETS, NAMES
from index.request import Sort
from ui.http.api_answer import as_json
from ui.http.api_complete import MOST, SUGGESTIONS
from ui.http.api_links import site_of
from ui.http.api_parameters import MOST_PER_PAGE
from ui.http.openapi_answers import SCHEMAS
from ui.web.address import LAST

Json = dict[str, Any]

_FACET_NAMES = sorted(name for name, field in NAMES.items() if BY_NAME[field].facet)


def description(site: str) -> Json:
    """The API as served at an address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Polisearch",
            "version": "1",
            "description": "Search a library of city reports. Everything here only reads.",
        },
        "servers": [{"url": site.removesuffix("/")}],
        "paths": {
            "/api/search": _path("search", "Search the library", SEARCH, "Results"),
            "/api/documents/{id}": _path(
                "document", "A document and what is known of it", DOCUMENT, "Document", missing=True
            ),
            "/api/complete": _complete(),
            "/api/matrix": _path("matrix", "Count documents by two facets", MATRIX, "Matrix"),
        },
        "components": {"schemas": SCHEMAS},
    }


def openapi(request: Request) -> Response:
    """The description, as JSON."""
    return as_json(description(site_of(request)))


def _parameter(name: str, help_: str, schema: Json, *, place: str = "query") -> Json:
    made: Json = {"name": name, "in": place, "description": help_, "schema": schema}
    if place == "path":
        made["required"] = True
    return made


def _flag(name: str, help_: str) -> Json:
    return _parameter(name, help_, {"type": "string", "enum": ["0", "1"], "default": "0"})


def _many(name: str, help_: str, items: Json) -> Json:
    return _parameter(name, help_, {"type": "array", "items": items}) | {
        "style": "form",
        "explode": True,
    }


def _number(name: str, help_: str, most: int, otherwise: int | None = None) -> Json:
    schema: Json = {"type": "integer", "minimum": 1, "maximum": most}
    return _parameter(name, help_, schema if otherwise is None else schema | {"default": otherwise})


_TEXT: Json = {"type": "string"}
_QUERY = _parameter("q", 'Words, "phrases", field:value; nothing is everything.', _TEXT)
_FACET: Json = {"type": "string", "enum": _FACET_NAMES}
_FIELD_VALUE: Json = {
    "type": "string",
    "pattern": rf"^({'|'.join(sorted(NAMES))}):[A-Za-z0-9*][A-Za-z0-9 .*-]*$",
}

_NARROWING = (
    *(_many(name, f"{BY_NAME[name].help} Any of the values will do.", _TEXT) for name in FACETS),
    _many("without", "field:value that must not hold.", _FIELD_VALUE),
    _many("off", "Another way to say it that is not searched.", _TEXT),
    _flag("exact", "1: no word stands for its other forms."),
)

_SORT = _parameter(
    "sort",
    "Order of the results.",
    {"type": "string", "enum": [str(sort) for sort in Sort], "default": str(Sort.RELEVANCE)},
)

SEARCH: Sequence[Json] = (
    _QUERY,
    *_NARROWING,
    _flag("typed", "1: a misspelt word is not put right."),
    _SORT,
    _number("page", "Which page of results.", LAST, 1),
    _number("per_page", "Results on a page.", MOST_PER_PAGE, 10),
    _many("facet", "Also count the results by this field.", _FACET),
)

DOCUMENT: Sequence[Json] = (
    _parameter("id", "Id, publication code, or former id.", {"type": "string", "minLength": 1},
               place="path"),
    _number("page", "Also give the text of this page.", 999_999_999),
    _parameter("q", "What to mark on the page, and find in the document.", _TEXT),
    _flag("exact", "1: no word stands for its other forms."),
    _many("off", "Another way to say it that is not searched.", _TEXT),
)  # fmt: skip

COMPLETE: Sequence[Json] = (
    _parameter("q", "The beginning of a query.", _TEXT),
    _number("limit", "How many ways to go on.", MOST, 10),
    _parameter(
        "format",
        "opensearch: the array that browsers ask for.",
        {"type": "string", "enum": ["json", "opensearch"], "default": "json"},
    ),
)

MATRIX: Sequence[Json] = (
    _QUERY,
    *_NARROWING,
    _parameter("rows", "What the rows are.", _FACET | {"default": "city"}),
    _parameter("columns", "What the columns are.", _FACET | {"default": "module"}),
    _parameter("layers", "A table for each value of it.", _FACET),
)


def _path(
    name: str, summary: str, parameters: Sequence[Json], schema: str, *, missing: bool = False
) -> Json:
    answers = {
        "200": _answer("What was asked for.", {"application/json": schema}),
        **({"404": _error("There is no such document, or no such page.")} if missing else {}),
        "400": _error("What was asked makes no sense."),
        "422": _error("A parameter holds what it cannot hold."),
        "503": _error("The library cannot be asked now."),
    }
    get = {
        "operationId": name,
        "summary": summary,
        "parameters": list(parameters),
        "responses": answers,
    }
    return {"get": get}


def _complete() -> Json:
    path = _path("complete", "How a query may go on", COMPLETE, "Completions")
    both = {"application/json": "Completions", SUGGESTIONS: "Suggestions"}
    path["get"]["responses"]["200"] = _answer("The ways to go on, the best first.", both)
    return path


def _answer(text: str, schemas: Mapping[str, str]) -> Json:
    content = {
        media_type: {"schema": {"$ref": f"#/components/schemas/{name}"}}
        for media_type, name in schemas.items()
    }
    return {"description": text, "content": content}


def _error(text: str) -> Json:
    return _answer(text, {"application/json": "Error"})


ROUTES = (Route("/api/openapi.json", openapi),)
