"""How a catalogue is reached: a file that may lie where nothing can be written, or a database.

What the database says later is translated here, too, so that a damaged page, a full disk
or a file that is gone is a person's error wherever it is met.
"""

import json
import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sql
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import NullPool, QueuePool

from corpus.catalogue.schema import metadata
from corpus.disk import AFTER_ROOM, READ_ONLY, is_full
from corpus.errors import CatalogueError, CatalogueLost

BEGIN_ANEW = (
    "Put back a copy of it ('polisearch restore FILE'), or begin an empty one with "
    "'polisearch init DIR --new-catalogue' and ingest every folder again."
)

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_NO_ACCESS = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})

_SAID = {
    sqlite3.SQLITE_FULL: ("The disk is full: {name} cannot be written.", AFTER_ROOM),
    sqlite3.SQLITE_IOERR: (
        "The disk cannot be read or written: {name}: {reason}.",
        "It may be full, or fail. What was kept before is whole.",
    ),
    sqlite3.SQLITE_READONLY: (
        "The catalogue {name} cannot be written: it is read-only.",
        READ_ONLY,
    ),
    sqlite3.SQLITE_BUSY: (
        "The catalogue {name} is being written by another process.",
        "Try again in a moment.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The catalogue {name} cannot be opened.",
        "Check that it is a file that you may read, and that its folder is there.",
    ),
}
"""What SQLite says by the kind of its error, and the next step."""

_DAMAGED_WORDS = ("Could not decode", *(f"no such table: {name}" for name in metadata.tables))
"""What SQLite says, without a kind of its own, of a file whose parts are gone or mangled."""


def connect(place: Path | str, *, may_make: bool) -> sql.Engine:
    """The database of a catalogue in a file, or at a database URL.

    A file that is not there is made only where it `may_make` one; in a folder where
    nothing can be written, it is read. Raises ImportError without the driver of a URL.
    """
    url = _url(place)
    file = _file_of(url)
    if file is None:
        engine = sql.create_engine(url, json_deserializer=_from_json)
    else:
        engine = sql.create_engine(
            url,
            creator=lambda: _opened(file, may_make=may_make),
            # What is read as if it never changed is opened anew each time: it may.
            poolclass=QueuePool if _may_write(file) else NullPool,
            json_deserializer=_from_json,
        )
    name = shown(place)

    def explain(context: ExceptionContext) -> None:
        explained = _explained(name, context, file)
        if explained is not None:
            raise explained from context.original_exception

    sql.event.listen(engine, "handle_error", explain)
    return engine


def look_through(engine: sql.Engine) -> None:
    """Raises CatalogueLost for what SQLite sees of damage when it reads all of a catalogue."""
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalars().all()
    if said != ["ok"]:
        raise CatalogueLost(f"The catalogue is damaged: {said[0]}.", BEGIN_ANEW)


def shown(place: Path | str) -> str:
    """How a catalogue is named to people: without a password."""
    if isinstance(place, Path):
        return str(place)
    return sql.make_url(place).render_as_string(hide_password=True)


def is_there(place: Path | str) -> bool:
    """Whether a catalogue in a file has any content; True for one in a database of its own."""
    file = _file_of(_url(place))
    return file is None or (file.exists() and not (file.is_file() and not file.stat().st_size))


def _url(place: Path | str) -> sql.URL:
    if isinstance(place, Path):
        return sql.URL.create("sqlite", database=str(place))  # in which `?` is a letter
    return sql.make_url(place)


def _file_of(url: sql.URL) -> Path | None:
    named = url.database
    if url.get_backend_name() != "sqlite" or url.query or not named or named == ":memory:":
        return None
    return Path(named)


def _may_write(file: Path) -> bool:
    return os.access(file.parent, os.W_OK)


def _opened(file: Path, *, may_make: bool) -> sqlite3.Connection:
    connection = _connected(file, "mode=rwc" if may_make else "mode=rw")
    try:
        for pragma in ("busy_timeout=30000", "journal_mode=WAL", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error as error:
        connection.close()
        if _kind(error) in _NO_ACCESS and file.is_file() and not _may_write(file):
            return _read_only(file)
        raise
    return connection


def _read_only(file: Path) -> sqlite3.Connection:
    """A catalogue beside which SQLite can make none of its files.

    Where a writer left some, they hold what the catalogue does not have yet, and are read.
    """
    log = file.with_name(f"{file.name}-wal")
    has_log = log.exists() and log.stat().st_size
    return _connected(file, "mode=ro" if has_log else "immutable=1")


def _connected(file: Path, how: str) -> sqlite3.Connection:
    path = quote(os.fsencode(file.absolute()))
    return sqlite3.connect(f"file:{path}?{how}", uri=True, check_same_thread=False)


def _kind(error: BaseException) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def said_of(name: str, error: sqlite3.Error) -> CatalogueError | None:
    """What SQLite says of a file, as a person's error; None for what is a bug."""
    return _said(name, _kind(error), str(error))


def _said(name: str, kind: int, reason: str) -> CatalogueError | None:
    said = _SAID.get(kind)
    if said is None:
        return None
    return CatalogueError(said[0].format(name=name, reason=reason), said[1])


def _explained(name: str, context: ExceptionContext, file: Path | None) -> CatalogueError | None:
    error = context.original_exception
    if not isinstance(error, sqlite3.Error):
        return _unreachable(name) if context.is_disconnect else None
    kind, reason = _kind(error), str(error)
    if kind in _DAMAGED or reason.startswith(_DAMAGED_WORDS):
        return CatalogueLost(f"The catalogue {name} is damaged: {reason}.", BEGIN_ANEW)
    if kind == sqlite3.SQLITE_IOERR and file is not None and is_full(file.parent):
        kind = sqlite3.SQLITE_FULL  # which SQLite does not say of the files beside
    return _said(name, kind, reason)


def _unreachable(name: str) -> CatalogueError:
    return CatalogueError(
        f"The database {name} cannot be reached.", "Look whether it runs, and try again."
    )


def _from_json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise CatalogueLost(
            f"The catalogue is damaged: a value in it cannot be read: {error}.", BEGIN_ANEW
        ) from error
