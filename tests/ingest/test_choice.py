"""Which files a run is about: only those that failed, only those of a city; what is left."""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event
from types import ModuleType

from corpus.catalogue import Catalogue
from ingest.report import Progress, Report
from ingest.workers import Work

Write = Callable[..., Path]
Run = Callable[..., Report]


def test_retrying_takes_those_that_failed_and_no_others(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("broken.pdf", b"%PDF-1.4")
    write("good.txt")
    run()
    write("new.txt", "Another text of some words.")
    (write("good.txt")).unlink()

    report = run(retry_failed=True)

    assert (report.files, report.failed, report.indexed, report.removed) == (1, 1, 0, 0)
    assert "documents/new.txt" not in catalogue.sources()


def test_only_a_city_takes_its_documents_and_new_files_that_promise_it(
    run: Run, write: Write
) -> None:
    for city in ("vienna", "dublin"):
        write(f"housing {city}.txt", f"A text on {city}.")
    run()
    write("more on wien.txt", "Another text on a city.")
    write("more on zagreb.txt", "A text on a third city.")

    report = run(only=("city", "Wien"), force=True)

    assert (report.files, report.updated, report.indexed) == (2, 1, 1)
    assert report.indexed_names == ("documents/more on wien.txt",)


def test_only_a_city_removes_nothing(run: Run, write: Write, catalogue: Catalogue) -> None:
    write("housing vienna.txt", "A text on Vienna.")
    gone = write("housing dublin.txt", "A text on Dublin.")
    run()
    gone.unlink()

    assert run(only=("city", "Vienna")).removed == 0
    assert "documents/housing dublin.txt" in catalogue.sources()


def test_a_download_under_way_is_left(run: Run, write: Write, catalogue: Catalogue) -> None:
    write("report.pdf.crdownload", b"%PDF-1.4 half")

    report = run()

    assert (report.files, report.left, report.failed) == (1, 1, 0)
    assert not catalogue.sources()


def test_a_file_that_is_written_while_it_is_read_is_left_for_the_next_run(
    run: Run, write: Write, catalogue: Catalogue, misbehave: Work
) -> None:
    write("grows.txt")

    first = run(work=misbehave)

    assert (first.files, first.left, first.indexed) == (1, 1, 0)
    assert not catalogue.sources()
    assert run().indexed == 1


def test_a_stopped_run_is_a_part_of_the_whole_one(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    for number in range(100):
        write(f"{number:03}.txt", f"Text number {number}, in so many words.")
    stop = Event()

    def tell(at: Progress) -> None:
        if at.done == 3:
            stop.set()

    first = run(stop=stop, on_progress=tell)
    done = sorted(catalogue.sources())
    second = run()

    assert 3 <= first.indexed < 100
    assert first.not_reached == 100 - first.indexed
    assert done == [f"documents/{number:03}.txt" for number in range(first.indexed)]
    assert (second.unchanged, second.indexed) == (first.indexed, first.not_reached)


def test_what_was_read_is_kept_when_the_same_file_is_too_slow_another_day(
    run: Run, write: Write, catalogue: Catalogue, misbehaviour: ModuleType
) -> None:
    write("a.txt")
    run()

    report = run(force=True, work=misbehaviour.slow_today)

    assert (report.failed, len(catalogue.ids())) == (1, 1)
    assert "kept" in report.warnings[-1]


def test_a_dry_run_foresees_pages_and_time_from_what_was_measured(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("long.txt", "\f".join(f"Page {number} of a text." for number in range(40)))
    before = run(dry_run=True).expected
    run()
    write("longer.txt", "\f".join(f"Page {number} of a text." for number in range(80)))

    expected = run(dry_run=True).expected

    assert before is not None
    assert before.seconds is None
    assert expected is not None
    assert 70 <= (expected.pages or 0) <= 90
    assert expected.seconds


def test_a_run_names_what_it_added_changed_and_removed(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("a.txt", "A text of some words.")
    gone = write("b.txt", "Another text of some words.")
    run()
    write("a.txt", "A longer text of some more words.")
    write("c.txt", "A third text of some words.")
    gone.unlink()

    run()

    kept = catalogue.runs(1)[0].report
    assert kept["indexed_names"] == ["documents/c.txt"]
    assert kept["updated_names"] == ["documents/a.txt"]
    assert kept["removed_names"] == ["documents/b.txt"]


def test_progress_tells_the_seconds_so_far(run: Run, write: Write) -> None:
    write("a.txt")
    told: list[float] = []

    run(on_progress=lambda at: told.append(at.seconds))

    assert told
    assert told[0] > 0


def test_a_date_that_is_changed_by_a_tool_is_no_sign_of_writing(run: Run, write: Write) -> None:
    os.utime(write("a.txt"), ns=(0, 10**18))

    assert run().indexed == 1


def test_a_run_keeps_what_it_was_about_and_that_it_was_stopped(
    run: Run, write: Write, catalogue: Catalogue
) -> None:
    write("housing vienna.txt", "A text on Vienna.")
    stop = Event()
    stop.set()

    run(only=("city", "Vienna"), force=True, stop=stop)

    kept = catalogue.runs(1)[0].report
    assert (kept["choice"], kept["stopped"]) == ("only city:Vienna, all again", True)


def test_a_run_about_some_files_does_not_speak_of_the_others(run: Run, write: Write) -> None:
    write("manifest.csv", "file,year\nnot here.txt,2009\n")
    write("broken.pdf", b"%PDF-1.4")
    write("b.pdf.part", b"%PDF-1.4")
    first = run()

    again = run(retry_failed=True)

    assert len(first.warnings) == 2
    assert again.warnings == ()
