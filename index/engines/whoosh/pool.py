"""What a writer collects before it writes: the lists themselves, not their single items.

Whoosh sorts millions of items, one for each word of each entry. Entries come in
the order of their numbers, so only the terms have to be sorted.
"""

import heapq
import marshal
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

Item = tuple[str, bytes, int, float, bytes]
"""Field, term, entry, how often, where."""

List = tuple[str, bytes, list[Any]]
"""Field, term, and entry, how often, where, entry, how often …"""

MOST_HELD = 2_000_000
"""Items that are held in memory, at about 80 bytes each; then they go to a file."""


class Pool:
    """Takes items of rising entries, and gives them back by field, term and entry.

    It stands in for whoosh's own `PostingPool`. Its files have no name and are
    gone when it is, whatever happens.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lists: dict[str, dict[bytes, list[Any]]] = {}
        self._held = 0
        self._runs: list[IO[bytes]] = []

    def add(self, item: Item) -> None:
        """Take one item."""
        name, term, entry, often, where = item
        if name not in self._lists:
            self._lists[name] = defaultdict(list)
        self._lists[name][term] += (entry, often, where)
        self._held += 1
        if self._held > MOST_HELD:
            self._write_run()

    def iter_postings(self) -> Iterator[Item]:
        """Everything taken, in order."""
        runs = [_read_run(run) for run in self._runs]
        for name, term, flat in heapq.merge(*runs, self._sorted(), key=_by_term):
            items = iter(flat)
            for entry, often, where in zip(items, items, items, strict=True):
                yield name, term, entry, often, where

    def cleanup(self) -> None:
        """Forget everything."""
        self._lists, self._held = {}, 0
        runs, self._runs = self._runs, []
        for run in runs:
            run.close()

    def _sorted(self) -> Iterator[List]:
        for name in sorted(self._lists):
            lists = self._lists[name]
            for term in sorted(lists):
                yield name, term, lists[term]

    def _write_run(self) -> None:
        run = TemporaryFile(dir=self._folder)  # noqa: SIM115 -- `cleanup` closes it  # noqa: SIM115 -- read again later
        self._runs.append(run)
        for found in self._sorted():
            marshal.dump(found, run)
        self._lists, self._held = {}, 0


def _read_run(run: IO[bytes]) -> Iterator[List]:
    run.seek(0)
    while True:
        try:
            yield marshal.load(run)
        except EOFError:
            return


def _by_term(found: List) -> tuple[str, bytes]:
    return found[0], found[1]
