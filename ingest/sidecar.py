"""What people wrote about a file beside it: `manifest.csv`, and `<file>.meta.toml`."""

import csv
import hashlib
import io
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.document import Claim, Origin
from corpus.errors import PolisearchError
from corpus.fields import BY_NAME, NAMES, Type
from corpus.vocabulary import Vocabulary
from corpus.words import clean
from ingest.describe.places import country_named
from ingest.describe.resolving import place_said
from ingest.describe.written_dates import UNKNOWN, is_month_first, read_date

MANIFEST = "manifest.csv"
META = ".meta.toml"

# Computed from the file: a column of that name is no mistake, and is not needed.
_NOT_NEEDED = frozenset({"pages"})
_CANNOT_BE_SET = frozenset({"id", "sha256", "source", "pages"})
_DATED = (Type.YEAR, Type.DATE)
_SEPARATOR = re.compile(r"[^\S\n]*\"?sep=(.)\"?[^\S\n]*\n", re.IGNORECASE)
_FILE_COLUMNS = ("file", "filename", "file name", "path")


class UnreadableSidecar(PolisearchError):
    """A manifest or a `.meta.toml` cannot be read; what it said before is kept."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value somebody wrote; `place` is the file, row and column it stands in."""

    field: str
    value: str
    place: str


