"""*Admin* starts runs, shows them, and takes files in."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from corpus.lock import writing
from tests.ui.web.pressing import finish, job_of, press, three_files
from ui.jobs.job import kept
from ui.jobs.processes import standing
from ui.opened import opened_library


def test_a_run_on_three_files_of_which_one_is_broken(admin: Any, library: Path) -> None:
    three_files(library)

    html = job_of(admin.open("admin"), "run").html

    assert "Done." in html
    assert "1 failed" in html
    assert "broken.pdf" in html
    assert "not this format" in html or "truncated" in html


def test_the_failure_is_told_with_its_hint_and_can_be_tried_again(
    admin: Any, library: Path
) -> None:
    three_files(library)
    job_of(admin.open("admin"), "run")
    html = admin.open("admin", part="failures").html
    assert "1 file could not be read" in html
    assert "Fetch it again" in html or "save it again" in html

    (library / "documents" / "broken.pdf").write_bytes(
        (library / "documents" / "dublin.pdf").read_bytes() + b"\n% another\n"
    )
    html = job_of(admin, "retry-documents/broken.pdf").html

    assert "Every file could be read" in html


def test_a_dry_run_says_what_would_be_done(admin: Any, library: Path) -> None:
    three_files(library)

    html = job_of(admin.open("admin"), "dry-run").html

    assert "only saying what would be done" in html
    assert "graz.md" not in str(opened_library().catalogue.sources())


def test_while_somebody_else_writes_it_is_said_who(admin: Any, library: Path) -> None:
    admin.open("admin")
    with writing(library, "polisearch ingest"):
        html = press(admin, "run").html

    assert "being written by polisearch ingest" in html
    assert kept(opened_library().catalogue) is None


def test_while_a_job_runs_it_is_shown_and_can_be_stopped(admin: Any, library: Path) -> None:
    for number in range(300):
        (library / "documents" / f"{number}.md").write_text(f"# Report {number}\n\nRent.\n")
    html = press(admin.open("admin"), "run").html
    assert "Running." in html
    assert admin.app.button(key="run").disabled

    press(admin, "stop-job")
    finish()

    now = standing(opened_library())
    assert now is not None
    assert not now.is_running
    assert now.job.message.startswith("It was stopped")
    assert "Stopped." in admin.open("admin").html


def test_a_run_is_told_by_its_number(admin: Any, library: Path) -> None:
    three_files(library)
    job_of(admin.open("admin"), "run")
    number = str(opened_library().catalogue.runs(1)[0].id)

    html = admin.open("admin", part="ingestion", run=number).html

    assert "documents/graz.md" in html
    assert "Seconds by stage" in html
    assert "no such run" in admin.open("admin", run="9" * 30).html


def test_files_are_sent_into_the_folder_documents_and_not_held_in_memory_any_longer(
    admin: Any, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: set[str] = set()
    given_back: set[str] = set()
    added, removed = MemoryUploadedFileManager.add_file, MemoryUploadedFileManager.remove_file

    def add(self: MemoryUploadedFileManager, session_id: str, file: UploadedFileRec) -> None:
        sent.add(file.file_id)
        added(self, session_id, file)

    def remove(self: MemoryUploadedFileManager, session_id: str, file_id: str) -> None:
        given_back.add(file_id)
        removed(self, session_id, file_id)

    monkeypatch.setattr(MemoryUploadedFileManager, "add_file", add)
    monkeypatch.setattr(MemoryUploadedFileManager, "remove_file", remove)
    admin.open("admin")
    file = ("../../new <b>.md", b"# Rent", "text/markdown")
    admin.app.file_uploader(key="files-sent").set_value([file])

    html = press(admin, "send-files").html

    assert (library / "documents" / "new b .md").read_bytes() == b"# Rent"
    assert "is in the library now" in html
    assert sent == given_back != set()


def test_hostile_names_are_shown_as_text(admin: Any, library: Path) -> None:
    (library / "documents" / "<script>alert(1)<!--.pdf").write_bytes(b"%PDF-1.7 broken")

    job_of(admin.open("admin"), "run")
    html = admin.open("admin", part="failures").html

    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)" in html
