"""All scans of a library, or some: found, read, written page by page, described again.

What is done is kept at once, so a pass that is cut off goes on where it was: a
page that was looked at or tried is not again, and the catalogue's fact `scans` is
the revision up to which every document was looked at and described.
"""

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from threading import Event

from corpus.catalogue import Catalogue
from corpus.failures import Reason
from corpus.scans import Recognised, ScannedPage, ScanState
from corpus.vocabulary import Vocabulary
from ingest.archive import ENDING, JOINT
from ingest.extract.extracted import Allowed
from ingest.find import file_of
from ingest.ocr.languages import languages_for, languages_named, missing_language
from ingest.ocr.recognised import MEDIA_TYPE
from ingest.ocr.report import ScanOptions, ScanProgress, ScanReport
from ingest.ocr.scan import LONGEST_STAMP, may_be_scan
from ingest.ocr.tasks import Looked, LookTask, PageRead, ReadTask, work_on_scans
from ingest.ocr.tesseract import NoOcr, Tesseract, find_tesseract
from ingest.passwords import passwords_for
from ingest.processes import Limits
from ingest.reading import Outcome, Reading
from ingest.workers import Workers, processors

SEEN = "scans"
PAGES_PER_LOOK = 50
DRAWING = 15
"""Seconds that drawing a page may take beside the reading, or looking at some."""

