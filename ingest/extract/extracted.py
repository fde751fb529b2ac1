"""What a reader of a format hands over, and what it promises."""

from dataclasses import dataclass
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
    """

    pages: tuple[Page, ...]
    claims: tuple[Claim, ...] = ()
    heading: str = ""
    id: str = ""
    warnings: tuple[str, ...] = ()


class Reader(Protocol):
    """Reads one format.

    `read` gives one `Extracted` for each document in the file, in order, and
    raises `corpus.failures.CannotRead` with a listed reason when the file cannot
    become a document. It runs in a worker process under limits of time and
    memory, and may be called for any bytes at all.
    """

    def read(self, path: Path) -> list[Extracted]: ...
