"""How far a job is, written into the catalogue once a second while it works."""

import threading
import time
from contextlib import suppress
from dataclasses import replace
from types import TracebackType

from corpus.catalogue import Catalogue
from corpus.errors import CatalogueError
from ingest.report import Progress
from ui.jobs.job import Job, keep

EVERY = 1.0
"""Seconds from one writing to the next."""

FEWEST = 2.0
"""Seconds after which something can be said of those that are left."""


class Telling:
    """Takes in how far a job is. It is written in a thread of its own.

    So no work that is just writing to the catalogue waits for itself, and a long file
    does not look like a job that hangs.
    """

    def __init__(self, catalogue: Catalogue, job: Job) -> None:
        self.job = job
        self._catalogue = catalogue
        self._kept = job
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._write, name="telling", daemon=True)
        self._stage_began = time.monotonic()
        self._done_before = 0

    def __enter__(self) -> "Telling":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._end.set()
        self._thread.join()

    def files(self, at: Progress) -> None:
        """How far the reading of files is."""
        self.stage("Reading files", at.done, at.total)
        self.job = replace(self.job, pages=at.pages, failed=at.failures)

    def stage(self, what: str, done: int, total: int) -> None:
        """How far anything else is; `total` 0 is unknown."""
        if what != self.job.stage:
            self._stage_began, self._done_before = time.monotonic(), done
        self._at(what, done, total)

    def _at(self, stage: str, done: int, total: int) -> None:
        seconds = time.monotonic() - self._stage_began
        left = -1.0
        did = done - self._done_before
        if did > 0 and done <= total and seconds >= FEWEST:
            left = round(seconds * (total - done) / did, 1)
        self.job = replace(self.job, stage=stage, done=done, total=total, seconds_left=left)

    def _write(self) -> None:
        while not self._end.wait(EVERY):
            if self._kept != self.job:
                self._kept = self.job
                with suppress(CatalogueError):  # the work itself meets it, and ends with it
                    keep(self._catalogue, self._kept)
