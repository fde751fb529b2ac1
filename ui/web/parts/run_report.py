"""What runs of ingestion did, in words and as a table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from corpus.failures import HINTS, Reason
from corpus.records import Run
from ui.must_finding import KEY
from ui.web.address import Address, link_to
from ui.web.markup import Html, joined, tag

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

COLUMNS = ("indexed", "updated", "removed", "duplicates", "failed", "pages")

NAMES = {
    "indexed": "Newly searchable",
    "updated": "Read again",
    "removed": "Removed",
}
"""Counts of which a report also names the files."""

SHOWN = 200
"""Names of a kind that are listed."""


def in_a_line(report: Mapping[str, Any]) -> str:
    """How many files of each kind, and pages.

    >>> in_a_line({"indexed": 2, "failed": 1, "pages": 7})
    '2 indexed, 1 failed; 7 pages'
    """
    counts = [f"{_count(report, key):,} {name}" for key, name in COUNTS.items() if report.get(key)]
    pages = _count(report, "pages")
    said = ", ".join(counts) or "nothing to do"
    return f"{said}; {pages:,} page{'' if pages == 1 else 's'}"


def run_report(report: Mapping[str, Any]) -> Html:
    """Everything a run did: files by what became of them, failures, what must be found."""
    return joined(
        tag("p", in_a_line(report)),
        *(tag("p", remark, class_="aside") for remark in _remarks(report)),
        *(
            _folded(label, report.get(f"{key}_names", ()), _count(report, key))
            for key, label in NAMES.items()
        ),
        _failures(report.get("failures", ())),
        _folded(
            "Failed records of files that were read",
            [f"{one['path']}: {one['message']}" for one in report.get("record_failures", ())],
            _count(report, "failed_records"),
        ),
        _must_find(report.get(KEY) or {}),
        _folded("Notes", report.get("warnings", ())),
    )


def runs_table(runs: Sequence[Run]) -> Html:
    """The last runs, each with a link to what it did."""
    head = tag("tr", *(tag("th", one, scope="col") for one in ("Run", "Started", *_HEADS)))
    body = [_row(one) for one in runs]
    table = tag("table", tag("thead", head), tag("tbody", *body), class_="admin-table numbers")
    return tag(
        "div", table, class_="wide", tabindex="0", role="region", aria_label="Runs of ingestion"
    )


_HEADS = ("Indexed", "Updated", "Removed", "Duplicate", "Failed", "Pages", "Seconds")


def when(kept: str) -> str:
    """A moment that was kept, by the clock of the machine that serves the front."""
    try:
        return datetime.fromisoformat(kept).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return kept


def _row(one: Run) -> Html:
    to = link_to(Address(screen="admin", more={"part": ("ingestion",), "run": (str(one.id),)}))
    first = tag("th", tag("a", f"{one.id}", href=to, aria_label=f"Run {one.id}"), scope="row")
    if not one.ended_at:
        rest = [tag("td", "did not end", colspan=str(len(_HEADS)), class_="words")]
    else:
        took = one.report.get("seconds")
        counts = [f"{_count(one.report, name):,}" for name in COLUMNS]
        counts.append(f"{took:,.1f}" if isinstance(took, int | float) else "")
        rest = [tag("td", text) for text in counts]
    return tag("tr", first, tag("td", when(one.started_at), class_="words"), *rest)


def _count(report: Mapping[str, Any], name: str) -> int:
    found = report.get(name, 0)
    return found if isinstance(found, int) else 0


def _remarks(report: Mapping[str, Any]) -> Iterator[str]:
    if report.get("choice"):
        yield f"Not a whole run: {report['choice']}."
    if report.get("stopped"):
        yield f"Stopped; files not read: {_count(report, 'not_reached'):,}."
    if report.get("scans_read"):
        yield f"Scanned pages read: {_count(report, 'scans_read'):,}."
    if "expected_seconds" in report:
        yield f"Expected to take {duration(float(report['expected_seconds'] or 0))}."


def duration(seconds: float) -> str:
    """
    >>> duration(4.2), duration(75), duration(7260)
    ('4 s', '1 min 15 s', '2 h 1 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600:,} h {whole % 3600 // 60} min"


def _folded(label: str, names: Iterable[object], total: int = 0) -> Html:
    """Names behind a line that says how many there are; a report may hold fewer."""
    every = [str(name) for name in names]
    if not every:
        return Html("")
    items = [tag("li", name, dir="auto") for name in every[:SHOWN]]
    total = max(total, len(every))
    if total > len(items):
        items.append(tag("li", f"… and {total - len(items):,} more", class_="aside"))
    return tag("details", tag("summary", f"{label} ({total:,})"), tag("ul", *items))


def _failures(failures: Sequence[Mapping[str, str]]) -> Html:
    by_reason = Counter(one["reason"] for one in failures)
    return joined(
        *(
            joined(
                tag("p", tag("strong", f"Failed: {reason}"), f" ({count:,}). {_hint(reason)}"),
                tag(
                    "ul",
                    *(
                        tag("li", one["path"], dir="auto")
                        for one in [f for f in failures if f["reason"] == reason][:SHOWN]
                    ),
                    class_="names",
                ),
            )
            for reason, count in by_reason.most_common()
        )
    )


def _hint(reason: str) -> str:
    known = reason in set(Reason)
    return HINTS[Reason(reason)] if known else ""


def _must_find(said: Mapping[str, Any]) -> Html:
    if "problem" in said:
        return tag("p", f"What must be found could not be asked: {said['problem']}")
    if "documents" not in said:
        return Html("")
    to = link_to(Address(screen="admin", more={"part": ("must-find",)}))
    text = f"{said['found']:,} of {said['documents']:,} found where they must be. "
    return tag("p", "Must-find: ", text, tag("a", "See each", href=to))
