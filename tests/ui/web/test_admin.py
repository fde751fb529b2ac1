"""The screen *Admin*, driven as by those who may, and by those who may not."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

import ui.web.admission as admission
from corpus.lock import writing
from corpus.vocabulary import SHIPPED
from search.keeping.list_file import begin
from search.keeping.lists import added
from search.keeping.lists import kept as made
from search.results import Ask
from ui.admins import begin_session, is_session
from ui.jobs.job import kept
from ui.jobs.processes import standing, wait
from ui.opened import opened_library
from ui.web.admission import Visitor
from ui.web.screens import (
    admin_index,
    admin_ingestion,
    admin_lists,
    admin_metadata,
    admin_vocabulary,
)

LONG = 60.0
NOBODY = Visitor()
PARTS = ("ingestion", "failures", "metadata", "vocabulary", "must-find", "lists", "index")


@pytest.fixture
def as_visitor(monkeypatch: pytest.MonkeyPatch) -> Callable[[Visitor], None]:
    """Makes whoever comes to the front somebody."""
    return lambda one: monkeypatch.setattr(admission, "visitor", lambda _: one)


@pytest.fixture
def admin(front: Any, library: Path, as_visitor: Callable[[Visitor], None]) -> Iterator[Any]:
    """The front, as a browser meets it that opened an address of `polisearch admin`."""
    as_visitor(Visitor(secret=begin_session(library)))
    yield front
    finish()


def finish() -> None:
    """Wait until the job has ended, if one was started."""
    job = kept(opened_library().catalogue)
    if job is not None:
        wait(job, LONG)


def press(front: Any, key: str) -> Any:
    front.app.button(key=key).click()
    return front.run()


def job_of(front: Any, key: str) -> Any:
    """Press what starts a job, wait for its process, and look again."""
    press(front, key)
    finish()
    return front.run()


def three_files(library: Path) -> None:
    """Two reports beside the sample, of which one is broken."""
    documents = library / "documents"
    (documents / "graz.md").write_text("# Housing in Graz\n\nRent and tenancy.\n")
    (documents / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")


# Who may not


@pytest.mark.parametrize("part", PARTS)
def test_nothing_of_it_is_shown_to_those_who_may_not(front: Any, part: str) -> None:
    front.open("admin", part=part)

    assert "Only those who keep this library" in front.html
    assert not [one.key for one in front.app.button]
    assert not front.app.text_area
    assert "admin-menu" not in front.html


def test_who_may_not_is_told_how_to_become_one_who_may(front: Any) -> None:
    assert "Run &#x27;polisearch admin&#x27; in a terminal" in front.open("admin").html


def test_the_menu_names_it_only_to_those_who_may(
    front: Any, library: Path, as_visitor: Callable[[Visitor], None]
) -> None:
    assert "./admin" not in front.open().html
    as_visitor(Visitor(secret=begin_session(library)))
    assert "./admin" in front.open().html


def test_who_is_signed_in_and_not_named_is_told_so(
    front: Any, as_visitor: Callable[[Visitor], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    as_visitor(Visitor(email="<b>eve@example.org"))

    html = front.open("admin").html

    assert "&lt;b&gt;eve@example.org may not change" in html


def test_who_is_named_and_signed_in_may(
    front: Any, library: Path, as_visitor: Callable[[Visitor], None]
) -> None:
    settings = library / "polisearch.toml"
    settings.write_text('admins = ["anna@example.org"]\nengine = "tantivy"\n', encoding="utf-8")
    as_visitor(Visitor(email="anna@example.org"))

    assert "admin-menu" in front.open("admin").html


@pytest.mark.parametrize("key", ["run", "dry-run", "retry-failed", "send-files"])
def test_a_button_pressed_after_the_permission_is_gone_does_nothing(
    admin: Any, as_visitor: Callable[[Visitor], None], key: str
) -> None:
    admin.open("admin")
    as_visitor(NOBODY)

    press(admin, key)

    assert kept(opened_library().catalogue) is None
    assert not admin.app.button


def test_who_signs_out_is_no_admin_any_more_in_no_window(
    admin: Any, library: Path, as_visitor: Callable[[Visitor], None]
) -> None:
    mine, other = (begin_session(library) for _ in range(2))
    as_visitor(Visitor(secret=mine))

    html = press(admin.open("admin"), "sign-out").html

    assert "Only those who keep this library" in html
    assert not is_session(library, mine)
    assert is_session(library, other)


@pytest.mark.usefixtures("front")
def test_no_callback_does_anything_without_permission(library: Path) -> None:
    opened_library()
    before = {path: path.read_bytes() for path in library.rglob("*") if path.is_file()}

    admin_ingestion._send()
    admin_metadata._save([])
    admin_metadata._check()
    admin_metadata._import()
    admin_vocabulary._save("cities.csv", "area", "began")
    admin_index._use()
    admin_lists._clear()

    assert admin_metadata._export() == b""
    assert {path: path.read_bytes() for path in library.rglob("*") if path.is_file()} == before


# Ingestion


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


# Metadata


def test_a_city_is_corrected_and_found(admin: Any, put: Callable[..., None]) -> None:
    put(id="graz", title="<i>Housing", module="Housing", year="2009")

    html = admin.open("admin", part="metadata", entry="city").html
    assert "&lt;i&gt;Housing" in html
    admin.app.text_input(key="typed:city:graz").set_value("Wien")
    job_of(admin, "save-doubts")

    document = opened_library().catalogue.document("graz")
    assert document.all("city") == ("Vienna",)
    assert opened_library().shelf.standing().is_current
    assert "typed:city:graz" not in [one.key for one in admin.app.text_input]


def test_a_mistake_is_told_and_nothing_is_kept(admin: Any, put: Callable[..., None]) -> None:
    put(id="graz", title="Housing", city="Vienna")

    admin.open("admin", part="metadata", entry="year")
    admin.app.text_input(key="typed:year:graz").set_value("soon")
    html = press(admin, "save-doubts").html

    assert "no value of the field year" in html
    assert not opened_library().catalogue.has_corrections()


def test_what_the_table_says_is_checked_before_it_is_taken_in(
    admin: Any, put: Callable[..., None]
) -> None:
    put(id="graz", title="Housing")
    table = b"id,field,correction\r\ngraz,city,Graz\r\n"
    admin.open("admin", part="metadata")
    admin.app.file_uploader(key="metadata-table").set_value(("m.csv", table, "text/csv"))

    assert "1 correction would be kept" in press(admin, "check-table").html
    assert not opened_library().catalogue.has_corrections()

    admin.app.file_uploader(key="metadata-table").set_value(("m.csv", table, "text/csv"))
    job_of(admin, "import-table")

    assert opened_library().catalogue.document("graz").all("city") == ("Graz",)


@pytest.mark.usefixtures("admin")
def test_the_table_is_that_of_the_command_line() -> None:
    table = admin_metadata._export()

    assert table.startswith(b"\xef\xbb\xbfid,title,source,field")
    assert b"vienna-1" in table


# Vocabulary


def test_a_mistake_in_the_vocabulary_is_told_with_its_place_and_not_saved(
    admin: Any, library: Path
) -> None:
    admin.open("admin", part="vocabulary", entry="kinds.toml")
    admin.app.text_area(key="text:kinds.toml").set_value("[[kind]]\nname = x")

    html = press(admin, "save:kinds.toml").html

    assert "Not saved. kinds.toml is not readable TOML" in html
    assert "line 2" in html
    assert not (library / "vocabulary" / "kinds.toml").exists()
    assert admin.app.text_area(key="text:kinds.toml").value == "[[kind]]\nname = x"


def test_a_city_that_is_added_is_known_at_once_to_everybody(admin: Any, library: Path) -> None:
    before = opened_library()
    admin.open("admin", part="vocabulary", entry="cities.csv")
    text = (SHIPPED / "cities.csv").read_text(encoding="utf-8")
    added = text.rstrip("\n") + "\nEisenstadt,AT,city,Eisenstadt,,,,,\n"
    admin.app.text_area(key="text:cities.csv").set_value(added)

    html = press(admin, "save:cities.csv").html

    assert "is saved and counts from now on" in html
    assert opened_library() is not before
    assert opened_library().vocabulary.canonical("city", "eisenstadt") == "Eisenstadt"
    before.searcher.coverage()  # whoever asked the one before goes on with it


@pytest.mark.usefixtures("front")
def test_readers_are_served_on_while_a_file_edited_by_hand_is_broken(library: Path) -> None:
    before = opened_library()
    (library / "vocabulary" / "kinds.toml").write_text("[[kind", encoding="utf-8")
    assert opened_library() is before

    (library / "vocabulary" / "kinds.toml").unlink()
    assert opened_library().searcher.coverage().documents == 12


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(admin: Any, library: Path) -> None:
    admin.open("admin", part="vocabulary", entry="kinds.toml")
    own = library / "vocabulary" / "kinds.toml"
    text = (SHIPPED / "kinds.toml").read_text(encoding="utf-8")
    own.write_text(f"{text}\n# theirs\n", encoding="utf-8")

    admin.app.text_area(key="text:kinds.toml").set_value(f"{text}\n# mine\n")
    html = press(admin, "save:kinds.toml").html

    assert "changed by somebody else" in html
    assert own.read_text(encoding="utf-8").endswith("# theirs\n")


# Must-find and index


def test_what_must_be_found_is_told_in_words(admin: Any, library: Path) -> None:
    rows = "query,document\nhousing dublin,dublin\nrent,<b>none\n"
    admin.open("admin", part="must-find")
    admin.app.text_area(key="text:must_find.csv").set_value(rows)

    html = press(admin, "save:must_find.csv").html

    assert (library / "must_find.csv").read_text(encoding="utf-8") == rows
    assert "1 of 2 found where they must be" in html
    assert "✓ found at 1" in html
    assert "✗ no such document" in html
    assert "&lt;b&gt;none" in html


def test_a_list_that_cannot_be_read_is_not_saved(admin: Any, library: Path) -> None:
    admin.open("admin", part="must-find")
    admin.app.text_area(key="text:must_find.csv").set_value("query,document,within\nrent,x,soon\n")

    html = press(admin, "save:must_find.csv").html

    assert "Not saved. must_find.csv, row 2" in html
    assert not (library / "must_find.csv").exists()


def test_the_engine_is_changed_and_the_front_searches_with_it(admin: Any, library: Path) -> None:
    assert "up to date" in admin.open("admin", part="index").html
    admin.app.radio(key="engine-chosen").set_value("whoosh")

    html = job_of(admin, "use-engine").html

    assert "taken in by whoosh" in html
    assert opened_library().settings.engine == "whoosh"
    assert opened_library().shelf.standing().is_current
    assert opened_library().searcher.search(Ask(text="dublin")).total


# Lists


@pytest.fixture
def old_list(library: Path) -> Path:
    """A list that nobody touched for a year."""
    begin(library, lambda of: added(of, made("dublin")))
    (file,) = (library / "lists").glob("*.json")
    at = file.stat().st_mtime - 365 * 24 * 60 * 60
    os.utime(file, (at, at))
    return file


def test_old_lists_are_cleared_once_that_is_confirmed(admin: Any, old_list: Path) -> None:
    admin.open("admin", part="lists")
    assert "Untouched for 180 days" in admin.html

    press(admin, "clear-lists-now")
    assert old_list.exists()
    assert "Nothing was removed." in admin.html

    admin.app.checkbox(key="lists-sure").check()
    press(admin, "clear-lists-now")
    assert not old_list.exists()
    assert "1 list removed" in admin.html
