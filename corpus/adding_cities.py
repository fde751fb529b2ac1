"""Adding a city to the names a library knows: a row in its own `cities.csv`."""

import csv
import io
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from corpus.errors import BadVocabulary
from corpus.names import country_code
from corpus.vocabulary import SHIPPED, City, Vocabulary
from corpus.words import clean

FILE = "cities.csv"
COLUMNS = ("name", "country", "kind", "spellings", "needs_context", "latitude", "longitude")


def new_city(
    name: str,
    country: str,
    vocabulary: Vocabulary,
    *,
    spellings: Iterable[str] = (),
    needs_context: Iterable[str] = (),
    latitude: float | None = None,
    longitude: float | None = None,
) -> City:
    """A city that the vocabulary does not have yet.

    Raises BadVocabulary where it has one of the names, where the country is none, or
    where one of the two coordinates is missing.
    """
    code = country_code(country)
    if code is None:
        raise BadVocabulary(f"{country!r} is no country.", "Give a name or a code: Austria, AT.")
    if (latitude is None) != (longitude is None):
        raise BadVocabulary("A place has a latitude and a longitude.", "Give both, or neither.")
    unsure = _plain(needs_context)
    names = _plain([name, *spellings, *unsure])
    if not name.strip():
        raise BadVocabulary("A city needs a name.", "Give it first: NAME --country AT.")
    for spelling in names:
        _refuse_known(spelling, vocabulary)
    return City(
        name=names[0],
        country=code,
        spellings=tuple(names),
        needs_context=tuple(unsure),
        latitude=latitude,
        longitude=longitude,
    )


def add_cities(cities: Iterable[tuple[City, str]], override: Path) -> Path:
    """Add cities, each with its number in GeoNames, to the file in the folder `override`.

    Return which file that is. Where the library has none, it gets a copy of the shipped
    one, whose place it takes. The file is replaced as a whole: a reader sees it without the
    cities, or with all.
    """
    path = override / FILE
    before = (path if path.is_file() else SHIPPED / FILE).read_bytes()
    text = before.decode("utf-8-sig")
    override.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{FILE}.{os.getpid()}")
    mark = "\ufeff" if before.startswith(b"\xef\xbb\xbf") else ""
    beside.write_text(mark + _with(cities, text), encoding="utf-8", newline="")
    beside.replace(path)
    return path


def _plain(names: Iterable[str]) -> list[str]:
    every = (" ".join(clean(name).split()) for name in names)
    return list(dict.fromkeys(name for name in every if name))


def _refuse_known(spelling: str, vocabulary: Vocabulary) -> None:
    if ";" in spelling:
        raise BadVocabulary(
            f"{spelling!r} holds a semicolon, which parts spellings.", "Give each by itself."
        )
    known = vocabulary.canonical("city", spelling)
    if known == spelling:
        raise BadVocabulary(f"The vocabulary has a city {known} already.", "Nothing was changed.")
    if known:
        raise BadVocabulary(
            f"{spelling!r} is a spelling of {known} already.", "Nothing was changed."
        )


def _with(cities: Iterable[tuple[City, str]], text: str) -> str:
    """The text of a file of cities with more rows, its other rows as they were."""
    end = "\r\n" if "\r\n" in text else "\n"
    header = next(csv.reader([text.partition("\n")[0].rstrip("\r")]), [])
    every = [_cells(city, geonames) for city, geonames in cities]
    lacking = [n for n in COLUMNS if n not in header and any(said[n] for said in every)]
    if lacking:
        text = _widened(text, lacking, end)
    if not text.endswith("\n"):
        text += end
    rows = ([said.get(name, "") for name in (*header, *lacking)] for said in every)
    return text + "".join(_line(row, end) for row in rows)


def _cells(city: City, geonames: str) -> dict[str, str]:
    return {
        "name": city.name,
        "country": city.country,
        "kind": city.kind,
        "spellings": "; ".join(city.spellings),
        "needs_context": "; ".join(city.needs_context),
        "latitude": "" if city.latitude is None else f"{city.latitude:.4f}",
        "longitude": "" if city.longitude is None else f"{city.longitude:.4f}",
        "geonames": geonames,
    }


def _widened(text: str, lacking: Sequence[str], end: str) -> str:
    """The same rows with columns more."""
    header, *rows = csv.reader(text.split("\n"))
    filled = (row + [""] * (len(header) - len(row) + len(lacking)) for row in rows if row)
    return _line([*header, *lacking], end) + "".join(_line(row, end) for row in filled)


def _line(cells: Sequence[str], end: str) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator=end).writerow(cells)
    return written.getvalue()
