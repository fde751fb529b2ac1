import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.failures import CannotRead, Reason
from corpus.records import State
from ingest.archive import MOST_MEMBERS, is_archive, members, unpacked
from ingest.extract.extracted import Allowed
from ingest.report import Report

Write = Callable[..., Path]
Run = Callable[..., Report]

VIENNA = "A report on housing in Vienna, in so many words."
DUBLIN = "A report on housing in Dublin, in so many words."


def packed(**files: str | bytes) -> bytes:
    """A ZIP archive; `__` in a name stands for a slash and `_` for a dot."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


def paths(catalogue: Catalogue) -> dict[str, State]:
    return {path: state for path, (_, state) in catalogue.sources().items()}


def test_the_members_of_an_archive_are_documents_with_their_own_names(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("all.zip", packed(housing__vienna_txt=VIENNA, dublin_txt=DUBLIN))

    report = run()

    assert (report.files, report.indexed) == (2, 2)
    assert paths(catalogue) == {
        "documents/all.zip": State.ARCHIVE,
        "documents/all.zip!dublin.txt": State.INDEXED,
        "documents/all.zip!housing/vienna.txt": State.INDEXED,
    }


def test_an_archive_that_looks_the_same_is_not_opened(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("all.zip", packed(vienna_txt=VIENNA, dublin_txt=DUBLIN))
    run()
    monkeypatch.setattr(zipfile, "ZipFile", None)

    report = run()

    assert (report.files, report.unchanged) == (2, 2)


def test_only_what_changed_in_an_archive_is_read_again(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("all.zip", packed(vienna_txt=VIENNA, dublin_txt=DUBLIN))
    run()
    write("all.zip", packed(vienna_txt=VIENNA, zagreb_txt="A report on housing in Zagreb."))

    report = run()

    assert (report.indexed, report.unchanged, report.removed) == (1, 1, 1)
    assert "documents/all.zip!dublin.txt" not in paths(catalogue)


def test_an_archive_that_vanished_takes_its_members_along(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("a.txt", "Another report.")
    archive = write("all.zip", packed(vienna_txt=VIENNA, dublin_txt=DUBLIN))
    run()
    archive.unlink()

    run()

    assert list(paths(catalogue)) == ["documents/a.txt"]


def test_a_member_that_cannot_be_read_fails_alone_and_is_tried_again(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("all.zip", packed(vienna_txt=VIENNA, broken_pdf=b"%PDF-1.4 broken"))
    first = run()

    again = run(retry_failed=True)

    assert (first.indexed, first.failed) == (1, 1)
    assert [failed.path for failed in catalogue.failures()] == ["documents/all.zip!broken.pdf"]
    assert (again.files, again.failed) == (1, 1)


def test_what_systems_leave_in_archives_is_passed_over(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    archive.write_bytes(packed(__MACOSX____x_txt="x", a_txt="a"))
    with zipfile.ZipFile(archive, "a") as more:
        more.writestr("__MACOSX/a.txt", "x")
        more.writestr(".hidden/a.txt", "x")
        more.mkdir("folder")

    assert "a.txt" in [member.name for member in members(archive)]
    assert not any("MACOSX/a" in m.name or "hidden" in m.name for m in members(archive))


def test_a_name_that_leads_out_of_the_archive_opens_nothing_outside(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("../../evil.txt", "inside")

    with unpacked(archive, "../../evil.txt") as file:
        assert file.read_text() == "inside"
        assert file.name == "member.txt"


def test_a_damaged_archive_is_a_failure(run: Run, write: Write, catalogue: Catalogue) -> None:
    write("all.zip", packed(vienna_txt=VIENNA)[:-30])

    run()

    assert [one.failure.reason for one in catalogue.failures()] == [Reason.NOT_THIS_FORMAT]


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    archive.write_bytes(packed(zeros_txt=b"\0" * 5_000_000))

    with pytest.raises(CannotRead) as raised:
        members(archive, Allowed(bytes_unpacked=1_000_000))

    assert raised.value.reason is Reason.TOO_LARGE


def test_a_member_packed_a_thousandfold_is_not_unpacked(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    archive.write_bytes(packed(zeros_txt=b"\0" * 50_000_000))

    with pytest.raises(CannotRead) as raised, unpacked(archive, "zeros.txt"):
        pass

    assert raised.value.reason is Reason.TOO_LARGE


def test_a_member_larger_than_its_archive_says_is_not_unpacked(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    data = bytearray(packed(a_txt=b"ten bytes." * 100))
    at = data.rindex(b"PK\x01\x02") + 24  # the size in the directory
    data[at : at + 4] = (10).to_bytes(4, "little")
    archive.write_bytes(data)

    with pytest.raises(CannotRead), unpacked(archive, "a.txt"):
        pass


def test_an_archive_of_too_many_files_is_not_unpacked(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for number in range(MOST_MEMBERS + 1):
            made.writestr(f"{number}.txt", "")

    with pytest.raises(CannotRead) as raised:
        members(archive)

    assert raised.value.reason is Reason.TOO_LARGE


def test_an_archive_in_an_archive_is_named_and_not_opened(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("all.zip", packed(inner_zip=packed(vienna_txt=VIENNA)))

    run()

    assert [(one.path, one.failure.reason) for one in catalogue.failures()] == [
        ("documents/all.zip!inner.zip", Reason.UNSUPPORTED)
    ]


def test_a_row_of_a_manifest_may_name_a_member(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("all.zip", packed(a_txt=VIENNA))
    write("manifest.csv", "file,year\nall.zip!a.txt,2009\n")

    run()

    [document] = catalogue.documents(catalogue.ids()).values()
    assert document.first("year") == "2009"


def test_a_killed_run_opens_the_archive_again(run: Run, write: Write, catalogue: Catalogue) -> None:
    write("all.zip", packed(vienna_txt=VIENNA, dublin_txt=DUBLIN))

    def killed(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(on_progress=killed)

    report = run()

    assert (report.indexed, report.unchanged) == (1, 1)
    assert paths(catalogue)["documents/all.zip"] is State.ARCHIVE


def test_an_archive_that_begins_with_a_pdf_is_an_archive(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as made:
        made.writestr("a.pdf", b"%PDF-1.4")

    assert [member.name for member in members(archive)] == ["a.pdf"]
    assert is_archive(archive)


def test_a_member_whose_name_leads_out_of_the_archive_is_read(run: Run, write: Write) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("../../evil.txt", VIENNA)
    write("a.zip", made.getvalue())

    assert run().indexed_names == ("documents/a.zip!../../evil.txt",)
