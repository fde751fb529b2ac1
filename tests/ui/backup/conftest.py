"""A small library to be backed up, and all that a backup has to keep of one."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.libraries.make import HERE
from ui.backup.making import make_backup

Written = Callable[..., Path]


@pytest.fixture(scope="session")
def recorded() -> Path:
    """The newest of the libraries of released versions."""
    return max(HERE.glob("version_*"), key=lambda folder: int(folder.name.split("_")[1]))


@pytest.fixture
def library(tmp_path: Path, recorded: Path) -> Path:
    """A library with two documents, a correction, a list, a search and what must be found."""
    folder = tmp_path / "library"
    shutil.copytree(recorded, folder)
    (folder / "schema.sql").unlink()
    return folder


@pytest.fixture
def backup(library: Path, tmp_path: Path) -> Path:
    """A backup of the small library."""
    file = tmp_path / "backup.zip"
    make_backup(library, file)
    return file


def kept(library: Path) -> dict[str, object]:
    """All that a library holds and a backup keeps, but for what says when it was restored."""
    files: dict[str, object] = {
        path.relative_to(library).as_posix(): path.read_bytes()
        for pattern in ("polisearch.toml", "must_find.csv", "*/*.json", "vocabulary/*")
        for path in library.glob(pattern)
        if not path.is_relative_to(library / "index")
    }
    return files | tables(library / "catalogue.db")


def tables(catalogue: Path) -> dict[str, object]:
    """Every row of a catalogue, without revisions."""
    listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    with closing(sqlite3.connect(catalogue)) as opened:
        opened.row_factory = sqlite3.Row
        names = [row["name"] for row in opened.execute(listed)]
        return {name: sorted(_rows(opened, name), key=str) for name in names}


def _rows(opened: sqlite3.Connection, table: str) -> list[dict[str, object]]:
    rows = [dict(row) for row in opened.execute(f"SELECT * FROM {table}")]
    return [
        {key: value for key, value in row.items() if key != "revision"}
        for row in rows
        if row.get("name") != "revision"
    ]
