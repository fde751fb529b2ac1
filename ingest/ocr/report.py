"""What is to be read of scans, and what came of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

MOST_NOTES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanOptions:
    """Which scans to read, and how.

    Without `ids`, all of the library's that nobody tried yet; with `again`, also those
    that were. `page` reads one page of the one document in `ids`, scan or not.
    `language` is what to read in, where a person knows better. Without `recognise`, it
    is only found out which pages are scans. `jobs` 0 is one for each processor.
    `seconds_per_page` and `memory_megabytes` bound the reading of each page.
    `passwords` are by the path of a file, an archive or a folder.
    """

    ids: tuple[str, ...] = ()
    page: int = 0
    language: str = ""
    again: bool = False
    recognise: bool = True
    jobs: int = 0
    seconds_per_page: float = 60
    memory_megabytes: int = 2048
    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanProgress:
    """How far the reading is; a page takes `seconds_a_page` of the clock."""

    done: int
    total: int
    name: str
    seconds_a_page: float

    @property
    def seconds_left(self) -> float:
        """How long the rest will take, if it goes on as it went."""
        return (self.total - self.done) * self.seconds_a_page


@dataclass(slots=True, kw_only=True)
class ScanReport:
    """What was done. Every page tried is `read`, `nothing`, `failed` or `left`.

    `looked_at` pages were looked at for the first time, and `found` of them show text.
    `nothing` are pages tried that show none. `left` could not be tried now: their file
    is not there, or changed. `waiting` are the scans of the library that nobody has
    tried yet; `hint` says what keeps them waiting.
    """

    looked_at: int = 0
    found: int = 0
    read: int = 0
    nothing: int = 0
    failed: int = 0
    left: int = 0
    waiting: int = 0
    documents: int = 0
    characters: int = 0
    seconds: float = 0.0
    hint: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def tried(self) -> int:
        """Pages that Tesseract was asked about."""
        return self.read + self.nothing + self.failed

    def note(self, text: str) -> None:
        """Add a remark, unless it was made, or there are many."""
        if text not in self.notes and len(self.notes) < MOST_NOTES:
            self.notes.append(text)

    def as_json(self) -> dict[str, object]:
        """The report for other programs."""
        return asdict(self) | {"seconds": round(self.seconds, 3)}
