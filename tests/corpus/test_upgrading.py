"""An older catalogue becomes one of today, whole or not at all, after a copy was made."""

import errno
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sql

import corpus.catalogue.schema as schema
from corpus.catalogue import open_catalogue, versions
from corpus.errors import CatalogueError, LibraryBusy
from corpus.lock import writing
from tests.corpus.steps import version_3
from tests.libraries.make import HERE, SCHEMA, schema_text

ROOT = Path(__file__).resolve().parents[2]
STEPS = "tests.corpus.steps"

OPEN = f"""
import sys, pathlib
import corpus.catalogue.schema as schema
from corpus.catalogue import open_catalogue, versions
schema.VERSION, versions.STEPS = "3", "{STEPS}"
open_catalogue(pathlib.Path(sys.argv[1])).close()
print("opened", flush=True)
"""

TO_DO = f"""
The tables of the catalogue are not those of version {schema.VERSION}. Where they are to change:
1. raise VERSION in corpus/catalogue/schema.py;
2. write corpus/catalogue/migrations/version_<VERSION>.py, which changes those of before;
3. run 'python -m tests.libraries.make', which records them, and a library of that version.
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A catalogue of version 2, as the program of then made it."""
    file = tmp_path / "library" / "catalogue.db"
    file.parent.mkdir()
    shutil.copyfile(HERE / "version_2" / "catalogue.db", file)
    return file


@pytest.fixture
def newer_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """This program, with one more step."""
    monkeypatch.setattr(schema, "VERSION", "3")
    monkeypatch.setattr(versions, "STEPS", STEPS)


