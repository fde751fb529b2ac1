"""The way of a folder into the catalogue: find, compare, remove, read, write.

The catalogue is written in the order of paths, one transaction a file, so a run
that is cut off has done all of its files up to a certain one, and the next run
does the rest.
"""

import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.failures import Failure, Reason
from corpus.records import Source, State
from corpus.vocabulary import Vocabulary
from ingest.find import Found, Sources, find_sources
from ingest.reading import Outcome, Reading, Task, read_file
from ingest.report import KEPT_WARNINGS, FailedFile, Progress, Report
from ingest.sidecar import claims
from ingest.workers import Limits, Work, Workers

PAGES_PER_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to run. `jobs` 0 is one worker for each processor.

    `force` reads every file again, `retry_failed` those that failed; otherwise a
    file that looks the same as last time is not opened. `dry_run` only says
    what would be done.
    """

    jobs: int = 0
    force: bool = False
    retry_failed: bool = False
    dry_run: bool = False
    limits: Limits = field(default_factory=Limits)
    megabytes_per_file: int = 512


def ingest(
    catalogue: Catalogue,
    vocabulary: Vocabulary,
    roots: Sequence[Path],
    library: Path,
    options: Options | None = None,
    on_progress: Callable[[Progress], None] = lambda _: None,
    after_batch: Callable[[], None] = lambda: None,
    at_end: Callable[[], None] = lambda: None,
    *,
    work: Work = read_file,
) -> Report:
    """Make the catalogue say what the files in these roots say.

    The caller holds the right to write (`corpus.lock`). `after_batch` is called
    after every few hundred pages, so that an index can follow meanwhile, and
    `at_end` when all is written; what they take counts as the stage "index".
    `work` is what a worker does with a file.

    Raises SourceNotFound, before anything was changed.
    """
    run = _Run(catalogue, vocabulary, options or Options(), on_progress, after_batch, at_end)
    with run.timed("find"):
        sources = find_sources(roots, library, may_be_gone=run.options.force)
        run.compare(sources)
    if run.options.dry_run:
        return run.report()
    run.begin()
    run.remove_vanished()
    run.read(work)
    return run.end()


class _Run:
    """The state of one run: what is planned, and what was counted."""

    def __init__(
        self,
        catalogue: Catalogue,
        vocabulary: Vocabulary,
        options: Options,
        on_progress: Callable[[Progress], None],
        after_batch: Callable[[], None],
        at_end: Callable[[], None],
    ) -> None:
        self.catalogue = catalogue
        self.vocabulary = vocabulary
        self.options = options
        self.on_progress = on_progress
        self.after_batch = after_batch
        self.at_end = at_end
        self.number = 0
        self.started = time.perf_counter()
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.counts: Counter[str] = Counter()
        self.files = 0
        self.done = 0
        self.pages = 0
        self.pages_in_batch = 0
        self.without_text = 0
        self.known: dict[str, tuple[Source, State]] = {}
        self.plan: list[Found] = []
        self.vanished: list[str] = []
        self.heirs: set[str] = set()
        self.found_paths: set[str] = set()
        self.vanished_paths: set[str] = set()
        self.failures: list[FailedFile] = []
        self.warnings: list[str] = []

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the time this takes to a stage."""
        before = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] += time.perf_counter() - before

    def compare(self, sources: Sources) -> None:
        """Decide what to do with every file, by its size, date and sidecar."""
        self.known = self.catalogue.sources()
        self.warnings += sources.warnings
        self.files = len(sources.found)
        paths = {found.source.path for found in sources.found}
        self.vanished = sorted(
            path for path in self.known if path not in paths and sources.is_gone(path)
        )
        if not self.options.force:
            sources.refuse_emptied(self.vanished)
        self.found_paths, self.vanished_paths = paths, set(self.vanished)
        found_now = [self._with_known_sidecar(found) for found in sources.found]
        due = {found.source.path for found in found_now if self._is_due(found)}
        self.heirs = self._heirs(due)
        planned = due | self.heirs
        self.plan = [_to_read(found) for found in sources.found if found.source.path in planned]
        # An heir describes a document once the file that described it until now is done.
        self.plan.sort(key=lambda found: found.source.path in self.heirs)
        for path in paths - planned:
            self._leave(self.known[path][1])
        self.done = self.files - len(self.plan)
        if self.options.dry_run:
            for found in self.plan:
                self.counts["updated" if found.source.path in self.known else "indexed"] += 1

    def _with_known_sidecar(self, found: Found) -> Found:
        """What a sidecar said stays, where it cannot be read any more."""
        source, _ = self.known.get(found.source.path, (None, None))
        if source is None or not found.sidecar_unknown:
            return found
        return replace(found, source=replace(found.source, sidecar=source.sidecar))

    def _is_due(self, found: Found) -> bool:
        known, state = self.known.get(found.source.path, (None, None))
        if known is None or self.options.force or not found.source.looks_like(known):
            return True
        return state is State.FAILED and self.options.retry_failed

    def _heirs(self, due: set[str]) -> set[str]:
        """Files whose document another file described that vanished or may have changed.

        The catalogue marks them by a size of -1 when that happens; those of this
        run are known beforehand by their content.
        """
        leaving = {
            source.sha256
            for path, (source, _) in self.known.items()
            if path in due or path in self.vanished_paths
        } - {""}
        return {
            path
            for path, (source, state) in self.known.items()
            if path in self.found_paths
            and (source.size < 0 or (state is State.DUPLICATE and source.sha256 in leaving))
        }

    def begin(self) -> None:
        """Take a number; from here on something may be written."""
        self.number = self.catalogue.begin_run()
        self._warn_of_new_vocabulary()

    def _warn_of_new_vocabulary(self) -> None:
        """Documents keep the description they got; a new spelling reaches them only by force."""
        described_by = self.catalogue.fact(_VOCABULARY)
        is_new = described_by not in ("", self.vocabulary.fingerprint)
        if is_new and not self._describes_all():
            self.warnings.append(
                "The vocabulary changed since the documents were described; "
                "'polisearch ingest --force' describes all of them again."
            )

    def _describes_all(self) -> bool:
        return not self.known or (
            self.options.force and self.known.keys() <= self.found_paths | self.vanished_paths
        )

    def remove_vanished(self) -> None:
        """Forget files that are no longer there."""
        with self.timed("write"):
            for path in self.vanished:
                self.catalogue.remove_source(path)

    def read(self, work: Work) -> None:
        """Read what is planned, and write it in order."""
        ready = {f.source.path: f.failure for f in self.plan if f.failure is not None}
        tasks = [self._task(found) for found in self.plan if found.failure is None]
        reading = Reading(
            vocabulary=self.vocabulary, megabytes_per_file=self.options.megabytes_per_file
        )
        jobs = self.options.jobs or _processors()
        with Workers(
            reading, jobs=min(jobs, max(1, len(tasks))), limits=self.options.limits, work=work
        ) as workers:
            outcomes = workers.outcomes(tasks)
            for found in self.plan:
                failure = ready.get(found.source.path)
                if failure is not None:
                    self._keep(found.source, Outcome(failure=failure))
                    continue
                with self.timed("waiting"):
                    task, outcome = next(outcomes)
                self._keep(task.source, outcome)

    def _task(self, found: Found) -> Task:
        known, state = self.known.get(found.source.path, (None, None))
        may_be_same = (
            known is not None
            and state is not State.FAILED
            and not self.options.force
            and known.path not in self.heirs
            and known.size == found.source.size  # -1 where the description has to be made anew
            and known.modified != found.source.modified
            and known.sidecar == found.source.sidecar
        )
        return Task(
            file=found.file,
            source=found.source,
            said_beside=tuple(claims(found.cells, self.vocabulary)),
            known_sha256=known.sha256 if known is not None and may_be_same else "",
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
        self.on_progress(
            Progress(
                done=self.done,
                total=self.files,
                name=source.name,
                pages=self.pages,
                failures=len(self.failures),
            )
        )
        if self.pages_in_batch >= PAGES_PER_BATCH:
            self.pages_in_batch = 0
            with self.timed("index"):
                self.after_batch()

    def _write(self, source: Source, outcome: Outcome) -> None:
        if outcome.failure is not None:
            self._fail(source, outcome.failure)
            return
        before, state = self.known.get(source.path, (None, None))
        if outcome.is_unchanged and state is not None:
            self.catalogue.touch_source(source, state, self.number)
            self._leave(state)
            return
        try:
            state_now = self.catalogue.put(source, outcome.documents, self.number)
        except ValueError as error:
            self._fail(source, Failure(reason=Reason.ID_TAKEN, message=str(error)))
            return
        if state_now is State.DUPLICATE:
            self.counts["duplicates"] += 1
            return
        is_new = before is None or state is State.FAILED
        self.counts["indexed" if is_new else "updated"] += 1
        documents = [described.document for described in outcome.documents]
        pages = sum(len(document.pages) for document in documents)
        self.pages += pages
        self.pages_in_batch += max(pages, len(documents))
        self.without_text += sum(
            not any(page.text.strip() for page in document.pages) for document in documents
        )

    def _leave(self, state: State) -> None:
        self.counts["unchanged"] += 1
        self.counts["failed before"] += state is State.FAILED

    def _fail(self, source: Source, failure: Failure) -> None:
        self.catalogue.put_failure(source, failure, self.number)
        self.counts["failed"] += 1
        self.failures.append(FailedFile(source.path, failure.reason, failure.message))

    def end(self) -> Report:
        """Let the index catch up, and keep the report."""
        with self.timed("index"):
            self.at_end()
        if self._describes_all():
            self.catalogue.remember(_VOCABULARY, self.vocabulary.fingerprint)
        report = self.report()
        self.catalogue.end_run(self.number, report.as_json())
        return report

    def report(self) -> Report:
        """What was done so far."""
        return Report(
            run=self.number,
            files=self.files,
            indexed=self.counts["indexed"],
            updated=self.counts["updated"],
            unchanged=self.counts["unchanged"],
            duplicates=self.counts["duplicates"],
            failed=self.counts["failed"],
            failed_before=self.counts["failed before"],
            removed=len(self.vanished),
            pages=self.pages,
            without_text=self.without_text,
            seconds=time.perf_counter() - self.started,
            removed_names=tuple(self.vanished),
            failures=tuple(self.failures),
            warnings=tuple(self.warnings),
            seconds_by_stage=dict(self.seconds),
        )


def _to_read(found: Found) -> Found:
    """Where nobody knows what is said beside a file, it is read again once that is known."""
    if not found.sidecar_unknown:
        return found
    return replace(found, source=replace(found.source, sidecar="unknown"))


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_VOCABULARY = "vocabulary"
