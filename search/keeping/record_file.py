"""A search record as a file: JSON that people can read, and that is checked when it is read.

    {
      "format": "polisearch search record",
      "version": 1,
      "date": "2024-05-13T10:04:00+00:00",
      "library": "Polisearch",
      "asked": {"query", "filters", "sort", "exact", "off"},
      "understood": {"query", "filters", "sort", "dropped", "fewest", "notes", "expansions":
                     [{"typed", "text", "because", "language", "concept", "eurovoc", "is_on"}]},
      "circumstances": {"library", "revision", "program", "engine", "index", "vocabulary",
                        "thesaurus"},
      "coverage": {"documents", "without_text", "failed", "behind"},
      "total": 1,
      "documents": [{"id", "title", "source", "sha256", "characters", "description"}]
    }

The keys are sorted. A key that is not known is passed over; one that changes its meaning,
or is missing, needs another version.
"""

import json
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from corpus.errors import PolisearchError
from index.request import Sort
from search.keeping.record import Circumstances, Record, Recorded
from search.results import Coverage
from search.understanding.expansions import Because, Expansion

FORMAT = "polisearch search record"
VERSION = 1

MOST_BYTES = 512 * 1024 * 1024
"""Of a file that is read: a record of a million documents has fewer."""

_MOST = 2**53
"""The largest whole number that every reader of JSON knows."""

# Inside of texts, where they stand for themselves: what a terminal or an editor would obey.
_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")

_E = TypeVar("_E", bound=StrEnum)
_T = TypeVar("_T", str, int, bool, dict[str, Any], list[Any])


class NoRecord(PolisearchError):
    """A file cannot be read as the record of a search; the message names it."""


def write_record(record: Record, path: Path, *, replace: bool = False) -> None:
    """Keep a record as a file, whole or not at all.

    Raises PolisearchError where there is a file already, unless it is to be replaced, and
    where none can be written.
    """
    if not replace and path.exists():
        raise PolisearchError(
            f"There is a file {path} already; it was left as it is.", "Name another file."
        )
    fresh = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        fresh.write_text(as_text(record), encoding="utf-8", newline="\n")
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise PolisearchError(
            f"{path} cannot be written: {error.strerror}.", "Check that its folder is there."
        ) from error


