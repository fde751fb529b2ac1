"""A pool of processes that read files: what goes wrong in one is one file's failure.

Each reads one file at a time (`ingest.processes`). One that died is replaced, and one
that has read many files is replaced too, because libraries leak.
"""

import os
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Self

from corpus.failures import CannotRead
from ingest.processes import Limits, Process
from ingest.reading import Outcome, Reading, Task, given_up, read_file

Work = Callable[[Task, Reading], Outcome]

FILES_PER_WORKER = 200
AHEAD = 16
"""Files per worker that may be done before their turn: what bounds the memory of a run."""

HEED = 0.2
"""Seconds between two looks at whether to stop."""

PRELOADED = ("ingest.preloaded",)


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
        try:
            (outcome,) = worker.ask(task)
        except CannotRead as error:
            outcome = given_up(error.reason, error.message)
        if worker.is_spent or worker.asked >= FILES_PER_WORKER:
            self._drop(worker)
        return outcome

    def _worker(self) -> "_Worker":
        """The worker of this thread, a new one where it has none or that one died idle."""
        worker: _Worker | None = getattr(self._own, "worker", None)
        if worker is not None and worker.is_alive():
            return worker
        if worker is not None:
            self._drop(worker)
        worker = Process(
            partial(_outcomes, work=self._work, reading=self._reading),
            self._limits,
            folder=self._folder.name,
            preload=PRELOADED,
        )
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


_Worker = Process[Task, Outcome]


def _outcomes(task: Task, *, work: Work, reading: Reading) -> Iterator[Outcome]:
    """What a worker answers. This runs in it."""
    yield work(task, reading)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
