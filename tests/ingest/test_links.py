"""Links that lead out of the folder that is ingested, and those that do not."""

import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.catalogue import Catalogue
from corpus.errors import SourceNotFound
from ingest.find import find_sources
from ingest.links import MOST_NAMED, is_link, warnings_of
from ingest.reading import Outcome, Reading, Task, read_file
from ingest.report import Report

Write = Callable[..., Path]
Run = Callable[..., Report]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder with a file, outside of all that is ingested."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.txt").write_text("The secret of the treasury.")
    return tmp_path / "elsewhere"


def paths(roots: list[Path], library: Path, *, follow_links: bool = False) -> list[str]:
    found = find_sources(roots, library, follow_links=follow_links).found
    return [one.source.path for one in found]


def test_a_link_to_a_folder_elsewhere_is_left_and_named(
    run: Run, write: Write, documents: Path, elsewhere: Path
) -> None:
    write("a.txt")
    (documents / "share").symlink_to(elsewhere)

    report = run()

    assert (report.indexed, report.failed) == (1, 0)
    assert report.warnings[0] == (
        "documents/share is a link that leads out of its folder; it is not followed."
    )
    assert "follow_links = true" in report.warnings[1]


def test_a_link_to_a_file_elsewhere_is_left_and_named(
    run: Run, write: Write, documents: Path, elsewhere: Path, catalogue: Catalogue
) -> None:
    write("a.txt")
    (documents / "b.txt").symlink_to(elsewhere / "secret.txt")
    (documents / "c.txt").symlink_to("../../elsewhere/secret.txt")
    (documents / ".d.txt").symlink_to(elsewhere / "secret.txt")

    report = run()

    assert list(catalogue.sources()) == ["documents/a.txt"]
    assert [line.split()[0] for line in report.warnings] == [
        "documents/b.txt", "documents/c.txt", "To",
    ]  # fmt: skip


def test_links_are_followed_where_the_setting_says_so(
    documents: Path, library: Path, elsewhere: Path
) -> None:
    (documents / "share").symlink_to(elsewhere)
    (documents / "b.txt").symlink_to(elsewhere / "secret.txt")

    assert paths([documents], library, follow_links=True) == [
        "documents/b.txt", "documents/share/secret.txt",
    ]  # fmt: skip


def test_a_link_within_the_folder_is_followed(write: Write, documents: Path, library: Path) -> None:
    write("a/b.txt")
    (documents / "c.txt").symlink_to("a/b.txt")

    assert paths([documents], library) == ["documents/a/b.txt", "documents/c.txt"]


def test_a_root_may_be_a_link_as_somebody_named_it(
    library: Path, documents: Path, elsewhere: Path
) -> None:
    (documents / "share").symlink_to(elsewhere)
    (documents / "b.txt").symlink_to(elsewhere / "secret.txt")

    assert paths([documents / "share", documents / "b.txt"], library) == [
        "documents/b.txt", "documents/share/secret.txt",
    ]  # fmt: skip


def test_a_link_below_a_root_that_is_a_link_leads_out_of_where_that_leads(
    library: Path, documents: Path, elsewhere: Path
) -> None:
    (elsewhere / "b.txt").symlink_to("secret.txt")
    (elsewhere / "c.txt").symlink_to(documents)
    (documents / "share").symlink_to(elsewhere)

    assert paths([documents / "share"], library) == [
        "documents/share/b.txt", "documents/share/secret.txt",
    ]  # fmt: skip


def test_a_hard_link_is_a_file(documents: Path, library: Path, elsewhere: Path) -> None:
    os.link(elsewhere / "secret.txt", documents / "a.txt")

    assert paths([documents], library) == ["documents/a.txt"]


@pytest.mark.parametrize("name", ["manifest.csv", "a.txt.meta.toml"])
def test_what_describes_files_is_not_read_through_a_link(
    write: Write, documents: Path, library: Path, elsewhere: Path, name: str
) -> None:
    write("a.txt")
    (elsewhere / name).write_text("file,title\na.txt,Treasury\n" if "csv" in name else "year = 1")
    (documents / name).symlink_to(elsewhere / name)

    for root in (documents, documents / "a.txt", documents.parent):
        (found,) = find_sources([root], library).found
        assert not found.cells


