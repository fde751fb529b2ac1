"""How a run is to go, and whom it tells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Event

from ingest.extract.extracted import ALLOWED, Allowed
from ingest.plan import Choice
from ingest.processes import Limits
from ingest.report import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to run. `jobs` 0 is one worker for each processor.

    A file that looks the same as last time is not opened, unless `choice` says so.
    `dry_run` only says what would be done. `passwords` are by the path of a file, of
    an archive or of a folder. With `ocr`, scans are read where Tesseract is installed.
    `follow_links` reads what links lead to also outside the folder they lie in.
    """

    jobs: int = 0
    choice: Choice = field(default_factory=Choice)
    dry_run: bool = False
    limits: Limits = field(default_factory=Limits)
    allowed: Allowed = ALLOWED
    megabytes_per_file: int = 512
    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)
    ocr: bool = False
    follow_links: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Callbacks:
    """What others do while a run goes on.

    `after_batch` is called after every few hundred pages, so that an index can
    follow meanwhile, and `at_end` when all is written; what they take counts as the
    stage "index". `on_stage` is told what is done after the reading, how far, and of
    how many. Once `stop` is set, the files being read are finished and no
    other is begun; a collection is left in the middle, for the next run.
    """

    on_progress: Callable[[Progress], None] = lambda _: None
    after_batch: Callable[[], None] = lambda: None
    at_end: Callable[[], None] = lambda: None
    on_stage: Callable[[str, int, int], None] = lambda _what, _done, _total: None
    stop: Event = field(default_factory=Event)
