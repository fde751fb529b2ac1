"""What a run of ingestion did, while it goes on and at its end."""

from dataclasses import asdict, dataclass, field

from corpus.failures import Reason

KEPT_WARNINGS = 200
"""Warnings of readers a report holds; each file may have some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is: files looked at, the one just done, pages and failures so far."""

    done: int
    total: int
    name: str
    pages: int = 0
    failures: int = 0


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that failed in this run."""

    path: str
    reason: Reason
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run did. Every file is in exactly one of the five counts after `files`.

    `unchanged` files were not touched, whatever became of them before;
    `failed_before` of them had failed. `pages` were written in this run.
    """

    run: int = 0
    files: int = 0
    indexed: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    failed: int = 0
    failed_before: int = 0
    removed: int = 0
    pages: int = 0
    without_text: int = 0
    seconds: float = 0.0
    removed_names: tuple[str, ...] = ()
    failures: tuple[FailedFile, ...] = ()
    warnings: tuple[str, ...] = ()
    seconds_by_stage: dict[str, float] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The report for other programs."""
        report = asdict(self)
        report["seconds"] = round(self.seconds, 3)
        report["seconds_by_stage"] = {
            stage: round(seconds, 3) for stage, seconds in self.seconds_by_stage.items()
        }
        for name in ("removed_names", "warnings"):
            report[name] = list(report[name])
        report["failures"] = [
            {"path": one.path, "reason": str(one.reason), "message": one.message}
            for one in self.failures
        ]
        return report
