"""How does a document look on a page without script, and what does that page tell programs?

All text is escaped by `tag`, and what is told as JSON holds no letter that HTML reads.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.document import Document
from search.citing.citation import reference
from search.citing.item import date_of, item_of, keywords_of, one_line
from search.export.json_lines import as_json
from search.presenting.hits import summary
from search.results import page_name
from ui.http.place import Place
from ui.http.sheet import CSS
from ui.web.markup import Html, joined, tag

MOST_LINKS = 400
"""Pages that a link leads to; a document of 50,000 would make a page of ten megabytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A document, and what its plain page says of it.

    `opening` is a passage in place of an abstract; `labels` are number and label of its
    pages; `has_file` and `is_pdf` tell what can be had at its file's address.
    """

    document: Document
    name: str
    opening: str = ""
    labels: Sequence[tuple[int, str]] = ()
    has_file: bool = False
    is_pdf: bool = False


def document_page(sheet: Sheet, place: Place) -> str:
    """The whole page, as HTML."""
    head = tag(
        "head",
        _void("meta", charset="utf-8"),
        _void("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{one_line(sheet.document.title)} – {sheet.name}"),
        tag("style", Html(CSS)),
        *_links(sheet, place),
        *_told(sheet, place),
        tag("script", _as_data(sheet, place), type="application/ld+json"),
    )
    return _whole(head, sheet.name, place, _body(sheet, place))


def missing_page(said: str, name: str, place: Place) -> str:
    """What is shown where no document has the name asked for."""
    head = tag(
        "head",
        _void("meta", charset="utf-8"),
        _void("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        _void("meta", name_="robots", content="noindex"),
        tag("title", f"Not found – {name}"),
        tag("style", Html(CSS)),
    )
    search = tag("p", tag("a", "Search the library", href=place.site))
    return _whole(head, name, place, joined(tag("h1", "Not found"), tag("p", said), search))


def _whole(head: Html, name: str, place: Place, body: Html) -> str:
    top = tag("header", tag("a", name, href=place.site))
    page = tag("html", head, tag("body", top, tag("main", body)), lang="en")
    return f"<!DOCTYPE html>\n{page}\n"


def _body(sheet: Sheet, place: Place) -> Html:
    document, language = sheet.document, one_line(sheet.document.language) or None
    subtitle = one_line(document.first("subtitle"))
    link = place.document(document.id)
    return joined(
        tag("h1", one_line(document.title), dir="auto", lang=language),
        _if(subtitle, tag("p", subtitle, class_="subtitle", dir="auto", lang=language)),
        tag("p", *(tag("bdi", one_line(fact)) for fact in summary(document)), class_="facts"),
        _if(
            sheet.opening,
            tag("h2", "How it begins"),
            tag("p", sheet.opening, class_="text", dir="auto", lang=language),
        ),
        tag("h2", "Reference"),
        tag("p", Html(reference(document, link=link, html=True)), dir="auto"),  # escaped there
        tag("h2", "Read and keep"),
        tag("ul", *(tag("li", one) for one in _to_keep(sheet, place))),
        _pages(sheet, place),
    )


def _to_keep(sheet: Sheet, place: Place) -> Iterable[Html]:
    id_ = sheet.document.id
    yield tag("a", "Read it with the search", href=place.reader(id_))
    if sheet.has_file:
        yield tag("a", "File (PDF)" if sheet.is_pdf else "File", href=place.file(id_))
    for suffix, label in ((".ris", "RIS"), (".bib", "BibTeX"), (".json", "CSL-JSON")):
        yield tag("a", label, href=place.document(id_, suffix))


def _pages(sheet: Sheet, place: Place) -> Html:
    if not sheet.labels:
        return Html("")
    shown = sheet.labels[:MOST_LINKS]
    entries = (
        tag("li", tag("a", page_name(n, one_line(said)), href=place.reader(sheet.document.id, n)))
        for n, said in shown
    )
    more = len(sheet.labels) - len(shown)
    return tag(
        "nav",
        tag("h2", "Pages", id="pages"),
        tag("ul", *entries),
        _if(more, tag("p", f"And {more:,} more.", class_="aside")),
        aria_labelledby="pages",
    )


def _links(sheet: Sheet, place: Place) -> Iterable[Html]:
    id_, title = sheet.document.id, "Search " + sheet.name
    yield _void("link", rel="canonical", href=place.document(id_))
    for suffix, kind in (
        (".ris", "application/x-research-info-systems"),
        (".bib", "application/x-bibtex"),
        (".json", "application/vnd.citationstyles.csl+json"),
    ):
        yield _void("link", rel="alternate", type=kind, href=place.document(id_, suffix))
    found = f"{place.site}opensearch.xml"
    kind = "application/opensearchdescription+xml"
    yield _void("link", rel="search", type=kind, title=title, href=found)


def _told(sheet: Sheet, place: Place) -> Iterable[Html]:
    """What reference managers and catalogues read: Highwire's names, then Dublin Core."""
    for name, value in (*_highwire(sheet, place), *_dublin_core(sheet, place)):
        if value := one_line(value):
            yield _void("meta", name_=name, content=value)


