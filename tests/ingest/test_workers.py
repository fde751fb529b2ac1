import os
from collections.abc import Callable
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

import ingest.processes
import ingest.workers
from corpus.catalogue import Catalogue
from corpus.failures import Reason
from ingest.report import Report
from ingest.workers import Work, Workers

Run = Callable[..., Report]
Write = Callable[..., Path]


@pytest.fixture
def workers() -> type[Workers]:
    """Here processes are what is asked about."""
    return Workers


def reasons(report: Report) -> dict[str, str]:
    return {Path(failed.path).name: failed.reason for failed in report.failures}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("hang.txt", "was not done after 5 seconds"),
        ("busy.txt", "more than 0.5 seconds of processor time"),
        ("starts.txt", "was not done after 5 seconds"),
    ],
)
def test_a_file_that_takes_too_long_fails_alone_and_leaves_nothing_running(
    run: Run, write: Write, misbehave: Work, name: str, told: str
) -> None:
    slow = write(name)
    write("well.txt", "Another text.")

    report = run(work=misbehave, seconds=0.5)

    assert [(failed.reason, told in failed.message) for failed in report.failures] == [
        (Reason.TOO_SLOW, True)
    ]
    assert report.indexed == 1
    left = [process for process in psutil.process_iter() if str(slow) in _command(process)]
    _, alive = psutil.wait_procs(left, timeout=20)
    assert [one for one in alive if one.status() != psutil.STATUS_ZOMBIE] == []


def _command(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []


def test_a_file_that_waits_costs_no_time_of_the_processor(
    run: Run, write: Write, misbehave: Work
) -> None:
    write("waits.txt")

    assert run(work=misbehave, seconds=0.5).indexed == 1


@pytest.mark.parametrize(("name", "told"), [("abort", "SIGABRT"), ("killed", "SIGKILL")])
def test_a_process_that_dies_is_a_crash_that_names_the_signal(
    run: Run, write: Write, misbehave: Work, name: str, told: str
) -> None:
    write(f"{name}.txt")
    write("well.txt", "Another text.")

    report = run(work=misbehave)

    assert [(failed.reason, told in failed.message) for failed in report.failures] == [
        (Reason.CRASHED, True)
    ]
    assert report.indexed == 1


def test_a_reader_that_ends_its_process_is_a_crash(run: Run, write: Write, misbehave: Work) -> None:
    write("exit.txt")

    assert reasons(run(work=misbehave)) == {"exit.txt": Reason.CRASHED}


def test_a_file_that_needs_too_much_memory_fails_and_the_next_is_read(
    run: Run, write: Write, misbehave: Work
) -> None:
    write("greedy.txt")
    write("well.txt", "Another text.")

    report = run(work=misbehave, memory=512)

    assert reasons(report) == {"greedy.txt": Reason.TOO_MUCH_MEMORY}
    assert report.indexed == 1


def test_an_error_nobody_expected_keeps_its_traceback(
    run: Run, write: Write, misbehave: Work, catalogue: Catalogue
) -> None:
    write("bug.txt")

    run(work=misbehave)

    (failed,) = catalogue.failures()
    assert failed.failure.reason is Reason.UNEXPECTED
    assert "misbehaviour.py" in failed.failure.traceback


def test_a_file_without_any_document_is_empty(run: Run, write: Write, misbehave: Work) -> None:
    write("none.txt")

    assert reasons(run(work=misbehave)) == {"none.txt": Reason.EMPTY}


def test_what_a_library_prints_reaches_no_terminal(
    run: Run, write: Write, misbehave: Work, capfd: pytest.CaptureFixture[str]
) -> None:
    write("loud.txt")

    report = run(work=misbehave)

    assert report.indexed == 1
    assert capfd.readouterr() == ("", "")


def test_a_file_larger_than_allowed_is_not_opened(run: Run, write: Write, documents: Path) -> None:
    with write("large.txt").open("r+b") as file:
        file.truncate(2 * 1024 * 1024)

    report = run(megabytes_per_file=1)

    assert [(f.reason, f.message) for f in report.failures] == [
        (Reason.TOO_LARGE, "The file has 2 MB; up to 1 are read.")
    ]


def test_a_worker_is_replaced_after_many_files(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest.workers, "FILES_PER_WORKER", 2)
    for number in range(5):
        write(f"{number}.txt", f"Text {number} of some words.")

    assert run().indexed == 5


def test_no_worker_is_left_when_a_run_ends(run: Run, write: Write) -> None:
    write("a.txt")
    before = workers_of(os.getpid())

    run()

    assert workers_of(os.getpid()) == before


def test_no_worker_is_left_when_a_run_is_interrupted(run: Run, write: Write) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    for number in range(5):
        write(f"{number}.txt", f"Text {number} of some words.")
    before = workers_of(os.getpid())

    with pytest.raises(KeyboardInterrupt):
        run(on_progress=interrupt)

    assert workers_of(os.getpid()) == before


def workers_of(pid: int) -> list[psutil.Process]:
    """Processes in a group of their own below this one: that is what workers are."""
    return [
        child
        for child in psutil.Process(pid).children(recursive=True)
        if child.status() != psutil.STATUS_ZOMBIE and os.getpgid(child.pid) == child.pid
    ]


def test_nothing_new_starts_no_worker(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.txt")
    run()

    def refuse(*_: object) -> None:
        raise AssertionError("a worker was started")

    monkeypatch.setattr(ingest.processes.Process, "__init__", refuse)

    assert run().unchanged == 1
