"""`/files/<id>`: the file of a document, as it was read.

A PDF is shown by the browser; all else is kept, under a type that no browser runs.
"""

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from corpus.document import Document
from ui.http.disposition import disposition
from ui.http.failing import not_there
from ui.http.named import document_named
from ui.http.own_file import GONE, NO_OWN_FILE, is_gone, is_pdf, own_file
from ui.opened import opened_library
from ui.wiring import Library

POLICY = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""What the reader of PDFs in a browser needs: itself, as it stands in the page around it."""


def file(request: Request) -> Response:
    """The file, whole or in ranges; 410 where it is gone, 404 where it never was one to give."""
    library = opened_library()
    found = document_named(library, request.path_params["id"])
    to_send = own_file(library, found)
    if to_send is None:
        return _none(library, found)
    shown = is_pdf(to_send)
    headers = {
        "Content-Disposition": disposition(to_send.name, inline=shown),
        "Cache-Control": "private, no-cache",
    }
    if shown:
        headers["Content-Security-Policy"] = POLICY
    kind = "application/pdf" if shown else "application/octet-stream"
    return FileResponse(to_send, headers=headers, media_type=kind, stat_result=to_send.stat())


def _none(library: Library, found: Document) -> Response:
    if is_gone(library, found):
        return not_there(GONE, 410)
    return not_there(NO_OWN_FILE)


ROUTES = (Route("/files/{id:path}", file),)
