"""What is counted while a run goes on, and named as far as a report has room."""

from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.catalogue import Catalogue
from corpus.catalogue.reading import batches
from corpus.document import Described, Document
from corpus.failures import Failure
from corpus.records import ReadRecord, Source, State
from ingest.ocr.recognised import MEDIA_TYPE as SCANNED
from ingest.report import (
    KEPT_FAILED_RECORDS,
    KEPT_NAMES,
    KEPT_WARNINGS,
    FailedFile,
    FailedRecord,
)


class Tally:
    """The counts of a run. Every file is counted once, by what became of it."""

    def __init__(self) -> None:
        self.files: Counter[str] = Counter()
        self.names: dict[str, list[str]] = {"indexed": [], "updated": []}
        self.pages = 0
        self.failures: list[FailedFile] = []
        self.failed_records = 0
        self.record_failures: list[FailedRecord] = []
        self.warnings: list[str] = []
        self._textless = 0
        self._perhaps_scans: list[str] = []

    def read(self, what: str, source: Source) -> None:
        """Count a file that was read, as `indexed` or `updated`."""
        self.files[what] += 1
        if len(self.names[what]) < KEPT_NAMES:
            self.names[what].append(source.path)

    def unchanged(self, state: State) -> None:
        """Count a file that was not touched, whatever became of it before."""
        self.files["unchanged"] += 1
        self.files["failed before"] += state is State.FAILED

    def documents(self, documents: Sequence[Described]) -> int:
        """Count the pages of documents that were written; how many they are."""
        pages = sum(len(one.document.pages) for one in documents)
        self.pages += pages
        for one in documents:
            if not _has_text(one.document):
                if one.media_type == SCANNED:
                    self._perhaps_scans.append(one.document.id)
                else:  # of which a collection may hold a million
                    self._textless += 1
        return pages

    def failed(self, source: Source, failure: Failure) -> None:
        """Count a file that failed."""
        self.files["failed"] += 1
        self.failures.append(FailedFile(source.path, failure.reason, failure.message))

    def records_failed(self, source: Source, records: Sequence[ReadRecord]) -> None:
        """Count records of a file that failed."""
        self.failed_records += len(records)
        room = KEPT_FAILED_RECORDS - len(self.record_failures)
        self.record_failures += [
            FailedRecord(source.path, one.place, one.failure.reason, one.failure.message)
            for one in records[:room]
            if one.failure is not None
        ]

    def take_back_records(self, source: Source, count: int) -> None:
        """Count failed records no longer: all of their file failed."""
        self.failed_records -= count
        self.record_failures = [one for one in self.record_failures if one.path != source.path]

    def warn_of_file(self, source: Source, warnings: Iterable[str]) -> None:
        """Keep what a reader said of a file, where there is room."""
        room = KEPT_WARNINGS - len(self.warnings)
        said = [f"{source.path}: {warning}" for warning in warnings]
        self.warnings += said[: max(room, 0)]

    def without_text(self, catalogue: Catalogue) -> int:
        """How many of the documents have no text, after what was read in their pictures."""
        some = batches(self._perhaps_scans)
        now = (catalogue.documents(ids, with_pages=True) for ids in some)
        return self._textless + sum(
            not _has_text(document) for found in now for document in found.values()
        )


def _has_text(document: Document) -> bool:
    """Whether there is anything to search in the pages of a document."""
    return any(page.text.strip() for page in document.pages)
