"""Memory of a process that answers, and of ingestion.

The process opened a library and answered, nothing else; each engine has one of
its own. Its resident set counts pages of the index that the system mapped and
could take back; 'own' leaves out whatever is shared with other processes or
with files.
"""

from itertools import chain, zip_longest
from pathlib import Path

from benchmarks.asking import WARM_UP, ask
from benchmarks.libraries import COMPARED
from benchmarks.queries import COMPLETION, Drawn
from benchmarks.tables import Cell, Table, progress, ratio
from benchmarks.watch import Peak

MEGABYTE = 1024 * 1024


def measure(library: Path, title: str, drawn: Drawn, count: int, scratch: Path) -> Table:
    """Answer so many queries, of all kinds by turns."""
    kinds = [asks for kind, asks in drawn.items() if kind != COMPLETION]
    by_turns = [one for one in chain(*zip_longest(*kinds)) if one is not None]
    asked = {"all": by_turns[: count + WARM_UP]}
    rows: list[tuple[Cell, ...]] = []
    for engine in COMPARED:
        progress(f"memory of a process that answers ({engine})")
        answered = ask(library, engine, asked, scratch)
        sizes = [answered.before, answered.resident, answered.own]
        rows.append(
            (
                engine,
                len(answered.times["all"]),
                *(size / MEGABYTE for size in sizes),
                ratio(answered.resident, answered.before),
            )
        )
    return Table(
        title=f"Memory after answering, {title}",
        columns=("engine", "queries", "before opening MB", "after MB", "own MB", "after/before"),
        rows=rows,
        notes=("'before opening' is Python with everything imported but the engine.",),
    )


def of_ingestion(peak: Peak, jobs: int) -> Table:
    """What was seen while the reports were ingested."""
    rows = (
        ("process that writes", peak.first / MEGABYTE),
        ("largest worker", peak.started / MEGABYTE),
        ("all together", peak.together / MEGABYTE),
    )
    return Table(
        title="Memory of ingestion, at its peak",
        columns=("what", "MB"),
        rows=rows,
        notes=(f"{jobs} jobs; looked at ten times a second.",),
    )
