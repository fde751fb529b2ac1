"""The tables of constants say what they seem to say."""

import re

import pytest

from corpus.failures import HINTS, Reason
from corpus.fields import BY_NAME, FIELDS, NAMES, Field
from corpus.names import country_code
from corpus.vocabulary import Vocabulary, read_vocabulary
from corpus.words import LANGUAGES, STEMMERS


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_field_is_well_formed(field: Field) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", field.name)
    assert all(re.fullmatch(r"[a-z_]+", alias) for alias in field.aliases)
    assert re.fullmatch(r"\S.*[.…]", field.help)
    assert re.fullmatch(r"[A-Z].*", field.label)


def test_no_two_fields_share_a_name_or_alias() -> None:
    spellings = [spelling for field in FIELDS for spelling in (field.name, *field.aliases)]

    assert len(spellings) == len(set(spellings)) == len(NAMES)
    assert len(BY_NAME) == len(FIELDS)


def test_every_reason_has_a_hint() -> None:
    assert HINTS.keys() == set(Reason)
    assert all(re.fullmatch(r"[A-Z].*\.(.*)?", hint) for hint in HINTS.values())


def test_every_language_is_a_code() -> None:
    assert all(re.fullmatch(r"[a-z]{2}", code) for code in LANGUAGES)
    assert STEMMERS.keys() <= set(LANGUAGES)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return read_vocabulary()


def test_the_vocabulary_knows_39_places_of_the_network(vocabulary: Vocabulary) -> None:
    clip = next(network for network in vocabulary.networks if network.name == "CLIP")

    assert len(vocabulary.cities) == 39
    assert set(clip.members) == {city.name for city in vocabulary.cities}
    assert all(country_code(city.country) == city.country for city in vocabulary.cities)


def test_no_spelling_leads_to_two_cities(vocabulary: Vocabulary) -> None:
    for city in vocabulary.cities:
        for spelling in (city.name, *city.spellings):
            assert vocabulary.canonical("city", spelling) == city.name


def test_the_four_modules_are_known_by_number(vocabulary: Vocabulary) -> None:
    assert [vocabulary.canonical("module", f"module {n}") for n in range(1, 5)] == [
        "Housing",
        "Equality and diversity",
        "Intercultural policies",
        "Ethnic entrepreneurship",
    ]
