"""Search, as a reader meets it: ten documents with three passages each and six facets.

Each engine is asked the same queries, in the same order, kinds mixed, in one
thread, after a few others to warm up. Everything is measured that a search
does: reading the query, the engine's answer, its facets, the best pages, and
cutting the passages from the catalogue. All queries differ. Engines take turns,
each turn a new process, and the better turn of each counts as a whole.

Recoll is asked by its own command, on the same files. A process starts for each
of its queries, so the time of a query that finds nothing is taken off. It
counts no facets, and knows neither fuzzy words nor filters by city.
"""

from collections.abc import Mapping
from pathlib import Path
from statistics import median

from benchmarks.asking import WARM_UP, Answered, Timed, Times, ask
from benchmarks.libraries import COMPARED, Prepared, opened
from benchmarks.queries import COMPLETION, IN_RECOLL_TOO, Drawn, draw
from benchmarks.recoll import Recoll, in_recolls_words, reason_against
from benchmarks.tables import Cell, Table, progress, ratio

FIRST = COMPARED[0]
NOWHERE = "qqzzxxqqzz"
"""A word no file holds."""


def measure(
    library: Path, title: str, count: int, repeats: int, scratch: Path
) -> tuple[Table, Drawn, Times]:
    """Ask a library with every engine; also the queries, and the times of the first engine."""
    drawn: Drawn = {}
    notes: list[str] = []
    for engine in COMPARED:
        progress(f"opening {title} ({engine})")
        with opened(library, engine) as asked:
            pages = asked.catalogue.counts().pages
            drawn = drawn or draw(
                asked.catalogue.changed_since(0), asked.searcher.vocabulary, count + WARM_UP
            )
            if asked.made_in:
                rate = f"{pages / asked.made_in:,.0f} pages/s"
                notes.append(f"{engine} made its index in {asked.made_in:.1f} s, {rate}.")
    times = _take_turns(library, title, drawn, repeats, scratch)
    table = Table(
        title=f"Search, {title}: {pages:,} pages",
        columns=_columns(),
        rows=_rows(times),
        notes=(*notes, *_disagreements(times)),
    )
    return table, drawn, times[FIRST]


def _take_turns(
    library: Path, title: str, drawn: Drawn, repeats: int, scratch: Path
) -> dict[str, Times]:
    turns: dict[str, list[Answered]] = {engine: [] for engine in COMPARED}
    for turn in range(repeats):
        for engine in COMPARED:
            progress(f"asking {title} ({engine}): turn {turn + 1} of {repeats}")
            turns[engine].append(ask(library, engine, drawn, scratch))
    return {
        engine: min(answered, key=lambda one: one.seconds).times
        for engine, answered in turns.items()
    }


def _columns() -> tuple[str, ...]:
    each = [f"{engine} {what} ms" for engine in COMPARED for what in ("p50", "p95")]
    others = [f"{engine}/{FIRST}" for engine in COMPARED[1:]]
    return ("query", "asked", "with answers", *each, *others)


def _rows(times: Mapping[str, Times]) -> list[tuple[Cell, ...]]:
    rows = [_row(kind, [times[engine][kind] for engine in COMPARED]) for kind in times[FIRST]]
    searches = [
        [one for kind, some in times[engine].items() if kind != COMPLETION for one in some]
        for engine in COMPARED
    ]
    return [*rows, _row("all searches", searches)]


def _row(kind: str, timed: list[list[Timed]]) -> tuple[Cell, ...]:
    halves = [1000 * percentile(some, 50) for some in timed]
    tails = [1000 * percentile(some, 95) for some in timed]
    return (
        kind,
        len(timed[0]),
        sum(one.total > 0 for one in timed[0]),
        *(value for pair in zip(halves, tails, strict=True) for value in pair),
        *(ratio(half, halves[0]) for half in halves[1:]),
    )


def percentile(timed: list[Timed], percent: int) -> float:
    """The time that so many of a hundred queries stay within, by nearest rank."""
    ordered = sorted(one.seconds for one in timed)
    return ordered[max(-(-len(ordered) * percent // 100) - 1, 0)]


def _disagreements(times: Mapping[str, Times]) -> list[str]:
    """Engines that find different numbers of documents did not do the same work."""
    notes = []
    for engine in COMPARED[1:]:
        differing = {
            kind: count
            for kind, some in times[engine].items()
            if (count := sum(a.total != b.total for a, b in zip(some, times[FIRST][kind],
                                                                strict=True)))
        }  # fmt: skip
        if differing:
            kinds = ", ".join(f"{count} of {kind}" for kind, count in differing.items())
            notes.append(f"Not the same work: {engine} found other numbers for {kinds}.")
    return notes


def measure_recoll(
    prepared: Prepared, drawn: Drawn, ours: Times, count: int, scratch: Path
) -> Table:
    """Ask Recoll some of the queries that the first engine was asked."""
    title = "Search, the reports, against recollq"
    columns = ("query", "asked", "recollq p50 ms", "less its start", f"recollq/{FIRST}")
    if reason := reason_against():
        notes = (f"Recoll was left out: {reason}.",)
        return Table(title=title, columns=columns, rows=(), notes=notes)
    progress("asking the reports (Recoll)")
    recoll = Recoll(scratch / "recoll-search", prepared.reports)
    recoll.index()
    start = median(recoll.ask(NOWHERE) for _ in range(max(count, 3)))
    rows: list[tuple[Cell, ...]] = []
    for kind in IN_RECOLL_TOO:
        some = drawn[kind][: min(count, len(ours[kind]))]
        half = median(recoll.ask(in_recolls_words(one.text)) for one in some)
        mine = median(one.seconds for one in ours[kind][: len(some)])
        net = max(half - start, 0.0)
        rows.append((kind, len(some), 1000 * half, 1000 * net, ratio(net, mine) or None))
    note = (
        f"A start without an answer takes {1000 * start:.0f} ms. Recoll counts no facets; "
        f"the ratio is of medians, without its start."
    )
    return Table(title=title, columns=columns, rows=rows, notes=(note,))
