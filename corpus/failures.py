"""Why a file could not become a document: a listed set of reasons, each with its hint."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """What kept a file out. The text is what people see."""

    ENCRYPTED = "encrypted"
    TRUNCATED = "truncated"
    NOT_THIS_FORMAT = "not this format"
    UNSUPPORTED = "unsupported"
    EMPTY = "empty"
    TOO_SLOW = "too slow"
    TOO_LARGE = "too large"
    TOO_MUCH_MEMORY = "too much memory"
    CRASHED = "crashed"
    UNREADABLE_FILE = "unreadable file"
    ID_TAKEN = "id taken"
    DISK_FULL = "disk full"
    UNEXPECTED = "unexpected"


CIRCUMSTANCES = frozenset(
    {
        Reason.TOO_SLOW,
        Reason.TOO_MUCH_MEMORY,
        Reason.CRASHED,
        Reason.UNREADABLE_FILE,
        Reason.DISK_FULL,
    }
)
"""Failures that may be the day's and not the file's: what was read of it before is kept."""

HINTS: dict[Reason, str] = {
    Reason.ENCRYPTED: "Give its password under [ingest.passwords] in polisearch.toml, or save a "
    "copy without one; then --retry-failed.",
    Reason.TRUNCATED: "The file ends too early. Fetch it again from where it came.",
    Reason.NOT_THIS_FORMAT: "The content is not in the format that the name says. Open the file, "
    "put it right, and save it again.",
    Reason.UNSUPPORTED: "Convert it to PDF, DOCX, ODT, HTML or plain text.",
    Reason.EMPTY: "The file holds no bytes. Fetch it again from where it came.",
    Reason.TOO_SLOW: "Raise ingest.seconds_per_file in polisearch.toml, then --retry-failed.",
    Reason.TOO_LARGE: "Raise the limit that it names in polisearch.toml (megabytes_per_file, "
    "megabytes_unpacked, pages_per_file), then --retry-failed; divide a record that is too long.",
    Reason.TOO_MUCH_MEMORY: "Raise ingest.memory_megabytes in polisearch.toml; --retry-failed.",
    Reason.CRASHED: "The reader of this format stopped. Save the file again, or report it.",
    Reason.UNREADABLE_FILE: "Check that the file is still there and that you may read it.",
    Reason.ID_TAKEN: "Give each record an id of its own.",
    Reason.DISK_FULL: "Make room, then run 'polisearch ingest --retry-failed'.",
    Reason.UNEXPECTED: "This is a bug of Polisearch. 'polisearch failures --json' has the details.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A file that did not become a document, and why.

    `message` is safe to show; `traceback` is for the admin alone.
    """

    reason: Reason
    message: str
    traceback: str = ""

    @property
    def hint(self) -> str:
        """The next step for a person."""
        return HINTS[self.reason]


class CannotRead(Exception):
    """Raised by a reader of a format: this file cannot become a document."""

    def __init__(self, reason: Reason, message: str) -> None:
        self.reason = reason
        super().__init__(reason, message)  # both, so that it survives the way between processes

    @property
    def message(self) -> str:
        """What is wrong with the file, in a sentence."""
        return str(self.args[1])