def as_text(record: Record) -> str:
    """The record as JSON."""
    said = {
        "format": FORMAT,
        "version": VERSION,
        "date": record.date,
        "library": record.library,
        "asked": {
            "query": record.query,
            "filters": record.filters,
            "sort": record.sort,
            "exact": record.exact,
            "off": record.off,
        },
        "understood": {
            "query": record.understood,
            "filters": record.narrowed,
            "sort": record.sorted_by,
            "expansions": [asdict(expansion) for expansion in record.expansions],
            "dropped": record.dropped,
            "fewest": record.fewest,
            "notes": record.notes,
        },
        "circumstances": asdict(record.circumstances),
        "coverage": asdict(record.coverage),
        "total": record.total,
        "documents": [asdict(document) for document in record.documents],
    }
    text = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True)
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def read_record(path: Path) -> Record:
    """The record in a file. Raises NoRecord, whatever else is in it."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise NoRecord(f"{path} cannot be read: {error.strerror}.", "Check the name.") from error
    if len(data) > MOST_BYTES:
        raise NoRecord(f"{path} is too large to be the record of a search.", _HINT)
    try:
        return _record(json.loads(data.decode("utf-8-sig")))
    except NoRecord as error:
        raise NoRecord(f"{path} is no record of a search: {error.message}.", error.hint) from error
    except (ValueError, RecursionError) as error:
        raise NoRecord(f"{path} is no record of a search: it is no JSON.", _HINT) from error


_HINT = "'polisearch search --record FILE' writes one."


def _record(said: object) -> Record:
    whole = _of(said, dict, "it")
    if whole.get("format") != FORMAT:
        raise NoRecord("it does not say that it is one", _HINT)
    version = _get(whole, "version", int)
    if version != VERSION:
        raise NoRecord(
            f"it has version {version}, and this program reads {VERSION}",
            "Use the version of polisearch that wrote it, or search again.",
        )
    asked, understood = _get(whole, "asked", dict), _get(whole, "understood", dict)
    documents = tuple(map(_recorded, _get(whole, "documents", list)))
    if len({document.id for document in documents}) != len(documents):
        raise NoRecord("it names a document twice", _HINT)
    if len(documents) != _get(whole, "total", int):
        raise NoRecord("it names more or fewer documents than its total says", _HINT)
    return Record(
        date=_date(_get(whole, "date", str)),
        library=_get(whole, "library", str),
        query=_get(asked, "query", str),
        filters=_values(_get(asked, "filters", dict)),
        sort=_one_of(Sort, _get(asked, "sort", str)),
        exact=_get(asked, "exact", bool),
        off=_texts(_get(asked, "off", list), "off"),
        understood=_get(understood, "query", str),
        narrowed=_values(_get(understood, "filters", dict)),
        sorted_by=_one_of(Sort, _get(understood, "sort", str)),
        expansions=tuple(map(_expansion, _get(understood, "expansions", list))),
        dropped=_texts(_get(understood, "dropped", list), "dropped"),
        fewest=_get(understood, "fewest", int),
        notes=_texts(_get(understood, "notes", list), "notes"),
        circumstances=_circumstances(_get(whole, "circumstances", dict)),
        coverage=_coverage(_get(whole, "coverage", dict)),
        documents=documents,
    )


def _expansion(said: object) -> Expansion:
    expansion = _of(said, dict, "an expansion")
    return Expansion(
        typed=_get(expansion, "typed", str),
        text=_get(expansion, "text", str),
        because=_one_of(Because, _get(expansion, "because", str)),
        language=_get(expansion, "language", str),
        concept=_get(expansion, "concept", str),
        eurovoc=_texts(_get(expansion, "eurovoc", list), "eurovoc"),
        is_on=_get(expansion, "is_on", bool),
    )


def _circumstances(said: Mapping[str, Any]) -> Circumstances:
    return Circumstances(
        library=_get(said, "library", str),
        revision=_get(said, "revision", int),
        program=_get(said, "program", str),
        engine=_get(said, "engine", str),
        index=_get(said, "index", str),
        vocabulary=_get(said, "vocabulary", str),
        thesaurus=_get(said, "thesaurus", str),
    )


def _coverage(said: Mapping[str, Any]) -> Coverage:
    return Coverage(
        documents=_get(said, "documents", int),
        without_text=_get(said, "without_text", int),
        failed=_get(said, "failed", int),
        behind=_get(said, "behind", int),
    )


def _recorded(said: object) -> Recorded:
    document = _of(said, dict, "a document")
    return Recorded(
        id=_id(_get(document, "id", str)),
        title=_get(document, "title", str),
        source=_get(document, "source", str),
        sha256=_get(document, "sha256", str),
        characters=_get(document, "characters", int),
        description=_get(document, "description", str),
    )


def _id(text: str) -> str:
    if not text or "\x00" in text:  # which no database takes
        raise NoRecord("a document has no id", _HINT)
    return text


def _date(text: str) -> str:
    try:
        date = datetime.fromisoformat(text)
    except ValueError as error:
        raise NoRecord("its date is none", _HINT) from error
    if date.tzinfo is None:
        raise NoRecord("its date has no time zone", _HINT)
    return text


def _one_of(kind: type[_E], text: str) -> _E:
    try:
        return kind(text)
    except ValueError as error:
        known = ", ".join(kind)
        raise NoRecord(f"it says something else than {known}", _HINT) from error


def _values(said: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {_plain(name): _texts(_of(said[name], list, name), name) for name in said}


def _texts(said: Sequence[Any], name: str) -> tuple[str, ...]:
    return tuple(_of(one, str, name) for one in said)


def _get(said: Mapping[str, Any], name: str, kind: type[_T]) -> _T:
    if name not in said:
        raise NoRecord(f"it lacks {name}", _HINT)
    return _of(said[name], kind, name)


def _of(said: object, kind: type[_T], name: str) -> _T:
    # A truth value is a whole number to Python, and not to anybody else.
    if type(said) is not kind or not isinstance(said, kind):
        raise NoRecord(f"{_plain(name)} is not what it should be", _HINT)
    if isinstance(said, str):
        _plain(said)
    elif isinstance(said, int) and not 0 <= said <= _MOST:
        raise NoRecord(f"{name} is out of range", _HINT)
    return said


def _plain(text: str) -> str:
    """A text that can be kept and shown: half a letter cannot."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NoRecord("it holds halves of letters", _HINT) from error
    return text
