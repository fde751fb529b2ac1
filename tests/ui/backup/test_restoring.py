"""A restored library is what it was; what it replaced is kept, and its readers go on."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import corpus.catalogue.schema as schema
from corpus.catalogue import Catalogue, versions
from corpus.document import Described, Document, Page
from corpus.errors import BadSetting, CatalogueError, LibraryBusy, PolisearchError
from corpus.lock import writing
from corpus.records import Source
from search.keeping.list_file import begin, read_list, reading_token
from search.question import Ask
from tests.ui.backup.conftest import kept, tables
from ui.backup import restoring
from ui.backup.making import make_backup
from ui.backup.restoring import HasLibrary, restore_backup
from ui.jobs.job import Job, Order, What, keep
from ui.jobs.job import kept as kept_job
from ui.opened import VARIABLE, close_library, opened_library
from ui.wiring import Library, open_library


def put(catalogue: Catalogue, name: str, text: str) -> None:
    """Take a document in, as a run does."""
    source = Source(path=name, root="documents", name=name, size=1, modified=1)
    page = Page(number=1, text=text, language="en")
    values = {"language": ("en",), "id": (name,), "title": (name,), "pages": ("1",)}
    document = Document(id=name, values=values, pages=(page,))
    catalogue.put(source, [Described(document)], run=1)


def found(library: Library, words: str) -> list[str]:
    return [hit.id for hit in library.searcher.search(Ask(text=words)).hits]


def test_a_new_library_is_what_the_old_one_was(library: Path, backup: Path, tmp_path: Path) -> None:
    restored = restore_backup(backup, tmp_path / "new")

    assert kept(tmp_path / "new") == kept(library)
    assert restored.documents == 2
    assert restored.aside is None
    assert not restored.has_documents
    opened = open_library(tmp_path / "new")
    assert opened.shelf.standing().is_current
    assert len(found(opened, "rent")) == 1
    opened.close()


def test_a_library_is_replaced_only_when_that_is_said(library: Path, backup: Path) -> None:
    before = kept(library)

    with pytest.raises(HasLibrary) as caught:
        restore_backup(backup, library)

    assert "--replace" in caught.value.hint
    assert kept(library) == before


def test_what_was_there_is_a_library_put_aside(library: Path, backup: Path) -> None:
    as_backed_up = kept(library)
    opened = open_library(library)
    put(opened.catalogue, "newer", "A word: zebra.")
    opened.shelf.follow()
    opened.close()
    token = begin(library, lambda one: one)
    (library / "must_find.csv").unlink()
    (library / "vocabulary" / "thesaurus.csv").write_text("", encoding="utf-8")
    (library / "documents").mkdir()
    (library / "documents" / "a.txt").write_text("A file.", encoding="utf-8")
    before = kept(library)

    restored = restore_backup(backup, library, replace=True)

    now = kept(library)
    assert {"document_id": "newer"} in now.pop("removed")  # type: ignore[operator]
    assert now == {name: as_backed_up[name] for name in now}
    assert now.keys() == as_backed_up.keys() - {"removed"}
    assert (library / "documents" / "a.txt").exists()
    assert restored.aside is not None
    assert restored.aside.parent == library
    assert kept(restored.aside) == before
    assert read_list(restored.aside, reading_token(token)).items == ()
    opened = open_library(library)
    assert found(opened, "zebra") == []
    assert len(found(opened, "rent")) == 1
    opened.close()


def test_each_that_is_put_aside_is_kept(library: Path, backup: Path) -> None:
    asides = {restore_backup(backup, library, replace=True).aside for _ in range(3)}

    assert len(asides) == 3
    assert all(aside is not None and (aside / "catalogue.db").exists() for aside in asides)


def test_documents_come_back_as_they_were_also_their_dates(library: Path, tmp_path: Path) -> None:
    file = library / "documents" / "wien" / "a.txt"
    file.parent.mkdir(parents=True)
    file.write_text("Then.", encoding="utf-8")
    os.utime(file, ns=(1_234_567_890_123_456_789,) * 2)
    make_backup(library, tmp_path / "backup.zip", with_documents=True)
    file.write_text("Now.", encoding="utf-8")

    restored = restore_backup(tmp_path / "backup.zip", library, replace=True)

    assert file.read_text(encoding="utf-8") == "Then."
    assert file.stat().st_mtime_ns == 1_234_567_890_123_456_789
    assert restored.aside is not None
    aside = restored.aside / "documents" / "wien" / "a.txt"
    assert aside.read_text(encoding="utf-8") == "Now."


def test_one_who_reads_meanwhile_sees_what_was_restored(library: Path, backup: Path) -> None:
    reader = open_library(library)
    put(reader.catalogue, "newer", "A word: zebra.")
    reader.shelf.follow()
    assert found(reader, "zebra") == ["newer"]

    with closing(sqlite3.connect(library / "catalogue.db")) as slow:
        slow.execute("BEGIN")
        query = "SELECT count(*) FROM documents"
        assert slow.execute(query).fetchone() == (3,)
        restore_backup(backup, library, replace=True)
        assert slow.execute(query).fetchone() == (3,)  # until it ends what it reads
        slow.execute("COMMIT")
        assert slow.execute(query).fetchone() == (2,)

    assert found(reader, "zebra") == []
    assert len(found(reader, "rent")) == 1
    assert reader.catalogue.counts().documents == 2
    put(reader.catalogue, "newest", "A word: okapi.")  # into the file that all others read
    reader.close()
    again = open_library(library)
    assert again.catalogue.counts().documents == 3
    again.close()


def test_a_server_opens_the_restored_library_anew(
    library: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(library))
    (library / "polisearch.toml").write_text('name = "Newer"\n', encoding="utf-8")
    try:
        assert opened_library().settings.name == "Newer"
        restore_backup(backup, library, replace=True)
        assert opened_library().settings.name == "Polisearch"
    finally:
        close_library()


def test_an_index_that_was_not_made_again_follows(
    library: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_library(library)
    opened.shelf.follow()
    put(opened.catalogue, "newer", "A word: zebra.")  # the backup never had this revision
    opened.shelf.follow()
    opened.close()

    def killed(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(restoring, "_index", killed)
    with pytest.raises(KeyboardInterrupt):
        restore_backup(backup, library, replace=True)

    opened = open_library(library)
    assert opened.shelf.standing().behind
    opened.shelf.follow()
    assert found(opened, "zebra") == []
    assert len(found(opened, "rent")) == 1
    opened.close()


STAGES = ["Unpacking, in MB", "Putting aside what is there", "Putting the backup in its place",
          "Indexing documents"]  # fmt: skip


@pytest.mark.parametrize("moment", STAGES)
def test_one_who_is_stopped_loses_nothing_and_the_next_restores_it(
    library: Path, backup: Path, moment: str
) -> None:
    as_backed_up = kept(library)
    (library / "must_find.csv").write_text("query,document\n", encoding="utf-8")
    opened = open_library(library)
    put(opened.catalogue, "newer", "A word: zebra.")
    opened.close()
    before = kept(library)

    def stop(stage: str, _done: int, _total: int) -> None:
        if stage == moment:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore_backup(backup, library, replace=True, on_stage=stop)

    asides = list(library.glob("before-restore-*"))
    assert before in [kept(folder) for folder in (library, *asides)]
    assert (kept(library) == before) == (moment != STAGES[-1])
    restored = restore_backup(backup, library, replace=True)
    now = kept(library)
    assert {name: now[name] for name in as_backed_up if name != "removed"} == {
        name: value for name, value in as_backed_up.items() if name != "removed"
    }
    assert restored.aside not in asides


@pytest.mark.parametrize("damage", ["no database", "pages", "empty", "lost"])
def test_a_damaged_library_is_made_whole_and_the_damage_kept(
    library: Path, backup: Path, damage: str
) -> None:
    as_backed_up, file = kept(library), library / "catalogue.db"
    data = bytearray(file.read_bytes())
    data[4096 * 3 : 4096 * 6] = b"\xff" * 4096 * 3
    damaged = {"no database": b"no database " * 1000, "pages": bytes(data), "empty": b""}
    file.unlink()
    if damage != "lost":
        file.write_bytes(damaged[damage])

    restored = restore_backup(backup, library, replace=True)

    assert kept(library) == as_backed_up
    assert restored.aside is not None
    if damage == "no database":
        assert (restored.aside / "catalogue.db").read_bytes() == damaged[damage]


def test_a_job_that_ran_when_the_backup_was_made_does_not_seem_to_have_died(
    library: Path, tmp_path: Path
) -> None:
    opened = open_library(library)
    keep(opened.catalogue, Job(id="1", order=Order(what=What.INGEST), started="2026-01-31"))
    opened.close()
    make_backup(library, tmp_path / "backup.zip")

    restore_backup(tmp_path / "backup.zip", tmp_path / "new")

    opened = open_library(tmp_path / "new")
    assert kept_job(opened.catalogue) is None
    opened.close()


def test_a_library_that_is_written_to_is_left(library: Path, backup: Path) -> None:
    before = kept(library)

    with writing(library, "polisearch ingest"), pytest.raises(LibraryBusy, match="ingest"):
        restore_backup(backup, library, replace=True)

    assert kept(library) == before


def test_settings_keep_who_may_read_them(library: Path, backup: Path, tmp_path: Path) -> None:
    (library / "polisearch.toml").chmod(0o640)

    restore_backup(backup, library, replace=True)
    restore_backup(backup, tmp_path / "new")

    assert (library / "polisearch.toml").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "new" / "polisearch.toml").stat().st_mode & 0o777 == 0o600


def test_a_backup_of_an_older_version_is_brought_up_to_date(
    library: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "VERSION", "3")
    monkeypatch.setattr(versions, "STEPS", "tests.corpus.steps")

    restore_backup(backup, library, replace=True)

    facts = tables(library / "catalogue.db")["facts"]
    assert {"name": "version", "value": "3"} in facts  # type: ignore[operator]


@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize(
    ("what", "error"),
    [("a newer catalogue", CatalogueError), ("an unknown setting", BadSetting),
     ("a database", CatalogueError)],
)  # fmt: skip
def test_what_this_program_cannot_use_changes_nothing(
    library: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    what: str,
    error: type[PolisearchError],
    *,
    is_new: bool,
) -> None:
    source, settings = tmp_path / "source", library / "polisearch.toml"
    shutil.copytree(library, source)
    if what == "a newer catalogue":
        with closing(sqlite3.connect(source / "catalogue.db")) as opened, opened:
            opened.execute("UPDATE facts SET value = '99' WHERE name = 'version'")
    if what == "an unknown setting":
        monkeypatch.setattr("ui.backup.making.settings_of", lambda _: open_settings(settings))
        (source / "polisearch.toml").write_text("wisdom = 7\n", encoding="utf-8")
    make_backup(source, tmp_path / "backup.zip")
    if what == "a database":
        monkeypatch.setenv("POLISEARCH_CATALOGUE", "postgresql://h/db")
    target = tmp_path / "new" if is_new else library
    before = None if is_new else kept(library)

    with pytest.raises(error):
        restore_backup(tmp_path / "backup.zip", target, replace=True)

    assert (kept(target) if target.exists() else None) == before
    assert not list(library.glob("before-restore-*"))
    assert not list(library.glob(".restore-*"))


def open_settings(path: Path) -> object:
    from ui.settings import read_settings

    return read_settings(path.parent)
