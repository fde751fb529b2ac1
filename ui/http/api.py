"""The paths below `/api`, all of which only read."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ui.http import api_complete, api_documents, api_matrix, api_search, openapi
from ui.http.api_answer import as_json
from ui.http.api_paths import ANYTHING


def nothing_here(_: Request) -> Response:
    """Any other path: told as data, where the front would show a screen."""
    hint = "/api/openapi.json describes the paths there are."
    return as_json({"error": "There is no such path.", "hint": hint}, 404)


ROUTES: Sequence[Route] = (
    *api_search.ROUTES,
    *api_documents.ROUTES,
    *api_complete.ROUTES,
    *api_matrix.ROUTES,
    *openapi.ROUTES,
    Route(f"/api/{{rest:{ANYTHING}}}", nothing_here),
)
