"""Reading files into a library every so often, while its front is served.

What is asked for is the job that *Admin* starts, too: in a process of its own, one at a time.
"""

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

from corpus.errors import BadSetting, LibraryBusy, PolisearchError
from ui.jobs.job import Job, Order, What, kept
from ui.jobs.processes import start, wait
from ui.wiring import open_library

SECONDS = {"s": 1, "m": 60, "h": 60 * 60, "d": 24 * 60 * 60}
SHORTEST, LONGEST = 60, 366 * 24 * 60 * 60
"""Seconds between two runs."""

_LENGTH = re.compile(r"(?:[0-9]{1,9}[smhd])+")

Clock = Callable[[], float]


def seconds_of(text: str) -> int:
    """A length of time, as people write it, in seconds.

    >>> seconds_of("30m"), seconds_of("6h"), seconds_of("1d12h")
    (1800, 21600, 129600)

    Raises BadSetting where it is none, or shorter than a minute or longer than a year.
    """
    plain = "".join(text.split()).lower()
    if not _LENGTH.fullmatch(plain):
        raise BadSetting(f"{text!r} is no length of time.", "Write 30m, 6h, 1d or 1d12h.")
    seconds = sum(int(n) * SECONDS[unit] for n, unit in re.findall(r"([0-9]+)([smhd])", plain))
    if not SHORTEST <= seconds <= LONGEST:
        raise BadSetting(
            f"Files cannot be read every {text}.", "Give a length from 1m to 366d, as 30m or 6h."
        )
    return seconds


@contextmanager
def ingesting_every(library: Path, seconds: float) -> Iterator[None]:
    """Ingest now and every so many seconds, for as long as the context lasts.

    A job that runs when it ends goes on.
    """
    stop = Event()
    turn = Turn(library, seconds)
    thread = Thread(target=keep_going, args=(turn, seconds, stop), name="schedule", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()


def keep_going(
    turn: Callable[[], None], seconds: float, stop: Event, clock: Clock = time.monotonic
) -> None:
    """Take a turn every so many seconds, from beginning to beginning, until asked to stop.

    Each has a thread of its own, so that a bug in one is told with its traceback, and the
    next is taken all the same.
    """
    while not stop.is_set():
        began = clock()
        taken = Thread(target=turn, name="turn of the schedule", daemon=True)
        taken.start()
        taken.join()
        stop.wait(max(0.0, seconds - (clock() - began)))


class Turn:
    """One turn: a job is started, waited for until the next is due, and told of."""

    def __init__(self, library: Path, seconds: float, say: Callable[[str], None] | None = None):
        self._library = library
        self._seconds = seconds
        self._say = say or _say

    def __call__(self) -> None:
        """Ingest, unless something else is being written; what goes wrong is said."""
        try:
            opened = open_library(self._library)
            try:
                job = start(opened, Order(what=What.INGEST))
                self._say("Files are being read.")
                if wait(job, self._seconds) is None:
                    return  # the next turn says that it still runs
                self._say(_ended(kept(opened.catalogue)))
            finally:
                opened.close()
        except LibraryBusy as error:
            self._say(f"Files are not read this time. {error.message}")
        except PolisearchError as error:
            self._say(f"Files could not be read. {error.message} {error.hint}".strip())


def _ended(job: Job | None) -> str:
    if job is None or not job.ended:
        return "The job that read files went away without a word."
    if job.exit:
        return f"Reading files went wrong. {job.message} {job.hint}".strip()
    counts = {name: job.report.get(name, 0) for name in ("indexed", "updated", "removed", "failed")}
    return "Files were read: " + ", ".join(f"{n:,} {name}" for name, n in counts.items()) + "."


def _say(text: str) -> None:
    now = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    sys.stderr.write(f"{now} {text}\n")
    sys.stderr.flush()
