"""The way of a folder into the catalogue: plan, remove, read, write, compare.

The catalogue is written in the order of paths, one transaction a file, so a run
that is cut off has done all of its files up to a certain one, and the next run
does the rest.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from corpus.catalogue import Catalogue
from corpus.document import Document
from corpus.failures import Failure, Reason
from corpus.records import Source, State
from corpus.vocabulary import Vocabulary
from ingest.compare import COMPARED
from ingest.correcting import corrected
from ingest.describing_again import DESCRIBED_BY, describe_again
from ingest.estimate import Estimate, estimate
from ingest.extract.extracted import ALLOWED, Allowed
from ingest.found import Found
from ingest.ocr.recognised import with_recognised
from ingest.passwords import for_no_file, passwords_for
from ingest.plan import Choice, Plan, plan
from ingest.processes import Limits
from ingest.reading import Outcome, Reading, Task, read_file
from ingest.report import KEPT_NAMES, KEPT_WARNINGS, FailedFile, Progress, Report
from ingest.sidecar import claims
from ingest.workers import Work, Workers, processors

PAGES_PER_BATCH = 500

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
    stage "index". `on_stage` is told what is done after the reading, how far, and of how
    many. Once `stop` is set, the files being read are finished and no other is begun.
    """

    on_progress: Callable[[Progress], None] = lambda _: None
    after_batch: Callable[[], None] = lambda: None
    at_end: Callable[[], None] = lambda: None
    on_stage: Callable[[str, int, int], None] = lambda _what, _done, _total: None
    stop: Event = field(default_factory=Event)


def ingest(
    catalogue: Catalogue,
    vocabulary: Vocabulary,
    roots: Sequence[Path],
    library: Path,
    options: Options | None = None,
    callbacks: Callbacks | None = None,
    *,
    work: Work = read_file,
) -> Report:
    """Make the catalogue say what the files in these roots say.

    The caller holds the right to write (`corpus.lock`). `work` is what a worker does
    with a file.

    Raises SourceNotFound, before anything was changed.
    """
    run = _Run(catalogue, vocabulary, options or Options(), callbacks or Callbacks())
    with run.timed("find"):
        run.plan = plan(
            catalogue,
            vocabulary,
            roots,
            library,
            run.options.choice,
            run.options.allowed,
            follow_links=run.options.follow_links,
        )
        run.leave()
    if run.options.dry_run:
        return run.planned()
    run.begin()
    run.remove_vanished()
    run.read(work)
    if not run.callbacks.stop.is_set():
        run.read_scans(library)
        run.compare()
    return run.end()


