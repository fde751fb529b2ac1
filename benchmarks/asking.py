"""A process that does nothing but open a library with one engine and answer.

`python -m benchmarks.asking LIBRARY ENGINE QUERIES` prints how long each query
took and how large the process is. Each engine is asked in a process of its own,
because words once folded and stemmed are remembered: whoever came second, or
made an index before, would find them ready.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]

from benchmarks.commands import run
from benchmarks.libraries import COMPARED, opened
from benchmarks.queries import COMPLETION, FACETS, Drawn
from index.request import Sort
from search.question import Ask
from search.searcher import Searcher

WARM_UP = 2
"""Queries of each kind, the last of them, that only warm up."""


@dataclass(frozen=True, slots=True)
class Timed:
    """One query by one engine: seconds, and how much it found."""

    seconds: float
    total: int


Times = dict[str, list[Timed]]
"""By kind of query, in the order they were drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a process said at its end.

    `before` is its resident set with everything imported but the engine,
    `resident` the one after the last answer, `own` the part of it that is shared
    with no other process or file; in bytes.
    """

    times: Times
    before: int
    resident: int
    own: int

    @property
    def seconds(self) -> float:
        """All queries together."""
        return sum(one.seconds for some in self.times.values() for one in some)


def ask(library: Path, engine: str, drawn: Drawn, scratch: Path) -> Answered:
    """Have a new process answer the queries; the index is there already."""
    place = (str(library), engine, str(write_queries(drawn, scratch)))
    said = run(sys.executable, "-m", "benchmarks.asking", *place).json()
    times = {kind: [Timed(**one) for one in some] for kind, some in said.pop("times").items()}
    return Answered(times=times, **said)


def write_queries(drawn: Drawn, scratch: Path) -> Path:
    """A file of queries for another process."""
    path = scratch / "queries.json"
    written = {kind: [_written(ask) for ask in asks] for kind, asks in drawn.items()}
    path.write_text(json.dumps(written), encoding="utf-8")
    return path


def read_queries(path: Path) -> Drawn:
    """The queries that `write_queries` wrote."""
    written = json.loads(path.read_text(encoding="utf-8"))
    return {kind: [_read(one) for one in some] for kind, some in written.items()}


def given_to(program: str, arguments: Sequence[str] | None) -> argparse.Namespace:
    """What a process that answers is given: a library, an engine and a file of queries."""
    parser = argparse.ArgumentParser(prog=f"python -m {program}")
    parser.add_argument("library", type=Path)
    parser.add_argument("engine", choices=COMPARED)
    parser.add_argument("queries", type=Path)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Answer the queries of a file, and print times and sizes as JSON."""
    given = given_to("benchmarks.asking", arguments)
    drawn = read_queries(given.queries)
    this = psutil.Process()
    before = this.memory_info().rss
    with opened(given.library, given.engine) as asked:
        times = ask_all(asked.searcher, drawn)
        after = this.memory_full_info()
    said = Answered(times=times, before=before, resident=after.rss, own=after.uss)
    print(json.dumps(asdict(said)))


def answered(searcher: Searcher, kind: str, ask: Ask) -> int:
    """Answer a query; how much was found."""
    if kind == COMPLETION:
        return len(searcher.complete(ask.text).found)
    return searcher.search(ask).total


Answers = Callable[[Searcher, str, Ask], int]


def ask_all(
    searcher: Searcher, drawn: Drawn, seed: int = 5, *, answers: Answers = answered
) -> Times:
    """Time every query but those that warm up, kinds mixed, always in the same order."""
    for kind, asks in drawn.items():
        for ask in asks[-WARM_UP:]:
            answered(searcher, kind, ask)
    turns = [
        (kind, at) for kind, asks in drawn.items() for at in range(max(len(asks) - WARM_UP, 1))
    ]
    random.Random(seed).shuffle(turns)
    found: dict[tuple[str, int], Timed] = {}
    for kind, at in turns:
        began = time.perf_counter()
        total = answers(searcher, kind, drawn[kind][at])
        found[kind, at] = Timed(time.perf_counter() - began, total)
    return {kind: [found[turn] for turn in sorted(turns) if turn[0] == kind] for kind in drawn}


def _written(ask: Ask) -> dict[str, object]:
    return {"text": ask.text, "filters": dict(ask.filters), "sort": ask.sort, "page": ask.page}


def _read(said: Any) -> Ask:
    return Ask(
        text=said["text"],
        filters={name: tuple(values) for name, values in said["filters"].items()},
        sort=Sort(said["sort"]),
        page=said["page"],
        facets=FACETS,
    )


if __name__ == "__main__":
    main()
