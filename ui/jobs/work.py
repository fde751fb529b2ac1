"""What each job does, in its own process."""

import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

from corpus.disk import refusals_said
from corpus.errors import PolisearchError, SourceNotFound
from corpus.lock import writing
from ingest.archive import JOINT
from ingest.compare.link import link
from ingest.correcting import behind_corrections
from ingest.describing_again import Changed, describe_again
from ingest.find import file_of
from ingest.links import leads_out
from ingest.plan import Choice
from ui.cli.interrupts import stopping_gently
from ui.cli.printing import counted
from ui.indexing import make_index
from ui.ingesting import options_of, roots_of, run
from ui.jobs.job import STOPPED, Job, Order, What, keep, kept, shortened
from ui.jobs.processes import ended
from ui.jobs.telling import Telling
from ui.wiring import Library, open_library


def work(folder: Path, early: Event) -> int:
    """Do the job that the catalogue keeps, keep how it ended, and say with which exit status.

    `early` is set where it was asked to stop before.
    """
    library = open_library(folder)
    job = kept(library.catalogue)
    if job is None or job.ended:
        return 1
    telling = Telling(library.catalogue, job)
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if early.is_set():
            raise KeyboardInterrupt
        with telling, refusals_said():
            end = _WORK[job.order.what](library, job.order, telling)
    except PolisearchError as error:
        end = ended(telling.job, 1, error.message, error.hint)
    except KeyboardInterrupt:
        end = ended(telling.job, STOPPED, "It was stopped.", "The next one goes on from there.")
    except BaseException as error:
        said = f"{type(error).__name__}: {error}"
        keep(library.catalogue, ended(telling.job, 1, "This is a bug of Polisearch.", said))
        raise
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # too late
    keep(library.catalogue, end)
    library.close()
    return end.exit


def _ingest(library: Library, order: Order, telling: Telling) -> Job:
    choice = Choice(force=order.force, retry_failed=order.retry_failed)
    options = options_of(library, choice, dry_run=order.dry_run)
    given = [_tried_again(library, path.partition(JOINT)[0]) for path in order.paths]
    roots, _ = roots_of(library, given)
    telling.stage("Looking for files", 0, 0)
    with stopping_gently() as stop:
        # A file that is tried again is no folder to be read ever after: `given` stays empty.
        report = run(
            library, roots, options, on_progress=telling.files, on_stage=telling.stage, stop=stop
        )
    kept_run = library.catalogue.run(report.run) if report.run else None
    said = kept_run.report if kept_run is not None else report.as_json()
    job = replace(telling.job, report=shortened({**said, "run": report.run}))
    if report.not_reached:
        left = counted(report.not_reached, "file")
        return ended(job, STOPPED, f"It was stopped; {left} not read.", "Run it again to go on.")
    return ended(job, 0, "What would be done was found out." if order.dry_run else "")


def _tried_again(library: Library, path: str) -> Path:
    """The file of a path. Raises SourceNotFound for one that became a link to elsewhere."""
    file = file_of(path, library.folder)
    source, _ = library.catalogue.sources().get(path, (None, None))
    root = file_of(source.root, library.folder) if source is not None else file.parent
    if not library.settings.ingest.follow_links and leads_out(file, root):
        raise SourceNotFound(
            f"{path} is a link that leads out of its folder; it is not followed.",
            "Run ingestion of all files, which forgets it.",
        )
    return file


def _describe(library: Library, _order: Order, telling: Telling) -> Job:
    with writing(library.folder, "polisearch describe"):
        return _described(library, None, telling)


def _correct(library: Library, _order: Order, telling: Telling) -> Job:
    with writing(library.folder, "polisearch metadata"):
        ids = behind_corrections(library.catalogue, library.catalogue.ids())
        return _described(library, ids, telling)


def _described(library: Library, ids: list[str] | None, telling: Telling) -> Job:
    def show(done: int, total: int) -> None:
        telling.stage("Describing documents", done, total)

    changed: list[Changed] = describe_again(library.catalogue, library.vocabulary, ids, show)
    link(library.catalogue, library.vocabulary, on_progress=telling.stage)
    _follow(library, telling)
    otherwise = sum(bool(one.fields) for one in changed)
    return ended(telling.job, 0, f"{counted(otherwise, 'document')} described otherwise now.")


def _index(library: Library, order: Order, telling: Telling) -> Job:
    def show(done: int, total: int) -> None:
        telling.stage("Indexing documents", done, total)

    written = make_index(library, order.engine, show)
    name = order.engine or library.settings.engine
    return ended(telling.job, 0, f"{counted(written, 'document')} taken in by {name}.")


def _follow(library: Library, telling: Telling) -> None:
    library.shelf.follow(lambda done, total: telling.stage("Indexing documents", done, total))


_WORK: dict[What, Callable[[Library, Order, Telling], Job]] = {
    What.INGEST: _ingest,
    What.DESCRIBE: _describe,
    What.CORRECT: _correct,
    What.INDEX: _index,
}
