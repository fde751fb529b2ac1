"""Starting a job in a process of its own, asking it to stop, and seeing whether it still runs.

A job holds a lock of its own from before it is kept until its process is gone, which
the operating system sees to. So whether it runs is never guessed from a number of a process.
"""

import datetime
import os
import signal
import socket
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from corpus.errors import LibraryBusy, PolisearchError
from corpus.lock import writing
from corpus.safe_path import environment, python
from ui.jobs.job import Job, Order, keep, kept
from ui.wiring import Library

LOCK = "writer.job"
"""Folder of a library that holds the lock of its job, and its last words."""

WORDS = "words.txt"
READY = b"ready\n"

_LONGEST_WORDS = 4000
_LOCK = Lock()
_children: dict[str, "subprocess.Popen[bytes]"] = {}


class JobDidNotStart(PolisearchError):
    """The process of a job ended before it began."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The last job of a library, and whether it runs now.

    One that neither runs nor ended has died, with `last_words`, if any.
    """

    job: Job
    is_running: bool
    last_words: str = ""

    @property
    def has_died(self) -> bool:
        """Whether it went away without a word."""
        return not self.is_running and not self.job.ended


def start(library: Library, order: Order) -> Job:
    """Start a job, which goes on after this process ends.

    Raises LibraryBusy, saying who writes to the library, and JobDidNotStart.
    """
    with writing(library.folder, "starting a job"):
        refuse_second(library)
        child = _begin(library.folder)
        job = Job(
            id=uuid.uuid4().hex,
            order=order,
            pid=child.pid,
            host=socket.gethostname(),
            started=now(),
        )
        keep(library.catalogue, job)
        with _LOCK:
            _children.clear()  # of which none runs, or this one could not
            _children[job.id] = child
    assert child.stdin is not None
    child.stdin.close()  # it waits for this
    return job


def refuse_second(library: Library) -> None:
    """Raises LibraryBusy while a job runs."""
    before = standing(library)
    if before is not None and before.is_running:
        raise LibraryBusy(
            f"A job is running: {before.job.order}.", "Wait until it ends, or stop it."
        )


def standing(library: Library) -> Standing | None:
    """The last job, if there was one."""
    job = kept(library.catalogue)
    if job is None:
        return None
    if job.ended:
        return Standing(job=job, is_running=False)
    if _is_held(library.folder):
        return Standing(job=job, is_running=True)
    job = kept(library.catalogue) or job  # it may have ended between the two
    words = "" if job.ended else _last_words(library.folder)
    return Standing(job=job, is_running=False, last_words=words)


def stop(library: Library) -> bool:
    """Ask the job to end as Ctrl-C does: what is being read is finished and kept.

    False where none runs, or none on this machine.
    """
    now_running = standing(library)
    if now_running is None or not now_running.is_running:
        return False
    if now_running.job.host != socket.gethostname():
        return False
    os.kill(now_running.job.pid, signal.SIGINT)
    return True


def wait(job: Job, seconds: float) -> int | None:
    """The exit status of a job that this process started; None where it did not, or not in time."""
    with _LOCK:
        child = _children.get(job.id)
    try:
        return child.wait(seconds) if child is not None else None
    except subprocess.TimeoutExpired:
        return None


@contextmanager
def being_the_job(library: Path) -> Iterator[None]:
    """Hold the lock of the job. Raises LibraryBusy where another one does."""
    folder = library / LOCK
    folder.mkdir(exist_ok=True)
    with writing(folder, "a job"):
        yield


def now() -> str:
    """This moment, as it is kept."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _begin(library: Path) -> "subprocess.Popen[bytes]":
    """A process that holds the lock of the job, and waits until its input is closed."""
    folder = library / LOCK
    folder.mkdir(exist_ok=True)
    with (folder / WORDS).open("wb") as words:
        child = subprocess.Popen(
            python("-m", "ui.jobs", str(library.resolve())),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=words,
            env=environment(),
            start_new_session=True,  # what ends the web front does not end the job
        )
    assert child.stdout is not None
    with child.stdout as said:
        if said.readline() == READY:
            return child
    if child.stdin is not None:
        child.stdin.close()
    child.wait()
    raise JobDidNotStart("The job could not be started.", _last_words(library))


def _is_held(library: Path) -> bool:
    folder = library / LOCK
    with _LOCK:  # who looks holds it, too, for a moment
        for child in _children.values():
            child.poll()  # so that none that ended stays as a shadow of itself
        try:
            if folder.is_dir():
                with writing(folder, "nobody"):
                    pass
        except LibraryBusy:
            return True
    return False


def _last_words(library: Path) -> str:
    try:
        data = (library / LOCK / WORDS).read_bytes()
    except OSError:
        return ""
    return data[-_LONGEST_WORDS:].decode("utf-8", "replace").strip()


def ended(job: Job, exit_status: int, message: str = "", hint: str = "") -> Job:
    """The job, ended now."""
    return replace(job, ended=now(), exit=exit_status, message=message, hint=hint, seconds_left=-1)
