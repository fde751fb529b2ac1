"""A job as the catalogue keeps it: what was asked for, how far it is, and how it ended."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any

from corpus.catalogue import Catalogue

FACT = "job"
"""Name of the catalogue's fact that holds the last job."""

STOPPED = 130
"""The exit status of a job that was asked to stop."""

MOST_NAMES = 200
"""Files of each kind that a job names; the record of its run has more."""


class What(StrEnum):
    """What can be done in a job. The text is what people see."""

    INGEST = "Reading files"
    DESCRIBE = "Describing documents again"
    CORRECT = "Taking corrections in"
    INDEX = "Making the index again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is asked for. `paths` are those of the catalogue; without one, all that is known.

    `engine` is the one to make the index with; the settings name it afterwards.
    """

    what: What
    dry_run: bool = False
    retry_failed: bool = False
    force: bool = False
    paths: tuple[str, ...] = ()
    engine: str = ""

    def __str__(self) -> str:
        marks = {
            "only saying what would be done": self.dry_run,
            "those that failed": self.retry_failed,
            "all again": self.force,
            ", ".join(self.paths): bool(self.paths),
            f"with {self.engine}": bool(self.engine),
        }
        said = ", ".join(mark for mark, holds in marks.items() if holds)
        return f"{self.what} ({said})" if said else str(self.what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One job. Times are ISO 8601 in UTC; `ended` is empty while nobody said that it did.

    `done` of `total` are files while files are read, and whatever the stage counts after
    that; `total` 0 is unknown, as are negative `seconds_left`. `exit` is 0 where all went
    well, and `message` says what went wrong otherwise, or what was done. `report` is that
    of a run of ingestion, without its longest lists.
    """

    id: str
    order: Order
    pid: int = 0
    host: str = ""
    started: str = ""
    stage: str = ""
    done: int = 0
    total: int = 0
    pages: int = 0
    failed: int = 0
    seconds_left: float = -1
    ended: str = ""
    exit: int = 0
    message: str = ""
    hint: str = ""
    report: Mapping[str, Any] = field(default_factory=dict)


def keep(catalogue: Catalogue, job: Job) -> None:
    """Keep a job in the place of the last one."""
    catalogue.remember(FACT, json.dumps(asdict(job)))


def kept(catalogue: Catalogue) -> Job | None:
    """The last job; None where there was none, or another version of this program kept it."""
    try:
        said = json.loads(catalogue.fact(FACT) or "null")
        return _job(said) if isinstance(said, dict) else None
    except (ValueError, TypeError, KeyError):
        return None


def shortened(report: Mapping[str, Any]) -> dict[str, Any]:
    """A report with no list longer than people read."""
    return {
        name: value[:MOST_NAMES] if isinstance(value, list) else value
        for name, value in report.items()
    }


def _job(said: dict[str, Any]) -> Job:
    known = {one.name for one in fields(Job)}
    order = said["order"]
    order = Order(**{**order, "what": What(order["what"]), "paths": tuple(order["paths"])})
    return Job(**{**{name: said[name] for name in said.keys() & known}, "order": order})
