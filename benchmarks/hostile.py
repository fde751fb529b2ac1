"""What becomes of hostile, broken and odd files: each is a document or has a reason.

    python -m benchmarks.hostile DIR

The folder is ingested twice by the command itself; the second run must say the same.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.commands import POLISEARCH, ingest, processors, run
from benchmarks.tables import Table
from benchmarks.watch import Peak, Watch
from corpus.catalogue import open_catalogue

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Two runs over a folder; `failures` and `kept` are the reasons after each, by path."""

    first: dict[str, Any]
    second: dict[str, Any]
    failures: dict[str, str]
    kept: dict[str, str]
    peak: Peak


def measure(folder: Path, scratch: Path) -> Outcome:
    """Ingest a folder into a library of its own, and again."""
    library = scratch / "hostile"
    run(*POLISEARCH, "init", str(library))
    (library / "polisearch.toml").write_text('[ingest]\nocr = "off"\n', encoding="utf-8")
    with Watch() as watch:
        first = ingest(library, folder, processors(), watch.start).json()
    failures = _failures(library)
    second = ingest(library, folder, processors()).json()
    return Outcome(
        first=first, second=second, failures=failures, kept=_failures(library), peak=watch.peak
    )


def table(outcome: Outcome) -> Table:
    """What became of the files, and why those failed that did."""
    counts = ("files", "indexed", "duplicates", "failed", "unchanged", "pages", "seconds")
    rows: list[tuple[str, object, object]] = [
        (name, outcome.first[name], outcome.second[name]) for name in counts
    ]
    reasons = Counter(outcome.failures.values())
    again = Counter(outcome.kept.values())
    rows += [(f"failed: {name}", count, again[name]) for name, count in reasons.most_common()]
    rows.append(("largest worker, MB", outcome.peak.started // MEGABYTE, ""))
    return Table(
        title="Hostile files",
        columns=("what", "first run", "second run"),
        rows=[(what, str(one), str(two)) for what, one, two in rows],
        notes=("Failures are those the catalogue holds after each run.",),
    )


def _failures(library: Path) -> dict[str, str]:
    catalogue = open_catalogue(library / "catalogue.db")
    failures = {failed.path: str(failed.failure.reason) for failed in catalogue.failures()}
    catalogue.close()
    return failures


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table for a folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile", description=__doc__)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        print(table(measure(given.folder, Path(scratch))).text())


if __name__ == "__main__":
    main()
