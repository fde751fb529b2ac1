"""Running ingestion again when nothing changed: no file may be opened.

The command is run from start to end, as a nightly job would, on a library that
holds these files already. What the first run took is the measure beside it.
"""

from pathlib import Path

from benchmarks import commands
from benchmarks.libraries import Prepared
from benchmarks.tables import Cell, Table, progress, ratio


def measure(prepared: Prepared, small_files: Path, jobs: int, scratch: Path) -> Table:
    """Ingest the prepared reports again, and small files twice."""
    library = scratch / "small"
    progress("ingesting small files")
    first = commands.ingest(library, small_files, jobs)
    return Table(
        title="Run again, nothing changed",
        columns=("folder", "files", "first run s", "again s", "again, inside s", "again/first"),
        rows=[
            _row("reports", prepared.library, prepared.reports, prepared.seconds, jobs),
            _row("small text files", library, small_files, first.seconds, jobs),
        ],
        notes=("Process start is included, but not in 'inside'.",),
    )


def _row(name: str, library: Path, folder: Path, first: float, jobs: int) -> tuple[Cell, ...]:
    progress(f"ingesting {name} again")
    again = commands.ingest(library, folder, jobs)
    report = again.json()
    if report["indexed"] or report["updated"] or report["pages"]:
        raise commands.CommandFailed(f"a run on unchanged {name} took in {report['pages']} pages")
    return (
        name,
        report["files"],
        first,
        again.seconds,
        report["seconds"],
        ratio(again.seconds, first),
    )
