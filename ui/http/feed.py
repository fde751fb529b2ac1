"""`/feed.xml`: what a search finds, as an Atom feed, the newest documents first.

A document is as new as the run that read it. It enters with the page that answers best.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from corpus.catalogue.history import newest
from search.presenting.hits import hits
from search.question import Ask
from search.results import Hit, PageHit
from ui.http.api_answer import told
from ui.http.api_links import asked_again, plain_link, reader_link, site_of
from ui.http.api_parameters import searched
from ui.http.naming import tag
from ui.http.xml_writing import Made, as_xml, put, root, xml_text
from ui.opened import opened_library
from ui.web.address import Address, link_at
from ui.wiring import Library

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"

MOST = 50
"""Documents of a feed."""

LONG_AGO = "1970-01-01T00:00:00Z"
"""When what no run has read was read."""


@told
def feed(request: Request) -> Response:
    """The feed of a search; of everything, where nothing is looked for."""
    library = opened_library()
    ask = replace(searched(request), page=1, per_page=MOST, passages=1, folded=False)
    found, dates = _newest(library, ask)
    return as_xml(_feed(library, site_of(request), ask, found, dates), MEDIA_TYPE)


def _newest(library: Library, ask: Ask) -> tuple[tuple[Hit, ...], Mapping[str, str]]:
    """The newest documents that answer, and when each was read."""
    answered = library.searcher.every(ask)
    by_id = {one.id: one for one in answered.found}
    last = newest(library.catalogue, list(by_id), MOST)
    found = [by_id[id_] for id_, _ in last]
    dates = {id_: at or LONG_AGO for id_, at in last}
    return hits(found, answered, library.catalogue), dates


def _feed(
    library: Library, site: str, ask: Ask, found: Sequence[Hit], dates: Mapping[str, str]
) -> Made:
    here = asked_again(site, "feed.xml", ask)
    question = here.partition("?")[2]
    made = root("feed", ATOM)
    put(made, "id", tag(library.catalogue, "search", question))
    put(made, "title", _title(library.settings.name, ask))
    put(made, "updated", max(dates.values(), default=LONG_AGO))
    put(put(made, "author"), "name", library.settings.name or "Polisearch")
    put(made, "link", attributes={"rel": "self", "type": MEDIA_TYPE, "href": here})
    front = link_at(site, Address(ask=ask))
    put(made, "link", attributes={"rel": "alternate", "type": "text/html", "href": front})
    for hit in found:
        _put_entry(made, library, site, ask, hit, dates[hit.id])
    return made


def _title(name: str, ask: Ask) -> str:
    narrowed = [value for values in ask.filters.values() for value in values]
    return ": ".join(filter(None, (name or "Polisearch", ", ".join([ask.text, *narrowed][:20]))))


def _put_entry(made: Made, library: Library, site: str, ask: Ask, hit: Hit, updated: str) -> None:
    page = hit.pages[0] if hit.pages else None
    entry = put(made, "entry")
    put(entry, "id", tag(library.catalogue, "document", hit.id))
    put(entry, "title", _entry_title(hit, page))
    put(entry, "updated", updated)
    put(put(entry, "author"), "name", "; ".join(hit.values.get("author", ())) or "unknown")
    reader = reader_link(site, hit.id, page.number if page else 1, ask)
    put(entry, "link", attributes={"rel": "alternate", "type": "text/html", "href": reader})
    put(entry, "link", attributes={"rel": "related", "href": plain_link(site, hit.id)})
    passage = page.passage.text if page else ""
    put(entry, "summary", passage or "No text could be read.", {"type": "text"})
    for fact in hit.facts:
        put(entry, "category", attributes={"term": fact})


def _entry_title(hit: Hit, page: PageHit | None) -> str:
    title = xml_text(hit.plain_title) or hit.id
    return f"{title}, {page.name}" if page else title


ROUTES = (Route("/feed.xml", feed),)
