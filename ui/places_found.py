"""Which places do documents name, which of them does the vocabulary know, and where are the others?

A place that the vocabulary does not know can be accepted: it becomes a city of the library's own
`cities.csv`, and what was accepted last can be taken back while nobody else changed that file.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock

from corpus.adding_cities import FILE, add_cities, new_city
from corpus.document import Document
from corpus.errors import BadVocabulary
from corpus.gazetteer import Located, cities_called
from ingest.describe.resolving import name_of
from search.tables.counting import documents_of
from ui.wiring import Library

ACCEPTED = "places accepted"
"""Name of the catalogue's fact that holds what was accepted last, and the file as it was."""

_LOCK = Lock()
_known: dict[str, tuple[tuple[int, str], tuple["Found", ...]]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place that documents name: in how many, in which country, and which city of the world it
    is, as far as that can be told.

    `is_open` tells one that is only mentioned, because it is open which of its name is meant;
    `located` is then a proposal, by the country of the other documents of its folder.
    """

    name: str
    country: str
    count: int
    is_known: bool
    is_open: bool = False
    located: Located | None = None


@dataclass(slots=True)
class _Seen:
    documents: int = 0
    countries: Counter[str] = field(default_factory=Counter)
    collections: Counter[str] = field(default_factory=Counter)


def places_found(library: Library) -> tuple[Found, ...]:
    """The places that documents name, those in most documents first; found out once for all."""
    folder = str(library.folder)
    stamp = library.catalogue.revision(), library.vocabulary.fingerprint
    with _LOCK:
        before = _known.get(folder)
        if before is None or before[0] != stamp:
            before = _known[folder] = stamp, tuple(_found(library))
        return before[1]


def _found(library: Library) -> list[Found]:
    cities: dict[str, _Seen] = {}
    mentioned: dict[str, _Seen] = {}
    of_collection: dict[str, Counter[str]] = {}
    for document in documents_of(library.catalogue, library.catalogue.ids()):
        collection = document.first("collection")
        countries = of_collection.setdefault(collection, Counter())
        countries.update(document.all("country"))
        _count(document, "city", cities)
        _count(document, "place_mentioned", mentioned)
    known = {city.name for city in library.vocabulary.cities}
    found = [_as_city(name, seen, is_known=name in known) for name, seen in cities.items()]
    for name, seen in mentioned.items():
        if name not in cities and not library.vocabulary.canonical("place_mentioned", name):
            beside = sum((of_collection[one] for one in seen.collections), Counter())
            one = _as_open(name, seen, beside)
            found += [one] if one else []
    return sorted(found, key=lambda one: (-one.count, one.name))


def _count(document: Document, name: str, into: dict[str, _Seen]) -> None:
    for value in document.all(name):
        seen = into.setdefault(value, _Seen())
        seen.documents += 1
        seen.countries.update(document.all("country"))
        seen.collections[document.first("collection")] += 1


def _as_city(name: str, seen: _Seen, *, is_known: bool) -> Found:
    country = _most(seen.countries)
    called = cities_called(name) or cities_called(name.rpartition(", ")[0])
    there = [place for place in called if not country or place.country == country]
    exact = [place for place in there if name_of(place) == name]
    return Found(
        name=name, country=country or (there[0].country if there else ""), count=seen.documents,
        is_known=is_known, located=next(iter((*exact, *there)), None),
    )  # fmt: skip


def _as_open(name: str, seen: _Seen, beside: Counter[str]) -> Found | None:
    """A place that is only mentioned, where a city of the world is called so."""
    called = cities_called(name)
    if not called:
        return None
    best = max(called, key=lambda place: (beside[place.country], place.population))
    return Found(
        name=name, country=best.country, count=seen.documents, is_known=False, is_open=True,
        located=best,
    )  # fmt: skip


def _most(counts: Counter[str]) -> str:
    return max(counts, key=lambda one: counts[one], default="")


def accept(library: Library, places: Iterable[Found]) -> tuple[list[str], list[str]]:
    """Make places cities of the library. Return the names of those that now are, and why others
    are not.

    A name is looked for in queries; in file names and titles only as before, because it may be
    a word, too. The caller holds the right to write.
    """
    path = library.folder / "vocabulary" / FILE
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    taken = []
    remarks = []
    for place in places:
        where = place.located
        try:
            city = new_city(
                place.name, place.country, library.vocabulary, needs_context=[place.name],
                latitude=where.latitude if where else None,
                longitude=where.longitude if where else None,
            )  # fmt: skip
            taken.append((city, where.id if where else ""))
        except BadVocabulary as error:
            remarks.append(f"{place.name}: {error.message}")
    names = [city.name for city, _ in taken]
    if taken:
        add_cities(taken, path.parent)
        after = path.read_text(encoding="utf-8")
        said = {"names": names, "before": before, "after": after}
        library.catalogue.remember(ACCEPTED, json.dumps(said))
    return names, remarks


def accepted_last(library: Library) -> Sequence[str]:
    """What was accepted last and can be taken back: nothing once the file was changed."""
    return tuple(_accepted(library).get("names", ()))


def take_back(library: Library) -> Sequence[str]:
    """Put `cities.csv` back as it was, and say which names are gone from it.

    The caller holds the right to write.
    """
    said = _accepted(library)
    if said:
        path = library.folder / "vocabulary" / FILE
        if said["before"]:
            path.write_text(said["before"], encoding="utf-8", newline="")
        else:
            path.unlink()
        library.catalogue.remember(ACCEPTED, "")
    return tuple(said.get("names", ()))


def _accepted(library: Library) -> dict[str, str]:
    said = json.loads(library.catalogue.fact(ACCEPTED) or "{}")
    path = library.folder / "vocabulary" / FILE
    now = path.read_text(encoding="utf-8") if path.is_file() else ""
    return dict(said) if said and said.get("after") == now else {}
