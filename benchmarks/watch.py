"""How much memory a command takes while it runs, with all the processes it starts."""

import threading
from dataclasses import dataclass
from typing import Any, Self

import psutil  # type: ignore[import-untyped]

EVERY = 0.1
"""Seconds between two looks: what comes and goes faster is missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peak:
    """The largest resident sets seen, in bytes: of the first process, of any that it started.

    `together` is the largest sum at one time, a page that several share counted
    once in all where the system tells (Linux).
    """

    first: int = 0
    started: int = 0
    together: int = 0


class Watch:
    """Looks at a process from time to time, from `start` to the end of the context."""

    def __init__(self) -> None:
        self.peak = Peak()
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def start(self, process: int) -> None:
        """Begin with the process of this id."""
        self._thread = threading.Thread(target=self._look, args=(process,), daemon=True)
        self._thread.start()

    def _look(self, process: int) -> None:
        while not self._over.wait(EVERY):
            try:
                first = psutil.Process(process)
                processes = [first, *first.children(recursive=True)]
            except psutil.Error:
                return  # it has ended
            sizes = [_sizes(one) for one in processes]
            self.peak = Peak(
                first=max(self.peak.first, sizes[0][0]),
                started=max(self.peak.started, *(own for own, _ in sizes[1:]), 0),
                together=max(self.peak.together, sum(share for _, share in sizes)),
            )


def _sizes(process: Any) -> tuple[int, int]:
    """The resident set of a process, and its part of it where pages are shared."""
    try:
        sizes = process.memory_full_info()
    except psutil.Error:
        return 0, 0  # it has ended, or is just ending
    return int(sizes.rss), int(getattr(sizes, "pss", sizes.rss))
