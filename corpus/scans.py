"""Pages that are pictures of text, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus.records import Source


class ScanState(StrEnum):
    """What became of a page with next to no text of its own. The text is what people see."""

    WAITING = "waiting"  # it shows something that nobody has read yet
    READ = "read"
    NOTHING = "nothing to read"  # it was tried, and shows no text
    BLANK = "blank"  # it shows nothing
    FAILED = "failed"  # it was tried, and could not be


UNREAD = (ScanState.WAITING, ScanState.FAILED)
"""States of a page whose text nobody has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedPage:
    """A page, in the file that describes its document.

    `text` is what the page has now. `language` and `collection` are the
    document's; `said` is why it could not be read.
    """

    document_id: str
    number: int
    source: Source
    text: str = ""
    state: ScanState = ScanState.WAITING
    language: str = ""
    collection: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What was read in the picture of a page."""

    text: str
    language: str = ""


def scan_values(characters: int, states: Mapping[str, int]) -> tuple[str, ...]:
    """What is said of a document by how many of its pages are in each state.

    >>> scan_values(900, {ScanState.READ: 2, ScanState.WAITING: 1})
    ('partly without text', 'read by OCR')
    """
    values = []
    if not characters:
        values.append("without text")
    elif any(states.get(state) for state in UNREAD):
        values.append("partly without text")
    if states.get(ScanState.READ):
        values.append("read by OCR")
    return tuple(values)
