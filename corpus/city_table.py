"""A table of cities that somebody made, taken into the names a library knows.

Its first line names the columns: `name` and `country`, and as far as there are any `spellings`,
`needs_context`, `population`, `latitude`, `longitude`.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.adding_cities import new_city
from corpus.errors import BadVocabulary
from corpus.gazetteer import find_city
from corpus.vocabulary import City, Vocabulary
from corpus.vocabulary_files import parts_of
from corpus.words import clean, fold

_NAMES = {"city": "name", "inhabitants": "population", "lat": "latitude", "lon": "longitude"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One row: a city as somebody wrote it down."""

    number: int
    name: str
    country: str
    spellings: tuple[str, ...] = ()
    needs_context: tuple[str, ...] = ()
    population: int | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(slots=True)
class TakenIn:
    """What becomes of the rows: cities that are new, each with its number in GeoNames, names that
    were known already, and rows that cannot be taken, with the reason."""

    added: list[tuple[City, str]] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


def read_table(path: Path, taken: TakenIn) -> Iterator[Told]:
    """The rows of a table; one with a number that is none is refused.

    Raises BadVocabulary where it cannot be read, or has no column `name`.
    """
    try:
        text = clean(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadVocabulary(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadVocabulary(f"{path} is not UTF-8 text.", "Save it as CSV UTF-8.") from error
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.DictReader(text.split("\n"), delimiter=delimiter)
    header = [name.strip().lower() for name in reader.fieldnames or ()]
    reader.fieldnames = [_NAMES.get(name, name) for name in header]
    if "name" not in reader.fieldnames:
        raise BadVocabulary(
            f"{path} has no column 'name'.", "Its first line names the columns: name,country,…"
        )
    try:
        for number, row in enumerate(reader, start=2):
            cells = {key: (value or "").strip() for key, value in row.items() if key}
            if cells["name"]:
                told = _told(number, cells, taken)
                if told:
                    yield told
    except csv.Error as error:
        raise BadVocabulary(f"{path} is no CSV: {error}.", "Save it as CSV UTF-8.") from error


def _told(number: int, row: dict[str, str], taken: TakenIn) -> Told | None:
    try:
        return Told(
            number=number,
            name=row["name"],
            country=row.get("country", ""),
            spellings=parts_of(row.get("spellings")),
            needs_context=parts_of(row.get("needs_context")),
            population=_whole(row.get("population", "")),
            latitude=float(row["latitude"]) if row.get("latitude") else None,
            longitude=float(row["longitude"]) if row.get("longitude") else None,
        )
    except ValueError:
        taken.refused.append((number, f"{row['name']} has a number that is none."))
        return None


def _whole(number: str) -> int | None:
    return int("".join(number.replace(",", "").split())) if number else None


def take_in(path: Path, vocabulary: Vocabulary) -> TakenIn:
    """Look through a table: which of its cities are new here, and where they lie.

    Nothing is written. Raises BadVocabulary where the table cannot be read.
    """
    taken = TakenIn()
    names: set[str] = set()
    for told in read_table(path, taken):
        if vocabulary.canonical("city", told.name) or fold(told.name) in names:
            taken.known.append(told.name)
            continue
        try:
            city = new_city(
                told.name, told.country, vocabulary, spellings=told.spellings,
                needs_context=told.needs_context, latitude=told.latitude,
                longitude=told.longitude,
            )  # fmt: skip
        except BadVocabulary as error:
            taken.refused.append((told.number, error.message))
            continue
        spelt = {fold(name) for name in city.spellings}
        if spelt & names:
            taken.refused.append((told.number, f"{told.name} shares a spelling with a row above."))
            continue
        names |= spelt
        taken.added.append(located(city, told.population))
    return taken


def located(city: City, population: int | None = None) -> tuple[City, str]:
    """A city with where it lies, and its number in GeoNames, as far as that is known.

    Of several of its name in its country it is the one nearest in `population`, or the largest.
    """
    found = find_city(city.name, city.country, population) if city.latitude is None else None
    if found is None:
        return city, ""
    return replace(city, latitude=found.latitude, longitude=found.longitude), found.id