def _highwire(sheet: Sheet, place: Place) -> Iterable[tuple[str, str]]:
    document = sheet.document
    item = item_of(document)
    yield "citation_title", document.title
    yield from (("citation_author", name) for name in document.all("author"))
    yield "citation_publication_date", "/".join(_date_parts(document))
    institution = document.first("publisher") or document.first("institute")
    if item["type"] == "report":
        yield "citation_technical_report_institution", institution
        yield "citation_technical_report_number", item.get("number", "")
    else:
        yield "citation_publisher", institution
    yield "citation_language", document.language
    yield "citation_keywords", item.get("keyword", "")
    yield "citation_abstract_html_url", place.document(document.id)
    if sheet.is_pdf:
        yield "citation_pdf_url", place.file(document.id)


def _dublin_core(sheet: Sheet, place: Place) -> Iterable[tuple[str, str]]:
    document = sheet.document
    item = item_of(document)
    yield "DC.title", document.title
    yield from (("DC.creator", name) for name in document.all("author"))
    yield from (("DC.contributor", name) for name in document.all("institute"))
    yield "DC.publisher", document.first("publisher")
    yield "DC.date", "-".join(_date_parts(document))
    yield "DC.type", item.get("genre", "")
    yield "DC.language", document.language
    yield from (("DC.subject", word) for word in keywords_of(item))
    yield from (("DC.coverage", city) for city in document.all("city"))
    yield "DC.description", sheet.opening
    yield "DC.identifier", place.document(document.id)
    yield from (("DC.identifier", code) for code in document.all("code"))


def _as_data(sheet: Sheet, place: Place) -> Html:
    """The document in the words of schema.org, without a letter that could end its element."""
    document = sheet.document
    item = item_of(document)
    publisher = one_line(document.first("publisher") or document.first("institute"))
    told = {
        "@context": "https://schema.org",
        "@type": "Report" if item["type"] == "report" else "CreativeWork",
        "@id": place.document(document.id),
        "url": place.document(document.id),
        "name": one_line(document.title),
        "alternativeHeadline": one_line(document.first("subtitle")),
        "author": [{"@type": "Person", "name": one_line(who)} for who in document.all("author")],
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
        "datePublished": "-".join(_date_parts(document)),
        "reportNumber": item.get("number", ""),
        "inLanguage": one_line(document.language),
        "keywords": keywords_of(item),
        "abstract": sheet.opening,
        "spatialCoverage": [
            {"@type": "City", "name": one_line(city)} for city in document.all("city")
        ],
        "numberOfPages": len(sheet.labels),
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": place.file(document.id),
            "encodingFormat": "application/pdf",
        }
        if sheet.is_pdf
        else None,
    }
    text = as_json({name: value for name, value in told.items() if value})
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Html(text)


def _date_parts(document: Document) -> list[str]:
    return [
        f"{part:0{width}}"
        for part, width in zip(date_of(item_of(document)), (4, 2, 2), strict=False)
    ]


def _void(name: str, **attributes: str) -> Html:
    """An element of the head, which has no end."""
    return Html(tag(name, **attributes).removesuffix(f"</{name}>"))


def _if(known: object, *parts: Html) -> Html:
    return joined(*parts) if known else Html("")
