"""What a run did, or would do, in words."""

import sys
import textwrap
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from corpus.failures import HINTS, Reason
from ingest.report import FailedFile, Report
from ui.cli.printing import counted, err, safe, say

SHOWN = 20
"""Files of one kind that are named at the end of a run; the rest is in the run's record."""


COUNTS = {
    "indexed": "indexed",
    "updated": "updated",
    "unchanged": "unchanged",
    "duplicates": "duplicate",
    "failed": "failed",
    "left": "still being written",
    "removed": "removed",
}
"""What is counted of the files of a run, and what that is called."""

NOTHING = "nothing to do"

MEASURED = 20
"""Pages from which on pages a second say something."""


def print_report(report: Report, *, is_plan: bool) -> None:
    """What a run did, or would do."""
    for warning in report.warnings[:SHOWN]:
        say(f"Note: {warning}")
    _name("Would be removed" if is_plan else "Removed", report.removed_names, report.removed)
    for reason, group in groupby(sorted(report.failures, key=_by_reason), key=_by_reason):
        failed = list(group)
        err.print(
            f"Failed, {reason} ({len(failed)}): {HINTS[reason]}", markup=False, style="yellow"
        )
        for one in failed[:SHOWN]:
            err.print(f"    {safe(one.path)}: {safe(one.message)}", markup=False, style="dim")
        if len(failed) > SHOWN:
            say(f"    … and {len(failed) - SHOWN:,} more")
    _print_failed_records(report)
    sys.stdout.write(_plan(report) if is_plan else _done(report))
    if report.not_reached:
        say(f"Stopped: {counted(report.not_reached, 'file')} not read; run it again to go on.")
    if report.failed_before:
        say(f"{report.failed_before:,} of the unchanged failed before; see --retry-failed.")
    if report.failures or report.failed_records:
        say("'polisearch failures' lists everything that failed, with the next step.")


def _print_failed_records(report: Report) -> None:
    """The records of collections that failed, the first of them with the reason."""
    if not report.failed_records:
        return
    said = f"{counted(report.failed_records, 'record')} failed; the others of the same file are in."
    err.print(said, markup=False, style="yellow")
    for one in report.record_failures[:SHOWN]:
        err.print(f"    {safe(one.path)}: {safe(one.message)}", markup=False, style="dim")
    if report.failed_records > SHOWN:
        say(f"    … and {report.failed_records - SHOWN:,} more")


def print_must_find(said: Mapping[str, Any]) -> None:
    """Which documents must be found and are not, in a line or two."""
    if "problem" in said:
        say(f"Note: {said['problem']}")
    if not said.get("documents"):
        return
    missing = said["documents"] - said["found"]
    style = "yellow" if missing else "dim"
    err.print(f"Must be found: {said['found']:,} of {said['documents']:,} are.", style=style)
    if missing:
        first = said["missing"][0]
        query, name = (textwrap.shorten(safe(first[key]), 60) for key in ("query", "document"))
        more = f", and {missing - 1:,} more" if missing > 1 else ""
        say(f"Not {name} by {query!r}{more}; see 'polisearch must-find'.")


def _by_reason(failed: FailedFile) -> Reason:
    return failed.reason


def _name(what: str, names: Sequence[str], count: int) -> None:
    for name in names[:SHOWN]:
        say(f"{what}: {name}")
    if count > SHOWN:
        say(f"    … and {count - SHOWN:,} more")


def _plan(report: Report) -> str:
    said = (
        f"{counted(report.files, 'file')}: {report.indexed:,} to add, {report.updated:,} to read "
        f"again, {report.unchanged:,} unchanged, {report.removed:,} to remove"
    )
    if report.left:
        said += f", {report.left:,} still being written"
    return f"{said}.\n{_expected(report)}"


def _expected(report: Report) -> str:
    expected = report.expected
    if expected is None or not report.indexed + report.updated:
        return ""
    if expected.pages is None or expected.rate is None or expected.seconds is None:
        return "How long that takes is not known before a first run.\n"
    return (
        f"About {expected.pages:,} pages, {_duration(expected.seconds)} "
        f"at {expected.rate:,.0f} pages/s as measured in the last runs.\n"
    )


def _duration(seconds: float) -> str:
    """
    >>> _duration(42.4), _duration(90), _duration(7000)
    ('42 s', '1 min 30 s', '1 h 57 min')
    """
    whole = max(1, round(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {round(whole % 3600 / 60)} min"


def _done(report: Report) -> str:
    counts = {name: getattr(report, key) for key, name in COUNTS.items()}
    said = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)
    rate = f" ({report.pages / report.seconds:,.0f} pages/s)" if report.pages >= MEASURED else ""
    scans = f" {counted(report.scans_read, 'scan')} read." if report.scans_read else ""
    return (
        f"{counted(report.files, 'file')}: {said or NOTHING}. "
        f"{counted(report.pages, 'page')} in {report.seconds:.1f} s{rate}.{scans}\n"
    )
