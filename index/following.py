"""Letting the index follow the catalogue beside other work."""

import time
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

from index.shelf import Shelf


class Following:
    """Has an index follow in a thread of its own while the catalogue is being written.

    `start` returns at once and does nothing where the thread is still at it;
    `finish` returns when the index holds all. What goes wrong in the thread is
    raised by `finish`: the catalogue goes on meanwhile. `seconds` says how long the
    thread was at work.
    """

    def __init__(self, shelf: Shelf) -> None:
        self.seconds = 0.0
        self._shelf = shelf
        self._thread = ThreadPoolExecutor(1, "index")
        self._work: Future[None] | None = None

    def start(self) -> None:
        """Let the index take in what is written so far, meanwhile."""
        if self._work is not None and (not self._work.done() or self._work.exception()):
            return
        self._work = self._thread.submit(self._follow)

    def finish(self) -> None:
        """Let the index take in everything."""
        if self._work is not None:
            self._work.result()
        self._follow()

    def __enter__(self) -> "Following":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._thread.shutdown()

    def _follow(self) -> None:
        began = time.perf_counter()
        self._shelf.follow()
        self.seconds += time.perf_counter() - began
