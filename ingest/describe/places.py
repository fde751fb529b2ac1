"""A city or a country in a few words: "Wien, Österreich", "Atlanta, GA", "the Netherlands"."""

import re
from dataclasses import dataclass

from corpus.names import country_code
from corpus.vocabulary import City, Vocabulary
from corpus.words import fold

# "GA" is Georgia in an American address and Gabon in ISO 3166: an American city's
# tail is a state, and any other city with such a tail is its American namesake.
AMERICAN_STATES = frozenset({
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI",
    "IA", "ID", "IL", "IN", "KS", "KY", "LA", "MA", "MD", "ME", "MI", "MN",
    "MO", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY", "OH",
    "OK", "OR", "PA", "PR", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VT",
    "WA", "WI", "WV", "WY",
})  # fmt: skip
# A tail that follows a city in a file name: "Atlanta, GA".
STATE_AFTER = re.compile(r",\s*([A-Z]{2})(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Place:
    """What a few words name; each is empty where they name none."""

    city: str = ""
    country: str = ""


def country_named(text: str) -> str:
    """The code of a country, an article before it allowed; empty where it is none."""
    bare = re.sub(r"^(?:the|les|la|le|die|der|das|de)\s+", "", text.strip(), flags=re.IGNORECASE)
    return country_code(text) or country_code(bare) or ""


def place_in(text: str, vocabulary: Vocabulary) -> Place:
    """What a cell such as "Atlanta, GA", "Vienna" or "Chad" names.

    A known city before a comma counts only if what follows may be its country.
    """
    whole = vocabulary.canonical("city", text)
    if whole:
        return Place(city=whole, country=country_of(whole, vocabulary))
    head, comma, tail = text.partition(",")
    city = vocabulary.canonical("city", head) if comma else None
    if city and may_lie_in(country_of(city, vocabulary), tail):
        return Place(city=city, country=country_of(city, vocabulary))
    return Place(country=country_named(text))


def country_of(city: str, vocabulary: Vocabulary) -> str:
    """The country of a city of the vocabulary, empty where it has none."""
    known = vocabulary.city(city)
    return known.country if known else ""


def may_lie_in(country: str, tail: str) -> bool:
    """Whether a city of this country may be written with this text after its comma."""
    tail = tail.strip()
    if tail in AMERICAN_STATES:
        return country in ("US", "")
    named = country_named(tail)
    return not named or not country or named == country


def sure_spellings(city: City) -> list[str]:
    """The spellings that name the city wherever they stand."""
    unsure = {fold(spelling) for spelling in city.needs_context}
    every = dict.fromkeys((city.name, *city.spellings))
    return [spelling for spelling in every if fold(spelling) not in unsure]
