"""`polisearch backup` and `restore`: what they say of what they did."""

from collections.abc import Callable
from pathlib import Path

from tests.ui.cli.conftest import Typed, type_here


def test_a_library_is_backed_up_and_restored(
    typed: Callable[..., Typed], small_library: Path, tmp_path: Path
) -> None:
    file, copy = tmp_path / "backup.zip", tmp_path / "copy"

    made = typed("backup", file)
    assert made.status == 0
    assert "files of documents are not in it" in made.plain_err
    again = typed("backup", file)
    assert again.status == 1
    assert "--replace" in again.plain_err

    restored = type_here("restore", file, library=copy)
    assert restored.status == 0
    assert "2 documents" in restored.plain_err
    assert "Put them back before the next 'polisearch ingest'" in restored.plain_err
    assert "Housing and segregation" in type_here("search", "rent", library=copy).out

    refused = typed("restore", file)
    assert refused.status == 1
    assert "--replace" in refused.plain_err
    replaced = typed("restore", file, "--replace")
    assert replaced.status == 0
    (aside,) = small_library.glob("before-restore-*")
    assert aside.name in replaced.plain_err
    assert type_here("index", library=aside).status == 0
    assert "Housing and segregation" in type_here("search", "rent", library=aside).out


def test_documents_go_along_when_that_is_said(
    typed: Callable[..., Typed], small_library: Path, tmp_path: Path
) -> None:
    file, copy = tmp_path / "backup.zip", tmp_path / "copy"
    (small_library / "documents" / "link.txt").symlink_to("/etc/passwd")

    made = typed("backup", file, "--documents")
    assert "Left out, as links or names that are no text: documents/link.txt" in made.plain_err

    assert "Put them back" not in type_here("restore", file, library=copy).plain_err
    assert (copy / "documents" / "vienna.txt").is_file()
    assert "2 unchanged" in type_here("ingest", library=copy).out


def test_a_damaged_file_is_told(typed: Callable[..., Typed], tmp_path: Path) -> None:
    (tmp_path / "backup.zip").write_bytes(b"no archive")

    said = typed("restore", tmp_path / "backup.zip", "--replace")

    assert said.status == 1
    assert "is no whole backup" in said.plain_err
    assert "Nothing was changed" in said.plain_err
