"""What does the head of a web page say about the page?

Meta tags of the usual vocabularies (plain HTML, Dublin Core, Highwire's
`citation_…`, Open Graph), and the days that elements of the page state. This
module sees names and values only; `html` takes them out of the page.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from corpus.document import Claim
from ingest.extract import metadata
from ingest.extract.html_json_ld import DESCRIBED, claims_in

PAGE_TITLE = 0.7
"""The title of a window or of a link preview often has the site's name in it."""

ONLY_DAY = 0.6
"""A page that states one day, and not what happened on it, was published then, most likely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The raw sayings of a page. Names of `meta` are lower case.

    `times` are (what the element is called, ISO date) of the days outside of lists.
    """

    title: str = ""
    language: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    json_ld: tuple[str, ...] = field(default=())
    times: tuple[tuple[str, str], ...] = ()


_Reading = Callable[[str, str], Iterator[Claim]]

_TITLE: _Reading = partial(metadata.title, confidence=DESCRIBED)
_PREVIEW_TITLE: _Reading = partial(metadata.title, confidence=PAGE_TITLE)
_AUTHORS: _Reading = partial(metadata.authors, confidence=DESCRIBED)
_PUBLISHED: _Reading = partial(metadata.published, confidence=DESCRIBED)
_LANGUAGE: _Reading = partial(metadata.language, confidence=metadata.STATED)
_PUBLISHER: _Reading = partial(metadata.plain, "publisher")
_INSTITUTE: _Reading = partial(metadata.plain, "institute")
_PLACE: _Reading = partial(metadata.plain, "place_mentioned")

META: dict[str, _Reading] = {
    "title": _PREVIEW_TITLE,
    "og:title": _PREVIEW_TITLE,
    "dc.title": _TITLE,
    "dcterms.title": _TITLE,
    "eprints.title": _TITLE,
    "bepress_citation_title": _TITLE,
    "citation_title": _TITLE,
    "author": metadata.authors,
    "article:author": metadata.authors,
    "dc.creator": _AUTHORS,
    "dcterms.creator": _AUTHORS,
    "citation_author": _AUTHORS,
    "citation_authors": _AUTHORS,
    "citation_editor": _AUTHORS,
    "eprints.creators_name": _AUTHORS,
    "bepress_citation_author": _AUTHORS,
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
    "citation_online_date": _PUBLISHED,
    "bepress_citation_date": _PUBLISHED,
    "eprints.date": _PUBLISHED,
    "dc.date.published": _PUBLISHED,
    "dcterms.available": _PUBLISHED,
    "prism.publicationdate": _PUBLISHED,
    "parsely-pub-date": _PUBLISHED,
    "date": metadata.made,
    "created": metadata.made,
    "dc.date.created": metadata.made,
    "dcterms.created": metadata.made,
    "content-language": metadata.language,
    "dc.language": _LANGUAGE,
    "dc.type": metadata.kind,
    "dcterms.type": metadata.kind,
    "dc.coverage": _PLACE,
    "dc.coverage.spatial": _PLACE,
    "dcterms.spatial": _PLACE,
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


_PREFIX = re.compile(r"(dc|dct|dcterms|eprints|prism)[:.](?=.)")
_BETWEEN_TITLE_AND_SITE = " \t|–—-·:»«/"
_PUBLISHED_TIME = re.compile(r"\b(?:datepublished|pubdate|published|dt-published|entry-date)\b")
_START_TIME = re.compile(r"\b(?:dtstart|dt-start|startdate|date-display-start)\b")
_END_TIME = re.compile(r"\b(?:dtend|dt-end|enddate|date-display-end)\b")


def claims_of(head: Head, first_heading: str) -> Iterator[Claim]:
    """The claims of a page about itself; the first heading tells where a title ends."""
    site = next((content for name, content in head.meta if name == "og:site_name"), "")
    for name, content in head.meta:
        reading = META.get(_meant(name))
        if reading is None or content.startswith(("http://", "https://")):
            continue
        is_preview = reading is _PREVIEW_TITLE
        yield from reading(
            name, _without_site(content, first_heading, site) if is_preview else content
        )
    title = _without_site(metadata.one_line(head.title), first_heading, site)
    yield from claims_in(head.json_ld, (first_heading, title))
    yield from _PREVIEW_TITLE("title", title)
    yield from _of_times(head.times)
    yield from metadata.language("lang", head.language)


def _meant(name: str) -> str:
    """The name of a meta tag in the spelling of META: RDFa writes `dct:title`."""
    found = _PREFIX.match(name)
    if found is None:
        return name
    vocabulary = "dcterms" if found[1] == "dct" else found[1]
    return f"{vocabulary}.{name[found.end() :]}"


def _without_site(title: str, first_heading: str, site: str) -> str:
    """A title without the name of the site before or after it."""
    title = metadata.one_line(title)
    if first_heading and (title.startswith(first_heading) or title.endswith(first_heading)):
        return first_heading
    site = metadata.one_line(site)
    for rest in (title.removesuffix(site), title.removeprefix(site)) if site else ():
        without = rest.strip(_BETWEEN_TITLE_AND_SITE)
        if rest != title and without:
            return without
    return title


def _of_times(times: tuple[tuple[str, str], ...]) -> Iterator[Claim]:
    """What the days on a page say; one alone that is not explained, a little."""
    unnamed = set()
    for name, day in times:
        if _START_TIME.search(name):
            yield from metadata.plain("start_on", "time", day)
        elif _END_TIME.search(name):
            yield from metadata.plain("end_on", "time", day)
        elif _PUBLISHED_TIME.search(name):
            yield from metadata.published("time", day)
        else:
            unnamed.add(day)
    if len(unnamed) == 1 == len(times):
        yield from metadata.published("time", unnamed.pop(), ONLY_DAY)
