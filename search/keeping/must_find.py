"""Queries with the documents they must find: is each still found, and high enough?

They stand in `must_find.csv` of a library, one row for each query:

    query,document,within,filters,note
    housing Vienna,EF0794,5,,asked every week
    "social mix",Housing in Dublin; 3f9a1c2b4d5e6f70,,module:Housing; year:2005..,

`document` is an id, a publication code or a title, or several between semicolons, each of
which must be found. `within` is the lowest place that will do, 10 where nothing is said.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from corpus.codes import normal_code
from corpus.errors import PolisearchError
from corpus.fields import field_called
from corpus.words import clean
from index.query import Is, Query
from index.request import Found, Request
from search.question import Ask
from search.searcher import Searcher

FILE = "must_find.csv"
"""Where the list stands in a library."""

WITHIN = 10
LOWEST = 1_000_000
MOST_BYTES = 16 * 1024 * 1024

_NEEDED = ("query", "document")
_COLUMNS = (*_NEEDED, "within", "filters", "note")


class UnreadableList(PolisearchError):
    """The list of what must be found cannot be read; the message names the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A query and a document that it must find among the first `within`.

    `number` is the row's in the spreadsheet. `document` is as it is written.
    """

    number: int = 0
    query: str
    document: str
    within: int = WITHIN
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    note: str = ""


class Outcome(StrEnum):
    """What became of a document that must be found."""

    FOUND = "found"
    TOO_LOW = "found too low"
    NOT_FOUND = "not found"
    UNKNOWN = "no such document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A document that must be found, and where it was.

    `id` is the one that was found, which may be another version of the same work, or the
    one that was looked for. `rank` counts from 1; 0 is not found. `notes` speak of the query.
    """

    row: Row
    document: str
    outcome: Outcome
    id: str = ""
    rank: int = 0
    notes: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether it is found where it must be."""
        return self.outcome is Outcome.FOUND


def read_must_find(path: Path) -> tuple[Row, ...]:
    """The rows of a list that hold anything. Raises UnreadableList."""
    table = _table(_text(path), path)
    header = [name.strip().lower() for name in table[0]] if table else []
    if missing := [name for name in _NEEDED if name not in header]:
        raise UnreadableList(
            f"{path} has no column {' and no column '.join(map(repr, missing))}.",
            f"Its first row is: {','.join(_COLUMNS)}",
        )
    rows = []
    for number, cells in enumerate(table[1:], start=2):
        said = {name: clean(cells[at]).strip() for at, name in enumerate(header) if at < len(cells)}
        if any(said.values()):
            rows.append(_row(said, number, path))
    return tuple(rows)


def check(searcher: Searcher, rows: Iterable[Row]) -> tuple[Checked, ...]:
    """Ask every query, and say where each document of it stands; in the order of the rows.

    A work is found where any version of it is. Of several documents that carry a code or a
    title, one will do.
    """
    return tuple(checked for row in rows for checked in _check(searcher, row))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise UnreadableList(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UnreadableList(f"{path} is not UTF-8 text.", "Save it as CSV UTF-8.") from error
    if len(data) > MOST_BYTES:
        raise UnreadableList(f"{path} is too large for a list that is asked after each run.")
    return text


def _table(text: str, path: Path) -> list[list[str]]:
    first = text.partition("\n")[0]
    try:
        lines = io.StringIO(text, newline="")
        return list(csv.reader(lines, delimiter=max(",;\t", key=first.count), strict=True))
    except csv.Error as error:
        raise UnreadableList(f"{path} is no CSV: {error}.", "Save it as CSV UTF-8.") from error


def _row(said: Mapping[str, str], number: int, path: Path) -> Row:
    place = f"{path}, row {number}"
    if not said.get("document"):
        raise UnreadableList(f"{place}: it names no document.", "Give an id, a code or a title.")
    return Row(
        number=number,
        query=said.get("query", ""),
        document=said["document"],
        within=_within(said.get("within", ""), place),
        filters=_filters(said.get("filters", ""), place),
        note=said.get("note", ""),
    )


def _within(text: str, place: str) -> int:
    if not text:
        return WITHIN
    rank = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    if not 1 <= rank <= LOWEST:
        raise UnreadableList(f"{place}: {text!r} is no place in a list.", "Write 10, or nothing.")
    return rank


def _filters(text: str, place: str) -> dict[str, tuple[str, ...]]:
    """
    >>> _filters("city:Vienna; city:Graz; year:2005..", "")
    {'city': ('Vienna', 'Graz'), 'year': ('2005..',)}
    """
    found: dict[str, tuple[str, ...]] = {}
    for part in filter(None, map(str.strip, text.split(";"))):
        name, _, value = map(str.strip, part.partition(":"))
        if not value:
            raise UnreadableList(f"{place}: the filter {part!r} has no value.", "Write city:Vienna")
        try:
            known = field_called(name).name
        except PolisearchError as error:
            raise UnreadableList(f"{place}: {error.message}", error.hint) from error
        found[known] = (*found.get(known, ()), value)
    return found


def _check(searcher: Searcher, row: Row) -> Iterator[Checked]:
    wanted = _wanted(searcher, row.document)
    ask = Ask(text=row.query, filters=row.filters)
    ranks, notes = _ranks(searcher, ask, row.within, wanted.values())
    for name, ids in wanted.items():
        best = min(ids, key=lambda id_: ranks.get(id_, LOWEST * LOWEST), default="")
        rank = ranks.get(best, 0)
        yield Checked(
            row=row,
            document=name,
            outcome=_outcome(rank, row.within, is_known=bool(ids)),
            id=best,
            rank=rank,
            notes=notes,
        )


def _outcome(rank: int, within: int, *, is_known: bool) -> Outcome:
    if not is_known:
        return Outcome.UNKNOWN
    if not rank:
        return Outcome.NOT_FOUND
    return Outcome.FOUND if rank <= within else Outcome.TOO_LOW


def _ranks(
    searcher: Searcher, ask: Ask, within: int, wanted: Iterable[Sequence[str]]
) -> tuple[dict[str, int], tuple[str, ...]]:
    """The places of the first documents, and of all where one that is wanted is not among them."""
    answered = searcher.answer(replace(ask, per_page=within))
    ranks = _numbered(answered.found)
    if any(ids and ranks.keys().isdisjoint(ids) for ids in wanted):
        ranks = {**_numbered(searcher.every(ask).found), **ranks}
    return ranks, tuple(map(str, answered.notes))


def _numbered(found: Iterable[Found]) -> dict[str, int]:
    return {one.id: rank for rank, one in enumerate(found, start=1)}


def _wanted(searcher: Searcher, cell: str) -> dict[str, tuple[str, ...]]:
    """The ids that each document of a cell may be found as; none where nobody knows it."""
    whole = _called(searcher, cell)  # a title may hold a semicolon
    if whole or ";" not in cell:
        return {cell: whole}
    names = filter(None, map(str.strip, cell.split(";")))
    return {name: _called(searcher, name) for name in names}


def _called(searcher: Searcher, name: str) -> tuple[str, ...]:
    """The documents of this id, code or title, with the other versions of their works."""
    catalogue = searcher.catalogue
    found = list(catalogue.lengths([name]) or catalogue.heirs([name]).values())
    code = normal_code(name)
    if not found and code is not None:
        found = _which(searcher, Is("code", code))
    if not found:
        found = _which(searcher, Is("title", name))
    versions = catalogue.relatives(found).versions if found else {}
    others = (other for id_ in found for other in versions.get(id_, ()))
    return tuple(dict.fromkeys((*found, *others)))


def _which(searcher: Searcher, query: Query) -> list[str]:
    engine = searcher.engine
    found = engine.answer(Request(query=query, limit=max(engine.size(), 1))).found
    return [one.id for one in found]
