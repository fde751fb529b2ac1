"""Of all cities that bear a name, which is meant?

The names of the library go first. Of the world's cities, a state, a country or the
countries that a text speaks of decide, else that one is far larger than the others.
What none of these decides stays open.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from corpus.gazetteer import Located, cities_called, key_of
from corpus.names import country_name
from corpus.vocabulary import Vocabulary
from ingest.describe.governing import governed_in
from ingest.describe.places import AMERICAN_STATES, Place, country_named, country_of, place_in

FAR_LARGER = 4
"""How many times the inhabitants of the next city of its name make a city the one meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What is said beside a name: the countries it may lie in, its American state, and how often
    the text speaks of each country and of each American state."""

    countries: Collection[str] = ()
    state: str = ""
    spoken_of: Mapping[str, int] = field(default_factory=dict)
    states: Mapping[str, int] = field(default_factory=dict)


def resolve(name: str, vocabulary: Vocabulary, near: Near) -> Place | None:
    """The city of this name, None where it is not known which, or none is known."""
    known = vocabulary.canonical("city", name)
    if known:
        country = country_of(known, vocabulary)
        may_be = (not near.countries or country in near.countries) and (
            not near.state or country == "US"
        )
        if may_be:
            return Place(city=known, country=country)
    meant = _meant(_possible(name, near), near)
    if meant is None:
        return None
    called = name_of(meant)
    other = vocabulary.city(called)
    if other and other.country != meant.country:
        called = _with_tail(meant)
    return Place(city=called, country=meant.country)


def population(name: str) -> int:
    """The inhabitants of the largest city of this name, 0 where none has it."""
    return max((place.population for place in cities_called(name)), default=0)


def name_of(place: Located) -> str:
    """How a city is called among all of its name: by its state or country where another is
    far larger.

    >>> from corpus.gazetteer import cities_called
    >>> [name_of(city) for city in cities_called("Bristol")[:2]]
    ['Bristol', 'Bristol, CT']
    """
    same = [one for one in cities_called(place.name) if key_of(one.name) == key_of(place.name)]
    if place.population * FAR_LARGER >= max(one.population for one in same):
        return place.name
    return _with_tail(place)


def _with_tail(place: Located) -> str:
    tail = place.state if place.country == "US" else country_name(place.country)
    return f"{place.name}, {tail}"


def _possible(name: str, near: Near) -> list[Located]:
    return [
        place
        for place in cities_called(name)
        if (not near.countries or place.country in near.countries)
        and (not near.state or (place.country, place.state) == ("US", near.state))
    ]


def _meant(possible: list[Located], near: Near) -> Located | None:
    if not possible:
        return None
    for said, of in ((near.spoken_of, _country), (near.states, _state)):
        most = max((said.get(of(place), 0) for place in possible), default=0)
        if most:
            possible = [place for place in possible if said.get(of(place), 0) == most]
    first, second = possible[0], possible[1:2]
    is_alone = not second or first.population >= FAR_LARGER * second[0].population
    return first if is_alone or near.state else None


def _country(place: Located) -> str:
    return place.country


def _state(place: Located) -> str:
    return place.state if place.country == "US" else ""


def place_said(text: str, vocabulary: Vocabulary, country: str = "") -> Place:
    """What a cell or a name says: "Atlanta, GA", "Bristol", "Maldon District Council", "Chad".

    Empty for nothing, and where it is open which city is meant; `country` is said beside it.
    """
    found = place_in(text, vocabulary)
    if found.city or found.country:
        return found
    body = next((one for one in governed_in(text) if one.written == text.strip()), None)
    near = Near(countries=(country,) if country else body.countries[:1] if body else ())
    if body:
        known = resolve(body.place, vocabulary, near)
        return known or Place(body.place, *near.countries)
    head, comma, tail = (part.strip() for part in text.partition(","))
    state = tail if tail in AMERICAN_STATES else _STATES.get(tail.lower(), "")
    if state and head:
        near = Near(countries=("US",), state=state)
        return resolve(head, vocabulary, near) or Place(_with_state(head, state), "US")
    if comma:
        named = country_named(tail)
        near = Near(countries=(named,))
        return (resolve(head, vocabulary, near) if named else None) or Place()
    return resolve(text, vocabulary, near) or Place()


_STATES = {name.lower(): code for code, name in AMERICAN_STATES.items()}


def _with_state(name: str, state: str) -> str:
    """A town that the gazetteer does not have, told from a city of its name that it has."""
    return f"{name}, {state}" if cities_called(name) else name
