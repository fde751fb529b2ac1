"""How documents and pages are laid out in tantivy.

Two indexes: one entry a document, one entry a page, so that BM25's averages
are those of documents and of pages. Words come from `corpus.words` and are
handed over joined by blanks; tantivy only splits at them.
"""

from dataclasses import dataclass

import tantivy

from corpus.document import Document, Page, Part
from corpus.fields import FACETS, FIELDS, RANGED, SEARCHED, TEXTS, Type
from corpus.words import Terms, fold, terms
from index.head import head_of
from index.query import key, number
from index.scoring import counted

FORMAT = "tantivy 3"
WORDS = "words"
"""Name of the tokenizer that splits at blanks."""

GAP = " ".join(["\x02"] * 64)
"""Between two texts of one field: counted as positions, kept nowhere.

No phrase reaches over it, and no nearness of fewer than 64 words, which is what is asked for.
"""

LAST = "\U0010ffff"
"""Sorts after every title and city."""


@dataclass(frozen=True, slots=True)
class Schemas:
    """The two schemas, made once a process."""

    documents: tantivy.Schema
    pages: tantivy.Schema


def make_schemas() -> Schemas:
    """The schemas for the fields of `corpus.fields`."""
    return Schemas(_documents(), _pages())


def tokenizer() -> tantivy.TextAnalyzer:
    """Splits at blanks and drops the gap, keeping its positions."""
    gap = tantivy.Filter.custom_stopword(["\x02"])
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).filter(gap).build()


def _documents() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("hash", indexed=True, fast=True)
    _add_words(builder, "all")
    for name in TEXTS:
        _add_words(builder, name)
    for field in FIELDS:
        _add_raw(builder, f"{field.name}_key")
        if field.type in RANGED:
            builder.add_integer_field(f"{field.name}_number", indexed=True, fast=True)
        if field.facet:
            _add_raw(builder, f"{field.name}_facet", fast=True)
    for order in ("year", "city", "title"):
        _add_raw(builder, f"by_{order}", fast=True)
    return builder.build()


def _pages() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    _add_raw(builder, "document")
    builder.add_integer_field("hash", indexed=True, fast=True)
    builder.add_integer_field("number", fast=True)
    builder.add_integer_field("body", indexed=True, fast=True)
    _add_raw(builder, "head")
    _add_words(builder, "all")
    return builder.build()


def _add_words(builder: tantivy.SchemaBuilder, name: str) -> None:
    builder.add_text_field(f"{name}_exact", tokenizer_name=WORDS, index_option="position")
    builder.add_text_field(f"{name}_stem", tokenizer_name=WORDS, index_option="freq")
    if name == "all":
        builder.add_text_field("all_code", tokenizer_name=WORDS, index_option="basic")


def _add_raw(builder: tantivy.SchemaBuilder, name: str, *, fast: bool = False) -> None:
    builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=fast)


def id_hash(document_id: str) -> int:
    """A whole number that stands for an id where a number is faster: FNV-1a, 63 bits."""
    value = 0xCBF29CE484222325
    for byte in document_id.encode():
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value >> 1


def entries(document: Document) -> tuple[tantivy.Document, list[tantivy.Document]]:
    """The entry of a document and those of its pages."""
    entry = tantivy.Document()
    entry.add_text("id", document.id)
    entry.add_integer("hash", id_hash(document.id))
    header = _add_values(entry, document)
    on_pages = [terms(page.matched, page.language) for page in document.pages]
    in_all = zip(on_pages, document.pages, strict=True)
    _add_terms(entry, "all", [*header, *(counted(found, page.part) for found, page in in_all)])
    head = head_of(document)
    pages = [
        _page(document.id, page, found, head)
        for page, found in zip(document.pages, on_pages, strict=True)
    ]
    return entry, pages


def _page(document_id: str, page: Page, found: Terms, head: frozenset[str]) -> tantivy.Document:
    entry = tantivy.Document()
    entry.add_text("document", document_id)
    entry.add_integer("hash", id_hash(document_id))
    entry.add_integer("number", page.number)
    entry.add_integer("body", page.part is Part.BODY)
    for term in head:
        entry.add_text("head", term)
    _add_terms(entry, "all", [found])
    return entry


def _add_values(entry: tantivy.Document, document: Document) -> list[Terms]:
    header: list[Terms] = []
    for field in FIELDS:
        values = document.all(field.name)
        if not values:
            continue
        if field.type is Type.TEXT or field.name in SEARCHED:
            found = [terms(value, document.language) for value in values]
            if field.name in SEARCHED:
                header += found
            if field.type is Type.TEXT:
                _add_terms(entry, field.name, found)
        for value in values:
            entry.add_text(f"{field.name}_key", key(field.name, value))
        if field.type in RANGED:
            for value in values:
                if (as_number := number(field.name, value)) is not None:
                    entry.add_integer(f"{field.name}_number", as_number)
        if field.name in FACETS:
            for value in dict.fromkeys(values):
                entry.add_text(f"{field.name}_facet", value)
    _add_orders(entry, document)
    return header


def _add_orders(entry: tantivy.Document, document: Document) -> None:
    year = f"{9999 - (number('year', document.first('year') or '0') or 0):04d}"
    title = fold(document.title)[:200]
    city = fold(document.first("city")) or LAST
    entry.add_text("by_year", f"{year} {title} {document.id}")
    entry.add_text("by_city", f"{city} {year} {title} {document.id}")
    entry.add_text("by_title", f"{title} {year} {document.id}")


def _add_terms(entry: tantivy.Document, name: str, texts: list[Terms]) -> None:
    entry.add_text(f"{name}_exact", f" {GAP} ".join(" ".join(text.exact) for text in texts))
    entry.add_text(f"{name}_stem", " ".join(" ".join(text.stems) for text in texts))
    if name == "all" and (codes := " ".join(" ".join(text.codes) for text in texts)):
        entry.add_text("all_code", codes)
