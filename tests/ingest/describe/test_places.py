"""A city in a treaty, a university or an imprint is no city."""

from dataclasses import replace

import pytest

from corpus.vocabulary import City, NoCity, read_vocabulary
from ingest.describe.places import cities_named

VOCABULARY = read_vocabulary()
PLACES = (*VOCABULARY.cities, *VOCABULARY.places)
IN_ANY_SPELLING = tuple(replace(city, needs_context=()) for city in PLACES)


def named(text: str, cities: tuple[City, ...], contexts: tuple[NoCity, ...]) -> list[str]:
    return [one.city.name for one in cities_named(text, cities, contexts)]


@pytest.mark.parametrize("row", VOCABULARY.contexts, ids=lambda row: row.example)
def test_words_beside_the_name_of_a_city_make_it_something_else(row: NoCity) -> None:
    assert named(row.example, IN_ANY_SPELLING, ()) != []
    assert named(row.example, IN_ANY_SPELLING, (row,)) == []
    assert named(row.example, PLACES, VOCABULARY.contexts) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A treaty in Amsterdam", ["Amsterdam"]),
        ("The Treaty of Amsterdam, as Amsterdam sees it", ["Amsterdam"]),
        ("Leeds and Stockholm support refugee education in Milan", ["Leeds", "Stockholm", "Milan"]),
        ("Forum – Göteborg – 25-26 October 2017", ["Gothenburg"]),
        ("Forum in Vienna 25 October", ["Vienna"]),
        ("Universities in Vienna", ["Vienna"]),
        ("The Institute for Urban and Regional Research (IST)", []),
        ("Nice practices in Reading", []),
        ("Wiener Wohnen", []),
    ],
)
def test_a_city_is_named_where_nothing_speaks_against_it(text: str, places: list[str]) -> None:
    assert named(text, PLACES, VOCABULARY.contexts) == places
