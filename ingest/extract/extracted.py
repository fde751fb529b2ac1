"""What a reader of a format hands over, and what it promises."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from corpus.document import Claim, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What one document of a file says, before anyone decided what it is about.

    `pages` have clean text (`corpus.words.clean`), numbers from 1, and no language
    yet. `claims` are what the file says of itself: metadata, with origin EMBEDDED,
    or, in JSON lines, values given outright, with origin SIDECAR. `heading` is the
    most prominent line of the first page (an HTML h1, a Markdown #), empty where the
    format knows none. `id` is set only where the file itself brings one (JSON lines).
    `is_part` marks what belongs to the first document of the file: a news item of a
    page, an attachment of a message.
    """

    pages: tuple[Page, ...]
    claims: tuple[Claim, ...] = ()
    heading: str = ""
    id: str = ""
    is_part: bool = False
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
