"""Long work in a process of its own: started once, watched, stopped, and told of when it died."""

import os
import signal
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue.describing import Correction
from corpus.errors import BadSetting, LibraryBusy
from corpus.lock import writing
from ui.jobs.job import STOPPED, Job, Order, What, keep, kept, shortened
from ui.jobs.processes import being_the_job, standing, start, stop, wait
from ui.settings import FILE, read_settings, set_engine
from ui.wiring import Library, make_library, open_library

LONG = 60.0


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with two reports to read, and one that is broken."""
    folder = tmp_path / "library"
    make_library(folder)
    (folder / FILE).write_text('engine = "tantivy"\n[ingest]\njobs = 1\n', encoding="utf-8")
    documents = folder / "documents"
    (documents / "vienna.md").write_text("# Housing in Vienna\n\nRent and tenancy.\n")
    (documents / "dublin.md").write_text("# Schools in Dublin\n\nClasses and pupils.\n")
    (documents / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    opened = open_library(folder)
    yield opened
    opened.close()


def done(library: Library, order: Order) -> Job:
    """A job, started and waited for."""
    wait(start(library, order), LONG)
    job = kept(library.catalogue)
    assert job is not None
    return job


def test_a_job_reads_files_and_keeps_what_it_did(library: Library) -> None:
    job = done(library, Order(what=What.INGEST))

    assert (job.exit, job.report["indexed"], job.report["failed"]) == (0, 2, 1)
    assert job.ended
    assert library.catalogue.counts().documents == 2
    assert library.shelf.standing().is_current


def test_the_process_of_a_job_is_in_no_session_of_ours(library: Library) -> None:
    job = start(library, Order(what=What.INGEST))
    try:
        assert os.getsid(job.pid) == job.pid
    finally:
        wait(job, LONG)


def test_a_dry_run_changes_nothing(library: Library) -> None:
    job = done(library, Order(what=What.INGEST, dry_run=True))

    assert job.report["indexed"] == 3
    assert library.catalogue.counts().sources == 0


def test_a_file_that_became_a_link_to_elsewhere_is_not_tried_again(
    library: Library, tmp_path: Path
) -> None:
    done(library, Order(what=What.INGEST))
    (tmp_path / "secret.txt").write_text("The secret of the treasury.")
    broken = library.folder / "documents" / "broken.pdf"
    broken.unlink()
    broken.symlink_to(tmp_path / "secret.txt")

    job = done(library, Order(what=What.INGEST, retry_failed=True, paths=("documents/broken.pdf",)))

    assert "link" in job.message
    assert library.catalogue.counts().documents == 2


def test_one_file_is_tried_again_by_itself(library: Library) -> None:
    done(library, Order(what=What.INGEST))
    (library.folder / "documents" / "broken.pdf").unlink()
    mended = library.folder / "documents" / "broken.pdf"
    mended.write_text("No PDF, but text.")

    order = Order(what=What.INGEST, retry_failed=True, paths=("documents/broken.pdf",))
    job = done(library, order)

    assert job.report["files"] == 1
    assert library.catalogue.fact("roots") == ""


def test_a_second_job_is_refused_while_one_runs(library: Library) -> None:
    with being_the_job(library.folder):
        keep(library.catalogue, Job(id="1", order=Order(what=What.INDEX), started="2026"))

        with pytest.raises(LibraryBusy, match="Making the index again"):
            start(library, Order(what=What.INGEST))


def test_a_job_is_refused_while_the_command_line_writes_and_says_who_it_is(
    library: Library,
) -> None:
    with writing(library.folder, "polisearch ingest"), pytest.raises(LibraryBusy, match="ingest"):
        start(library, Order(what=What.INGEST))

    assert kept(library.catalogue) is None


def test_a_job_whose_process_is_gone_has_died(library: Library) -> None:
    keep(library.catalogue, Job(id="1", order=Order(what=What.INGEST), pid=1, started="2026"))

    now = standing(library)

    assert now is not None
    assert now.has_died
    assert not stop(library)


def test_a_job_that_is_killed_has_died_and_another_can_be_started(library: Library) -> None:
    job = start(library, Order(what=What.INGEST))
    os.kill(job.pid, signal.SIGKILL)
    wait(job, LONG)

    now = standing(library)

    assert now is not None
    assert now.has_died
    assert done(library, Order(what=What.INGEST)).exit == 0


def test_a_job_that_is_stopped_says_so_and_the_next_goes_on(library: Library) -> None:
    for number in range(200):
        (library.folder / "documents" / f"{number}.md").write_text(f"# Report {number}\n\nRent.\n")
    job = start(library, Order(what=What.INGEST))

    assert stop(library)
    assert wait(job, LONG) == STOPPED
    now = standing(library)
    assert now is not None
    assert now.job.message.startswith("It was stopped")
    assert done(library, Order(what=What.INGEST)).exit == 0
    assert library.catalogue.counts().documents == 202


def test_what_a_person_did_wrong_is_told_with_the_next_step(library: Library) -> None:
    job = done(library, Order(what=What.INDEX, engine="sphinx"))

    assert job.exit == 1
    assert "sphinx" in job.message
    assert job.hint


def test_the_index_is_made_with_another_engine_which_the_settings_then_name(
    library: Library,
) -> None:
    done(library, Order(what=What.INGEST))

    job = done(library, Order(what=What.INDEX, engine="whoosh"))

    assert job.exit == 0, job
    assert read_settings(library.folder).engine == "whoosh"
    assert open_library(library.folder).shelf.standing().is_current


def test_a_correction_is_taken_in_and_found(library: Library) -> None:
    done(library, Order(what=What.INGEST))
    [id_] = library.catalogue.ids_of_source("documents/vienna.md")
    one = Correction(document_id=id_, field="city", values=("Graz",), note="")
    library.catalogue.correct([one])

    job = done(library, Order(what=What.CORRECT))

    assert job.message == "1 document described otherwise now."
    assert library.catalogue.document(id_).all("city") == ("Graz",)
    assert library.shelf.standing().is_current


def test_documents_are_described_again(library: Library) -> None:
    done(library, Order(what=What.INGEST))

    assert done(library, Order(what=What.DESCRIBE)).exit == 0


def test_a_job_comes_back_from_the_catalogue_as_it_was(library: Library) -> None:
    order = Order(what=What.INGEST, paths=("a.pdf", "b.pdf"), force=True)
    job = Job(id="1", order=order, done=3, total=7, seconds_left=2.5, report={"failed": 1})
    keep(library.catalogue, job)

    assert kept(library.catalogue) == job


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"order": {"what": "?", "paths": []}}'])
def test_what_another_version_kept_is_no_job(library: Library, text: str) -> None:
    library.catalogue.remember("job", text)

    assert kept(library.catalogue) is None


def test_a_job_keeps_no_list_that_nobody_reads() -> None:
    assert len(shortened({"names": list(range(9999)), "files": 9999})["names"]) == 200


def test_an_order_says_what_it_asks_for() -> None:
    order = Order(what=What.INGEST, retry_failed=True, paths=("a.pdf",))

    assert str(order) == "Reading files (those that failed, a.pdf)"
    assert str(replace(order, retry_failed=False, paths=())) == "Reading files"


@pytest.mark.parametrize(
    "text",
    [
        'engine = "tantivy"  # the default\nname = "City"\n[ingest]\njobs = 2\n',
        '# engine = "x"\nname = "engine = 1"\n',
        "",
        '[ingest.passwords]\nengine = "secret"\n',
    ],
)
def test_writing_the_engine_changes_nothing_else(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")

    set_engine(tmp_path, "whoosh")

    after = (tmp_path / FILE).read_text(encoding="utf-8")
    assert tomllib.loads(after) == tomllib.loads(text) | {"engine": "whoosh"}
    assert after.count("#") == text.count("#")


def test_settings_that_cannot_be_rewritten_stay_as_they_are(tmp_path: Path) -> None:
    text = 'name = """\nengine = 1\n"""\n'
    (tmp_path / FILE).write_text(text, encoding="utf-8")

    with pytest.raises(BadSetting):
        set_engine(tmp_path, "whoosh")

    assert (tmp_path / FILE).read_text(encoding="utf-8") == text
