"""What else is searched beside the words typed, on a library that holds it all."""

import pytest

from corpus.vocabulary import read_vocabulary
from index.looking import leaves
from index.query import All, Either, Is, Not, Phrase, Query, Widened, Word
from search.language.parser import parse
from search.understanding.expansions import Because
from search.understanding.naming import Naming
from search.understanding.widening import MOST_TRIED, MOST_WAYS, Knows, Wide, widen

VOCABULARY = read_vocabulary()
NAMING = Naming(VOCABULARY)


def wide(text: str, *off: str, knows: Knows = lambda _: True, language: str = "en") -> Wide:
    query = parse(text, VOCABULARY).query
    return widen(query, VOCABULARY, NAMING, knows, off, languages=[language])


def also(text: str, *off: str) -> set[str]:
    return {one.text for one in wide(text, *off).expansions if one.is_on}


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("organisation", "organization"),
        ("labor", "labour"),
        ("neighbourhoods", "neighborhoods"),
        ("co-operation", "cooperation"),
        ("long-term", "longterm"),
        ("mother-in-law", "mother inlaw"),
        ("1300000", "1 300 000"),
        ("1,300,000", "1 300 000"),
        ("un-documented", "undocumented"),
        ("migrants", "immigrant"),
        ("migrants", "newcomer"),
        ("entrepreneurship", "entrepreneur"),
        ("Wohnungspolitik", "housing policy"),
        ("Wohnungspolitik", "housing"),
        ("huisvesting", "housing"),
        ("council housing", "social housing"),
        ("voting rights", "right to vote"),
        ("Turin", "Torino"),
        ("Breslau", "Wrocław"),
        ("CLIP", "network:CLIP"),
        ("2009", "year:2009"),
        ("ef/06/22", "EF0622"),
    ],
)
def test_it_is_searched_in_other_words_too(typed: str, searched: str) -> None:
    assert searched in also(typed)


@pytest.mark.parametrize(
    "typed",
    ['"social housing"', "=migrants", "title:migrants", "-migrants", "migr*", "migrants~"],
)
def test_what_is_asked_for_exactly_is_not_searched_in_other_words(typed: str) -> None:
    made = wide(typed)

    assert not made.expansions
    assert made.query == parse(typed, VOCABULARY).query


def test_what_was_typed_comes_first_and_is_worth_most() -> None:
    made = wide("migrants").query

    assert isinstance(made, Widened)
    assert made.typed == Word("migrants")
    assert all(0 < worth <= 1 for _, worth in made.others)


def test_each_expansion_can_be_switched_off_and_is_still_told() -> None:
    made = wide("migrants", "Immigrant")

    off = [one for one in made.expansions if not one.is_on]
    assert [one.text for one in off] == ["immigrant"]
    assert Word("immigrant") not in set(leaves(made.query))


def test_what_the_library_does_not_hold_is_neither_searched_nor_told() -> None:
    typed = parse("migrants", VOCABULARY).query

    made = wide("migrants", knows=lambda _: False)

    assert made.query == typed
    assert not made.expansions


def test_words_that_only_put_the_question_are_dropped() -> None:
    made = wide("which cities give the flats")

    assert made.dropped == ("which", "the")
    assert [leaf for leaf in leaves(made.query) if leaf == Word("the")] == []


@pytest.mark.parametrize(
    ("language", "typed", "dropped"),
    [
        ("en", "a car by the sea", "a by the"),
        ("fr", "car sharing à Graz", "car à"),
        ("es", "viviendas en El Salvador", "en"),
    ],
)
def test_the_words_of_a_name_are_kept_and_those_of_another_language(
    language: str, typed: str, dropped: str
) -> None:
    assert wide(typed, language=language).dropped == tuple(dropped.split())


def test_function_words_alone_are_looked_for() -> None:
    made = wide("to be or not to be")

    assert made.dropped == ()
    assert set(leaves(made.query)) == {Word(w) for w in ("to", "be", "or", "not")}


def test_a_function_word_within_a_name_is_kept() -> None:
    made = wide("Cities of Migration")

    assert made.dropped == ()
    assert isinstance(made.query, Widened)
    assert made.query.typed == Phrase(("Cities", "of", "Migration"), is_one_word=True)


def test_an_acronym_of_a_network_is_not_stemmed() -> None:
    made = wide("CLIP")

    assert isinstance(made.query, Widened)
    assert made.query.typed == Word("CLIP", stemmed=False)
    assert (Is("network", "CLIP"), 1.0) in made.query.others


def test_of_several_cities_any_will_do() -> None:
    made = wide("rents Bologna Torino")

    assert isinstance(made.query, All)
    rents, cities = made.query.parts
    assert {Word("Bologna"), Word("Torino")} <= set(leaves(cities))
    assert [str(note) for note in made.notes][-1] == "Any of the cities will do: Bologna, Turin."
    assert Word("Bologna") not in set(leaves(rents))


def test_a_name_in_another_language_is_noted() -> None:
    assert "Wien is Vienna." in map(str, wide("Wien").notes)


def test_a_hyphen_joins_what_may_be_one_word() -> None:
    made = wide("co-operation").query

    assert isinstance(made, Widened)
    assert made.typed == Phrase(("co", "operation"), is_one_word=True)
    assert (Word("cooperation"), 1.0) in made.others


def test_an_expansion_keeps_its_concept() -> None:
    told = {one.text: one for one in wide("voting rights").expansions}

    assert told["right to vote"].eurovoc
    assert told["right to vote"].concept


def test_other_spellings_are_worth_as_much_as_what_was_typed() -> None:
    made = wide("organisation").query

    assert isinstance(made, Widened)
    assert dict(made.others)[Word("organization")] == 1.0


@pytest.mark.parametrize("query", [All(), Either(), Not(Word("x")), Is("city", "Vienna")])
def test_what_has_no_plain_words_stays_as_it_is(query: Query) -> None:
    assert widen(query, VOCABULARY, NAMING, lambda _: True, languages=()).query == query


def test_the_other_words_of_a_query_are_bounded_and_that_is_said() -> None:
    concepts = VOCABULARY.thesaurus.concepts.values()
    made = wide(" ".join(term for one in concepts for term in one.terms.get("en", ())[:1]))

    assert len(made.expansions) <= MOST_WAYS
    assert f"Only the first {MOST_WAYS} other words were searched for." in map(str, made.notes)


def test_so_are_the_other_words_that_a_library_does_not_hold() -> None:
    asked: list[Query] = []
    concepts = VOCABULARY.thesaurus.concepts.values()
    text = " ".join(term for one in concepts for term in one.terms.get("en", ())[:1])

    def knows(way: Query) -> bool:
        asked.append(way)
        return False

    made = wide(text, knows=knows)

    assert len(asked) <= MOST_TRIED
    assert "Other words were searched for in place of the first words only." in map(str, made.notes)


def test_so_are_the_ways_to_write_codes() -> None:
    made = wide(" ".join(f"EF{number:04}" for number in range(150)))

    assert sum(1 for _ in leaves(made.query)) <= 2 * MOST_WAYS + 150


def test_every_reason_has_its_worth_and_words_for_people() -> None:
    from search.understanding.expansions import WORTH

    assert WORTH.keys() == set(Because)
