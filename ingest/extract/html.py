"""HTML: what a reader of the page reads, a section a page, and each item of a list a part."""

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.dammit import EncodingDetector

from corpus.document import Page
from ingest.extract.encoding import decoded
from ingest.extract.extracted import ALLOWED, Allowed, Extracted
from ingest.extract.html_claims import Head, claims_of
from ingest.extract.html_elements import AROUND, SILENT, attribute, text_of
from ingest.extract.html_items import FEWEST, LEAST_TEXT, Item, items_in
from ingest.extract.html_writing import Section, Writing, written
from ingest.extract.limits import limited
from ingest.extract.pagination import sections_as_pages

ALMOST_NOTHING = 50
"""Characters: a page with less has its text in its header and forms, or else in <noscript>."""

DECLARED_WITHIN = 4_096
"""Bytes in which the encoding is declared; browsers look at a quarter of it."""

_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")


class HtmlReader:
    """Reads HTML and XHTML as browsers do: whatever its mistakes, there is a page."""

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        soup = _parsed(path.read_bytes())
        meta = tuple(_meta(soup))
        by_printed_page = ("generator", "pdftohtml") in {
            (name, content.split(" ")[0].lower()) for name, content in meta
        }
        items = items_in(soup)
        writing = written(soup, items, AROUND, by_printed_page=by_printed_page)
        if writing.length < ALMOST_NOTHING:
            writing = written(soup, items, frozenset(), by_printed_page=by_printed_page)
        if writing.length < ALMOST_NOTHING:
            silent = SILENT - {"noscript"}
            shown = written(
                soup, items, frozenset(), by_printed_page=by_printed_page, silent=silent
            )
            writing = max(writing, shown, key=lambda one: one.length)
        heading = "" if by_printed_page else writing.heading or text_of(soup.find("h1"))
        pages, parts = _pages_and_parts(writing.sections, items)
        head = _head(soup, meta, writing)
        page = Extracted(
            pages=limited(pages, allowed),
            claims=tuple(claims_of(head, heading)),
            heading=heading,
        )
        return [page, *parts]


def sections_of(data: bytes) -> list[Section]:
    """The sections of a page that is set into a file of another format."""
    return written(_parsed(data), {}, AROUND, by_printed_page=False).sections


def _parsed(data: bytes) -> BeautifulSoup:
    declared = EncodingDetector.find_declared_encoding(data[:DECLARED_WITHIN], is_html=True)
    text = decoded(data, declared or "").replace("\0", "")
    if declaration := _XML_DECLARATION.match(text):
        text = text[declaration.end() :]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its guesses that this is the name of a file, or XML
        return BeautifulSoup(text, "lxml")


def _head(soup: BeautifulSoup, meta: tuple[tuple[str, str], ...], writing: Writing) -> Head:
    root = soup.find("html")
    return Head(
        title=text_of(soup.find("title")),
        language=attribute(root, "lang") or attribute(root, "xml:lang"),
        meta=meta,
        json_ld=tuple(
            script.get_text() for script in soup.find_all("script", type="application/ld+json")
        ),
        times=tuple(writing.times),
    )


def _meta(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for tag in soup.find_all("meta"):
        content = attribute(tag, "content").strip()
        for key in ("name", "property", "itemprop", "http-equiv"):
            name = attribute(tag, key).strip().lower()
            if name and content:
                yield name, content
                break


def _pages_and_parts(
    sections: list[Section], items: Mapping[int, Item]
) -> tuple[tuple[Page, ...], list[Extracted]]:
    """All pages, and the items as documents, whose text is shown on the page and not matched."""
    own = {
        number: sections_as_pages([(section.label, section.text)])
        for number, section in enumerate(sections)
    }
    parts: dict[int, Extracted] = {}
    for number, section in enumerate(sections):
        text = "".join(page.text for page in own[number])
        item = list(items.values())[section.item - 1] if section.item else None
        if item is not None and len(text) - len(item.heading) >= LEAST_TEXT:
            parts[number] = Extracted(
                pages=own[number], claims=item.claims, heading=item.heading, is_part=True
            )
    if len(parts) < FEWEST:
        parts = {}
    pages = (
        replace(page, left_out=((0, len(page.text)),)) if number in parts else page
        for number in own
        for page in own[number]
    )
    return (
        tuple(replace(page, number=number) for number, page in enumerate(pages, start=1)),
        list(parts.values()),
    )
