"""What a run of ingestion did, while it goes on and at its end."""

from dataclasses import asdict, dataclass, field

from corpus.failures import Reason
from ingest.estimate import Estimate

KEPT_WARNINGS = 200
"""Warnings of readers a report holds; each file may have some."""

KEPT_NAMES = 10_000
"""Files of each kind that a report names: a first run over a million must not name them all."""

KEPT_FAILED_RECORDS = 200
"""Records of collections that failed, of which a report says why; all of them are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is: files looked at, the one just done, pages, failures and seconds so far.

    It is told after each file, and while a collection is read after each of its batches.
    """

    done: int
    total: int
    name: str
    pages: int = 0
    failures: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that failed in this run."""

    path: str
    reason: Reason
    message: str


@dataclass(frozen=True, slots=True)
class FailedRecord:
    """A record of a collection that failed in this run."""

    path: str
    place: str
    reason: Reason
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run did. Every file is in exactly one of the counts that follow `files`.

    `unchanged` files were not touched, whatever became of them before;
    `failed_before` of them had failed. `left` are still being written, and
    `not_reached` those a run did not come to that was stopped. `choice` says which
    files it was about, where not about all. `pages` were written in this run, and
    `scans_read` are the pages of which the picture was read. `failed_records` are records
    of collections of which others are documents, the first of them in `record_failures`:
    such a file counts as read. `expected` is what a dry run foresees.
    """

    run: int = 0
    files: int = 0
    indexed: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    failed: int = 0
    left: int = 0
    not_reached: int = 0
    failed_before: int = 0
    removed: int = 0
    choice: str = ""
    stopped: bool = False
    pages: int = 0
    scans_read: int = 0
    without_text: int = 0
    seconds: float = 0.0
    indexed_names: tuple[str, ...] = ()
    updated_names: tuple[str, ...] = ()
    removed_names: tuple[str, ...] = ()
    failures: tuple[FailedFile, ...] = ()
    failed_records: int = 0
    record_failures: tuple[FailedRecord, ...] = ()
    warnings: tuple[str, ...] = ()
    seconds_by_stage: dict[str, float] = field(default_factory=dict)
    expected: Estimate | None = None

    def as_json(self) -> dict[str, object]:
        """The report for other programs."""
        report = asdict(self)
        report["seconds"] = round(self.seconds, 3)
        report["seconds_by_stage"] = {
            stage: round(seconds, 3) for stage, seconds in self.seconds_by_stage.items()
        }
        for name in ("indexed_names", "updated_names", "removed_names", "warnings"):
            report[name] = list(report[name])
        del report["expected"]
        if self.expected is not None:
            report["expected_pages"] = self.expected.pages
            report["expected_seconds"] = self.expected.seconds
        report["failures"] = [
            {"path": one.path, "reason": str(one.reason), "message": one.message}
            for one in self.failures
        ]
        report["record_failures"] = [
            {
                "path": one.path,
                "place": one.place,
                "reason": str(one.reason),
                "message": one.message,
            }
            for one in self.record_failures
        ]
        return report
