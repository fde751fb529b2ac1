"""`/doc/<id>`: a document as a plain page, and `.ris`, `.bib` and `.json` of it to take away."""

import io
from pathlib import PurePosixPath

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from corpus.catalogue.history import page_labels
from corpus.document import Document, Page, Part
from corpus.errors import UnknownDocument
from search.citing.item import one_line
from search.export import FORMATS, write_documents
from search.export.entries import Entry
from ui.http.disposition import disposition, plain_name
from ui.http.document_page import Sheet, document_page, missing_page
from ui.http.named import document_named
from ui.http.own_file import is_pdf, own_file
from ui.http.place import Place, place_of
from ui.http.sheet import POLICY
from ui.opened import opened_library
from ui.wiring import Library

TO_TAKE_AWAY = {FORMATS[name].suffix: name for name in ("ris", "bibtex", "csl")}
"""The formats by their endings."""

ENOUGH = 600
"""Letters of a page that say something: a cover and an imprint have fewer."""

LONGEST_OPENING = 700
LOOKED_AT = 5
"""Pages, from the first with text, among which the opening is looked for."""


def document(request: Request) -> Response:
    """The page of a document, or the document in a format.

    A code and a former id lead to the page of the id, for good.
    """
    library, place = opened_library(), place_of(request)
    try:
        found, suffix = _asked(library, request.path_params["id"])
    except UnknownDocument as error:
        page = missing_page(error.message, library.settings.name, place)
        return HTMLResponse(page, 404, {"Content-Security-Policy": POLICY})
    if found.id + suffix != request.path_params["id"]:
        return RedirectResponse(place.document(found.id, suffix), 301)
    if suffix:
        return _taken_away(found, suffix, place)
    page = document_page(_sheet(library, found), place)
    return HTMLResponse(page, headers={"Content-Security-Policy": POLICY})


def _asked(library: Library, name: str) -> tuple[Document, str]:
    """The document and the ending asked for; an id that has such an ending goes before it."""
    suffix = PurePosixPath(name).suffix
    if suffix not in TO_TAKE_AWAY:
        return document_named(library, name), ""
    try:
        return document_named(library, name), ""
    except UnknownDocument:
        return document_named(library, name.removesuffix(suffix)), suffix


def _taken_away(found: Document, suffix: str, place: Place) -> Response:
    form = FORMATS[TO_TAKE_AWAY[suffix]]
    written = io.BytesIO()
    write_documents(written, [Entry(document=found, link=place.document(found.id))], form.name)
    kind = form.media_type if suffix == ".json" else f"{form.media_type}; charset=utf-8"
    name = plain_name(found.first("code") or found.id) + suffix
    return Response(
        written.getvalue(),
        headers={"Content-Type": kind, "Content-Disposition": disposition(name)},
    )


def _sheet(library: Library, found: Document) -> Sheet:
    file = own_file(library, found)
    return Sheet(
        document=found,
        name=library.settings.name,
        opening=_opening(library, found.id),
        labels=page_labels(library.catalogue, found.id),
        has_file=file is not None,
        is_pdf=file is not None and is_pdf(file),
    )


def _opening(library: Library, id_: str) -> str:
    """The first words of the text itself, after covers and contents where there are some."""
    first = library.catalogue.opening_pages([id_]).get(id_)
    if first is None:
        return ""
    wanted = [(id_, number) for number in range(first, first + LOOKED_AT)]
    found = library.catalogue.page_texts(wanted)
    pages = [found[one] for one in wanted if one in found]
    texts = [_words(page) for page in pages if page.part is Part.BODY]
    texts = texts or [_words(page) for page in pages]
    return _shortened(next((text for text in texts if len(text) >= ENOUGH), max(texts, key=len)))


def _words(page: Page) -> str:
    return one_line(page.matched[: 20 * LONGEST_OPENING])


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_OPENING:
        return text
    return text[:LONGEST_OPENING].rpartition(" ")[0].rstrip(" ,;:–-") + " …"


ROUTES = (Route("/doc/{id:path}", document),)
