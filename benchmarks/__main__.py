"""`python -m benchmarks [--reports DIR] [--quick] [--json]`: every measurement, one after another.

Everything is written to a temporary folder, which is removed at the end.
"""

import argparse
import json
import os
import platform
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks import again, ingest, lines, memory, search, steps
from benchmarks.commands import processors
from benchmarks.corpora import (
    SAMPLES,
    copy_pdfs,
    copy_reports,
    default_reports,
    pdfs_in,
    write_small_files,
)
from benchmarks.libraries import prepare, write_synthetic
from benchmarks.sizes import FULL, QUICK, Sizes
from benchmarks.tables import Table


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print tables or one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--reports", type=Path, metavar="DIR", help="reports to measure with")
    parser.add_argument("--quick", action="store_true", help="small sizes, each thing once")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    given = parser.parse_args(arguments)
    reports = given.reports or default_reports()
    if not reports.is_dir() or not pdfs_in(reports):
        parser.error(f"{reports} is no folder with PDF files")
    where = conditions(reports, is_quick=given.quick)
    tables = []
    if not given.json:
        print("\n".join(f"{name}: {value}" for name, value in where.items()), flush=True)
    for table in measure(reports, QUICK if given.quick else FULL):
        tables.append(table)
        if not given.json:
            print(f"\n{table.text()}", flush=True)
    if given.json:
        everything = {"conditions": where, "tables": [table.as_json() for table in tables]}
        print(json.dumps(everything, ensure_ascii=False))


def measure(reports: Path, sizes: Sizes) -> Iterator[Table]:
    """All tables, each as soon as it is known."""
    jobs = processors()
    with tempfile.TemporaryDirectory(prefix="polisearch-benchmarks-") as folder:
        scratch = Path(folder)
        yield from ingest.measure(
            copy_pdfs(reports, scratch / "pdfs"), jobs, sizes.repeats, scratch
        )
        prepared = prepare(copy_reports(reports, scratch / "reports"), scratch / "library", jobs)
        small_files = write_small_files(scratch / "notes", sizes.small_files)
        yield again.measure(prepared, small_files, jobs, scratch)
        library, title = prepared.library, "the reports"
        table, drawn, times = search.measure(library, title, sizes.queries, sizes.repeats, scratch)
        yield table
        yield steps.measure(library, title, drawn, scratch)
        yield search.measure_recoll(prepared, drawn, times, sizes.recoll_queries, scratch)
        if sizes.synthetic_pages:
            library, title = scratch / "synthetic", "a larger library"
            write_synthetic(prepared.library, library, sizes.synthetic_pages)
            table, drawn, _ = search.measure(library, title, sizes.queries, sizes.repeats, scratch)
            yield table
            yield steps.measure(library, title, drawn, scratch)
        yield memory.measure(library, title, drawn, sizes.memory_queries, scratch)
        yield memory.of_ingestion(prepared.peak, jobs)
        yield lines.measure()


def conditions(reports: Path, *, is_quick: bool) -> dict[str, str]:
    """What has to be known to read the figures."""
    parts = ("tantivy", "whoosh", "pypdfium2")
    is_sample = reports.resolve() == SAMPLES
    said = {
        "reports": "the sample corpus" if is_sample else os.path.relpath(reports),
        "processors": str(processors()),
        "python": platform.python_version(),
        "parts": ", ".join(f"{part} {version(part)}" for part in parts),
    }
    if hasattr(os, "getloadavg"):
        said["load before"] = f"{os.getloadavg()[0]:.1f}"
    if is_quick:
        said["quick"] = "small sizes, each thing once: the figures are no measurements"
    return said


if __name__ == "__main__":
    main()
