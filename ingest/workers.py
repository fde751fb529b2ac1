"""Processes that read files: what goes wrong in one is one file's failure.

A worker reads one file at a time under a limit of seconds and of memory. A
worker that hangs is killed, one that dies is replaced, and one that has read
many files is replaced too, because libraries leak.
"""

import contextlib
import io
import logging
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import types
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, Self

from ingest.reading import (
    Outcome,
    Reading,
    Task,
    crashed,
    read_file,
    too_much_memory,
    too_slow,
)

if sys.platform != "win32":
    import resource

Work = Callable[[Task, Reading], Outcome]

FILES_PER_WORKER = 200
AHEAD = 16
"""Files per worker that may be done before their turn: what bounds the memory of a run."""

HEED = 0.2
"""Seconds between two looks at whether to stop."""

START_SECONDS = 120
GRACE = 5.0
"""Seconds after its limit when a worker ends itself, should nobody be left to end it."""

PRELOADED = ("ingest.preloaded",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What reading one file may cost."""

    seconds_per_file: float = 120
    memory_megabytes: int = 2048


class Workers:
    """A pool of workers, as a context: at its end, however it comes, none is left."""

    def __init__(
        self, reading: Reading, *, jobs: int, limits: Limits, work: Work = read_file
    ) -> None:
        self._reading = reading
        self._limits = limits
        self._work = work
        self._jobs = max(1, jobs)
        self._threads = ThreadPoolExecutor(self._jobs, thread_name_prefix="ingest")
        self._own = threading.local()
        self._alive: set[_Worker] = set()
        self._guard = threading.Lock()
        self._is_ending = False
        # What workers unpack or decrypt: a worker that is killed leaves it behind.
        self._folder = tempfile.TemporaryDirectory(prefix="polisearch-", ignore_cleanup_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._guard:
            self._is_ending = True
            alive = list(self._alive)
        for worker in alive:
            worker.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._folder.cleanup()

    def outcomes(
        self, tasks: Iterable[Task], stop: threading.Event | None = None
    ) -> Iterator[tuple[Task, Outcome]]:
        """Each task with its outcome, in the order given.

        The order makes a run that was cut off a part of the whole run: what is
        done is done for all files before a certain one. Once `stop` is set, the
        tasks that were begun are finished and given, and no other is begun.
        """
        stop = stop or threading.Event()
        waiting: deque[tuple[Task, Future[Outcome]]] = deque()
        for task in tasks:
            if stop.is_set():
                break
            waiting.append((task, self._threads.submit(self._one, task)))
            if len(waiting) >= AHEAD * self._jobs:
                yield from self._next(waiting, stop)
        while waiting:
            yield from self._next(waiting, stop)

    def _next(
        self, waiting: "deque[tuple[Task, Future[Outcome]]]", stop: threading.Event
    ) -> Iterator[tuple[Task, Outcome]]:
        task, future = waiting.popleft()
        while not (stop.is_set() and future.cancel()):
            try:
                yield task, future.result(timeout=HEED)
                return
            except TimeoutError:
                continue

    def _one(self, task: Task) -> Outcome:
        worker = self._worker()
        outcome = worker.read(task)
        if worker.is_done:
            self._drop(worker)
        return outcome

    def _worker(self) -> "_Worker":
        """The worker of this thread, a new one where it has none or that one died idle."""
        worker: _Worker | None = getattr(self._own, "worker", None)
        if worker is not None and worker.is_alive():
            return worker
        if worker is not None:
            self._drop(worker)
        worker = _Worker(self._reading, self._limits, self._work, self._folder.name)
        with self._guard:
            self._alive.add(worker)
            if self._is_ending:
                worker.kill()
        self._own.worker = worker
        return worker

    def _drop(self, worker: "_Worker") -> None:
        worker.kill()
        self._own.worker = None
        with self._guard:
            self._alive.discard(worker)


class _Worker:
    """One process, seen from here."""

    def __init__(self, reading: Reading, limits: Limits, work: Work, folder: str) -> None:
        self._limits = limits
        self._files = 0
        self.is_done = False
        context = _context()
        ours, theirs = context.Pipe()
        self._connection: Connection = ours
        self._process = context.Process(
            target=_serve,
            args=(theirs, reading, limits, work, folder),
            daemon=True,
            name="ingest worker",
        )
        with _nothing_of_the_caller():
            self._process.start()
        theirs.close()
        self._pid = self._process.pid or 0
        self._is_ready = False
        self._is_killed = False

    def is_alive(self) -> bool:
        return not self.is_done and self._process.is_alive()

    def read(self, task: Task) -> Outcome:
        """Have a file read; whatever happens, there is an outcome."""
        self._files += 1
        self.is_done = self._files >= FILES_PER_WORKER
        try:
            if not self._is_ready:
                if not self._connection.poll(START_SECONDS):
                    return self._over(too_slow(START_SECONDS))
                self._connection.recv()
                self._is_ready = True
            self._connection.send(task)
            if not self._connection.poll(self._limits.seconds_per_file):
                return self._over(too_slow(self._limits.seconds_per_file))
            outcome, is_spent = self._connection.recv()
        except (EOFError, OSError):
            self._process.join(GRACE)
            return self._over(crashed(self._process.exitcode))
        self.is_done = self.is_done or is_spent
        assert isinstance(outcome, Outcome)
        return outcome

    def _over(self, outcome: Outcome) -> Outcome:
        self.is_done = True
        self.kill()
        return outcome

    def kill(self) -> None:
        """End the process, and those it started; safe to call again and from any thread."""
        if self._is_killed or not self._pid:
            return
        self._is_killed = True  # by now the number may be that of another process
        try:
            os.killpg(self._pid, signal.SIGKILL)
        except (OSError, AttributeError):  # not yet its own group, nobody left, or no groups here
            self._process.kill()
        self._process.join(GRACE)


def _context() -> Any:
    """Workers are forked from a small server that has the libraries loaded already.

    Forking this process instead would copy its threads' locks in any state.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(PRELOADED))
    return context


_starting = threading.Lock()


@contextlib.contextmanager
def _nothing_of_the_caller() -> Iterator[None]:
    """Start a process without the caller's main module.

    A worker would import it: all of the command line for nothing, or a
    caller's script that has no `if __name__ == "__main__"` a second time.
    """
    with _starting:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


# From here on: what runs in the worker.


def _serve(
    connection: Connection, reading: Reading, limits: Limits, work: Work, folder: str
) -> None:
    tempfile.tempdir = os.environ["TMPDIR"] = folder
    if hasattr(os, "setsid"):
        os.setsid()  # Ctrl-C in the terminal is for the parent, which then ends us
    _be_silent()
    _limit_memory(limits.memory_megabytes)
    tasks: SimpleQueue[Task] = SimpleQueue()
    threading.Thread(target=_receive, args=(connection, tasks), daemon=True).start()
    connection.send(None)
    while True:
        task = tasks.get()
        _alarm(limits.seconds_per_file + GRACE)
        is_spent = False
        try:
            outcome = work(task, reading)
        except MemoryError:
            outcome, is_spent = too_much_memory(limits.memory_megabytes), True
        try:
            connection.send((outcome, is_spent))
        except MemoryError:
            connection.send((too_much_memory(limits.memory_megabytes), True))
        _alarm(0)


def _receive(connection: Connection, tasks: "SimpleQueue[Task]") -> None:
    """Take tasks until the parent is gone; then there is nothing left to live for."""
    try:
        while True:
            tasks.put(connection.recv())
    except (EOFError, OSError):
        if hasattr(os, "killpg"):
            os.killpg(0, signal.SIGKILL)
        os._exit(1)


def _alarm(seconds: float) -> None:
    """Have the system end this process, even in a library that never gives way to Python."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _be_silent() -> None:
    """Nothing a library says about a file may reach the terminal."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    sys.stdout = sys.stderr = io.TextIOWrapper(os.fdopen(nowhere, "wb"), write_through=True)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")


def _limit_memory(megabytes: int) -> None:
    """Allow so much memory beyond what the loaded libraries have reserved already."""
    if sys.platform == "win32":
        return
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 -- no file
            reserved = int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        reserved = 0
    limit = reserved + megabytes * 1024 * 1024
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    with contextlib.suppress(ValueError, OSError):  # macOS refuses
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard < 0 else min(limit, hard), hard))