def test_what_was_read_through_a_link_before_is_removed_and_that_is_said(
    run: Run, documents: Path, elsewhere: Path, catalogue: Catalogue
) -> None:
    (documents / "share").symlink_to(elsewhere)
    assert run(follow_links=True).indexed == 1

    report = run()

    assert (report.removed, len(catalogue.sources())) == (1, 0)
    assert "What was read through it before is removed: 1." in report.warnings[0]


def test_a_folder_that_is_empty_but_for_a_link_may_still_be_a_disk_that_is_gone(
    run: Run, write: Write, documents: Path, elsewhere: Path, catalogue: Catalogue
) -> None:
    file = write("a.txt")
    (documents / "share").symlink_to(elsewhere)
    run(follow_links=True)
    file.unlink()

    with pytest.raises(SourceNotFound):
        run()

    assert len(catalogue.sources()) == 2


def test_a_file_in_whose_place_a_link_was_put_meanwhile_is_not_read(
    run: Run, write: Write, elsewhere: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, target = write("a.txt", "Twenty-seven letters here: x"), elsewhere / "secret.txt"
    target.write_text("The secret, as long as that.")
    seen = file.stat()
    os.utime(target, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert (target.stat().st_size, target.stat().st_mtime_ns) == (seen.st_size, seen.st_mtime_ns)
    listed = os.scandir

    def swapped_after(path: Any) -> Any:
        found = listed(path)
        if not isinstance(path, int) and Path(path) == file.parent:
            entries = list(found)
            [entry.stat() for entry in entries]
            file.unlink()
            file.symlink_to(target)
            return _Listing(entries)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", swapped_after)
        report = run()

    assert (report.indexed, report.left) == (0, 1)
    assert catalogue.sources() == {}


class _Listing(list[Any]):
    """Entries of a folder as they were."""

    def __enter__(self) -> "_Listing":
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is held."""


def test_a_folder_in_whose_place_a_link_was_put_meanwhile_is_not_read(
    write: Write, documents: Path, library: Path, elsewhere: Path, vocabulary: Any
) -> None:
    file = write("a/secret.txt", "Harmless.")
    (found,) = find_sources([documents], library).found
    file.unlink()
    file.parent.rmdir()
    (documents / "a").symlink_to(elsewhere)

    task = Task(file=found.file, source=found.source, real=found.real)
    (outcome,) = read_file(task, Reading(vocabulary=vocabulary))
    assert isinstance(outcome, Outcome)
    assert outcome.is_unfinished


def test_a_member_of_an_archive_that_is_a_link_is_passed_over(
    write: Write, documents: Path, run: Run, catalogue: Catalogue
) -> None:
    with zipfile.ZipFile(documents / "a.zip", "w") as archive:
        archive.writestr("a.txt", "Text of a.")
        link = zipfile.ZipInfo("b.txt")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")

    run()

    assert "documents/a.zip!a.txt" in catalogue.sources()
    assert "documents/a.zip!b.txt" not in catalogue.sources()


def test_many_links_are_counted_and_not_all_named() -> None:
    said = list(warnings_of([f"documents/{n}" for n in range(MOST_NAMED + 5)], []))

    assert len(said) == MOST_NAMED + 2
    assert said[-2] == "5 other links lead out of their folders."


class Junction:
    """An entry as Windows lists a junction: no symbolic link, and yet another folder."""

    name, path = "junction", "junction"

    def is_symlink(self) -> bool:
        return False

    def stat(self, *, follow_symlinks: bool = True) -> Any:
        assert not follow_symlinks
        return type("Seen", (), {"st_reparse_tag": 0xA0000003})


def test_a_junction_of_windows_is_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    entry: Any = Junction()
    assert not is_link(entry)

    monkeypatch.setattr("ingest.links.os.name", "nt")
    assert is_link(entry)