@dataclass(slots=True)
class Manifest:
    """The rows of one `manifest.csv`, by the path they name below its folder."""

    path: Path
    rows: dict[str, list[Cell]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    is_readable: bool = True

    def about(self, name: str) -> list[Cell] | None:
        """What it says of a file, None where it does not name it."""
        key = _same(name)
        cells = self.rows.get(key)
        if cells is not None:
            self.seen.add(key)
        return cells

    def unseen(self) -> list[str]:
        """The files it names that nobody asked for."""
        return [name for name in self.rows if name not in self.seen]


def read_manifest(path: Path) -> Manifest:
    """Read a manifest: a column `file`, and fields by name or alias in any case.

    Raises UnreadableSidecar.
    """
    try:
        rows = _rows(clean(path.read_bytes().decode("utf-8-sig")))
    except OSError as error:
        raise UnreadableSidecar(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UnreadableSidecar(f"{path} is not UTF-8 text.", "Save it as CSV UTF-8.") from error
    except csv.Error as error:
        raise UnreadableSidecar(f"{path} is no CSV: {error}.", "Save it as CSV UTF-8.") from error
    before = next((number for number, row in enumerate(rows) if any(row)), 0)
    header = [name.strip().lower() for name in rows[before]] if rows else []
    named = next((header.index(name) for name in _FILE_COLUMNS if name in header), None)
    if named is None:
        raise UnreadableSidecar(
            f"{path} has no column 'file'.", "Name each file, relative to the manifest's folder."
        )
    manifest = Manifest(path)
    columns = _columns(header, named, manifest)
    said = [(n, row) for n, row in enumerate(rows, start=1) if n > before + 1 and len(row) > named]
    orders = {
        column: is_month_first(row[column] for _, row in said if column < len(row))
        for column, (field_name, _) in columns.items()
        if BY_NAME[field_name].type is Type.DATE
    }
    for number, row in said:
        if not row[named].strip():
            continue
        cells = manifest.rows.setdefault(_same(row[named]), [])
        for column, (field_name, title) in columns.items():
            place = f"{path.name} row {number}, column {title}"
            for value in _values(row[column], field_name) if column < len(row) else ():
                found = Cell(field_name, value, place)
                if BY_NAME[field_name].type in _DATED:
                    found = _dated(found, manifest, month_first=orders.get(column))
                cells.append(found)
    return manifest


def _rows(text: str) -> list[list[str]]:
    """The rows of a table; a first line such as "sep=;" says what parts its cells."""
    told = _SEPARATOR.match(text)
    text = text[told.end() :] if told else text
    first = text.lstrip("\n").partition("\n")[0]
    delimiter = told[1] if told else max(",;\t", key=first.count)
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def _dated(cell: Cell, manifest: Manifest, *, month_first: bool | None) -> Cell:
    """A date that its column tells how to read; a warning where it cannot be read."""
    if cell.value.lower() in UNKNOWN:
        return cell
    found = read_date(cell.value, month_first=month_first)
    kind = BY_NAME[cell.field].type
    needs_day = kind is Type.DATE and cell.field != "published_on"  # its year is a year, too
    if found.is_open:
        manifest.warnings.append(
            f"{manifest.path}: {cell.place}: {cell.value} may be two days; write 2011-12-31."
        )
    elif not found.year or (needs_day and not found.day):
        manifest.warnings.append(
            f"{manifest.path}: {cell.place}: {cell.value!r} cannot be read as a {kind}; "
            f"write {'2011-12-31' if kind is Type.DATE else '2011'}."
        )
    is_told_by_column = month_first is not None and found.day and not read_date(cell.value).day
    return replace(cell, value=found.day) if is_told_by_column else cell


def _columns(header: list[str], named: int, manifest: Manifest) -> dict[int, tuple[str, str]]:
    found, unknown = {}, []
    for number, title in enumerate(header):
        field_name = NAMES.get(title.replace(" ", "_"))
        if number == named or not title or title in _NOT_NEEDED:
            continue
        if field_name is None or field_name in _CANNOT_BE_SET:
            unknown.append(title)
        else:
            found[number] = (field_name, title)
    if unknown:
        manifest.warnings.append(
            f"{manifest.path}: no field is called {', '.join(unknown)}; "
            "'polisearch fields' shows all."
        )
    return found


def _values(cell: str, field_name: str) -> list[str]:
    parts = cell.split(";") if BY_NAME[field_name].many else [cell]
    return [value for part in parts if (value := " ".join(part.split()))]


def _same(name: str) -> str:
    """A path as it is compared: composed letters, forward slashes, no "./" before it."""
    return unicodedata.normalize("NFC", name.strip()).replace("\\", "/").removeprefix("./")


def read_meta(path: Path) -> list[Cell]:
    """Read `<file>.meta.toml`: field = value, or a list of values.

    Raises UnreadableSidecar; an unknown field is such a mistake, too.
    """
    try:
        table = tomllib.loads(clean(path.read_bytes().decode("utf-8-sig")))
    except OSError as error:
        raise UnreadableSidecar(f"{path} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableSidecar(
            f"{path} is not readable TOML: {error}.", 'Write one line a field: year = "2009".'
        ) from error
    cells = []
    for name, value in table.items():
        field_name = NAMES.get(name.lower())
        if field_name is None or field_name in _CANNOT_BE_SET:
            raise UnreadableSidecar(
                f"{path}: no field is called {name!r}.", "'polisearch fields' shows all."
            )
        for one in value if isinstance(value, list) else [value]:
            text = " ".join(str(one).split())
            if text:
                cells.append(Cell(field_name, text, f"{path.name}, {name}"))
    return cells


def together(meta: list[Cell], manifest: list[Cell]) -> list[Cell]:
    """What is said beside a file: its own sidecar goes before the manifest, field by field."""
    own = {cell.field for cell in meta}
    return [*meta, *(cell for cell in manifest if cell.field not in own)]


def checksum(cells: Iterable[Cell]) -> str:
    """Changes when anything said about the file changes, and only then; empty for nothing."""
    digest = hashlib.sha256()
    empty = True
    for cell in cells:
        empty = False
        digest.update(f"{cell.field}\x1f{cell.value}\x1e".encode())
    return "" if empty else digest.hexdigest()[:16]


def claims(cells: Iterable[Cell], vocabulary: Vocabulary) -> list[Claim]:
    """What is said, as claims; a place is a city or a country where one is known by it."""
    every = list(cells)
    country = next((country_named(cell.value) for cell in every if cell.field == "country"), "")
    found = []
    for cell in every:
        for field_name, value, follows in _told(cell, vocabulary, country):
            found.append(
                Claim(
                    field=field_name,
                    value=value,
                    origin=Origin.SIDECAR,
                    evidence=f"{cell.place}: {cell.value}",
                    follows_from=follows,
                )
            )
    return found


def _told(cell: Cell, vocabulary: Vocabulary, country: str) -> list[tuple[str, str, str]]:
    """(field, value, field it follows from) of all that a cell says."""
    if BY_NAME[cell.field].type in _DATED:
        return [(name, value, "") for name, value in _date_told(cell)]
    as_written = [(cell.field, cell.value, "")]
    if cell.field not in ("place_mentioned", "city"):
        return as_written
    place = place_said(cell.value, vocabulary, country)
    if place.city:
        lies_in = [] if country or not place.country else [("country", place.country, "city")]
        return [("city", place.city, ""), *lies_in]
    if place.country and cell.field == "place_mentioned":
        return [("country", place.country, "")]
    return as_written


def _date_told(cell: Cell) -> list[tuple[str, str]]:
    """A date or a year as it is kept; what cannot be read stays as it is, and never counts."""
    found = read_date(cell.value)
    if BY_NAME[cell.field].type is Type.YEAR:
        day = [("published_on", found.day)] if found.day and cell.field == "year" else []
        return [(cell.field, found.year or cell.value), *day]
    if cell.field == "published_on" and found.year and not found.day:
        return [("year", found.year)]
    return [(cell.field, found.day or cell.value)]
