"""What a reader of a format hands over, and what it promises."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol, runtime_checkable

from corpus.document import Claim, Page
from corpus.failures import CannotRead
from ingest.extract.printed import SetOff, TitlePage

MOST_WARNINGS = 20
"""Warnings of one file that are handed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What one document of a file says, before anyone decided what it is about.

    `pages` have clean text (`corpus.words.clean`), numbers from 1, and no language
    yet. `claims` are what the file says of itself: metadata, with origin EMBEDDED,
    or, in JSON lines, values given outright, with origin SIDECAR. `heading` is the
    most prominent line of the first page (an HTML h1, a Markdown #), empty where the
    format knows none. `id` is set only where the file itself brings one (JSON lines).
    `is_part` marks what belongs to the first document of the file: a news item of a
    page, an attachment of a message. `title_page` is how the page looks that the document
    begins with, where a format knows looks and no headings, and `set_off` what looks like
    headings on each page.
    """

    pages: tuple[Page, ...]
    claims: tuple[Claim, ...] = ()
    heading: str = ""
    id: str = ""
    is_part: bool = False
    title_page: TitlePage | None = None
    set_off: tuple[tuple[SetOff, ...], ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What reading a file may use: passwords to try, and how much the file may hold.

    `bytes_unpacked` bounds what compressed parts of a file come to.
    """

    passwords: tuple[str, ...] = field(default=(), repr=False)
    pages: int = 50_000
    bytes_unpacked: int = 1 << 30


ALLOWED = Allowed()


class Reader(Protocol):
    """Reads one format.

    `read` gives one `Extracted` for each document in the file, in order, and
    raises `corpus.failures.CannotRead` with a listed reason when the file cannot
    become a document. It runs in a worker process under limits of time and
    memory, and may be called for any bytes at all.
    """

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record of a collection: a line, a row, a message.

    `number` rises from record to record; `place` is how people find it in the file
    (`line 7`). `read` gives its documents, the first with its parts, and raises
    CannotRead where it can be none. `sha256` is the checksum of what it is made of,
    by which it is called where it brings no id.
    """

    number: int
    place: str
    read: Callable[[], Sequence[Extracted]]
    sha256: str = ""


@runtime_checkable
class CollectionReader(Reader, Protocol):
    """Reads a format that may hold many documents of their own, one after the other.

    `records` gives them as they come, however large the file is, and holds a few at a
    time; None says that this file is no collection, and is for `read`. It raises
    CannotRead where the file breaks off in a way that hides what follows.
    """

    def records(self, path: Path, allowed: Allowed = ALLOWED) -> Iterator[Record] | None: ...


def all_of(records: Iterator[Record]) -> list[Extracted]:
    """The documents of a small collection, as `Reader.read` gives them.

    A record that is none is named in the warnings. Raises CannotRead where none is one.
    """
    found: list[Extracted] = []
    refused: list[CannotRead] = []
    for record in records:
        try:
            found += record.read()
        except CannotRead as error:
            refused.append(error)
    if refused and not found:
        raise refused[0]
    if refused:
        said = tuple(error.message for error in refused[:MOST_WARNINGS])
        found[0] = replace(found[0], warnings=(*found[0].warnings, *said))
    return found
