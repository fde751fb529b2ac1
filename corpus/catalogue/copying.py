"""A whole copy of a catalogue in a file, made while others read it and write to it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from corpus.errors import CatalogueError

Progress = Callable[[int, int], None]
"""Told how many pages of the file of how many are copied."""

SECONDS = 30.0
"""How long a copy waits for another to write a transaction."""

PAGES = 4096
"""Copied between two words of progress."""


def copy_catalogue(
    source: Path, target: Path, progress: Progress = lambda _done, _total: None
) -> None:
    """Copy the catalogue in a file, as it is now, over what is in another file.

    The target may be a catalogue that others have open: to them the copy is one transaction,
    which they see whole when they ask again, or not at all where this process dies. Raises
    sqlite3.Error.
    """

    def show(_status: int, left: int, total: int) -> None:
        progress(total - left, total)

    with (
        closing(sqlite3.connect(address(source), uri=True, isolation_level=None)) as read,
        closing(sqlite3.connect(target, timeout=SECONDS)) as written,
    ):
        # A transaction holds on to this moment: otherwise the copy began anew with every write.
        read.execute("BEGIN")
        read.execute("SELECT count(*) FROM sqlite_master").fetchone()
        read.backup(written, pages=PAGES, progress=show)


def put_catalogue(copy: Path, file: Path) -> None:
    """Put a copy, which nobody has open, in the place of a catalogue that others may have open.

    A file that is no database any more is exchanged for it; who has that open keeps it until
    it is opened anew. Raises sqlite3.Error and OSError, and then all is as it was.
    """
    try:
        copy_catalogue(copy, file)
    except sqlite3.OperationalError:  # the disk is full, say
        raise
    except sqlite3.DatabaseError:
        for ending in ("-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
        copy.replace(file)


def checked_version(file: Path, shown: str) -> str:
    """The version of a copied catalogue. Raises CatalogueError where it is none, or damaged."""
    try:
        with closing(sqlite3.connect(address(file), uri=True)) as opened:
            (said,) = opened.execute("PRAGMA quick_check(1)").fetchone()
            # No catalogue has them, and they would run when it is written to.
            (strange,) = opened.execute(
                "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"
            ).fetchone()
            version = opened.execute("SELECT value FROM facts WHERE name = 'version'").fetchone()
    except sqlite3.Error as error:
        said, strange, version = str(error), 0, None
    if said == "ok" and version and not strange:
        return str(version[0])
    why = "it holds what no catalogue does" if said == "ok" else said
    raise CatalogueError(
        f"The catalogue of {shown} is damaged: {why}.",
        "Nothing was changed. Take a backup of another day.",
    )


def address(file: Path) -> str:
    """Where SQLite finds a catalogue that is there, whatever signs are in its path."""
    return f"{file.absolute().as_uri()}?mode=rw"
