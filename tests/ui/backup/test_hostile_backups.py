"""A backup is not believed: what is in it is restored as it was, or nothing is changed."""

import hashlib
import json
import random
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from corpus.errors import CatalogueError, PolisearchError
from tests.ui.backup.conftest import kept
from ui.backup import archive as archive_file
from ui.backup import restoring
from ui.backup.archive import BadBackup
from ui.backup.contents import most_bytes
from ui.backup.restoring import restore_backup

Manifest = dict[str, Any]


class Made(NamedTuple):
    """An archive that somebody made: its manifest, and what is in it."""

    manifest: Manifest
    files: dict[str, bytes]

    def add(self, name: str, data: bytes = b"x") -> None:
        """Name and hold a file, as a backup does."""
        self.files[name] = data
        self.manifest["files"] = [one for one in self.manifest["files"] if one["name"] != name]
        sha256 = hashlib.sha256(data).hexdigest()
        entry = {"name": name, "size": len(data), "sha256": sha256, "modified": 1}
        self.manifest["files"].append(entry)

    def entry(self, name: str = "must_find.csv") -> Manifest:
        return next(one for one in self.manifest["files"] if one["name"] == name)


def opened(backup: Path) -> Made:
    with ZipFile(backup) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        names = [name for name in archive.namelist() if name != "manifest.json"]
        return Made(manifest, {name: archive.read(name) for name in names})


def write(made: Made, to: Path, compression: int = ZIP_DEFLATED) -> None:
    with ZipFile(to, "w", compression) as archive:
        for name, data in made.files.items():
            archive.writestr(name, data)
        archive.writestr("manifest.json", json.dumps(made.manifest))


def refused(backup: Path, library: Path, error: type[PolisearchError] = BadBackup) -> str:
    """Restore, into a library that is there and into a new one: nothing changes."""
    before, beside = kept(library), sorted(path.name for path in library.parent.iterdir())
    for target in (library, library.parent / "new"):
        with pytest.raises(error) as caught:
            restore_backup(backup, target, replace=True)
    assert kept(library) == before
    assert not [path.name for path in library.iterdir() if "restore" in path.name]
    assert sorted(path.name for path in library.parent.iterdir()) == beside
    return str(caught.value)


@pytest.mark.parametrize(
    "name",
    ["../outside.txt", "/outside.txt", "documents/../../outside.txt", "vocabulary/../x.csv",
     "..", ".", "documents", "documents/", "vocabulary/deep/cities.csv", "admin/sessions.json",
     "index/current.json", "writer.lock", "lists/writer.lock", "vocabulary/.hidden",
     "before-restore-1/catalogue.db", "documents\\..\\x", "documents/a\x00b", "C:\\x",
     "catalogue.db-wal", "ui/backup.py"],
)  # fmt: skip
def test_a_name_that_does_not_belong_in_a_backup_is_refused(
    library: Path, backup: Path, name: str
) -> None:
    made = opened(backup)
    made.add(name)
    write(made, backup)

    refused(backup, library)


@given(some.text(max_size=20) | some.text("./\\ab:", max_size=12).map("documents/{}".format))
@example("documents/a")
def test_a_name_that_belongs_there_stays_within_the_library(name: str) -> None:
    try:
        most_bytes(name)
    except ValueError:
        return
    parts = PurePosixPath("/library") / name
    assert parts.is_relative_to("/library")
    assert ".." not in parts.parts


def no_format(made: Made) -> None:
    made.manifest["format"] = "another"


def no_catalogue(made: Made) -> None:
    made.files.pop("catalogue.db")
    made.manifest["files"] = [one for one in made.manifest["files"] if one["name"][0] != "c"]


def another_checksum(made: Made) -> None:
    made.entry()["sha256"] = "0" * 64


def another_size(made: Made) -> None:
    made.entry()["size"] += 1


def no_size(made: Made) -> None:
    made.entry()["size"] = "1"


def less_than_none(made: Made) -> None:
    made.entry()["size"] = -1


def a_date_far_away(made: Made) -> None:
    made.entry()["modified"] = 2**80


def named_twice(made: Made) -> None:
    made.manifest["files"].append(made.entry())


def one_more(made: Made) -> None:
    made.files["vocabulary/kinds.toml"] = b""


def one_less(made: Made) -> None:
    made.files.pop("must_find.csv")


def no_list(made: Made) -> None:
    made.manifest["files"] = 7


def too_large(made: Made) -> None:
    made.add("polisearch.toml", b"#" * (1024 * 1024 + 1))


