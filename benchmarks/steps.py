"""Where the time of a search goes: what each of its steps takes, without those it calls.

`python -m benchmarks.steps LIBRARY ENGINE QUERIES` puts a clock around the
functions a search is made of, and asks what `benchmarks.asking` asks. The clock is
that of the thread, so that other work on the machine counts less; what a thread of
another library does, and waiting for the disk, is not in it.
"""

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from pkgutil import resolve_name
from typing import Any
from unittest.mock import patch

from benchmarks.asking import answered, ask_all, given_to, read_queries, write_queries
from benchmarks.commands import run
from benchmarks.libraries import COMPARED, opened
from benchmarks.queries import COMPLETION, Drawn
from benchmarks.tables import Cell, Table, progress
from search.question import Ask
from search.searcher import Searcher

REST = "rest"
STEPS = (
    "parsing",
    "widening",
    "relaxing",
    "feedback",
    "answer",
    "facets",
    "best pages",
    "catalogue",
    "passages",
    REST,
)
"""In the order of a search. What `relaxing` and `feedback` ask of others is theirs."""

_WHOLE = frozenset({"relaxing", "feedback"})

_CLOCKED = {
    "search.understanding.understanding.parse": "parsing",
    "search.understanding.understanding.widen": "widening",
    "search.understanding.understanding.most_held": "relaxing",
    "search.answering.Answering._fed_back": "feedback",
    "index.engines.tantivy.engine.TantivyEngine.answer": "answer",
    "index.engines.tantivy.searching.facets": "facets",
    "index.engines.tantivy.engine.TantivyEngine.best_pages": "best pages",
    "index.engines.whoosh.engine.WhooshEngine.answer": "answer",
    "index.engines.whoosh.view.View.counts": "facets",
    "index.engines.whoosh.engine.WhooshEngine.best_pages": "best pages",
    "corpus.catalogue.Catalogue.documents": "catalogue",
    "corpus.catalogue.Catalogue.page_texts": "catalogue",
    "corpus.catalogue.Catalogue.opening_pages": "catalogue",
    "corpus.catalogue.Catalogue.with_relatives": "catalogue",
    "corpus.catalogue.Catalogue.media_types": "catalogue",
    "corpus.catalogue.Catalogue.revision": "catalogue",
    "search.presenting.hits.passage": "passages",
    "search.presenting.hits.marked_value": "passages",
}
"""The functions a clock is put around, and the steps they are."""

Spent = dict[str, dict[str, float]]
"""Mean seconds by kind of query and step."""


class Clock:
    """Counts the time of the thread for the step it is in, for one kind of query at a time."""

    def __init__(self) -> None:
        self.kind = ""
        self._spent: defaultdict[str, defaultdict[str, float]] = defaultdict(
            lambda: defaultdict(float)
        )
        self._asked: defaultdict[str, int] = defaultdict(int)
        self._within: list[str] = []
        self._since = 0.0

    def query(self, kind: str, answer: Callable[[], int]) -> int:
        """Answer a query of a kind, under the clock."""
        self.kind = kind
        self._asked[kind] += 1
        self._within, self._since = [REST], time.thread_time()
        total = answer()
        self._turn()
        return total

    def around(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time counted for a step."""

        def clocked(*given: Any, **named: Any) -> Any:
            within = self._within[-1:]
            if not within or within[0] in _WHOLE:
                return function(*given, **named)
            self._turn()
            self._within.append(step)
            try:
                return function(*given, **named)
            finally:
                self._turn()
                self._within.pop()

        return clocked

    def spent(self) -> Spent:
        """What a query of each kind took on average."""
        return {
            kind: {step: seconds / self._asked[kind] for step, seconds in steps.items()}
            for kind, steps in self._spent.items()
        }

    def _turn(self) -> None:
        now = time.thread_time()
        self._spent[self.kind][self._within[-1]] += now - self._since
        self._since = now


@contextmanager
def clocked(clock: Clock) -> Iterator[None]:
    """The steps of every search under a clock."""
    patches = [
        patch(name, clock.around(step, resolve_name(name))) for name, step in _CLOCKED.items()
    ]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()


def measure(library: Path, title: str, drawn: Drawn, scratch: Path) -> Table:
    """Ask a library once more with every engine, and say what each step takes."""
    searches = {kind: asks for kind, asks in drawn.items() if kind != COMPLETION}
    queries = write_queries(searches, scratch)
    rows: list[tuple[Cell, ...]] = []
    for engine in COMPARED:
        progress(f"asking {title} ({engine}): where the time goes")
        place = (str(library), engine, str(queries))
        spent: Spent = run(sys.executable, "-m", "benchmarks.steps", *place).json()
        for kind in searches:
            steps = [1000 * spent[kind].get(step, 0.0) for step in STEPS]
            rows.append((engine, kind, sum(steps), *steps))
    return Table(
        title=f"Search, where the time goes, {title}",
        columns=("engine", "query", "all ms", *STEPS),
        rows=rows,
        notes=("Means in ms of the processor's time, not medians: so the steps add up.",),
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Answer the queries of a file, and print the times of the steps as JSON."""
    given = given_to("benchmarks.steps", arguments)
    drawn = read_queries(given.queries)
    clock = Clock()

    def answers(searcher: Searcher, kind: str, ask: Ask) -> int:
        return clock.query(kind, lambda: answered(searcher, kind, ask))

    with opened(given.library, given.engine) as asked, clocked(clock):
        ask_all(asked.searcher, drawn, answers=answers)
    print(json.dumps(clock.spent()))


if __name__ == "__main__":
    main()
