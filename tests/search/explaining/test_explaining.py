"""Why a document answers is told from its texts, completely and truly."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalogue import open_catalogue
from corpus.document import Described, Document, Page, Part
from corpus.errors import UnknownDocument, UnknownField
from corpus.records import Source
from corpus.vocabulary import read_vocabulary
from index.query import (
    All,
    Either,
    Fuzzy,
    Is,
    Most,
    Near,
    Not,
    Pattern,
    Phrase,
    Query,
    Range,
    Text,
    Widened,
    Word,
)
from index.request import Sort
from index.shelf import Shelf
from search.explaining.explaining import explain, explained, pages_with_matches
from search.explaining.why import Form, Why
from search.presenting.matched_in import matched_in
from search.question import Ask
from search.searcher import Searcher
from search.understanding.understanding import Understood
from tests.conftest import build_document

Builder = Callable[..., Document]

RENT = Word("rent")


def why(query: Query, document: Document, *first: Query) -> Why:
    understood = Understood(query=query, filters={}, chosen={}, sort=Sort.RELEVANCE, first=first)
    return explained(understood, document)


def said(query: Query, document: Document, *first: Query) -> list[str]:
    return list(why(query, document, *first).lines())


@pytest.fixture
def vienna() -> Document:
    document = build_document(
        "vienna",
        ["Contents", "Rents rise. The rent, the RENT!", "A flat.", "Rent and flats.", "Rent 2001"],
        title="Rents in Vienna",
        author=("Anna Rent", "B. Flat"),
        city="Vienna",
        year="2009",
    )
    parts = {1: Part.CONTENTS, 5: Part.BIBLIOGRAPHY}
    pages = [
        replace(
            p, part=parts.get(p.number, p.part), section="Rent control" if p.number == 4 else ""
        )
        for p in document.pages
    ]
    return replace(document, pages=tuple(pages))


# -- what is found where --------------------------------------------------------


def test_a_word_is_told_by_field_and_part_with_its_forms_and_pages(vienna: Document) -> None:
    assert said(RENT, vienna) == [
        "It answers the query.",
        "rent",
        "  title: Rents",
        "  author: Rent",
        "  text: rent (3), Rents on 2 pages: 2, 4",
        "  bibliography: Rent on p. 5",
    ]


def test_forms_that_differ_in_capitals_are_one(vienna: Document) -> None:
    (thing,) = why(RENT, vienna).things
    (text,) = [p for p in thing.ways[0].places if p.label == "text"]

    assert [form.count for form in text.forms] == [3, 1]
    assert text.forms[1] == Form("Rents", 1)


def test_a_field_that_is_asked_for_is_told_with_its_value(vienna: Document) -> None:
    query = All((Is("city", "vienna"), Range("year", 2008, None), Word("flat", "author")))

    assert said(query, vienna)[1:] == [
        "city:vienna",
        "  city: Vienna",
        "year:2008..",
        "  year: 2009",
        "author:flat",
        "  author: Flat",
    ]


def test_a_heading_is_told_with_the_pages_under_it(vienna: Document) -> None:
    assert said(Word("control", "section"), vienna)[1:] == [
        "section:control",
        "  section: control on p. 4",
    ]


def test_another_way_to_say_it_is_named(vienna: Document) -> None:
    query = Widened(Word("tenancy"), ((Word("flat"), 0.5), (Word("house"), 0.5)))

    assert said(query, vienna)[1:] == [
        "tenancy",
        "  author, as flat: Flat",
        "  text, as flat: flat, flats on 2 pages: 3, 4",
    ]


def test_what_was_found_as_typed_is_not_told_again_as_another_way(vienna: Document) -> None:
    query = Widened(RENT, ((Word("rents"), 1.0),))

    assert said(query, vienna) == said(RENT, vienna)


def test_what_is_not_there_is_told(vienna: Document) -> None:
    query = Most((RENT, Word("castle"), Word("moat")), 1)

    assert said(query, vienna)[0] == "It answers the query; not there: castle, moat."
    assert "moat: not there" in said(query, vienna)


def test_what_is_excluded_and_there_is_why_it_does_not_answer(vienna: Document) -> None:
    lines = said(All((RENT, Not(Word("flat")))), vienna)

    assert lines[0] == "It does not answer the query; there and excluded: flat."
    assert "flat: excluded, but there" in lines


def test_what_is_excluded_and_not_there_is_told(vienna: Document) -> None:
    assert said(All((RENT, Not(Word("castle")))), vienna)[-1] == "castle: excluded, and not there"


def test_words_that_are_excluded_together_are_one_thing(vienna: Document) -> None:
    lines = said(All((RENT, Not(All((Word("flat"), Word("castle")))))), vienna)

    assert lines[0] == "It answers the query."
    assert lines[-1] == "flat castle: excluded, and not there"


def test_without_a_query_every_document_answers(vienna: Document) -> None:
    assert said(All(), vienna) == ["It answers because nothing was asked for: every document does."]


# -- what meets and what raises -------------------------------------------------


def test_the_pages_on_which_all_meet_are_told(vienna: Document) -> None:
    assert said(All((RENT, Word("flat"))), vienna)[-1] == "All 2 meet on p. 4."


def test_where_not_all_meet_the_pages_with_most_are_told(vienna: Document) -> None:
    query = Either((RENT, Word("flat"), Word("2001")))

    assert said(query, vienna)[-1] == "At most 2 of the 3 meet on p. 4."


def test_words_that_stand_on_different_pages_do_not_meet(a_document: Builder) -> None:
    document = a_document("1", ["rent", "flat"])

    assert said(All((RENT, Word("flat"))), document)[-1] == "No page holds more than one of them."


def test_what_raised_it_is_told(vienna: Document) -> None:
    named = (Word("rent", "title"), Word("castle", "title"))

    assert said(RENT, vienna, *named)[-1] == "Raised in the order by: title:rent."


# -- the cheap half -------------------------------------------------------------


def test_a_hit_says_in_which_fields_it_matched(vienna: Document) -> None:
    without_pages = replace(vienna, pages=())

    assert matched_in(without_pages, RENT, in_text=False) == ("title", "author")
    assert matched_in(without_pages, RENT, in_text=True) == ("title", "author", "text")
    assert matched_in(without_pages, Is("city", "Vienna")) == ("city",)


def test_what_the_fields_alone_do_not_explain_is_in_the_text(vienna: Document) -> None:
    without_pages = replace(vienna, pages=())

    assert matched_in(without_pages, All((RENT, Word("control")))) == ("title", "author", "text")
    assert matched_in(without_pages, All((RENT, Word("Anna")))) == ("title", "author")


def test_what_is_excluded_is_not_what_matched(vienna: Document) -> None:
    assert matched_in(vienna, Not(Word("Vienna"))) == ()


# -- a library ------------------------------------------------------------------


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = tmp_path_factory.mktemp("library")
    catalogue = open_catalogue(folder / "catalogue.db")
    document = build_document(
        "a",
        ["Nothing.", "Rent, rents.", "A flat.", "Rent\x1b[2J"],
        title="\x1b[31mRents",
        city="Graz",
    )
    other = build_document("b", ["rent"] * 700)
    for one in (document, other):
        source = Source(path=one.id, root="r", name=one.id, size=1, modified=1)
        catalogue.put(source, [Described(one)], run=1)
    shelf = Shelf(folder / "index", catalogue, "tantivy")
    shelf.follow()
    return Searcher(catalogue, shelf, read_vocabulary())


def test_pages_with_matches_are_told_in_order_as_they_are_marked(searcher: Searcher) -> None:
    ask = Ask(text="rent")

    assert pages_with_matches(searcher, ask, "a") == ((2, 2), (4, 1))
    assert [searcher.read("a", n, "rent").matches for n in (2, 4)] == [2, 1]
    assert len(pages_with_matches(searcher, ask, "b")) == 700
    assert pages_with_matches(searcher, Ask(), "a") == ()


def test_a_filter_is_explained_as_what_was_typed(searcher: Searcher) -> None:
    ask = Ask(text="rent", filters={"city": ("Vienna",)})

    found = explain(searcher, ask, "a")

    assert (found.is_found, found.missing) == (False, ("city:Vienna",))


def test_what_is_not_there_is_a_mistake_with_a_hint(searcher: Searcher) -> None:
    with pytest.raises(UnknownDocument) as raised:
        explain(searcher, Ask(text="rent"), "nowhere")
    assert raised.value.hint
    with pytest.raises(UnknownField):
        explain(searcher, Ask(filters={"autor": ("x",)}), "a")


@given(text=st.text(alphabet='rent flas"()*~?:-=\x00\x1b\ud800 ANDOR') | st.text())
def test_no_query_is_too_strange(searcher: Searcher, text: str) -> None:
    ask = Ask(text=text)

    found = explain(searcher, ask, "a")

    assert list(found.lines())
    assert all(count > 0 for _, count in pages_with_matches(searcher, ask, "a"))
    assert found.is_found == ("a" in {one.id for one in searcher.every(ask).found})


# -- what holds for every query and document ------------------------------------

some_words = st.sampled_from(["rent", "rents", "flat", "flats", "house", "2009"])
texts = st.lists(some_words, max_size=6).map(" ".join)
fields = st.sampled_from(["", "", "title", "section"])
leaves = (
    st.builds(Word, some_words, fields, st.booleans())
    | st.builds(Phrase, st.tuples(some_words, some_words), fields)
    | st.builds(Near, some_words, some_words, st.integers(1, 3), fields)
    | st.builds(Pattern, st.sampled_from(["ren*", "fl?t", "*s"]), fields)
    | st.builds(Fuzzy, some_words, st.integers(1, 2), fields)
)
queries = st.recursive(
    leaves | st.builds(Is, st.just("title"), texts),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: All(tuple(parts)))
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: Either(tuple(parts)))
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: Most(tuple(parts), 1))
        | inner.map(Not)
        | st.tuples(inner, inner).map(lambda two: Widened(two[0], ((two[1], 0.5),)))
    ),
    max_leaves=6,
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    pages = draw(st.lists(st.tuples(texts, texts, st.sampled_from(Part)), max_size=4))
    return Document(
        id="1",
        values={"title": (draw(texts),), "language": ("en",)},
        pages=tuple(
            Page(number=number, text=text, section=section, part=part, language="en")
            for number, (text, section, part) in enumerate(pages, start=1)
        ),
    )


@given(leaf=leaves, document=documents())
def test_the_pages_told_are_those_where_the_leaf_finds_something(
    leaf: Text, document: Document
) -> None:
    (thing,) = why(leaf, document).things

    found = [p.number for p in document.pages if leaf.spans(p.matched, p.language)]
    assert list(thing.pages) == (found if not leaf.field else [])
    assert thing.is_there == leaf.matches(document)


@given(query=queries, document=documents())
def test_the_verdict_is_the_meaning_of_the_query(query: Query, document: Document) -> None:
    found = why(query, document)

    assert found.is_found == query.matches(document)
    assert all(line == " ".join(line.split()) for line in map(str.strip, found.lines()))


@given(leaf=leaves, document=documents())
def test_a_hit_names_the_fields_that_are_told_without_its_pages(
    leaf: Text, document: Document
) -> None:
    (thing,) = why(leaf, document).things
    told = {place.label for way in thing.ways for place in way.places if place.field}

    named = matched_in(replace(document, pages=()), leaf, in_text=False)

    assert set(named) == told - {"section"}  # headings belong to pages