class _Run:
    """The state of one run: what is planned, and what was counted."""

    plan: Plan

    def __init__(
        self, catalogue: Catalogue, vocabulary: Vocabulary, options: Options, callbacks: Callbacks
    ) -> None:
        self.catalogue = catalogue
        self.vocabulary = vocabulary
        self.options = options
        self.callbacks = callbacks
        self.number = 0
        self.started = time.perf_counter()
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.counts: Counter[str] = Counter()
        self.done = 0
        self.pages = 0
        self.pages_in_batch = 0
        self.textless: list[str] = []
        self.scans_read = 0
        self.failures: list[FailedFile] = []
        self.warnings: list[str] = []
        self.names: dict[str, list[str]] = {"indexed": [], "updated": []}

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the time this takes to a stage."""
        before = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] += time.perf_counter() - before

    def leave(self) -> None:
        """Count the files that are not opened."""
        self.warnings += self.plan.warnings
        if self.plan.is_whole:
            self.warnings += [
                f"A password is given for {path}, and no file lies there."
                for path in for_no_file(self.options.passwords, self.plan.found)
            ]
        for state in self.plan.left_alone:
            self._unchanged(state)
        self.counts["left"] = len(self.plan.unfinished)
        self.done = self.plan.files - len(self.plan.to_read)

    def planned(self) -> Report:
        """What a run would do, and how long it would take."""
        for found in self.plan.to_read:
            self.counts["updated" if found.source.path in self.plan.known else "indexed"] += 1
        return self.report(expected=estimate(self.catalogue, self.plan.to_read))

    def begin(self) -> None:
        """Take a number; from here on something may be written."""
        self.number = self.catalogue.begin_run()
        self._warn_of_new_vocabulary()

    def _warn_of_new_vocabulary(self) -> None:
        """Documents keep the description they got until they are described again."""
        described_by = self.catalogue.fact(DESCRIBED_BY)
        is_new = described_by not in ("", self.vocabulary.fingerprint)
        if is_new and not self.plan.is_about_all():
            self.warnings.append(
                "The vocabulary changed since the documents were described; "
                "'polisearch describe --again' describes all of them by the new one."
            )

    def remove_vanished(self) -> None:
        """Forget files that are no longer there."""
        with self.timed("write"):
            for path in self.plan.vanished:
                self.catalogue.remove_source(path)

    def read(self, work: Work) -> None:
        """Read what is planned, and write it in order."""
        ready = {f.source.path: f.failure for f in self.plan.to_read if f.failure is not None}
        tasks = [self._task(found) for found in self.plan.to_read if found.failure is None]
        reading = Reading(
            vocabulary=self.vocabulary, megabytes_per_file=self.options.megabytes_per_file
        )
        jobs = min(self.options.jobs or processors(), max(1, len(tasks)))
        with Workers(reading, jobs=jobs, limits=self.options.limits, work=work) as workers:
            outcomes = workers.outcomes(tasks, self.callbacks.stop)
            for found in self.plan.to_read:
                failure = ready.get(found.source.path)
                if failure is not None:
                    self._keep(found.source, Outcome(failure=failure))
                    continue
                with self.timed("waiting"):
                    read = next(outcomes, None)
                if read is None:
                    return  # stopped
                self._keep(read[0].source, read[1])

    def _task(self, found: Found) -> Task:
        known, state = self.plan.known.get(found.source.path, (None, None))
        may_be_same = (
            known is not None
            and state is not State.FAILED
            and not self.options.choice.force
            and known.path not in self.plan.heirs
            and known.size == found.source.size  # -1 where the description has to be made anew
            and known.modified != found.source.modified
            and known.sidecar == found.source.sidecar
        )
        return Task(
            file=found.file,
            member=found.member,
            source=found.source,
            real=found.real,
            said_beside=tuple(claims(found.cells, self.vocabulary)),
            known_sha256=known.sha256 if known is not None and may_be_same else "",
            allowed=replace(
                self.options.allowed,
                passwords=passwords_for(found.source, self.options.passwords),
            ),
        )

    def _keep(self, source: Source, outcome: Outcome) -> None:
        source = replace(source, sha256=outcome.sha256)
        for stage, seconds in outcome.seconds.items():
            self.seconds[stage] += seconds
            self.seconds["read"] += seconds
        room = KEPT_WARNINGS - len(self.warnings)
        self.warnings += [f"{source.path}: {warning}" for warning in outcome.warnings[:room]]
        with self.timed("write"):
            self._write(source, outcome)
        self.done += 1
        self.callbacks.on_progress(
            Progress(
                done=self.done,
                total=self.plan.files,
                name=source.name,
                pages=self.pages,
                failures=len(self.failures),
                seconds=time.perf_counter() - self.started,
            )
        )
        if self.pages_in_batch >= PAGES_PER_BATCH:
            self.pages_in_batch = 0
            with self.timed("index"):
                self.callbacks.after_batch()

    def _write(self, source: Source, outcome: Outcome) -> None:
        before, state = self.plan.known.get(source.path, (None, None))
        if outcome.is_unfinished:
            self.counts["left"] += 1
            self.warnings.append(f"{source.path} changed while it was read; it is left.")
            return
        if outcome.failure is not None:
            self._fail(source, outcome.failure)
            return
        if outcome.is_unchanged and state is not None:
            self.catalogue.touch_source(source, state, self.number)
            self._unchanged(state)
            return
        documents = [with_recognised(self.catalogue, one) for one in outcome.documents]
        described = corrected(self.catalogue, source, documents, self.vocabulary)
        try:
            state_now = self.catalogue.put(source, described, self.number)
        except ValueError as error:
            self._fail(source, Failure(reason=Reason.ID_TAKEN, message=str(error)))
            return
        if state_now is State.DUPLICATE:
            self.counts["duplicates"] += 1
            return
        self._count("indexed" if before is None or state is State.FAILED else "updated", source)
        pages = sum(len(one.document.pages) for one in described)
        self.pages += pages
        self.pages_in_batch += max(pages, len(described))
        self.textless += [one.document.id for one in described if not has_text(one.document)]

    def _count(self, what: str, source: Source) -> None:
        self.counts[what] += 1
        if len(self.names[what]) < KEPT_NAMES:
            self.names[what].append(source.path)

    def _unchanged(self, state: State) -> None:
        self.counts["unchanged"] += 1
        self.counts["failed before"] += state is State.FAILED

    def _fail(self, source: Source, failure: Failure) -> None:
        before, state = self.plan.known.get(source.path, (None, None))
        was_read = before is not None and state is not State.FAILED and source.looks_like(before)
        if was_read and failure.reason in CIRCUMSTANCES:
            self.warnings.append(f"{source.path}: what was read of it before is kept.")
        else:
            self.catalogue.put_failure(source, failure, self.number)
        self.counts["failed"] += 1
        self.failures.append(FailedFile(source.path, failure.reason, failure.message))

    def read_scans(self, library: Path) -> None:
        """Find out which pages are scans, and read those that nobody tried."""
        from ingest.ocr.read_scans import Callbacks as ScanCallbacks
        from ingest.ocr.read_scans import read_scans
        from ingest.ocr.report import ScanOptions, ScanProgress

        def show(at: ScanProgress) -> None:
            self.callbacks.on_stage("Reading scans", at.done, at.total)

        with self.timed("scans"):
            read = read_scans(
                self.catalogue,
                self.vocabulary,
                library,
                ScanOptions(
                    recognise=self.options.ocr,
                    jobs=self.options.jobs,
                    memory_megabytes=self.options.limits.memory_megabytes,
                    passwords=self.options.passwords,
                ),
                ScanCallbacks(on_progress=show, describe=describe_again, stop=self.callbacks.stop),
            )
        self.scans_read = read.read
        if self.options.ocr and read.hint:
            self.warnings.append(read.hint)

    def compare(self) -> None:
        """Link what belongs together, and leave out of matching what a collection repeats."""
        if self.catalogue.fact(COMPARED) == str(self.catalogue.revision()):
            return
        from ingest.compare.link import link  # numpy: not for a run that finds nothing changed

        with self.timed("compare"):
            link(self.catalogue, self.vocabulary, on_progress=self.callbacks.on_stage)

    def end(self) -> Report:
        """Let the index catch up, and keep the report."""
        if self.done == self.plan.files:
            for archive in self.plan.archives:
                self.catalogue.keep_archive(archive, self.number)
        with self.timed("index"):
            self.callbacks.on_stage("Bringing the index up to date", 0, 0)
            self.callbacks.at_end()
        if self.plan.is_about_all() and self.done == self.plan.files:
            self.catalogue.remember(DESCRIBED_BY, self.vocabulary.fingerprint)
        report = self.report()
        self.catalogue.end_run(self.number, report.as_json())
        return report

    def _without_text(self) -> int:
        """How many documents of this run have no text, after what was read in their pictures."""
        now = self.catalogue.documents(self.textless, with_pages=True)
        return sum(not has_text(document) for document in now.values())

    def report(self, expected: Estimate | None = None) -> Report:
        """What was done so far."""
        return Report(
            run=self.number,
            files=self.plan.files,
            indexed=self.counts["indexed"],
            updated=self.counts["updated"],
            unchanged=self.counts["unchanged"],
            duplicates=self.counts["duplicates"],
            failed=self.counts["failed"],
            failed_before=self.counts["failed before"],
            left=self.counts["left"],
            not_reached=self.plan.files - self.done if not self.options.dry_run else 0,
            removed=len(self.plan.vanished),
            choice=str(self.options.choice),
            stopped=self.callbacks.stop.is_set(),
            pages=self.pages,
            scans_read=self.scans_read,
            without_text=self._without_text(),
            seconds=time.perf_counter() - self.started,
            indexed_names=tuple(self.names["indexed"]),
            updated_names=tuple(self.names["updated"]),
            removed_names=tuple(self.plan.vanished[:KEPT_NAMES]),
            failures=tuple(self.failures),
            warnings=tuple(self.warnings),
            seconds_by_stage=dict(self.seconds),
            expected=expected,
        )


def has_text(document: Document) -> bool:
    """Whether there is anything to search in the pages of a document."""
    return any(page.text.strip() for page in document.pages)
