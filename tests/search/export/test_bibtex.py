"""BibTeX as bibtexparser reads it."""

from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    SeparateCoAuthors,
    SplitNameParts,
)
from hypothesis import given, settings

from corpus.document import Document
from search.citing.citation import Quotation
from search.citing.names import Name
from search.export.bibtex import escaped
from search.export.entries import Entry, quoting
from tests.conftest import build_document
from tests.search.export.conftest import ENTRIES, TEXTS, exported

DECODED = LatexDecodingMiddleware()


def read(text: str, *decoding: Any) -> Any:
    library = parse_string(text, append_middleware=decoding)

    assert not library.failed_blocks
    return library.entries


def decoded(value: str) -> str:
    shown, error = DECODED._transform_python_value_string(value)

    assert not error
    return shown


def test_a_report_is_read_back_with_all_that_is_known(stuttgart: Document) -> None:
    (entry,) = read(exported([Entry(document=stuttgart)], "bibtex"), LatexDecodingMiddleware())

    assert (entry.entry_type, entry.key) == ("techreport", "LukenKlassen2009Stuttgart")
    assert {field.key: field.value for field in entry.fields} == {
        "author": "Lüken-Klaßen, Doris and Pohl, Franziska",
        "title": "Housing and segregation of migrants: Case study: Stuttgart, Germany",
        "institution": "Eurofound",
        "year": "2009",
        "type": "Case study",
        "number": "EF0912",
        "series": "CLIP",
        "language": "en",
        "keywords": "Stuttgart, Housing, CLIP",
    }


def test_a_quotation_has_its_printed_page_its_words_and_its_link(quoted_there: Quotation) -> None:
    (entry,) = read(exported([quoting(quoted_there)], "bibtex"))
    fields = {field.key: field.value for field in entry.fields}

    assert (fields["pages"], fields["annote"]) == ("17", "Rents rose.")
    assert fields["url"] == quoted_there.link


def test_capitals_and_acronyms_are_protected_but_for_the_first_letter() -> None:
    document = build_document("1", title="Housing in Wien: the CLIP network")

    (entry,) = read(exported([Entry(document=document)], "bibtex"))

    assert entry["title"] == "Housing in {Wien}: the {CLIP} network"


def test_a_body_is_one_author_also_with_a_comma_and_an_and() -> None:
    body = "Centre on Migration, Policy and Society"
    document = build_document("1", author=(body, "Anna Berg"), title="Plan")

    (entry,) = read(exported([Entry(document=document)], "bibtex"), SeparateCoAuthors())

    assert entry["author"] == [f"{{{body}}}", "Berg, Anna"]


@pytest.mark.parametrize(
    ("name", "von", "last", "jr", "first"),
    [
        ("A. van Heelsum", ["van"], ["Heelsum"], [], ["A."]),
        ("José Ortega y Gasset", [], ["{Ortega y Gasset}"], [], ["José"]),
        ("Martin Luther King, Jr.", [], ["King"], ["Jr."], ["Martin", "Luther"]),
        ("Luc Van den Berg", [], ["{Van den Berg}"], [], ["Luc"]),
    ],
)
def test_the_parts_of_a_name_are_seen(
    name: str, von: list[str], last: list[str], jr: list[str], first: list[str]
) -> None:
    text = exported([Entry(document=build_document("1", author=name))], "bibtex")

    (entry,) = read(text, SeparateCoAuthors(), SplitNameParts())

    (parts,) = entry["author"]
    assert (parts.von, parts.last, parts.jr, parts.first) == (von, last, jr, first)


def test_keys_are_unique_in_a_file_whatever_their_case() -> None:
    documents = [
        build_document("1", author="Anna Berg", year="2009", city="Vienna"),
        build_document("2", author="Anna BERG", year="2009", city="Vienna"),
        build_document("3", author="Anna Berg", year="2009", city="Viennaa"),
        build_document("4", author="Anna Berg", year="2009", city="Vienna"),
    ]

    keys = [entry.key for entry in read(exported(map(as_entry, documents), "bibtex"))]

    assert keys == ["Berg2009Vienna", "BERG2009Viennaa", "Berg2009Viennaaa", "Berg2009Viennab"]


def as_entry(document: Document) -> Entry:
    return Entry(document=document)


def test_a_thousand_of_one_name_have_a_thousand_keys(stuttgart: Document) -> None:
    text = exported((Entry(document=stuttgart) for _ in range(1000)), "bibtex")

    assert len({line for line in text.splitlines() if line.startswith("@")}) == 1000


def test_a_document_of_which_nothing_is_known_has_a_key() -> None:
    (entry,) = read(exported([Entry(document=Document(id="5f-2c"))], "bibtex"))

    assert entry.key == "document5f2c".replace("5f2c", "5f2c".capitalize())


def test_an_address_stands_as_it_is(stuttgart: Document) -> None:
    link = "http://here.example/a_b?q=50%25&x={y}#p~1"

    (entry,) = read(exported([Entry(document=stuttgart, link=link)], "bibtex"))

    assert entry["url"] == "http://here.example/a_b?q=50%25&x=%7By%7D#p~1"


@given(TEXTS)
def test_braces_are_balanced_for_a_reader_that_knows_no_escapes(text: str) -> None:
    depth = 0
    for letter in escaped(text):
        depth += (letter == "{") - (letter == "}")
        assert depth >= 0
    assert depth == 0


@settings(max_examples=80)
@given(ENTRIES)
def test_whatever_a_document_says_is_read_back(entry: Entry) -> None:
    (found,) = read(exported([entry], "bibtex"))

    fields = {field.key: field.value for field in found.fields}
    item = entry.item
    for name, in_item in (("title", "title"), ("number", "number"), ("type", "genre"),
                          ("pages", "locator"), ("annote", "annote")):  # fmt: skip
        assert decoded(fields.get(name, "")) == item.get(in_item, "")
    assert fields.get("url", "") == item.get("URL", "")
    (parted,) = SeparateCoAuthors().transform(Library([found])).entries
    authors = [one for field in parted.fields if field.key == "author" for one in field.value]
    assert [decoded(name) for name in authors] == [_listed(one) for one in item.get("author", [])]


def _listed(name: Name) -> str:
    before = " ".join(
        part for part in (name.get("non-dropping-particle"), name.get("family")) if part
    )
    parts = (name.get("literal"), before, name.get("suffix"), name.get("given"))
    return ", ".join(part for part in parts if part)
