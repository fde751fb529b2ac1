"""Which cities of the world bear a name, and where do they lie?

`places.tsv.gz` holds every city of 5,000 inhabitants or more, made of GeoNames by
`corpus/gazetteer/make.py`. It is read when a place is first looked up.
"""

import gzip
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from corpus.words import fold

FILE = Path(__file__).parent / "places.tsv.gz"

OTHER = "@"
"""Stands before the number of a place that a line gives another name of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A city of the gazetteer. `id` is its number in GeoNames, `state` that of its first
    division: letters in the United States and Great Britain, elsewhere mostly numbers."""

    name: str
    country: str
    state: str
    latitude: float
    longitude: float
    population: int
    id: str


OWN = 10
"""How many times more populous a city is to be that only is also called so."""

_APOSTROPHES = re.compile("['’ʼ`]")
_NO_LETTERS = re.compile(r"[\W_]+")


def key_of(name: str) -> str:
    """A name as it is looked up: folded, in plain words.

    >>> key_of("King's Lynn"), key_of("Winston-Salem"), key_of("L’Aquila")
    ('kings lynn', 'winston salem', 'laquila')
    """
    plain = _APOSTROPHES.sub("", fold(name)).replace("&", " and ")
    return _NO_LETTERS.sub(" ", plain).strip()


@lru_cache(maxsize=1 << 12)
def cities_called(name: str) -> tuple[Located, ...]:
    """The cities of this name, the most populous first; one that is only also called so
    comes before them where it is many times as populous.

    >>> [(city.name, city.country) for city in cities_called("Wien")]
    [('Vienna', 'AT')]
    """
    key = key_of(name)
    found: list[tuple[int, Located]] = []
    for line in _lines_of(key) if key else ():
        if line[1].startswith(OTHER):
            same = [place for place in _own_of(line[2]) if place.id == line[1][1:]]
            found += [(place.population // OWN, place) for place in same]
        else:
            found.append((int(line[3]), _read(line)))
    found.sort(key=lambda entry: -entry[0])
    return tuple(dict.fromkeys(place for _, place in found))


def find_city(name: str, country: str, population: int | None = None) -> Located | None:
    """The city of this name in this country: the most populous, or the one nearest in
    `population`. None where none is known."""
    here = [place for place in cities_called(name) if place.country == country]
    if not here or population is None:
        return here[0] if here else None
    return min(here, key=lambda place: abs(place.population - population))


def _own_of(key: str) -> list[Located]:
    return [_read(line) for line in _lines_of(key) if not line[1].startswith(OTHER)]


def _read(line: list[str]) -> Located:
    return Located(
        country=line[1],
        state=line[2],
        population=int(line[3]),
        latitude=float(line[4]),
        longitude=float(line[5]),
        id=line[6],
        name=line[7],
    )


@cache
def _text() -> bytes:
    """The lines of the gazetteer, sorted by the folded name that each begins with."""
    return gzip.decompress(FILE.read_bytes())


def _lines_of(key: str) -> list[list[str]]:
    """The cells of every line of a folded name, which is looked for by halving the text."""
    text, wanted = _text(), key.encode() + b"\t"
    low, high = 0, len(text)
    while low < high:
        at = text.rfind(b"\n", low, (low + high) // 2) + 1 or low
        if text[at : at + len(wanted)] < wanted:
            low = text.find(b"\n", (low + high) // 2) + 1 or high
        else:
            high = at
    end = low
    while text.startswith(wanted, end):
        end = text.find(b"\n", end) + 1
    return [line.split("\t") for line in text[low:end].decode().splitlines()]
