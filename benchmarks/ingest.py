"""Ingestion against the limit and against Recoll: the same PDF files, until they can be found.

Each is a command run from start to end on the same folder, whose files were all
read just before; process start is included for all. They take turns, and the
better run of each counts. Ingestion does more than either: it describes each
document, keeps it in a catalogue, and indexes each page in two forms.
"""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import commands
from benchmarks.commands import Ran, run
from benchmarks.corpora import pdfs_in
from benchmarks.recoll import Recoll, reason_against
from benchmarks.tables import Cell, Table, progress, ratio

IN_WORKERS = ("hash", "extract", "tidy", "describe", "sketch")
"""Stages that run in the workers; the others run in the one process that writes."""

SUM_OF_WORKERS = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The better run of each; `recoll_files` are PDF files that Recoll got text of."""

    limit: Ran
    ours: Ran
    recoll: Ran | None
    recoll_files: int


def measure(folder: Path, jobs: int, repeats: int, scratch: Path) -> list[Table]:
    """Ingest the PDF files of a folder in all ways."""
    measured = _take_turns(folder, jobs, repeats, scratch)
    report = measured.ours.json()
    return [_compared(measured, len(pdfs_in(folder)), jobs, repeats), _stages(report, jobs)]


def _take_turns(folder: Path, jobs: int, repeats: int, scratch: Path) -> Measured:
    limits, ours, recolls, read = [], [], [], 0
    for turn in range(repeats):
        progress(f"ingesting {folder.name}: turn {turn + 1} of {repeats}")
        raw = (sys.executable, "-m", "benchmarks.limit", str(folder), "--jobs", str(jobs))
        limits.append(run(*raw))
        library = scratch / f"ingest-{turn}"
        ours.append(commands.ingest(library, folder, jobs))
        shutil.rmtree(library)
        if not reason_against():
            recoll = Recoll(scratch / f"recoll-{turn}", folder)
            recolls.append(recoll.index())
            read = recoll.files_with_text()
    return Measured(
        limit=min(limits, key=_seconds),
        ours=min(ours, key=_seconds),
        recoll=min(recolls, key=_seconds, default=None),
        recoll_files=read,
    )


def _seconds(ran: Ran) -> float:
    return ran.seconds


def _compared(measured: Measured, files: int, jobs: int, repeats: int) -> Table:
    limit, ours, recoll = measured.limit, measured.ours, measured.recoll
    raw, report = limit.json(), ours.json()
    pages = int(raw["pages"])
    rows: list[tuple[Cell, ...]] = [
        ("limit: raw pdfium and tantivy", files, pages, *_speed(limit, pages, limit),
         raw["seconds"]),
        ("polisearch ingest", report["indexed"], report["pages"], *_speed(ours, pages, limit),
         report["seconds"]),
    ]  # fmt: skip
    notes = [
        f"{jobs} jobs, the better of {repeats} turns; process start included, but not in 'inside'.",
        f"Without process start, of the limit: {raw['seconds'] / report['seconds']:.2f}.",
    ]
    if report["failed"] or report["duplicates"] or report["pages"] != pages:
        notes.append(
            f"Not the same work: polisearch failed on {report['failed']} files and took "
            f"{report['pages']:,} pages of {pages:,}."
        )
    if recoll is None:
        notes.append(f"Recoll was left out: {reason_against()}.")
    else:
        rows.append(
            ("recollindex", measured.recoll_files, None, *_speed(recoll, pages, limit), None)
        )
        notes.append(f"Speed of polisearch against Recoll: {recoll.seconds / ours.seconds:.2f}.")
        if measured.recoll_files < files:
            notes.append(f"Recoll got text of {measured.recoll_files} files of {files}.")
    return Table(
        title="Ingest, PDF file to searchable",
        columns=("what", "files", "pages", "seconds", "pages/s", "of the limit", "inside"),
        rows=rows,
        notes=tuple(notes),
    )


def _speed(ran: Ran, pages: int, limit: Ran) -> tuple[float, float, float | None]:
    return ran.seconds, pages / ran.seconds, ratio(limit.seconds, ran.seconds)


def _stages(report: Any, jobs: int) -> Table:
    """Where the time goes: of the process that writes, and of the workers together."""
    total, stages = report["seconds"], report["seconds_by_stage"]
    writing = [(name, seconds) for name, seconds in stages.items()
               if name not in IN_WORKERS and name != SUM_OF_WORKERS]  # fmt: skip
    reading = [(name, stages[name]) for name in IN_WORKERS if name in stages]
    writing.append(("other", max(total - sum(seconds for _, seconds in writing), 0.0)))
    idle = max(jobs * total - sum(seconds for _, seconds in reading), 0.0)
    reading.append(("idle, or not scheduled", idle))
    return Table(
        title="Ingest, where the time goes",
        columns=("process", "stage", "seconds", "share", "ms/page"),
        rows=[
            (process, name, seconds, seconds / whole, ratio(1000 * seconds, report["pages"]))
            for process, named, whole in (
                ("writer", writing, total),
                (f"{jobs} workers", reading, total * jobs),
            )
            for name, seconds in named
        ],
        notes=(
            f"{report['pages']:,} pages. 'waiting' is the writer's time for the next file in turn.",
        ),
    )
