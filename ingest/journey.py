"""The way of a folder into the catalogue: plan, remove, read, write, compare.

The catalogue is written in the order of paths, one transaction a file, so a run
that is cut off has done all of its files up to a certain one, and the next run
does the rest.
"""

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.document import Described
from corpus.failures import CIRCUMSTANCES, Failure, Reason
from corpus.records import Source, State
from corpus.vocabulary import Vocabulary
from ingest.collection import Collection
from ingest.compare import COMPARED
from ingest.correcting import corrected
from ingest.describing_again import DESCRIBED_BY, describe_again
from ingest.estimate import Estimate, estimate
from ingest.found import Found
from ingest.ocr.recognised import with_recognised
from ingest.options import Callbacks, Options
from ingest.passwords import for_no_file, passwords_for
from ingest.plan import Plan, plan
from ingest.reading import Batch, Outcome, Reading, Task, read_file
from ingest.report import KEPT_NAMES, Progress, Report
from ingest.sidecar import claims
from ingest.tally import Tally
from ingest.workers import Answer, Work, Workers, processors

__all__ = ["PAGES_PER_BATCH", "Callbacks", "Options", "ingest"]

PAGES_PER_BATCH = 500


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
        self.tally = Tally()
        self.done = 0
        self.pages_in_batch = 0
        self.scans_read = 0

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
        self.tally.warnings += self.plan.warnings
        if self.plan.is_whole:
            self.tally.warnings += [
                f"A password is given for {path}, and no file lies there."
                for path in for_no_file(self.options.passwords, self.plan.found)
            ]
        for state in self.plan.left_alone:
            self.tally.unchanged(state)
        self.tally.files["left"] = len(self.plan.unfinished)
        self.done = self.plan.files - len(self.plan.to_read)

    def planned(self) -> Report:
        """What a run would do, and how long it would take."""
        for found in self.plan.to_read:
            self.tally.files["updated" if found.source.path in self.plan.known else "indexed"] += 1
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
            self.tally.warnings.append(
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
            answers = workers.answers(tasks, self.callbacks.stop)
            for found in self.plan.to_read:
                failure = ready.get(found.source.path)
                if failure is not None:
                    self._keep(found.source, Outcome(failure=failure))
                    continue
                if not self._take(answers):
                    return  # stopped

    def _take(self, answers: Iterator[tuple[Task, Answer]]) -> bool:
        """Keep the next file; whether there was one, and all of it came."""
        collection: Collection | None = None
        while True:
            with self.timed("waiting"):
                read = next(answers, None)
            if read is None:
                return False
            source, answer = read[0].source, read[1]
            if isinstance(answer, Outcome):
                self._keep(source, answer, collection)
                return True
            if collection is None:
                collection = Collection(self.catalogue, self.vocabulary, source, self.number)
            self._put(collection, source, answer)
            if self.callbacks.stop.is_set():
                return False  # a collection may be long; the next run reads it again

    def _put(self, collection: Collection, source: Source, batch: Batch) -> None:
        """Keep some records of a collection."""
        with self.timed("write"):
            written = collection.put(batch)
        self.tally.records_failed(source, written.failed)
        self._count_pages(written.fresh)
        if batch.records:
            self._progress(source)
            self._let_index_follow()

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

    def _keep(self, source: Source, outcome: Outcome, collection: Collection | None = None) -> None:
        source = replace(source, sha256=outcome.sha256)
        for stage, seconds in outcome.seconds.items():
            self.seconds[stage] += seconds
            self.seconds["read"] += seconds
        self.tally.warn_of_file(source, outcome.warnings)
        with self.timed("write"):
            self._write(source, outcome, collection)
        self.done += 1
        self._progress(source)
        self._let_index_follow()

    def _progress(self, source: Source) -> None:
        self.callbacks.on_progress(
            Progress(
                done=self.done,
                total=self.plan.files,
                name=source.name,
                pages=self.tally.pages,
                failures=len(self.tally.failures) + self.tally.failed_records,
                seconds=time.perf_counter() - self.started,
            )
        )

    def _let_index_follow(self) -> None:
        if self.pages_in_batch >= PAGES_PER_BATCH:
            self.pages_in_batch = 0
            with self.timed("index"):
                self.callbacks.after_batch()

    def _write(self, source: Source, outcome: Outcome, collection: Collection | None) -> None:
        _, state = self.plan.known.get(source.path, (None, None))
        if outcome.is_unfinished:
            self.tally.files["left"] += 1
            self.tally.warnings.append(f"{source.path} changed while it was read; it is left.")
            return
        if outcome.failure is not None:
            self._fail(source, outcome.failure, collection)
            return
        if collection is not None:
            self._end(source, collection)
            return
        if outcome.is_unchanged and state is not None:
            self.catalogue.touch_source(source, state, self.number)
            self.tally.unchanged(state)
            return
        documents = [with_recognised(self.catalogue, one) for one in outcome.documents]
        described = corrected(self.catalogue, source, documents, self.vocabulary)
        try:
            state_now = self.catalogue.put(source, described, self.number)
        except ValueError as error:
            self._fail(source, Failure(reason=Reason.ID_TAKEN, message=str(error)))
            return
        if state_now is State.DUPLICATE:
            self.tally.files["duplicates"] += 1
            return
        self._count_read(source)
        self._count_pages(described)

    def _end(self, source: Source, collection: Collection) -> None:
        if collection.is_empty:
            self._fail(source, collection.failure(), collection)
        elif collection.end(source) is State.DUPLICATE:
            self.tally.files["duplicates"] += 1
        else:
            self._count_read(source)

    def _count_read(self, source: Source) -> None:
        before, state = self.plan.known.get(source.path, (None, None))
        is_new = before is None or state is State.FAILED
        self.tally.read("indexed" if is_new else "updated", source)

    def _count_pages(self, documents: Sequence[Described]) -> None:
        self.pages_in_batch += max(self.tally.documents(documents), len(documents))

    def _fail(self, source: Source, failure: Failure, collection: Collection | None = None) -> None:
        before, state = self.plan.known.get(source.path, (None, None))
        was_read = before is not None and state is not State.FAILED and source.looks_like(before)
        if collection is not None and collection.is_empty:
            self.tally.take_back_records(source, collection.failed)
        elif collection is not None:
            failure = collection.broken_off(failure)
        if was_read and failure.reason in CIRCUMSTANCES:
            self.tally.warnings.append(f"{source.path}: what was read of it before is kept.")
            if collection is not None and before is not None and state is not None:
                self.catalogue.touch_source(before, state, self.number)
        elif collection is not None and not collection.is_empty:
            collection.break_off(source, failure)
        else:
            self.catalogue.put_failure(source, failure, self.number)
        self.tally.failed(source, failure)

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
            self.tally.warnings.append(read.hint)

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

    def report(self, expected: Estimate | None = None) -> Report:
        """What was done so far."""
        tally = self.tally
        return Report(
            run=self.number,
            files=self.plan.files,
            indexed=tally.files["indexed"],
            updated=tally.files["updated"],
            unchanged=tally.files["unchanged"],
            duplicates=tally.files["duplicates"],
            failed=tally.files["failed"],
            failed_before=tally.files["failed before"],
            left=tally.files["left"],
            not_reached=self.plan.files - self.done if not self.options.dry_run else 0,
            removed=len(self.plan.vanished),
            choice=str(self.options.choice),
            stopped=self.callbacks.stop.is_set(),
            pages=tally.pages,
            scans_read=self.scans_read,
            without_text=tally.without_text(self.catalogue),
            seconds=time.perf_counter() - self.started,
            indexed_names=tuple(tally.names["indexed"]),
            updated_names=tuple(tally.names["updated"]),
            removed_names=tuple(self.plan.vanished[:KEPT_NAMES]),
            failures=tuple(tally.failures),
            failed_records=tally.failed_records,
            record_failures=tuple(tally.record_failures),
            warnings=tuple(tally.warnings),
            seconds_by_stage=dict(self.seconds),
            expected=expected,
        )
