"""How long do the nastiest queries take? None should take a person's patience, or raise.

    python -m benchmarks.nasty [LIBRARY]

Every query of `benchmarks.nasty_queries` is put to each engine, in a process of its
own, and the slowest are listed. A library that has no index by an engine gets one
beside it. Without a LIBRARY, one of `FULL.synthetic_pages` pages is made of the
reports at hand. The clock is that of the thread, so that other work on the machine
counts less.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.commands import processors, run
from benchmarks.corpora import copy_reports, default_reports
from benchmarks.libraries import COMPARED, opened, prepare, write_synthetic
from benchmarks.nasty_queries import nasty
from benchmarks.sizes import FULL
from benchmarks.tables import Table, progress
from search.question import Ask
from search.searcher import Searcher

SLOWEST = 15
"""Queries that are listed."""

PATIENCE = 0.2
"""Seconds a query should take at most."""

USUAL = ("rent", "the", "how do cities house migrants?", "Vienna housing", "migrnats in viena")
"""Queries that warm up."""

Times = dict[str, float]
"""Seconds by query."""


def measure(library: Path, engine: str) -> Table:
    """Put all queries to an engine, and list the slowest."""
    progress(f"asking {library.name} nastily ({engine})")
    place = (str(library), "--engine", engine)
    times: Times = run(sys.executable, "-m", "benchmarks.nasty", *place).json()
    return table(engine, times)


def table(engine: str, times: Times) -> Table:
    """The slowest queries, and how all of them did."""
    slowest = sorted(times, key=lambda name: -times[name])
    ordered = sorted(times.values())
    tail = ordered[-(-len(ordered) * 95 // 100) - 1]
    above = sum(seconds > PATIENCE for seconds in ordered)
    note = (
        f"{len(times)} queries: p95 {1000 * tail:.0f} ms, max {1000 * ordered[-1]:.0f} ms; "
        f"{above} of them above {1000 * PATIENCE:.0f} ms."
    )
    return Table(
        title=f"Nasty queries, the slowest ({engine})",
        columns=("query", "ms"),
        rows=[(name, 1000 * times[name]) for name in slowest[:SLOWEST]],
        notes=(note,),
    )


def ask_all(searcher: Searcher) -> Times:
    """The time of every query, each asked once."""
    for text in USUAL:
        searcher.search(Ask(text=text))
    times: Times = {}
    for name, ask in nasty(searcher.vocabulary).items():
        began = time.thread_time()
        searcher.search(ask)
        times[name] = time.thread_time() - began
    return times


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table for each engine; for a single one, only the times, as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nasty", description=__doc__)
    parser.add_argument("library", type=Path, nargs="?", metavar="LIBRARY")
    parser.add_argument("--engine", choices=COMPARED, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.library is not None and not (given.library / "catalogue.db").is_file():
        parser.error(f"{given.library} is no library")
    if given.engine and given.library:
        with opened(given.library, given.engine) as asked:
            print(json.dumps(ask_all(asked.searcher)))
        return
    with tempfile.TemporaryDirectory(prefix="polisearch-benchmarks-") as folder:
        library = given.library or _made(Path(folder))
        for engine in COMPARED:
            print(f"{measure(library, engine).text()}\n", flush=True)


def _made(scratch: Path) -> Path:
    reports = copy_reports(default_reports(), scratch / "reports")
    like = prepare(reports, scratch / "library", processors()).library
    return write_synthetic(like, scratch / "synthetic", FULL.synthetic_pages)


if __name__ == "__main__":
    main()
