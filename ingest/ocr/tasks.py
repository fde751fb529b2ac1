"""What a worker does for the reading of scans: look at pages, and read one.

Any file is hostile: it is opened and drawn in a worker only, under limits of
time and memory (`ingest.workers`).
"""

import hashlib
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from corpus.failures import CannotRead, Failure, Reason
from corpus.scans import ScanState
from ingest.archive import unpacked
from ingest.describe.language import language_of
from ingest.ocr.languages import NAMES
from ingest.ocr.picture import draw, look_at, opened
from ingest.ocr.scan import is_scan
from ingest.ocr.tesseract import Tesseract
from ingest.reading import Outcome, Reading, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class LookTask(Task):
    """Pages to look at, by number with the text they have."""

    document_id: str
    pages: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked(Outcome):
    """What the pages are, by number."""

    states: dict[int, ScanState] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTask(Task):
    """A page to read in these languages.

    Where the text turns out to be in another one, it is read again in that one, unless
    the languages `are_asked_for`. `folder` takes the pictures meanwhile, `seconds` is
    for all of it.
    """

    document_id: str
    number: int
    languages: tuple[str, ...]
    tesseract: Tesseract
    folder: Path
    seconds: float
    are_asked_for: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead(Outcome):
    """What a page says, and in which language, as far as that can be told."""

    text: str = ""
    language: str = ""


def work_on_scans(task: Task, _reading: Reading) -> Iterator[Outcome]:
    """Look at pages, or read one. Raises nothing but MemoryError, and what is a bug."""
    yield _work(task)


def _work(task: Task) -> Outcome:
    try:
        with _the_same_file(task) as file:
            if isinstance(task, LookTask):
                return _look(task, file)
            assert isinstance(task, ReadTask)
            return _read(task, file)
    except CannotRead as error:
        return Outcome(failure=Failure(reason=error.reason, message=error.message))
    except OSError as error:
        said = f"{error.strerror or error}: {task.source.name}"
        return Outcome(failure=Failure(reason=Reason.UNREADABLE_FILE, message=said))


def _look(task: LookTask, file: Path) -> Looked:
    with opened(file, task.allowed.passwords) as document:
        states = {}
        for number, text in task.pages:
            try:
                is_one = is_scan(text, look_at(document, number))
                states[number] = ScanState.WAITING if is_one else ScanState.BLANK
            except CannotRead:
                states[number] = ScanState.FAILED
        return Looked(states=states)


def _read(task: ReadTask, file: Path) -> PageRead:
    began = time.monotonic()
    tempfile.tempdir = str(task.folder)  # what a killed worker leaves is cleared away with it
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "page.pgm"
        with opened(file, task.allowed.passwords) as document:
            draw(document, task.number, picture)

        def read_in(languages: tuple[str, ...]) -> PageRead:
            left = task.seconds - (time.monotonic() - began)
            text = task.tesseract.text_of(picture, languages, max(left, 1.0))
            return PageRead(text=text, language=language_of(text))

        read = read_in(task.languages)
        better = NAMES.get(read.language, "")
        if task.are_asked_for or better in task.languages or better not in task.tesseract.languages:
            return read
        try:
            return read_in((better,))
        except CannotRead:
            return read


@contextmanager
def _the_same_file(task: Task) -> Iterator[Path]:
    """The file that a page is in. Raises CannotRead if it is not what it was when it was read."""
    if task.member:
        with unpacked(task.file, task.member, task.allowed) as file:
            yield _checked(file, task)
    else:
        yield _checked(task.file, task)


def _checked(file: Path, task: Task) -> Path:
    if _sha256(file, file.stat().st_mtime_ns) != task.source.sha256:
        raise CannotRead(Reason.UNREADABLE_FILE, "The file changed since it was ingested.")
    return file


@lru_cache(maxsize=1)
def _sha256(file: Path, _modified: int) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
