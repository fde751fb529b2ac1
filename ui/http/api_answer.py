"""How data and errors are given to programs: as JSON, whatever a document or a person wrote."""

import json
from collections.abc import Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import Response

from corpus.errors import PolisearchError, UnknownDocument
from ui.without_places import OF_THE_KEEPER, for_readers

Endpoint = Callable[[Request], Response]


class BadParameter(PolisearchError):
    """A parameter holds what it cannot hold."""


class NoSuchPage(PolisearchError):
    """A document has no page of this number."""


def as_json(data: object, status: int = 200, media_type: str = "application/json") -> Response:
    """Data as JSON. Half a letter, which no text may hold, becomes U+FFFD.

    >>> as_json(["\\ud800"]).body
    b'["\\xef\\xbf\\xbd"]'
    """
    text = whole_letters(json.dumps(data, ensure_ascii=False, allow_nan=False))
    return Response(text.encode(), status_code=status, media_type=media_type)


def whole_letters(text: str) -> str:
    """A text that can be sent: half a letter becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def status_of(error: PolisearchError) -> int:
    """The HTTP status of an error: 503 where the library cannot be asked, else below 500."""
    match error:
        case UnknownDocument() | NoSuchPage():
            return 404
        case BadParameter():
            return 422
        case _:
            return 503 if isinstance(error, OF_THE_KEEPER) else 400


def error_as_json(error: PolisearchError) -> Response:
    """An error with its hint."""
    message, hint = for_readers(error)
    return as_json({"error": message, "hint": hint}, status_of(error))


def told(endpoint: Endpoint) -> Endpoint:
    """An endpoint whose errors are told as JSON."""

    @wraps(endpoint)
    def answered(request: Request) -> Response:
        try:
            return endpoint(request)
        except PolisearchError as error:
            return error_as_json(error)

    return answered
