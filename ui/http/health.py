"""`/health`: whether this front can answer, for those who watch over it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from corpus.errors import PolisearchError
from ui.opened import opened_library
from ui.without_places import for_readers


def health(_: Request) -> Response:
    """Status 200 where the library can be searched, else 503 with what is wrong."""
    try:
        coverage = opened_library().searcher.coverage()
    except PolisearchError as error:
        message = for_readers(error)[0]
        return JSONResponse({"status": "unavailable", "message": message}, status_code=503)
    return JSONResponse(
        {"status": "ok", "documents": coverage.documents, "behind": coverage.behind},
        headers={"Cache-Control": "no-store"},
    )


ROUTES = (Route("/health", health),)
