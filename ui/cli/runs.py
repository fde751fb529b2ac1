"""`polisearch runs`: what each run of ingestion did."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.text import Text

from corpus.errors import BadSetting
from corpus.failures import HINTS, Reason
from corpus.records import Run
from ui.cli.options import DEFAULT_LIBRARY, JsonOption, LibraryOption
from ui.cli.printing import as_json, counted, out, safe, say, table
from ui.cli.report import COUNTS, NOTHING, print_must_find

COLUMNS = ("indexed", "updated", "removed", "failed", "pages")
"""Counts that a list of runs shows; all of them would be wider than a terminal."""

NAMES = (
    ("indexed_names", "Newly searchable"),
    ("updated_names", "Read again"),
    ("removed_names", "Removed"),
)


def runs(
    number: Annotated[
        int, typer.Argument(metavar="NUMBER", min=0, show_default=False, help="One run.")
    ] = 0,
    library: LibraryOption = DEFAULT_LIBRARY,
    limit: Annotated[int, typer.Option("-n", min=1, help="How many of the last runs.")] = 20,
    json: JsonOption = False,
) -> None:
    """List the last runs of ingestion, or say what one of them did.

    With a NUMBER: every file that the run added, read again, removed or could not
    read, and how long each of its stages took.

    Examples:

        polisearch runs
        polisearch runs 12
    """
    from ui.wiring import open_library

    opened = open_library(library)
    found = opened.catalogue.run(number) if number else None
    last = [] if number else opened.catalogue.runs(limit)
    opened.close()
    if number and found is None:
        raise BadSetting(f"There is no run {number}.", "'polisearch runs' lists them.")
    for one in [found] if found is not None else last:
        if json:
            as_json(_as_json(one))
    if json:
        return
    if found is not None:
        _print(found)
    elif last:
        table(("run", "started", *COLUMNS, "seconds"), map(_row, last))
    else:
        say("Nothing was ingested yet.")


def _as_json(one: Run) -> dict[str, object]:
    return {"started_at": one.started_at, "ended_at": one.ended_at, **one.report, "run": one.id}


def _row(one: Run) -> list[object]:
    if not one.ended_at:
        return [one.id, _time(one.started_at), "did not end"]
    counts = (one.report.get(name, "") for name in COLUMNS)
    return [one.id, _time(one.started_at), *counts, _seconds(one)]


def _time(kept: str) -> str:
    return datetime.fromisoformat(kept).astimezone().strftime("%Y-%m-%d %H:%M")


def _seconds(one: Run) -> float | str:
    took = one.report.get("seconds")
    return round(took, 1) if isinstance(took, float) else ""


def _print(one: Run) -> None:
    report: Mapping[str, Any] = one.report
    if not one.ended_at:
        out.print(f"Run {one.id}, {_time(one.started_at)}, did not end.")
        return
    out.print(f"Run {one.id}, {_time(one.started_at)}, {_seconds(one)} s")
    said = {name: report.get(key, 0) for key, name in COUNTS.items()}
    files = ", ".join(f"{count:,} {name}" for name, count in said.items() if count) or NOTHING
    out.print(f"{files}; {counted(report.get('pages', 0), 'page')}")
    for remark in _remarks(report):
        out.print(safe(remark), markup=False)
    for name, label in NAMES:
        names = report.get(name, [])
        if names:
            out.print(f"\n[bold]{label}[/bold] ({len(names):,})")
            for path in names:
                out.print(f"  {safe(path)}", markup=False)
    _print_failures(report.get("failures", []))
    _print_failed_records(report)
    print_must_find(report.get("must_find", {}))
    if report.get("warnings"):
        out.print("\n[bold]Notes[/bold]")
    for warning in report.get("warnings", []):
        out.print(f"  {safe(' '.join(warning.split()))}", markup=False)
    _print_stages(report.get("seconds_by_stage", {}))


def _remarks(report: Mapping[str, Any]) -> Iterator[str]:
    """What was particular about a run."""
    if report.get("choice"):
        yield f"Not a whole run: {report['choice']}."
    if report.get("stopped"):
        yield f"Stopped: {counted(report.get('not_reached', 0), 'file')} not read."
    if report.get("scans_read"):
        yield f"{counted(report['scans_read'], 'scan')} read."


def _print_failures(failures: list[Mapping[str, str]]) -> None:
    for reason, count in Counter(failed["reason"] for failed in failures).most_common():
        out.print(Text.assemble((f"\nFailed: {reason}", "bold"), f" ({count:,}). "), end="")
        out.print(HINTS[Reason(reason)], markup=False)
        for failed in failures:
            if failed["reason"] == reason:
                out.print(f"  {safe(failed['path'])}", markup=False)


def _print_failed_records(report: Mapping[str, Any]) -> None:
    count, named = report.get("failed_records", 0), report.get("record_failures", [])
    if not count:
        return
    out.print(f"\n[bold]Failed records[/bold] ({count:,})")
    for failed in named:
        out.print(f"  {safe(failed['path'])}: {safe(failed['message'])}", markup=False)
    if count > len(named):
        out.print(f"  … and {count - len(named):,} more; 'polisearch failures' names all.")


def _print_stages(stages: Mapping[str, float]) -> None:
    if stages:
        out.print(f"\n[bold]Seconds by stage[/bold] ({counted(len(stages), 'stage')})")
    for stage, seconds in sorted(stages.items(), key=lambda entry: -entry[1]):
        out.print(f"  {seconds:8.2f}  {stage}")
