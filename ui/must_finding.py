"""What must be found, asked after a run of ingestion and kept with its report."""

from collections.abc import Mapping
from typing import Any

from corpus.errors import PolisearchError
from ingest.report import Report
from search.keeping.must_find import FILE, Checked, check, read_must_find
from ui.wiring import Library

KEY = "must_find"
"""Under which the report of a run keeps it."""

MOST_KEPT = 200
"""Documents that a report names; the list itself may be longer."""


def check_after(opened: Library, report: Report) -> None:
    """Ask what must be found, if the library has a list, and keep what was found with the run.

    The caller holds the right to write. A list that cannot be read is kept as a problem.
    """
    path = opened.folder / FILE
    if not path.exists():
        return
    try:
        said = summary(check(opened.searcher, read_must_find(path)))
    except PolisearchError as error:
        said = {"problem": f"{error.message} {error.hint}".strip()}
    opened.catalogue.end_run(report.run, {**report.as_json(), KEY: said})


def kept_of(opened: Library, run: int) -> Mapping[str, Any]:
    """What was kept of a run; nothing where the library has no list."""
    kept = opened.catalogue.run(run)
    said = kept.report.get(KEY) if kept is not None else None
    return said if isinstance(said, dict) else {}


def summary(checked: tuple[Checked, ...]) -> dict[str, object]:
    """How many are found, and which are not."""
    missing = [checked_as_json(one) for one in checked if not one.is_good]
    return {
        "documents": len(checked),
        "found": len(checked) - len(missing),
        "missing": missing[:MOST_KEPT],
    }


def checked_as_json(one: Checked) -> dict[str, object]:
    """One document that must be found, as other programs read it."""
    return {
        "row": one.row.number,
        "query": one.row.query,
        "filters": {name: list(values) for name, values in one.row.filters.items()},
        "document": one.document,
        "within": one.row.within,
        "outcome": str(one.outcome),
        "id": one.id or None,
        "rank": one.rank or None,
        "note": one.row.note,
        "notes": list(one.notes),
    }
