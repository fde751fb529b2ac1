"""`/oai`: requests by GET and by POST."""

from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from corpus.errors import PolisearchError
from ui.http.oai.answers import answer
from ui.http.place import place_of
from ui.http.xml_writing import as_xml
from ui.opened import opened_library
from ui.without_places import for_readers

LONGEST = 16_384
"""Bytes of what is posted; of more, nothing is read."""

MOST_ARGUMENTS = 50

TRY_AGAIN = {"Retry-After": "60"}


async def oai(request: Request) -> Response:
    """The answer of the protocol; 503 where the library cannot be asked now."""
    query = request.url.query
    if request.method == "POST":
        query = await _posted(request)
    return await run_in_threadpool(_answered, place_of(request).site, query)


def _answered(site: str, query: str) -> Response:
    try:
        given = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_ARGUMENTS)
    except ValueError:
        given = []  # which names no verb
    try:
        return as_xml(answer(opened_library(), site, given), "text/xml")
    except PolisearchError as error:
        return PlainTextResponse(for_readers(error)[0], status_code=503, headers=TRY_AGAIN)


async def _posted(request: Request) -> str:
    """The form that was posted; nothing where it is too long."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LONGEST:
            return ""
    return body.decode("utf-8", "replace")


ROUTES = (Route("/oai", oai, methods=["GET", "POST"]),)