NOT_THE_PAGE = frozenset({Reason.UNREADABLE_FILE, Reason.UNSUPPORTED})
"""Failures that say nothing about the page: it can be tried another time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Callbacks:
    """What others do while a pass goes on.

    `describe` is called with the ids of documents whose text changed, and
    `after_document` each time one is done, so that an index can follow. Once `stop`
    is set, no other page is begun.
    """

    on_progress: Callable[[ScanProgress], None] = lambda _: None
    describe: Callable[[Catalogue, Vocabulary, Sequence[str]], object] = lambda *_: None
    after_document: Callable[[], None] = lambda: None
    stop: Event = field(default_factory=Event)


def read_scans(
    catalogue: Catalogue,
    vocabulary: Vocabulary,
    library: Path,
    options: ScanOptions | None = None,
    callbacks: Callbacks | None = None,
) -> ScanReport:
    """Find the scans and read them; without Tesseract they are found and counted.

    The caller holds the right to write (`corpus.lock`). Raises NoOcr for a language
    asked for in the options that is not installed.
    """
    began = time.perf_counter()
    now = _Pass(catalogue, vocabulary, library, options or ScanOptions(), callbacks or Callbacks())
    with now.workers() as workers:
        now.look(workers)
        now.read(workers)
    now.end()
    now.report.seconds = time.perf_counter() - began
    return now.report


class _Pass:
    """The state of one pass."""

    def __init__(
        self,
        catalogue: Catalogue,
        vocabulary: Vocabulary,
        library: Path,
        options: ScanOptions,
        callbacks: Callbacks,
    ) -> None:
        self.catalogue = catalogue
        self.vocabulary = vocabulary
        self.library = library
        self.options = options
        self.callbacks = callbacks
        self.report = ScanReport()
        self.since = 0 if options.ids else int(catalogue.fact(SEEN) or 0)
        self.tesseract = Tesseract(program="", languages=())
        self.counted: dict[str, Counter[str]] = {}
        self.known: dict[str, str] = {}
        self.changed: set[str] = set()
        self.described: set[str] = set()

    def workers(self) -> Workers:
        """Those that look at pages and read them; none is started before there is work."""
        return Workers(
            Reading(vocabulary=self.vocabulary),
            jobs=self.options.jobs or processors(),
            limits=Limits(
                seconds=self.options.seconds_per_page + DRAWING,
                memory_megabytes=self.options.memory_megabytes,
            ),
            work=work_on_scans,
        )

    def look(self, workers: Workers) -> None:
        """Find out which pages that nobody has looked at are scans."""
        if not self.options.ids:
            self.catalogue.forget_scans(self.since)
        found = self.catalogue.pages_to_look_at(
            MEDIA_TYPE, LONGEST_STAMP, self.since, self.options.ids
        )
        pages = [page for page in found if may_be_scan(page.text)]
        for task, outcome in workers.answers(self._looks(pages), self.callbacks.stop):
            assert isinstance(task, LookTask)
            assert isinstance(outcome, Outcome)
            self._keep_look(task, outcome)

    def _looks(self, pages: Sequence[ScannedPage]) -> Iterator[LookTask]:
        for document_id, of_document in groupby(pages, key=lambda page: page.document_id):
            together = list(of_document)
            file, member = _place(together[0], self.library)
            for start in range(0, len(together), PAGES_PER_LOOK):
                some = together[start : start + PAGES_PER_LOOK]
                yield LookTask(
                    file=file,
                    member=member,
                    source=some[0].source,
                    allowed=self._allowed(some[0]),
                    document_id=document_id,
                    pages=tuple((page.number, page.text) for page in some),
                )

    def _keep_look(self, task: LookTask, outcome: Outcome) -> None:
        if outcome.failure is not None and outcome.failure.reason in NOT_THE_PAGE:
            self.report.note(f"{task.source.path}: {outcome.failure.message}")
            return
        # Where looking at many fails, the page that is to blame fails alone when it is read.
        numbers = [number for number, _ in task.pages]
        states = dict.fromkeys(numbers, ScanState.WAITING)
        if isinstance(outcome, Looked):
            states = outcome.states
        self.catalogue.keep_looks(task.document_id, states)
        self.report.looked_at += len(states)
        self.report.found += sum(state is ScanState.WAITING for state in states.values())

    def read(self, workers: Workers) -> None:
        """Read what waits, the first page of each document of unknown language first."""
        pages = self._wanted() if self._can_read() else []
        if not pages:
            return
        self.counted = self.catalogue.languages_by_collection()
        self.known = {page.document_id: page.language for page in pages}
        reading = _Counter(pages)
        # Pictures are large: those of a worker that was killed are left for us to clear away.
        with tempfile.TemporaryDirectory(prefix="polisearch-ocr-") as folder:
            for some in _in_order(pages):
                tasks = (self._read_task(page, Path(folder)) for page in some)
                for task, outcome in workers.answers(tasks, self.callbacks.stop):
                    assert isinstance(task, ReadTask)
                    assert isinstance(outcome, Outcome)
                    self._keep_page(task, outcome)
                    if reading.is_last(task.document_id):
                        self._describe([task.document_id])
                        self.callbacks.after_document()
                    self.callbacks.on_progress(reading.progress(task.source.name))

    def _can_read(self) -> bool:
        is_due = self.options.page or self.options.again
        if not self.options.recognise or not (is_due or self._waiting()):
            return False
        try:
            self.tesseract = find_tesseract()
        except NoOcr as error:
            self.report.hint = str(error)
            return False
        if self.options.language:
            languages_named(self.options.language, self.tesseract.languages)
        return True

    def _wanted(self) -> list[ScannedPage]:
        if self.options.page:
            page = self.catalogue.page_of_file(MEDIA_TYPE, self.options.ids[0], self.options.page)
            return [page] if page else []
        states = [ScanState.WAITING]
        if self.options.again:
            states += [ScanState.READ, ScanState.NOTHING, ScanState.FAILED]
        return self.catalogue.scanned_pages(self.options.ids, states)

    def _read_task(self, page: ScannedPage, folder: Path) -> ReadTask:
        file, member = _place(page, self.library)
        return ReadTask(
            file=file,
            member=member,
            source=page.source,
            allowed=self._allowed(page),
            document_id=page.document_id,
            number=page.number,
            languages=self._languages(page),
            tesseract=self.tesseract,
            folder=folder,
            seconds=self.options.seconds_per_page,
            are_asked_for=bool(self.options.language),
        )

    def _languages(self, page: ScannedPage) -> tuple[str, ...]:
        there = self.tesseract.languages
        if self.options.language:
            return languages_named(self.options.language, there)
        language = self.known[page.document_id]
        if missing := missing_language(language, there):
            self.report.note(missing)
        return languages_for(language, page.collection, self.counted, there)

    def _keep_page(self, task: ReadTask, outcome: Outcome) -> None:
        failure, place = outcome.failure, (task.document_id, task.number)
        if failure is not None:
            self.report.note(f"{task.source.path}, page {task.number}: {failure.message}")
        if failure is not None and failure.reason in NOT_THE_PAGE:
            self.report.left += 1
        elif failure is not None:
            self.report.failed += 1
            self.catalogue.keep_recognised(*place, ScanState.FAILED, said=failure.message)
        elif isinstance(outcome, PageRead) and outcome.text:
            self._keep_text(task, outcome)
        else:
            self.report.nothing += 1
            self.catalogue.keep_recognised(*place, ScanState.NOTHING)

    def _keep_text(self, task: ReadTask, read: PageRead) -> None:
        language = read.language or self.known[task.document_id]
        self.known[task.document_id] = self.known[task.document_id] or language
        self.changed.add(task.document_id)
        self.report.read += 1
        self.report.characters += len(read.text)
        recognised = Recognised(text=read.text, language=language)
        self.catalogue.keep_recognised(task.document_id, task.number, ScanState.READ, recognised)

    def _describe(self, ids: Sequence[str]) -> None:
        due = [id_ for id_ in ids if id_ in self.changed and id_ not in self.described]
        if due:
            self.callbacks.describe(self.catalogue, self.vocabulary, due)
            self.described.update(due)

    def end(self) -> None:
        """Describe what is left to describe, and remember that all is done."""
        self.report.documents = len(self.changed)
        if not self.options.ids:
            self.changed.update(self.catalogue.read_since(self.since))
        self._describe(sorted(self.changed))
        self.report.waiting = self._waiting()
        if not self.options.ids and not self.callbacks.stop.is_set():
            self.catalogue.remember(SEEN, str(self.catalogue.revision()))

    def _waiting(self) -> int:
        return self.catalogue.count_scans(ScanState.WAITING, self.options.ids)

    def _allowed(self, page: ScannedPage) -> Allowed:
        return Allowed(passwords=passwords_for(page.source, self.options.passwords))


class _Counter:
    """How many pages are done, of all and of each document."""

    def __init__(self, pages: Sequence[ScannedPage]) -> None:
        self._total = len(pages)
        self._left = Counter(page.document_id for page in pages)
        self._began = time.perf_counter()

    def is_last(self, document_id: str) -> bool:
        """Count a page as done, and say whether it was the last of its document."""
        self._left[document_id] -= 1
        return not self._left[document_id]

    def progress(self, name: str) -> ScanProgress:
        done = self._total - self._left.total()
        took = time.perf_counter() - self._began
        return ScanProgress(done=done, total=self._total, name=name, seconds_a_page=took / done)


def _in_order(pages: Sequence[ScannedPage]) -> tuple[list[ScannedPage], list[ScannedPage]]:
    """The first page of each document of unknown language, which tells it, and the rest."""
    firsts = {page.document_id: page for page in reversed(pages) if not page.language}
    rest = [page for page in pages if firsts.get(page.document_id) is not page]
    return [page for page in pages if firsts.get(page.document_id) is page], rest


def _place(page: ScannedPage, library: Path) -> tuple[Path, str]:
    """The file that a page is in, or an archive and the name of the file in it."""
    file = file_of(page.source.path, library)
    archive, joint, member = page.source.path.partition(ENDING + JOINT)
    if not joint or file.exists():
        return file, ""
    return file_of(archive + ENDING, library), member
