"""Searches that a library keeps by name, each as the record of when it was last looked at.

They stand in `searches/` of the library, one file each, which is a search record as any
other (`search.keeping.record_file`).
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import PolisearchError
from search.keeping.record import Record
from search.keeping.record_file import NoRecord, read_record, write_record

FOLDER = "searches"
"""Where they stand in a library."""

ENDING = ".json"

_NAME = re.compile(r"\w(?:[\w .,+-]*[\w+-])?")
_LONGEST = 200
"""Bytes of a name: file systems take 255, with an ending and a prefix while it is written."""
_TAKEN = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices."""


class UnknownSearch(PolisearchError):
    """No saved search has this name."""


class BadName(PolisearchError):
    """A name cannot be that of a saved search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A saved search; without a record where its file cannot be read, and `problem` says why."""

    name: str
    record: Record | None
    problem: str = ""


def saved_searches(library: Path) -> list[Saved]:
    """Every saved search of a library, by name."""
    return [_read(path) for path in _files(library)]


def saved_search(library: Path, name: str) -> Record:
    """The record of a saved search. Raises UnknownSearch, or NoRecord where it is broken."""
    return read_record(_existing(library, name))


def save(library: Path, name: str, record: Record, *, replace: bool = False) -> str:
    """Keep a search by a name, and say by which.

    Raises BadName, and PolisearchError for a name that another search has, in whatever
    case it is written, unless that is to be replaced.
    """
    kept = _checked(name)
    known = next((path for path in _files(library) if _same(path.stem, kept)), None)
    if known is not None and not replace:
        raise PolisearchError(
            f"There is a saved search {known.stem!r} already.",
            "Choose another name, or replace it with --replace.",
        )
    path = known or library / FOLDER / f"{kept}{ENDING}"
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise PolisearchError(f"{path.parent} cannot be made: {error.strerror}.") from error
    write_record(record, path, replace=replace)
    return path.stem


def remove(library: Path, name: str) -> str:
    """Forget a saved search, and say which. Raises UnknownSearch."""
    path = _existing(library, name)
    try:
        path.unlink()
    except OSError as error:
        raise PolisearchError(f"{path} cannot be removed: {error.strerror}.") from error
    return path.stem


def _files(library: Path) -> list[Path]:
    folder = library / FOLDER
    there = folder.glob(f"*{ENDING}") if folder.is_dir() else ()
    return sorted(path for path in there if not path.name.startswith("."))


def _existing(library: Path, name: str) -> Path:
    # The file is looked for among those that are there: a name never becomes a path.
    every = _files(library)
    for path in every:
        if _same(path.stem, name):
            return path
    names = ", ".join(path.stem for path in every[:10])
    raise UnknownSearch(
        f"No saved search is called {name!r}.",
        f"There are: {names}." if names else "'polisearch searches save' keeps one.",
    )


def _read(path: Path) -> Saved:
    try:
        return Saved(name=path.stem, record=read_record(path))
    except NoRecord as error:
        return Saved(name=path.stem, record=None, problem=error.message)


def _checked(name: str) -> str:
    kept = unicodedata.normalize("NFC", name.strip())
    if not _NAME.fullmatch(kept) or _TAKEN.fullmatch(kept) or len(kept.encode()) > _LONGEST:
        raise BadName(
            f"{name!r} cannot be the name of a search.",
            "Use letters, digits, blanks and . , + - _ and begin with a letter or a digit.",
        )
    return kept


def _same(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name.strip()).casefold())
