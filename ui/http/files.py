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
from ui.http.own_file import files_of, is_member, is_pdf, own_file
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
    is_there = any(files_of(library, found))
    if is_there or any(is_member(source) for source in library.catalogue.files_of(found.id)):
        return not_there("What was read has no file of its own, or the file was changed since.")
    return not_there("The file is no longer where it was read.", 410)


ROUTES = (Route("/files/{id:path}", file),)
