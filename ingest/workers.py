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
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from queue import Empty, Full, Queue
from typing import Self

from corpus.failures import CannotRead, Failure
from ingest.processes import Limits, Process
from ingest.reading import RECORDS_PER_BATCH, Batch, Outcome, Reading, Task, read_file

Answer = Batch | Outcome

Work = Callable[[Task, Reading], Iterable[Answer]]
"""What is done with a task: its answers, the last of which is an outcome."""

FILES_PER_WORKER = 200
AHEAD = 16
"""Files per worker that may be done before their turn: what bounds the memory of a run."""

ANSWERS_AHEAD = 2
"""Batches of a collection that may be read before their turn."""

MOST_DEATHS = 20
"""Workers that one collection may cost."""

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

    def answers(
        self, tasks: Iterable[Task], stop: threading.Event | None = None
    ) -> Iterator[tuple[Task, Answer]]:
        """Each task with its answers, the last of which is an outcome, in the order given.

        The order makes a run that was cut off a part of the whole run: what is
        done is done for all files before a certain one. Once `stop` is set, the
        tasks that were begun are finished and given, and no other is begun.
        """
        stop = stop or threading.Event()
        waiting: deque[_Turn] = deque()
        for task in tasks:
            if stop.is_set():
                break
            queue: Queue[Answer] = Queue(ANSWERS_AHEAD)
            waiting.append(_Turn(task, queue, self._threads.submit(self._do, task, queue)))
            if len(waiting) >= AHEAD * self._jobs:
                yield from self._next(waiting.popleft(), stop)
        while waiting:
            yield from self._next(waiting.popleft(), stop)

    def _next(self, turn: "_Turn", stop: threading.Event) -> Iterator[tuple[Task, Answer]]:
        while not (stop.is_set() and turn.future.cancel()):
            is_over = turn.future.done()  # asked before: what was answered last is in the queue
            try:
                answer = turn.answers.get(timeout=0 if is_over else HEED)
            except Empty:
                if is_over:
                    turn.future.result()
                    return
                continue
            yield turn.task, answer
            if isinstance(answer, Outcome):
                return

    def _do(self, task: Task, answers: "Queue[Answer]") -> None:
        for answer in self._answers(task):
            while not self._is_ending:
                try:
                    answers.put(answer, timeout=HEED)
                    break
                except Full:  # it is not its turn yet
                    continue

    def _answers(self, task: Task) -> Iterator[Answer]:
        """The answers to a task, whatever becomes of those who work at it.

        A record of a collection that a worker does not survive is a failure, and the next
        worker goes on behind it. Which one it was is found out by reading them singly.
        """
        is_collection = False
        for deaths in count(1):
            taken, after = 0, task.after
            try:
                for answer in self._asked(task):
                    if isinstance(answer, Batch):
                        is_collection = True
                        taken += len(answer.records)
                        after = answer.records[-1].number if answer.records else after
                    yield answer
                return
            except CannotRead as error:
                failure = Failure(reason=error.reason, message=error.message)
            is_beyond_records = task.fatal is not None and not taken
            if not is_collection or is_beyond_records or deaths > MOST_DEATHS:
                yield Outcome(failure=failure)
                return
            fatal = failure if taken < task.singly else None
            task = replace(task, after=after, singly=RECORDS_PER_BATCH, fatal=fatal)

    def _asked(self, task: Task) -> Iterator[Answer]:
        worker = self._worker()
        try:
            yield from worker.ask(task)
        finally:
            if worker.is_spent or worker.asked >= FILES_PER_WORKER:
                self._drop(worker)

    def _worker(self) -> "_Worker":
        """The worker of this thread, a new one where it has none or that one died idle."""
        worker: _Worker | None = getattr(self._own, "worker", None)
        if worker is not None and worker.is_alive():
            return worker
        if worker is not None:
            self._drop(worker)
        worker = Process(
            partial(_answered, work=self._work, reading=self._reading),
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


_Worker = Process[Task, Answer]


@dataclass(frozen=True, slots=True)
class _Turn:
    """A task that was given out, and what is answered so far."""

    task: Task
    answers: "Queue[Answer]"
    future: "Future[None]"


def _answered(task: Task, *, work: Work, reading: Reading) -> Iterable[Answer]:
    """What a worker answers. This runs in it."""
    return work(task, reading)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
