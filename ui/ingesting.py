"""Running ingestion on a library, whoever asks for it, and the index after it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from json import dumps, loads
from pathlib import Path
from threading import Event

from corpus.errors import BadSetting
from corpus.lock import writing
from index.following import Following
from ingest.extract.extracted import Allowed
from ingest.find import refuse_missing
from ingest.journey import Callbacks, Options, ingest
from ingest.plan import Choice
from ingest.processes import Limits
from ingest.report import Progress, Report
from ui.must_finding import check_after
from ui.wiring import Library

ROOTS = "roots"
"""Name of the catalogue's fact that holds every PATH that was ingested."""

MOST_JOBS = 256


def roots_of(opened: Library, given: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """What to read, and what is missing of it.

    Without a path that is given: the library's documents and all that was ever given.
    """
    if given:
        return list(given), []
    known = [Path(path) for path in _texts(opened.catalogue.fact(ROOTS))]
    missing = [path for path in known if not path.exists()]
    there = [path for path in known if path not in missing]
    return [opened.folder / "documents", *there], missing


def options_of(
    opened: Library, choice: Choice, *, dry_run: bool = False, jobs: int | None = None
) -> Options:
    """The options of a run, as the library is set. Raises BadSetting."""
    limits = opened.settings.ingest
    if jobs is not None and jobs > MOST_JOBS:
        raise BadSetting(
            f"{jobs} worker processes are too many.", f"Give --jobs {MOST_JOBS} at most."
        )
    return Options(
        jobs=jobs or limits.jobs,
        choice=choice,
        dry_run=dry_run,
        limits=Limits(seconds=limits.seconds_per_file, memory_megabytes=limits.memory_megabytes),
        allowed=Allowed(
            pages=limits.pages_per_file, bytes_unpacked=limits.megabytes_unpacked * 1024 * 1024
        ),
        megabytes_per_file=limits.megabytes_per_file,
        passwords=limits.secret_passwords,
        ocr=limits.ocr == "auto",
        follow_links=limits.follow_links,
    )


def run(
    opened: Library,
    roots: Sequence[Path],
    options: Options,
    *,
    given: Sequence[Path] = (),
    on_progress: Callable[[Progress], None] = lambda _: None,
    on_stage: Callable[[str, int, int], None] = lambda _what, _done, _total: None,
    stop: Event | None = None,
) -> Report:
    """Ingest, with the index following meanwhile; `given` is remembered as paths to read again.

    `on_stage` is told what is done after the reading, how far, and of how many (0 where
    nobody knows). Raises LibraryBusy and SourceNotFound.
    """
    with writing(opened.folder, "polisearch ingest"), Following(opened.shelf) as index:
        if not options.dry_run:
            # First of all, so that a run that is killed is gone on with by the next one.
            _remember(opened, given, may_be_gone=options.choice.may_be_gone)
            # Before anything is written: an index that is ahead belongs to another state of the
            # catalogue, as after a backup was put back, and is made again.
            opened.shelf.follow()
        callbacks = Callbacks(
            on_progress=on_progress,
            after_batch=index.start,
            at_end=index.finish,
            on_stage=on_stage,
            stop=stop or Event(),
        )
        report = ingest(
            opened.catalogue, opened.vocabulary, roots, opened.folder, options, callbacks
        )
        if not options.dry_run:
            check_after(opened, report)
        meanwhile = {"index, meanwhile": index.seconds}
        return replace(report, seconds_by_stage={**report.seconds_by_stage, **meanwhile})


def _remember(opened: Library, given: Sequence[Path], *, may_be_gone: bool) -> None:
    """Keep paths that are there to be read again. Raises SourceNotFound and keeps none."""
    if not may_be_gone:
        refuse_missing(given)
    known = _texts(opened.catalogue.fact(ROOTS))
    fresh = [str(path.absolute()) for path in given if path.exists()]
    if wanted := [path for path in dict.fromkeys(fresh) if path not in known]:
        opened.catalogue.remember(ROOTS, dumps([*known, *wanted]))


def _texts(text: str) -> list[str]:
    return [str(one) for one in loads(text)] if text else []
