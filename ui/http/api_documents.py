"""`/api/documents/<id>`: what is known of a document and from where, and one page of its text."""

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from corpus.catalogue.history import page_labels
from corpus.errors import UnknownDocument
from search.export.results_json import related_as_json
from search.results import Fact, Reading, page_name
from ui.http.api_answer import NoSuchPage, as_json, told
from ui.http.api_links import data_link, plain_link, reader_link, site_of
from ui.http.api_parameters import searched, whole_number
from ui.http.api_paths import ANYTHING
from ui.http.named import LONGEST
from ui.opened import opened_library
from ui.web.address import PAGE
from ui.wiring import Library

MOST_PAGES = 999_999_999
"""No document is longer."""


@told
def document(request: Request) -> Response:
    """A document by its id, its code or an id it had before."""
    name = request.path_params["id"]
    if not name.isprintable() or len(name) > LONGEST:  # no database need be asked
        raise UnknownDocument("No document is called so.", "/api/search gives ids.")
    number = whole_number(request, PAGE, 1, MOST_PAGES)
    ask = replace(searched(request), page=1)
    library, site = opened_library(), site_of(request)
    reading = library.searcher.read(name, number, ask.text, exact=ask.exact, off=ask.off)
    data = _as_data(library, reading, site)
    if PAGE in request.query_params:
        if number > reading.page_count:
            raise NoSuchPage(
                f"{reading.id} has no page {number}.", f"It has {reading.page_count:,} pages."
            )
        data["page"] = _page_as_data(reading, reader_link(site, reading.id, number, ask))
    if ask.text:
        data["matching_pages"] = list(reading.matching)
    return as_json(data)


def _as_data(library: Library, reading: Reading, site: str) -> dict[str, Any]:
    pages = page_labels(library.catalogue, reading.id)
    return {
        "id": reading.id,
        "title": reading.title,
        "summary": list(reading.summary),
        "fields": {fact.field: _fact_as_data(fact) for fact in reading.facts},
        "page_count": reading.page_count,
        "pages": [
            {"number": number, "label": label, "name": page_name(number, label)}
            for number, label in pages
        ],
        "versions": [related_as_json(one) for one in reading.versions],
        "translations": [related_as_json(one) for one in reading.translations],
        "part_of": related_as_json(reading.part_of) if reading.part_of else None,
        "parts": [related_as_json(one) for one in reading.parts],
        "notes": [str(note) for note in reading.notes],
        "links": {
            "reader": reader_link(site, reading.id),
            "doc": plain_link(site, reading.id),
            "data": data_link(site, reading.id),
        },
    }


def _fact_as_data(fact: Fact) -> dict[str, Any]:
    """The values of a field, and each claim on it: it counts where `why_not` is empty."""
    return {
        "label": fact.label,
        "values": list(fact.values),
        "labels": list(fact.labels),
        "is_corrected": fact.is_corrected,
        "claims": [
            {
                "value": one.claim.value,
                "stands_for": one.value,
                "origin": str(one.claim.origin),
                "evidence": one.claim.evidence,
                "confidence": one.claim.confidence,
                "follows_from": one.claim.follows_from,
                "why_not": one.why_not,
            }
            for one in fact.weighed
        ],
    }


def _page_as_data(reading: Reading, link: str) -> dict[str, Any]:
    return {
        "number": reading.number,
        "label": reading.label,
        "name": reading.name,
        "text": "".join(segment.text for segment in reading.text),
        "matches": _places(reading),
        "is_ocr": reading.is_ocr,
        "previous_match": reading.previous_match,
        "next_match": reading.next_match,
        "link": link,
    }


def _places(reading: Reading) -> list[list[int]]:
    """Where in the text of the page the matches begin and end, in characters."""
    found, at = [], 0
    for segment in reading.text:
        end = at + len(segment.text)
        if segment.is_match:
            found.append([at, end])
        at = end
    return found


ROUTES = (Route(f"/api/documents/{{id:{ANYTHING}}}", document),)