def rows(file: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as opened:
        return list(opened.execute(query))


def state(file: Path) -> list[str]:
    """All that a catalogue holds."""
    with closing(sqlite3.connect(file)) as opened:
        return list(opened.iterdump())


def copies(file: Path) -> list[Path]:
    return sorted(file.parent.glob("catalogue-version-*"))


@contextmanager
def opening(file: Path, environment: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    """The newer program in a process of its own, which opens a catalogue."""
    with subprocess.Popen(
        [sys.executable, "-c", OPEN, str(file)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)} | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.kill()


def said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_the_tables_are_those_recorded_for_their_version() -> None:
    recorded = HERE / f"version_{schema.VERSION}" / SCHEMA

    assert recorded.is_file(), TO_DO
    assert schema_text(schema.metadata) == recorded.read_text(encoding="utf-8"), TO_DO


@pytest.mark.parametrize("folder", sorted(HERE.glob("version_*")), ids=lambda one: one.name)
def test_an_upgraded_catalogue_has_the_tables_of_a_new_one(folder: Path, tmp_path: Path) -> None:
    shutil.copyfile(folder / "catalogue.db", tmp_path / "catalogue.db")
    open_catalogue(tmp_path / "catalogue.db").close()
    open_catalogue(tmp_path / "new.db").close()

    assert described(tmp_path / "catalogue.db") == described(tmp_path / "new.db")


def described(file: Path) -> dict[str, object]:
    """Tables with their columns, keys and indexes."""
    looking = sql.inspect(sql.create_engine(f"sqlite:///{file}"))
    return {
        table: (
            sorted(
                (one["name"], str(one["type"]), one["nullable"])
                for one in looking.get_columns(table)
            ),
            looking.get_pk_constraint(table)["constrained_columns"],
            sorted(
                (str(one["name"]), *map(str, one["column_names"]), str(one["unique"]))
                for one in looking.get_indexes(table)
            ),
        )
        for table in looking.get_table_names()
    }


@pytest.mark.usefixtures("newer_program")
def test_a_step_keeps_all_that_was_there_and_a_copy_of_before(old: Path) -> None:
    before = state(old)
    tables = ("documents", "pages", "claims", "sources", "failures", "runs", "former_ids")
    counts = {table: rows(old, f"SELECT count(*) FROM {table}") for table in tables}
    corrections = rows(old, "SELECT * FROM corrections")

    open_catalogue(old).close()

    assert {table: rows(old, f"SELECT count(*) FROM {table}") for table in tables} == counts
    assert rows(old, "SELECT * FROM corrections") == corrections != []
    assert rows(old, "SELECT remark FROM corrections") == [("",)]
    assert rows(old, "SELECT DISTINCT licence FROM documents") == [("none",)]
    assert rows(old, "SELECT name FROM licences") == [("none",)]
    assert rows(old, "SELECT value FROM facts WHERE name = 'version'") == [("3",)]
    (copy,) = copies(old)
    assert copy.name.startswith("catalogue-version-2-2")
    assert state(copy) == before
    ((told,),) = rows(old, "SELECT value FROM facts WHERE name = 'upgraded'")
    assert json.loads(str(told))["copy"] == copy.name


@pytest.mark.usefixtures("newer_program")
def test_a_catalogue_is_upgraded_once(old: Path) -> None:
    open_catalogue(old).close()
    open_catalogue(old).close()

    assert len(copies(old)) == 1


@pytest.mark.usefixtures("newer_program")
def test_one_that_cannot_be_written_says_that_it_has_to_be_once(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("corpus.lock.FileLock.acquire", refuse)

    with pytest.raises(CatalogueError, match="of an older version") as told:
        open_catalogue(old)

    assert "writable once" in told.value.hint


@pytest.mark.usefixtures("newer_program")
def test_a_step_that_fails_leaves_the_catalogue_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(old)
    monkeypatch.setenv(version_3.FAIL, "1")

    with pytest.raises(CatalogueError, match="version 3: no such table: nowhere"):
        open_catalogue(old)

    assert state(old) == before
    assert copies(old) == []


@pytest.mark.usefixtures("newer_program")
@pytest.mark.parametrize(
    ("what", "error"),
    [
        ("copy_catalogue", sqlite3.OperationalError("database or disk is full")),
        ("copy_catalogue", OSError(errno.ENOSPC, "No space left on device")),
        ("writing", PermissionError(errno.EACCES, "Permission denied")),
    ],
    ids=str,
)
def test_without_room_or_rights_for_a_copy_nothing_is_upgraded(
    old: Path, monkeypatch: pytest.MonkeyPatch, what: str, error: Exception
) -> None:
    before = state(old)

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(versions, what, fail)
    with pytest.raises(CatalogueError, match=r"full|No space|denied") as caught:
        open_catalogue(old)

    assert "It is as it was" in caught.value.hint
    assert state(old) == before
    assert copies(old) == []


@pytest.mark.usefixtures("newer_program")
def test_a_bug_in_a_step_leaves_the_catalogue_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(old)
    monkeypatch.setattr(version_3, "upgrade", lambda op: op.drop_table("runs") or 1 // 0)

    with pytest.raises(ZeroDivisionError):
        open_catalogue(old)

    assert state(old) == before


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_one_who_is_killed_in_a_step_leaves_the_catalogue_as_it_was(old: Path) -> None:
    before = state(old)
    with opening(old, {version_3.WAIT: "1"}) as process:
        assert said(process) == "in the step"
        process.kill()
        process.wait()

    assert state(old) == before
    with opening(old, {}) as process:
        assert said(process) == "opened"
    assert rows(old, "SELECT value FROM facts WHERE name = 'version'") == [("3",)]


@pytest.mark.usefixtures("newer_program")
def test_two_who_open_it_at_the_same_time_do_not_both_upgrade(old: Path) -> None:
    with opening(old, {version_3.WAIT: "1"}) as process:
        assert said(process) == "in the step"
        # A reader of the version before goes on with it meanwhile.
        assert rows(old, "SELECT value FROM facts WHERE name = 'version'") == [("2",)]
        with pytest.raises(LibraryBusy, match="polisearch upgrade") as caught:
            open_catalogue(old)
        assert "try again" in caught.value.hint
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
        assert said(process) == "opened"

    open_catalogue(old).close()
    assert len(copies(old)) == 1


@pytest.mark.usefixtures("newer_program")
def test_only_who_may_write_upgrades(old: Path) -> None:
    before = state(old)

    with (
        writing(old.parent, "polisearch ingest"),
        pytest.raises(LibraryBusy, match="polisearch ingest"),
    ):
        open_catalogue(old)

    assert state(old) == before
    assert copies(old) == []


@pytest.mark.usefixtures("newer_program")
def test_a_database_elsewhere_is_upgraded_when_that_is_said(old: Path) -> None:
    url, before = f"sqlite:///{old}", state(old)

    with pytest.raises(CatalogueError, match="has version 2") as caught:
        open_catalogue(url)
    assert "polisearch upgrade" in caught.value.hint
    assert state(old) == before

    open_catalogue(url, upgrade=True).close()
    assert rows(old, "SELECT name FROM licences") == [("none",)]
    assert copies(old) == []


@pytest.mark.parametrize(
    ("version", "said", "hint"),
    [
        ("99", "made by a newer polisearch", "Update polisearch"),
        ("2b", "made by a newer polisearch", "Update polisearch"),
        ("1", "from which nothing leads", "wrote it"),
    ],
)
def test_a_version_that_is_not_known_is_refused_and_left(
    old: Path, version: str, said: str, hint: str
) -> None:
    with closing(sqlite3.connect(old)) as opened, opened:
        opened.execute("UPDATE facts SET value = ? WHERE name = 'version'", (version,))
        opened.execute("DROP TABLE relations")
    before = state(old)

    with pytest.raises(CatalogueError, match=said) as caught:
        open_catalogue(old)

    assert version in caught.value.message
    assert hint in caught.value.hint
    assert state(old) == before  # not even a table was added


def test_two_who_make_a_catalogue_make_one(tmp_path: Path) -> None:
    place = tmp_path / "catalogue.db"
    start = "import sys, pathlib; from corpus.catalogue import open_catalogue; sys.stdin.read();"
    start += "print(open_catalogue(pathlib.Path(sys.argv[1])).identity())"
    makers = [
        subprocess.Popen(
            [sys.executable, "-c", start, str(place)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for maker in makers:
        assert maker.stdin is not None
        maker.stdin.close()
    told = {said(maker) for maker in makers}
    for maker in makers:
        assert maker.stdout is not None
        maker.stdout.close()
        assert maker.wait() == 0

    assert len(told) == 1
