"""Reading files every so often, while the front is served."""

import threading
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from corpus.errors import BadSetting
from corpus.lock import writing
from ui.jobs.schedule import Turn, ingesting_every, keep_going, seconds_of
from ui.wiring import make_library, open_library

LONG = 60.0


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    make_library(folder)
    (folder / "documents" / "vienna.md").write_text("# Housing in Vienna\n\nRent and tenancy.\n")
    return folder


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("30m", 1800), ("6h", 21600), ("1d", 86400), ("90s", 90), (" 1D 12h", 129600)],
)
def test_a_length_of_time_is_written_as_people_do(text: str, seconds: int) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "6",
        "h",
        "6 hours",
        "-6h",
        "1.5h",
        "0m",
        "59s",
        "367d",
        "9" * 12 + "d",
        "six",
        "6h;",
        "\u0666h",
    ],
)
def test_what_is_no_such_length_is_an_error_with_a_hint(text: str) -> None:
    with pytest.raises(BadSetting) as error:
        seconds_of(text)

    assert "30m" in error.value.hint


class Clock:
    """Time that passes only when somebody waits, or works."""

    def __init__(self, turns: int) -> None:
        self.now = 0.0
        self.began: list[float] = []
        self.stop = Event()
        self.turns = turns
        self.stop.wait = self._wait  # type: ignore[method-assign]

    def _wait(self, timeout: float | None = None) -> bool:
        self.now += timeout or 0
        if len(self.began) == self.turns:
            self.stop.set()
        return self.stop.is_set()


def test_turns_are_taken_at_once_and_from_beginning_to_beginning() -> None:
    clock = Clock(turns=4)

    def turn() -> None:
        clock.began.append(clock.now)
        clock.now += 70 if len(clock.began) == 2 else 10

    keep_going(turn, 60, clock.stop, lambda: clock.now)

    assert clock.began == [0, 60, 130, 190]


def test_a_bug_in_one_turn_is_told_and_the_next_is_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock(turns=2)
    told: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda about: told.append(str(about.exc_value)))

    def turn() -> None:
        clock.began.append(clock.now)
        raise ZeroDivisionError("a bug")

    keep_going(turn, 60, clock.stop, lambda: clock.now)

    assert told == ["a bug", "a bug"]
    assert len(clock.began) == 2


def test_a_turn_reads_files_in_a_job_and_says_so(library: Path) -> None:
    said: list[str] = []

    Turn(library, LONG, said.append)()

    assert said == [
        "Files are being read.",
        "Files were read: 1 indexed, 0 updated, 0 removed, 0 failed.",
    ]
    opened = open_library(library)
    assert opened.catalogue.counts().documents == 1
    opened.close()


def test_a_turn_is_left_out_while_something_else_writes(library: Path) -> None:
    said: list[str] = []

    with writing(library, "polisearch ingest"):
        Turn(library, LONG, said.append)()

    (only,) = said
    assert only.startswith("Files are not read this time.")
    assert "polisearch ingest" in only


def test_a_turn_says_how_a_job_went_wrong(library: Path) -> None:
    said: list[str] = []
    Turn(library, LONG, said.append)()
    (library / "documents" / "vienna.md").unlink()

    Turn(library, LONG, said.append)()

    assert said[-1].startswith("Reading files went wrong.")
    assert "--force" in said[-1]


def test_a_library_that_is_gone_is_said_and_ends_nothing(tmp_path: Path) -> None:
    said: list[str] = []

    Turn(tmp_path / "nowhere", LONG, said.append)()

    (only,) = said
    assert only.startswith("Files could not be read. There is no library")


@pytest.fixture
def turned(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Set when a turn is taken, in place of what it does."""
    done = Event()
    monkeypatch.setattr("ui.jobs.schedule.Turn.__call__", lambda _: done.set())
    return done


def test_it_goes_on_for_as_long_as_the_front_is_served(turned: Event, library: Path) -> None:
    with ingesting_every(library, 3600):
        assert turned.wait(LONG)
        (thread,) = [one for one in threading.enumerate() if one.name == "schedule"]

    thread.join(LONG)
    assert not thread.is_alive()


def test_the_command_refuses_what_is_no_length_of_time(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.cli.serve import serve

    started: list[Any] = []

    def run_server(*_: object, **more: object) -> int:
        started.append(more)
        return 0

    monkeypatch.setattr("ui.web.server.run_server", run_server)
    with pytest.raises(BadSetting):
        serve(library, every="often")
    assert not started

    with pytest.raises(SystemExit):
        serve(library, every="6h")
    assert started[0]["meanwhile"] is not None
