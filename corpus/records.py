"""What the catalogue remembers beside documents: files, failures and runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus.document import Described
from corpus.failures import Failure


class State(StrEnum):
    """What became of a file."""

    INDEXED = "indexed"
    DUPLICATE = "duplicate"
    FAILED = "failed"
    ARCHIVE = "archive"
    """It holds no document itself: its members are sources of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file as it was when it was read.

    `path` names it in the catalogue: relative to the library when it lies
    inside, absolute otherwise; a member of an archive is `archive.zip!member`, and
    the CRC-32 of its content stands for its date. `root` is the folder that was ingested, `name`
    the path below it. `modified` is in nanoseconds. `sidecar` is the checksum
    of what was said about the file beside it, empty where nothing was.
    """

    path: str
    root: str
    name: str
    size: int
    modified: int
    sidecar: str = ""
    sha256: str = ""

    def looks_like(self, other: "Source") -> bool:
        """Whether nothing about the file changed, as far as can be seen without opening it."""
        return (self.size, self.modified, self.sidecar) == (
            other.size,
            other.modified,
            other.sidecar,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedSource:
    """A file that did not become a document, or, with its `place`, one record of a file."""

    path: str
    failure: Failure
    at: str
    run: int
    place: str = ""

    @property
    def name(self) -> str:
        """What failed: `collection.jsonl, line 7`."""
        return f"{self.path}, {self.place}" if self.place else self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRecord:
    """What became of one record of a collection: its documents, or why it is none.

    `number` rises from record to record; `place` says where it stands in the file
    (`line 7`). The first document is the record itself, others are parts of it.
    """

    number: int
    place: str
    documents: tuple[Described, ...] = ()
    failure: Failure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRecords:
    """What was kept of some records: their documents that are new here, how many stand
    in another file as well, and the records that are none."""

    fresh: tuple[Described, ...] = ()
    duplicates: int = 0
    failed: tuple[ReadRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of ingestion; `report` holds its counts. `ended_at` is empty if it never ended."""

    id: int
    started_at: str
    ended_at: str
    report: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a catalogue holds.

    `failed_records` are records that are no documents, in files `with_failed_records`
    of which others are.
    """

    documents: int = 0
    pages: int = 0
    without_text: int = 0
    failed: int = 0
    sources: int = 0
    duplicates: int = 0
    failed_records: int = 0
    with_failed_records: int = 0
