"""Facets: many values, any of a facet and all facets, values to leave out, and long lists."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from corpus.errors import PolisearchError, UnknownField
from index.contract import Engine
from index.query import All, Either, Not, Query
from index.request import Request
from search.language.notes import Note
from search.language.parser import parse
from search.presenting.facets import LONGEST_GAP, chips, facet, per_year, within
from search.question import Ask
from search.results import Facet
from search.understanding.filters import (
    ANY,
    MOST_VALUES,
    exclude_queries,
    excluding,
    exclusions,
    filter_queries,
    selected,
)
from tests.search.made_library import VOCABULARY, searcher_of

Builder = Callable[..., Document]


@pytest.fixture
def engine(tmp_path: Path, a_document: Builder) -> Engine:
    return searcher_of(
        tmp_path,
        [
            a_document("1", "Rent", city="Vienna", module="Housing", year="2009"),
            a_document("2", "Rent", city=("Vienna", "Graz"), module="Housing", year="2010"),
            a_document("3", "Rent", city="Turin", module="Own"),
            a_document("4", "Rent"),
        ],
    ).engine


def found(engine: Engine, query: Query, filters: dict[str, tuple[str, ...]]) -> set[str]:
    narrowed = filter_queries(selected(filters, VOCABULARY), [])
    answer = engine.answer(Request(query=query, filters=narrowed))
    return {one.id for one in answer.found}


def without(query: str, excluded: dict[str, tuple[str, ...]]) -> Query:
    exclusions_ = exclude_queries(selected(excluded, VOCABULARY), [])
    return excluding(parse(query).query, exclusions_)


def test_none_of_the_excluded_values_is_left(engine: Engine) -> None:
    assert found(engine, without("rent", {"city": ("Wien",)}), {}) == {"3", "4"}
    assert found(engine, without("", {"city": ("Graz", "Turin")}), {}) == {"1", "4"}
    assert found(engine, without("", {"city": ("Graz",), "year": ("..2009",)}), {}) == {"3", "4"}


def test_any_value_can_be_excluded_or_asked_for(engine: Engine) -> None:
    assert found(engine, without("", {"city": (ANY,)}), {}) == {"4"}
    assert found(engine, without("", {"year": (ANY,)}), {}) == {"3", "4"}
    assert found(engine, All(), {"city": (ANY,)}) == {"1", "2", "3"}


def test_of_thousands_of_values_the_first_are_looked_for_and_that_is_said() -> None:
    notes: list[Note] = []
    given = tuple(f"Nowhere {number}" for number in range(5 * MOST_VALUES))

    narrowed = filter_queries(selected({"city": given}, VOCABULARY), notes)["city"]

    assert isinstance(narrowed, Either)
    assert len(narrowed.parts) == MOST_VALUES
    assert list(map(str, notes)) == [f"City: only the first {MOST_VALUES} values were looked for."]


def test_a_facet_is_counted_without_its_filter_and_with_its_exclusions(engine: Engine) -> None:
    narrowed = filter_queries({"city": ("Turin",)}, [])
    request = Request(
        query=without("rent", {"city": ("Graz",)}), filters=narrowed, facets=("city", "module")
    )

    assert engine.answer(request).facets["city"] == {"Vienna": 1, "Turin": 1}
    assert engine.answer(request).facets["module"] == {"Own": 1}


def test_an_exclusion_that_is_no_value_is_left_out_with_a_note() -> None:
    notes: list[Note] = []

    assert exclude_queries({"year": ("soon",)}, notes) == {}
    assert notes == [Note("'soon' is no year; it was left out.")]


def test_without_exclusions_a_question_is_what_it_was() -> None:
    query = parse("rent").query

    assert excluding(query, {}) is query
    assert isinstance(excluding(query, {"city": Not(query)}), All)


@pytest.mark.parametrize("text", ["Vienna", "city:", ":Vienna", " : ", ""])
def test_an_exclusion_names_a_field_and_a_value(text: str) -> None:
    with pytest.raises(PolisearchError, match="not what to exclude"):
        exclusions([text])


def test_an_exclusion_of_an_unknown_field_is_a_mistake() -> None:
    with pytest.raises(UnknownField, match="ctiy"):
        exclusions(["ctiy:Vienna"])


def test_a_value_may_hold_colons() -> None:
    assert exclusions(["tags: a:b "]) == {"tag": ("a:b",)}


def test_chosen_and_excluded_values_never_vanish() -> None:
    values = facet("city", {"Graz": 2}, ["Vienna", "Lyon"], ["Turin", "vienna", ANY]).values

    assert [(v.value, v.count, v.is_selected) for v in values] == [
        ("Graz", 2, False),
        ("Lyon", 0, True),
        ("Turin", 0, False),
        ("Vienna", 0, True),
    ]


def test_any_value_has_a_name_as_a_chip() -> None:
    assert [chip.value_label for chip in chips({"city": (ANY,), "year": ("2008..",)})] == [
        "any",
        "2008–",
    ]


CITIES = facet("city", {"Vienna": 3, "Liège": 2, "Frankfurt am Main": 1, "Graz": 1}, ["Turin"])


def among(text: str, values: Facet = CITIES) -> list[str]:
    return [value.value for value in within(values, text, VOCABULARY).values]


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        ("vie", ["Vienna", "Turin"]),
        ("WIE", ["Vienna", "Turin"]),
        ("lüttich", ["Liège", "Turin"]),
        ("lieg", ["Liège", "Turin"]),
        ("main", ["Frankfurt am Main", "Turin"]),
        ("main frank", ["Frankfurt am Main", "Turin"]),
        ("gra", ["Graz", "Turin"]),
        ("raz", ["Turin"]),
        ("torino", ["Turin"]),
    ],
)
def test_a_long_facet_is_searched_by_the_beginnings_of_words(text: str, cities: list[str]) -> None:
    assert among(text) == cities


@pytest.mark.parametrize("text", ["", "  ", "–", "*"])
def test_a_search_in_a_facet_for_nothing_leaves_it_as_it_is(text: str) -> None:
    assert within(CITIES, text, VOCABULARY) is CITIES


def test_languages_and_countries_are_found_by_their_names() -> None:
    assert among("germ", facet("language", {"de": 1, "fr": 1}, [])) == ["de"]
    assert among("deutsch", facet("language", {"de": 1, "fr": 1}, [])) == ["de"]
    assert among("österreich", facet("country", {"AT": 1, "BE": 1}, [])) == ["AT"]


def test_modules_are_found_by_their_other_names() -> None:
    assert among("segreg", facet("module", {"Housing": 1, "Own": 1}, [])) == ["Housing"]


@given(st.text(max_size=20))
def test_a_search_in_a_facet_never_fails_and_keeps_the_order(text: str) -> None:
    left = among(text)

    assert "Turin" in left
    assert left == [value.value for value in CITIES.values if value.value in left]


def test_years_between_are_counted_as_none() -> None:
    assert per_year({"2012": 1, "2009": 3}) == ((2009, 3), (2010, 0), (2011, 0), (2012, 1))
    assert per_year({}) == ()


def test_what_is_no_year_is_left_out() -> None:
    assert per_year({"soon": 1, "²": 1, "20091": 1, "2009": 2}) == ((2009, 2),)


def test_a_mistake_in_a_year_does_not_fill_the_ages_between() -> None:
    assert per_year({"0209": 1, "2009": 1}) == ((209, 1), (2009, 1))
    assert len(per_year({"1900": 1, str(1900 + LONGEST_GAP): 1})) == LONGEST_GAP + 1


@given(st.dictionaries(st.integers(1000, 2100).map(str), st.integers(1, 9)))
def test_no_year_is_lost_and_none_is_there_twice(counts: dict[str, int]) -> None:
    years = per_year(counts)

    assert {str(year): number for year, number in years if number} == counts
    assert [year for year, _ in years] == sorted({year for year, _ in years})


def test_many_values_of_a_facet_are_any_and_facets_are_all(
    tmp_path: Path, a_document: Builder
) -> None:
    held = [
        a_document("1", "x", city="Vienna", year="2009"),
        a_document("2", "x", city="Turin", year="2009"),
        a_document("3", "x", city="Turin", year="2010"),
    ]
    results = searcher_of(tmp_path, held).search(
        Ask(filters={"city": ("Wien", "Torino"), "year": ("2009",)}, facets=("city", "year"))
    )

    assert {hit.id for hit in results.hits} == {"1", "2"}
    assert [(v.value, v.count) for v in results.facets[1].values] == [("2010", 1), ("2009", 2)]
