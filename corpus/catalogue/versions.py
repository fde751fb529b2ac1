"""Which version has a catalogue, and how does an older one become one of today?

A file is brought up to date when it is opened, by whoever may write to its library, after a
copy was made beside it. A database elsewhere is left to the word of its admin, who has to
make the copy. All steps are one transaction: a catalogue is of the version before, or of this one.
"""

import datetime
import importlib
import importlib.util
import json
import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import sqlalchemy as sql
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

import corpus.catalogue.schema as schema
import corpus.catalogue.write as write
from corpus.catalogue.copying import copy_catalogue
from corpus.catalogue.reading import fact
from corpus.disk import DiskRefused
from corpus.errors import CatalogueError, LibraryBusy
from corpus.lock import writing

STEPS = "corpus.catalogue.migrations"
"""The package of the steps, each a module `version_<number it makes>`."""

UPGRADED = "upgraded"
"""Name of the fact that says from which version it was last upgraded, when, and where the
copy of before is."""


def make_or_upgrade(
    engine: sql.Engine, shown: str, file: Path | None, *, is_told: bool = False
) -> None:
    """Have a catalogue be one of the present version. `file` is its own, where it has one.

    One without a file is changed only where that `is_told` by somebody who holds the
    writer's lock. Raises CatalogueError where it cannot be, LibraryBusy where another
    process writes to it, and SQLAlchemyError where it cannot be read; it is as it was then.
    """
    with engine.connect() as connection:
        found = version_of(connection)
    if not found:
        _make(engine)
    elif found != schema.VERSION:
        refuse_unknown(found, shown)
        if file is None and not is_told:
            raise CatalogueError(
                f"The catalogue {shown} has version {found}; this program needs "
                f"version {schema.VERSION}.",
                "Make a backup of the database, then run 'polisearch upgrade'.",
            )
        _upgrade(engine, shown, file)


def version_of(connection: Connection) -> str:
    """The version that a catalogue says it has; empty where none was ever made."""
    if not sql.inspect(connection).has_table(schema.facts.name):
        return ""
    return fact(connection, "version")


def refuse_unknown(found: str, shown: str) -> None:
    """Raises CatalogueError where no steps lead from a version to the present one."""
    if not found.isdecimal() or int(found) > int(schema.VERSION):
        raise CatalogueError(
            f"The catalogue {shown} has version {found}: it was made by a newer polisearch. "
            f"This one reads version {schema.VERSION}.",
            "Update polisearch; nothing was changed.",
        )
    if not all(importlib.util.find_spec(_module(number)) for number in _numbers(found)):
        raise CatalogueError(
            f"The catalogue {shown} has version {found}, from which nothing leads to "
            f"version {schema.VERSION}.",
            "Use the version of polisearch that wrote it, or ingest into a new library.",
        )


def _numbers(found: str) -> range:
    return range(int(found) + 1, int(schema.VERSION) + 1)


def _module(number: int) -> str:
    return f"{STEPS}.version_{number}"


def _make(engine: sql.Engine) -> None:
    with _changing(engine) as connection:
        if not version_of(connection):  # which another process may have made meanwhile
            schema.metadata.create_all(connection)
            write.set_fact(connection, "version", schema.VERSION)
            write.set_fact(connection, "identity", uuid.uuid4().hex)


def _upgrade(engine: sql.Engine, shown: str, file: Path | None) -> None:
    copy: Path | None = None
    done = False
    try:
        with ExitStack() as held:
            if file is not None:
                _enter_alone(held, file.parent)
            connection = held.enter_context(_changing(engine))
            found = version_of(connection)
            refuse_unknown(found, shown)
            if found == schema.VERSION:
                return  # another process was faster
            copy = _copied(file, found) if file is not None else None
            _take_steps(connection, found)
            said = {"from": found, "at": _now().isoformat(timespec="seconds")}
            said |= {"copy": copy.name} if copy is not None else {}
            write.set_fact(connection, UPGRADED, json.dumps(said))
            write.set_fact(connection, "version", schema.VERSION)
        done = True
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        reason = getattr(error, "orig", None) or getattr(error, "strerror", None) or error
        raise CatalogueError(
            f"The catalogue {shown} cannot be brought to version {schema.VERSION}: {reason}.",
            "It is as it was. See that the disk has room for a copy of it, and who may write "
            "to its folder; then try again.",
        ) from error
    finally:
        if copy is not None and not done:
            copy.unlink(missing_ok=True)  # or every try would leave one


def _enter_alone(held: ExitStack, folder: Path) -> None:
    try:
        held.enter_context(writing(folder, "polisearch upgrade"))
    except LibraryBusy as error:
        raise LibraryBusy(
            error.message,
            "Its catalogue is of an older version, and is brought up to date when nobody "
            "writes to it. Wait until that ends, and try again.",
        ) from error
    except DiskRefused as error:
        raise CatalogueError(
            f"{error.message} Its catalogue is of an older version, which has to be brought up "
            "to date before it can be read.",
            "Make its folder writable once, or copy the library.",
        ) from error


def _take_steps(connection: Connection, found: str) -> None:
    from alembic.migration import MigrationContext  # needed once in the life of a library
    from alembic.operations import Operations

    op = Operations(MigrationContext.configure(connection))
    for number in _numbers(found):
        importlib.import_module(_module(number)).upgrade(op)


def _copied(file: Path, found: str) -> Path:
    """A copy of the catalogue beside it, which says its version and when it was made."""
    copy = file.with_name(f"{file.stem}-version-{found}-{_now():%Y%m%d-%H%M%S}{file.suffix}")
    part = copy.with_name(f".{copy.name}.part")
    try:
        copy_catalogue(file, part)
        shutil.copymode(file, part)
        part.replace(copy)
    finally:
        part.unlink(missing_ok=True)
    return copy


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


@contextmanager
def _changing(engine: sql.Engine) -> Iterator[Connection]:
    """A connection in a transaction that takes tables in, too, and keeps other writers out."""
    if engine.dialect.name != "sqlite":
        with engine.begin() as connection:
            yield connection
        return
    # Left to itself, the driver begins a transaction too late: after tables were changed.
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.connection.rollback()
            raise
        connection.exec_driver_sql("COMMIT")