@pytest.mark.parametrize(
    "change",
    [no_format, no_catalogue, another_checksum, another_size, no_size, less_than_none,
     a_date_far_away, named_twice, one_more, one_less, no_list, too_large],
)  # fmt: skip
def test_a_manifest_that_lies_is_refused(
    library: Path, backup: Path, change: Callable[[Made], None]
) -> None:
    made = opened(backup)
    change(made)
    write(made, backup)

    assert "no whole backup" in refused(backup, library)


def test_a_newer_form_of_backup_is_refused_as_such(library: Path, backup: Path) -> None:
    made = opened(backup)
    made.manifest["version"] = 2
    write(made, backup)

    assert "update this one" in refused(backup, library)


@pytest.mark.parametrize("text", ["", "{", "[]", "7", "null", "[" * 100_000, "\x00"])
def test_a_manifest_that_is_none_is_refused(library: Path, backup: Path, text: str) -> None:
    with ZipFile(backup, "w") as archive:
        archive.writestr("manifest.json", text)

    refused(backup, library)


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_backup_is_refused(library: Path, backup: Path, data: bytes) -> None:
    backup.write_bytes(data)

    refused(backup, library)


def test_a_file_that_is_not_there_is_named(library: Path, tmp_path: Path) -> None:
    assert "nowhere.zip cannot be read: No such file" in refused(tmp_path / "nowhere.zip", library)


def test_another_way_of_packing_is_refused(library: Path, backup: Path) -> None:
    write(opened(backup), backup, ZIP_BZIP2)

    refused(backup, library)


def test_a_name_twice_in_the_archive_is_refused(library: Path, backup: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), ZipFile(backup, "a") as archive:
        archive.writestr("must_find.csv", "query,document\n")

    refused(backup, library)


def test_a_link_in_the_archive_becomes_a_file(library: Path, backup: Path) -> None:
    made = opened(backup)
    made.add("searches/link.json", b"/etc/passwd")
    member = ZipInfo("searches/link.json")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    with ZipFile(backup, "w") as archive:
        for name, data in made.files.items():
            archive.writestr(member if name == member.filename else name, data)
        archive.writestr("manifest.json", json.dumps(made.manifest))

    restore_backup(backup, library, replace=True)

    restored = library / "searches" / "link.json"
    assert not restored.is_symlink()
    assert restored.read_bytes() == b"/etc/passwd"


def test_more_than_the_disk_has_room_for_is_not_unpacked(
    library: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_file, "ROOM", 2**60)

    assert "no room" in refused(backup, library, PolisearchError)


@pytest.mark.parametrize(
    "statement",
    ["CREATE TRIGGER t AFTER UPDATE ON facts BEGIN DELETE FROM documents; END",
     "CREATE VIEW v AS SELECT 1", "DROP TABLE facts"],
)  # fmt: skip
def test_a_catalogue_that_holds_what_none_does_is_refused(
    library: Path, backup: Path, tmp_path: Path, statement: str
) -> None:
    made, file = opened(backup), tmp_path / "changed.db"
    file.write_bytes(made.files["catalogue.db"])
    with closing(sqlite3.connect(file)) as changed, changed:
        changed.execute(statement)
    made.add("catalogue.db", file.read_bytes())
    write(made, backup)

    assert "damaged" in refused(backup, library, CatalogueError)


def test_a_damaged_page_of_the_catalogue_is_found_before_anything_changes(
    library: Path, backup: Path
) -> None:
    made = opened(backup)
    data = bytearray(made.files["catalogue.db"])
    data[4096 * 2 : 4096 * 8] = b"\xff" * 4096 * 6
    made.add("catalogue.db", bytes(data))
    write(made, backup)

    assert "damaged" in refused(backup, library, CatalogueError)


def test_any_damage_to_the_file_is_noticed_or_does_no_harm(
    library: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "_index", lambda *_: 0)  # which depends on nothing of this
    chance, whole, before = random.Random(7), backup.read_bytes(), kept(library)
    noticed = 0
    for _ in range(80):
        data = bytearray(whole)
        place = chance.choice([chance.randrange(len(data)), len(data) - chance.randrange(1, 900)])
        if chance.random() < 0.2:
            del data[place:]
        else:
            data[place] ^= 1 << chance.randrange(8)
        backup.write_bytes(data)
        try:
            restore_backup(backup, library, replace=True)
        except BadBackup:
            noticed += 1
        assert kept(library) == before

    assert 0 < noticed < 80
