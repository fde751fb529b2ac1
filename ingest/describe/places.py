"""A city or a country in a few words: "Wien, Österreich", "Atlanta, GA", "the Netherlands"."""

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.names import country_code
from corpus.vocabulary import City, NoCity, Vocabulary
from corpus.words import fold
from ingest.describe.context import spaced
from ingest.describe.dates import MONTHS

# "GA" is Georgia in an American address and Gabon in ISO 3166: an American city's
# tail is a state, and any other city with such a tail is its American namesake.
AMERICAN_STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia",
    "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois",
    "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York",
    "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon",
    "PA": "Pennsylvania", "PR": "Puerto Rico", "RI": "Rhode Island", "SC": "South Carolina",
    "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont",
    "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin",
    "WY": "Wyoming",
}  # fmt: skip
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A city that a text names, and where in the words of the text it does so."""

    city: City
    at: int


def cities_named(text: str, cities: tuple[City, ...], contexts: tuple[NoCity, ...]) -> list[Named]:
    """Cities whose sure spelling is a word of a text, in order; the longest spelling first.

    What `contexts` tell apart is none: a treaty, a university, an imprint.
    """
    rest = spaced(text)
    found = []
    spellings = _spellings(cities)
    here = {entry for word in set(rest.split()) for entry in spellings.get(word, ())}
    for spelling, city in sorted(here, key=lambda entry: (-len(entry[0]), entry[0])):
        at = rest.find(spelling)
        while at >= 0:
            before, after = rest[: at + 1], rest[at + len(spelling) - 1 :]
            if not _is_no_city(before, after, contexts):
                found.append(Named(city=city, at=at))
                break
            at = rest.find(spelling, at + len(spelling) - 1)
        rest = rest.replace(spelling, " " + "#" * (len(spelling) - 2) + " ")
    return sorted(found, key=lambda named: named.at)


@lru_cache(maxsize=8)
def _spellings(cities: tuple[City, ...]) -> dict[str, list[tuple[str, City]]]:
    """The sure spellings of cities, by the first of their words."""
    found = {
        spaced(spelling): city
        for city in reversed(cities)
        for spelling in sure_spellings(city)
        if len(spaced(spelling)) > 4
    }
    by_first: dict[str, list[tuple[str, City]]] = {}
    for spelling, city in found.items():
        by_first.setdefault(spelling.split()[0], []).append((spelling, city))
    return by_first


def _is_no_city(before: str, after: str, contexts: tuple[NoCity, ...]) -> bool:
    """Whether the words beside the name of a city make it something else."""
    befores, afters, has_number = _beside(contexts)
    return (
        before.endswith(befores) or after.startswith(afters) or (has_number and _is_district(after))
    )


_NUMBER = re.compile(r" \d{1,2} (?P<word>\w+ )?")


def _is_district(after: str) -> bool:
    """Whether a number ends an address, "Dublin 18, Ireland", and begins no date."""
    found = _NUMBER.fullmatch(after)
    return found is not None and (found["word"] or "").strip() not in MONTHS


@lru_cache(maxsize=8)
def _beside(contexts: tuple[NoCity, ...]) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """(words before, words after, whether a small number after counts)."""
    return (
        tuple({spaced(row.before) for row in contexts if row.before and not row.after}),
        tuple({spaced(row.after) for row in contexts if row.after.strip("#")}),
        any(row.after == "##" for row in contexts),
    )
