"""A backup holds what cannot be made again, and nothing else; it is whole, or not there."""

import errno
import json
import stat
from pathlib import Path
from zipfile import ZipFile

import pytest

from corpus.errors import CatalogueError, LibraryNotFound, PolisearchError
from ui.backup.archive import Writer
from ui.backup.making import make_backup

KEPT = {"catalogue.db", "polisearch.toml", "must_find.csv", "vocabulary/cities.csv",
        "searches/rent in Vienna.json"}  # fmt: skip


def names(file: Path) -> set[str]:
    with ZipFile(file) as archive:
        said = json.loads(archive.read("manifest.json"))
        listed = {entry["name"] for entry in said["files"]}
        assert set(archive.namelist()) == listed | {"manifest.json"}
    return listed


def test_a_backup_holds_what_cannot_be_made_again_and_nothing_else(
    library: Path, tmp_path: Path
) -> None:
    for name in ("admin/sessions.json", "index/current.json", "writer.txt", "lists/writer.lock",
                 "lists/.half.json", "documents/a.pdf", "before-restore-1/polisearch.toml",
                 "catalogue-version-1-1.db"):  # fmt: skip
        (library / name).parent.mkdir(exist_ok=True)
        (library / name).write_text("not to be carried elsewhere", encoding="utf-8")
    make_backup(library, tmp_path / "backup.zip")

    (a_list,) = names(tmp_path / "backup.zip") - KEPT
    assert a_list.startswith("lists/")
    assert not a_list.startswith("lists/.")
    assert names(tmp_path / "backup.zip") >= KEPT


def test_only_its_owner_may_read_it(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_a_file_that_is_there_is_replaced_only_when_that_is_said(
    library: Path, tmp_path: Path
) -> None:
    file = tmp_path / "backup.zip"
    file.write_text("of another day", encoding="utf-8")

    with pytest.raises(PolisearchError, match="left as it is") as caught:
        make_backup(library, file)
    assert "--replace" in caught.value.hint
    assert file.read_text(encoding="utf-8") == "of another day"

    make_backup(library, file, replace=True)
    assert names(file) >= KEPT


def test_documents_are_taken_in_when_that_is_said_and_links_are_not(
    library: Path, tmp_path: Path
) -> None:
    deep = library / "documents" / "wien" / "bericht 2009 – ü.txt"
    deep.parent.mkdir(parents=True)
    deep.write_text("Wohnen", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (library / "documents" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (library / "documents" / "folder").symlink_to(tmp_path)

    made = make_backup(library, tmp_path / "backup.zip", with_documents=True)

    documents = {name for name in names(tmp_path / "backup.zip") if name.startswith("documents")}
    assert documents == {"documents/wien/bericht 2009 – ü.txt"}
    assert set(made.left_out) == {"documents/link.txt", "documents/folder"}


@pytest.mark.parametrize("before", [None, "of another day"])
def test_a_full_disk_leaves_what_was_there(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Writer, "add", full)
    place = tmp_path / "backups"
    place.mkdir()
    if before is not None:
        (place / "backup.zip").write_text(before, encoding="utf-8")

    with pytest.raises(PolisearchError, match="No space left"):
        make_backup(library, place / "backup.zip", replace=True)

    left = {path.name: path.read_text(encoding="utf-8") for path in place.iterdir()}
    assert left == ({} if before is None else {"backup.zip": before})


def test_a_folder_that_is_not_there_is_named(library: Path, tmp_path: Path) -> None:
    with pytest.raises(PolisearchError, match="cannot be written: No such file"):
        make_backup(library, tmp_path / "nowhere" / "backup.zip")


def test_a_backup_is_not_put_where_it_would_be_read_as_a_document(library: Path) -> None:
    (library / "documents").mkdir()

    with pytest.raises(PolisearchError, match="read as one"):
        make_backup(library, library / "documents" / "backup.zip")


def test_a_folder_that_is_no_library_is_not_backed_up(tmp_path: Path) -> None:
    with pytest.raises(LibraryNotFound):
        make_backup(tmp_path, tmp_path / "backup.zip")


def test_a_catalogue_in_a_database_is_left_to_its_own_tools(library: Path, tmp_path: Path) -> None:
    settings = library / "polisearch.toml"
    settings.write_text('catalogue = "postgresql://me:geheim@h/db"\n', encoding="utf-8")

    with pytest.raises(CatalogueError, match="in a database") as caught:
        make_backup(library, tmp_path / "backup.zip")
    assert "pg_dump" in caught.value.hint
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("damage", ["lost", "a page", "another file"])
def test_a_lost_or_damaged_catalogue_makes_no_backup(
    library: Path, tmp_path: Path, damage: str
) -> None:
    file = library / "catalogue.db"
    data = bytearray(file.read_bytes())
    if damage == "a page":
        data[4096 : len(data) // 2] = b"\xff" * (len(data) // 2 - 4096)
    file.write_bytes(b"no database, but a text of some length" * 30 if damage != "a page" else data)
    if damage == "lost":
        file.unlink()

    with pytest.raises(CatalogueError, match=r"damaged|cannot be copied|holds no catalogue"):
        make_backup(library, tmp_path / "backup.zip")
    assert not (tmp_path / "backup.zip").exists()
    assert list(tmp_path.iterdir()) == [library]
