"""What does the head of a web page say about the page?

Meta tags of the usual vocabularies (plain HTML, Dublin Core, Highwire's
`citation_…`, Open Graph) and JSON-LD. This module sees names and values only;
`html` takes them out of the page.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from corpus.document import Claim
from ingest.extract import metadata

DESCRIBED = 0.9
"""A vocabulary for describing documents was used: somebody meant it."""

PAGE_TITLE = 0.7
"""The title of a window or of a link preview often has the site's name in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The raw sayings of a page's head. Names of `meta` are lower case."""

    title: str = ""
    language: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    json_ld: tuple[str, ...] = field(default=())


_Reading = Callable[[str, str], Iterator[Claim]]

_TITLE: _Reading = partial(metadata.title, confidence=DESCRIBED)
_PREVIEW_TITLE: _Reading = partial(metadata.title, confidence=PAGE_TITLE)
_AUTHORS: _Reading = partial(metadata.authors, confidence=DESCRIBED)
_PUBLISHED: _Reading = partial(metadata.published, confidence=DESCRIBED)
_LANGUAGE: _Reading = partial(metadata.language, confidence=metadata.STATED)
_PUBLISHER: _Reading = partial(metadata.plain, "publisher")
_INSTITUTE: _Reading = partial(metadata.plain, "institute")

META: dict[str, _Reading] = {
    "title": _PREVIEW_TITLE,
    "og:title": _PREVIEW_TITLE,
    "dc.title": _TITLE,
    "dcterms.title": _TITLE,
    "citation_title": _TITLE,
    "author": metadata.authors,
    "article:author": metadata.authors,
    "dc.creator": _AUTHORS,
    "dcterms.creator": _AUTHORS,
    "citation_author": _AUTHORS,
    "citation_authors": _AUTHORS,
    "keywords": metadata.keywords,
    "article:tag": metadata.keywords,
    "dc.subject": metadata.keywords,
    "dcterms.subject": metadata.keywords,
    "citation_keywords": metadata.keywords,
    "article:published_time": _PUBLISHED,
    "datepublished": _PUBLISHED,
    "pubdate": _PUBLISHED,
    "publication_date": _PUBLISHED,
    "dc.date": _PUBLISHED,
    "dc.date.issued": _PUBLISHED,
    "dcterms.date": _PUBLISHED,
    "dcterms.issued": _PUBLISHED,
    "citation_date": _PUBLISHED,
    "citation_year": _PUBLISHED,
    "citation_publication_date": _PUBLISHED,
    "date": metadata.made,
    "created": metadata.made,
    "dc.date.created": metadata.made,
    "dcterms.created": metadata.made,
    "content-language": metadata.language,
    "dc.language": _LANGUAGE,
    "dc.type": metadata.kind,
    "dcterms.language": _LANGUAGE,
    "citation_language": _LANGUAGE,
    "dc.publisher": _PUBLISHER,
    "dcterms.publisher": _PUBLISHER,
    "citation_publisher": _PUBLISHER,
    "citation_author_institution": _INSTITUTE,
    "citation_technical_report_institution": _INSTITUTE,
    "dc.identifier": metadata.codes,
    "dcterms.identifier": metadata.codes,
    "citation_technical_report_number": metadata.codes,
}
"""Name of a meta tag → how it is read. Names that are not listed say nothing that is kept."""


def claims_of(head: Head, first_heading: str) -> Iterator[Claim]:
    """The claims of a page about itself; the first heading tells where a title ends."""
    for name, content in head.meta:
        reading = META.get(name)
        if reading is not None and not content.startswith(("http://", "https://")):
            yield from reading(name, content)
    for script in head.json_ld:
        yield from _of_json_ld(script)
    title = metadata.one_line(head.title)
    without_site = first_heading and title.startswith(first_heading)
    yield from _PREVIEW_TITLE("title", first_heading if without_site else title)
    yield from metadata.language("lang", head.language)


def _of_json_ld(script: str) -> Iterator[Claim]:
    """A record with a headline is about the page; others are about its site."""
    try:
        value = json.loads(script)
    except (ValueError, RecursionError):
        return
    graph = value.get("@graph", value) if isinstance(value, dict) else value
    for record in graph if isinstance(graph, list) else [graph]:
        if not isinstance(record, dict) or not isinstance(record.get("headline"), str):
            continue
        yield from _TITLE("headline", record["headline"])
        if isinstance(record.get("datePublished"), str):
            yield from _PUBLISHED("datePublished", record["datePublished"])
        for name in _names(record.get("author")):
            yield from _AUTHORS("author", name)


def _names(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and not name.startswith("http"):
            yield name
