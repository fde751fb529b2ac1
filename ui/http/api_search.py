"""`/api/search`: the results of a search, as `polisearch search --json` prints them, and links."""

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from search.explaining.nothing_found import Zero
from search.explaining.zero import why_nothing
from search.export.results_json import results_as_json
from search.question import Ask
from search.results import Hit, Results
from ui.http.api_answer import as_json, told
from ui.http.api_links import asked_again, data_link, plain_link, reader_link, site_of
from ui.http.api_parameters import ask_of
from ui.opened import opened_library
from ui.web.address import LAST, Address, link_at

PATH = "api/search"


@told
def search(request: Request) -> Response:
    """One page of results."""
    ask = ask_of(request)
    searcher = opened_library().searcher
    results = searcher.search(ask)
    zero = why_nothing(searcher, results)
    return as_json(_with_links(results, zero, ask, site_of(request)))


def _with_links(results: Results, zero: Zero | None, ask: Ask, site: str) -> dict[str, Any]:
    data: dict[str, Any] = results_as_json(results, zero)
    asked = results.asked
    for hit, found in zip(data["hits"], results.hits, strict=True):
        first = found.pages[0].number if found.pages else 1
        hit["links"] = _hit_links(site, found, first, asked)
        for page in hit["pages"]:
            page["link"] = reader_link(site, found.id, page["number"], asked)
    return {
        **data,
        "page": ask.page,
        "per_page": ask.per_page,
        "page_count": results.page_count,
        "links": _links(results, ask, site),
    }


def _hit_links(site: str, hit: Hit, number: int, ask: Ask) -> dict[str, str]:
    return {
        "reader": reader_link(site, hit.id, number, ask),
        "doc": plain_link(site, hit.id),
        "data": data_link(site, hit.id),
    }


def _links(results: Results, ask: Ask, site: str) -> dict[str, str | None]:
    """Of this page, those around it, the same search for people and as a feed."""
    last = min(results.page_count, LAST)

    def at(page: int) -> str | None:
        if not 1 <= page <= last:
            return None
        per_page = ask.per_page if ask.per_page != Ask().per_page else None
        on_page = replace(ask, page=page)
        return asked_again(site, PATH, on_page, per_page=per_page, facet=list(ask.facets))

    return {
        "previous": at(ask.page - 1),
        "next": at(ask.page + 1),
        "front": link_at(site, Address(ask=replace(ask, page=1))),
        "feed": asked_again(site, "feed.xml", replace(ask, page=1)),
    }


ROUTES = (Route(f"/{PATH}", search),)
