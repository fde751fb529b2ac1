"""A copy of a catalogue is of one moment, and what it is put into changes whole or not at all."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from corpus.catalogue import copying, open_catalogue
from corpus.catalogue.copying import checked_version, copy_catalogue, put_catalogue
from corpus.catalogue.schema import VERSION
from corpus.catalogue.succeeding import Before, before, succeed
from corpus.document import Described, Document
from corpus.records import Source
from tests.libraries.make import HERE

ROOT = Path(__file__).resolve().parents[2]
Builder = Callable[..., Document]

PUT = """
import sys, pathlib
from corpus.catalogue import copying
copying.PAGES = 1
def wait(done, total):
    if done == total // 2:
        print("half", flush=True)
        sys.stdin.read()
copying.copy_catalogue(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), wait)
"""


def source(path: str) -> Source:
    return Source(path=path, root="", name=path, size=1, modified=7)


def state(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as opened:
        return list(opened.iterdump())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A catalogue of two documents."""
    shutil.copyfile(HERE / f"version_{VERSION}" / "catalogue.db", tmp_path / "catalogue.db")
    return tmp_path / "catalogue.db"


def test_what_is_written_while_it_is_copied_is_not_in_the_copy(
    file: Path, tmp_path: Path, a_document: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "PAGES", 1)
    catalogue, then = open_catalogue(file), state(file)
    seen = []

    def write(done: int, total: int) -> None:
        seen.append((done, total))
        if done in (1, total // 2):
            document = Described(a_document(f"{done}", "words " * 5000))
            catalogue.put(source(f"{done}"), [document], run=1)

    copy_catalogue(file, tmp_path / "copy.db", write)

    assert state(tmp_path / "copy.db") == then
    assert catalogue.counts().documents == 4
    assert [done for done, _ in seen] == list(range(1, seen[-1][1] + 1))  # it never began anew
    assert not (tmp_path / "copy.db-wal").exists()
    catalogue.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_one_who_is_killed_while_putting_it_in_leaves_what_was_there(
    file: Path, tmp_path: Path, a_document: Builder
) -> None:
    copy = tmp_path / "copy.db"
    shutil.copyfile(file, copy)
    live = open_catalogue(file)
    live.put(source("new"), [Described(a_document("new", "words " * 5000))], run=1)
    before_it = state(file)

    with subprocess.Popen(
        [sys.executable, "-c", PUT, str(copy), str(file)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half\n"
        assert live.counts().documents == 3  # a reader does not wait for it
        process.kill()
        process.wait()

    assert state(file) == before_it
    assert live.counts().documents == 3
    put_catalogue(copy, file)
    assert live.counts().documents == 2
    live.close()


def test_a_question_mark_and_a_hash_in_a_path_are_letters(file: Path, tmp_path: Path) -> None:
    odd = tmp_path / "what? #1 %20"
    odd.mkdir()
    copy_catalogue(file, odd / "catalogue.db")

    assert checked_version(odd / "catalogue.db", "it") == VERSION
    assert before(odd / "catalogue.db").ids == before(file).ids
    assert sorted(path.name for path in odd.iterdir()) == ["catalogue.db"]


def test_who_follows_by_revision_notices_all_that_came_and_went(file: Path) -> None:
    catalogue = open_catalogue(file)
    ids, revision = catalogue.ids(), catalogue.revision()

    succeed(catalogue, Before(revision=revision + 40, ids=frozenset({*ids[:1], "of the other"})))

    assert catalogue.revision() == revision + 41
    assert sorted(one.id for one in catalogue.changed_since(revision + 40)) == sorted(ids)
    assert catalogue.removed_since(revision + 40) == ["of the other"]
    catalogue.close()


def test_a_catalogue_that_cannot_be_read_says_nothing_of_itself(tmp_path: Path) -> None:
    (tmp_path / "damaged.db").write_bytes(b"no database " * 1000)

    assert before(tmp_path / "damaged.db") == Before()
    assert before(tmp_path / "nowhere.db") == Before()
