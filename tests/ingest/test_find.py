import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.catalogue import Catalogue
from corpus.errors import SourceNotFound
from corpus.failures import Reason
from ingest.find import file_of, find_sources
from ingest.report import Report

Write = Callable[..., Path]
Run = Callable[..., Report]


def paths(roots: list[Path], library: Path) -> list[str]:
    return [found.source.path for found in find_sources(roots, library).found]


def test_files_come_in_the_order_of_their_paths_relative_to_the_library(
    write: Write, documents: Path, library: Path
) -> None:
    write("b.txt")
    write("a/z.txt")

    assert paths([documents], library) == ["documents/a/z.txt", "documents/b.txt"]


def test_a_file_outside_the_library_has_its_whole_path(tmp_path: Path, library: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    file = tmp_path / "elsewhere" / "a.txt"
    file.write_text("x")

    assert paths([tmp_path / "elsewhere"], library) == [file.as_posix()]


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.txt",
        ".DS_Store",
        "Thumbs.db",
        "thumbs.db",
        "Desktop.ini",
        "__MACOSX/a.txt",
        "~$report.docx",
        "manifest.csv",
        "a.pdf.meta.toml",
        "a.pdf.expected.toml",
        ".git/config",
    ],
)
def test_what_is_no_document_is_passed_over(
    write: Write, documents: Path, library: Path, name: str
) -> None:
    write(name, "file\n")

    assert paths([documents], library) == []


def test_a_file_of_any_other_type_is_a_source(write: Write, documents: Path, library: Path) -> None:
    write("data.xyz")

    assert paths([documents], library) == ["documents/data.xyz"]


def test_the_librarys_own_files_are_no_sources(write: Write, library: Path) -> None:
    write("a.txt")
    for name in (
        "catalogue.db",
        "catalogue.db-wal",
        "catalogue-version-2-20261127-200000.db",
        "polisearch.toml",
        "writer.lock",
    ):
        (library / name).write_text("")
    for folder in ("admin", "before-restore-20261127-200000", "index", "lists", "vocabulary"):
        (library / folder).mkdir()
        (library / folder / "a.txt").write_text("")
    (library / "documents" / "index").mkdir()
    (library / "documents" / "index" / "b.txt").write_text("")

    assert paths([library], library) == ["documents/a.txt", "documents/index/b.txt"]


def test_the_librarys_own_files_are_none_by_whatever_path_it_is_reached(
    write: Write, library: Path, tmp_path: Path
) -> None:
    write("a.txt")
    (library / "polisearch.toml").write_text("")
    (tmp_path / "link").symlink_to(library.parent)

    found = paths([tmp_path / "link" / library.name], library)

    assert [Path(path).name for path in found] == ["a.txt"]


def test_a_file_is_found_once_though_two_roots_hold_it(
    write: Write, documents: Path, library: Path
) -> None:
    write("housing/a.txt")

    assert paths([documents / "housing", documents], library) == ["documents/housing/a.txt"]


def test_a_link_in_a_circle_ends(write: Write, documents: Path, library: Path) -> None:
    write("a/b.txt")
    (documents / "a" / "circle").symlink_to(documents)

    assert paths([documents], library) == ["documents/a/b.txt"]


def test_a_link_to_nothing_is_a_failure_with_a_name(run: Run, documents: Path) -> None:
    (documents / "gone.txt").symlink_to(documents / "nowhere.txt")

    (failed,) = run().failures

    assert (failed.path, failed.reason) == ("documents/gone.txt", Reason.UNREADABLE_FILE)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_not_opened(run: Run, documents: Path) -> None:
    os.mkfifo(documents / "pipe.txt")

    (failed,) = run().failures

    assert failed.reason is Reason.UNSUPPORTED


def test_a_name_that_is_no_utf8_is_kept_and_leads_to_the_file(
    run: Run, documents: Path, library: Path, catalogue: Catalogue
) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    (documents / name).write_text("Text in a file with an old name.")

    assert run().indexed == 1

    (path,) = catalogue.sources()
    assert path == "documents/caf%E9.txt"
    assert file_of(path, library) == documents / name


def test_a_root_that_is_not_there_changes_nothing(
    run: Run, write: Write, documents: Path, catalogue: Catalogue
) -> None:
    write("a.txt")
    run()

    with pytest.raises(SourceNotFound):
        run(roots=[documents / "missing", documents])

    assert len(catalogue.sources()) == 1


def test_a_folder_that_cannot_be_listed_is_a_failure_and_keeps_its_documents(
    run: Run, write: Write, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("closed/a.txt", "Text of a.")
    write("open/b.txt", "Text of b.")
    run()
    list_folder = os.scandir

    def refuse(path: Any) -> Any:
        if not isinstance(path, int) and Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return list_folder(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refuse)
        report = run()

    assert [(f.path, f.reason) for f in report.failures] == [
        ("documents/closed", Reason.UNREADABLE_FILE)
    ]
    assert (report.removed, report.unchanged) == (0, 1)
    assert "documents/closed/a.txt" in catalogue.sources()
    assert run().removed_names == ("documents/closed",)
