"""`/sitemap.xml`: every plain page of a document, for those who collect pages.

More than one such file may hold are parted, and `/sitemap.xml` then names the parts.
"""

from collections.abc import Iterable, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from corpus.catalogue.history import Change, changes
from ui.http.failing import not_there
from ui.http.place import Place, place_of
from ui.opened import opened_library
from ui.web.markup import Html, joined, tag
from ui.wiring import Library

MOST = 50_000
"""Addresses in one file, by the rule of sitemaps.org."""

_NAMES = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(request: Request) -> Response:
    """All pages, or the names of the parts."""
    found, place = _documents(opened_library()), place_of(request)
    if len(found) <= MOST:
        return _xml(_pages(found, place))
    parts = range(1, -(-len(found) // MOST) + 1)
    entries = (tag("sitemap", tag("loc", f"{place.site}sitemap-{n}.xml")) for n in parts)
    return _xml(tag("sitemapindex", joined(*entries), xmlns=_NAMES))


def part(request: Request) -> Response:
    """One part; 404 where there is none of this number."""
    text = request.path_params["number"]
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    found = _documents(opened_library())
    some = found[(number - 1) * MOST : number * MOST] if number else ()
    if not some:
        return not_there("There is no such part.")
    return _xml(_pages(some, place_of(request)))


def _pages(found: Iterable[Change], place: Place) -> Html:
    entries = (
        tag("url", tag("loc", place.document(one.id)), tag("lastmod", one.at)) for one in found
    )
    return tag("urlset", joined(*entries), xmlns=_NAMES)


def _documents(library: Library) -> Sequence[Change]:
    """Every document there is, by id, so that a change moves few to another part."""
    found = (one for one in changes(library.catalogue) if not one.is_removed)
    return sorted(found, key=lambda one: one.id)


def _xml(body: Html) -> Response:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
    return Response(text, media_type="application/xml")


ROUTES = (Route("/sitemap.xml", sitemap), Route("/sitemap-{number}.xml", part))
