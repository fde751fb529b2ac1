"""`polisearch watch`: read files into the library as they settle."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event
from typing import Annotated, Any

import typer

from corpus.errors import PolisearchError
from ingest.plan import Choice
from ui.cli.ingest import run_shown
from ui.cli.interrupts import stopping_gently
from ui.cli.options import DEFAULT_LIBRARY, LibraryOption
from ui.cli.printing import complain, say
from ui.cli.report import print_must_find, print_report
from ui.ingesting import options_of, roots_of
from ui.must_finding import kept_of
from ui.wiring import Library, open_library

OWN = (
    "index",
    "vocabulary",
    "searches",
    "catalogue.db",
    "writer.",
    "polisearch.toml",
    "must_find.csv",
)
"""What lies in a library beside documents, and changes while it is written."""


def watch(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Folders to watch.")
    ] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    settle: Annotated[
        float, typer.Option(min=0.1, help="Seconds without a change before files are read.")
    ] = 2.0,
) -> None:
    """Watch folders, and read into the library what changes in them, once it has settled.

    With no PATH, documents/ of the library and every PATH ingested before are
    watched. What changed while nobody watched is read first. Ctrl-C ends it.

    Example:

        polisearch watch ~/reports
    """
    opened = open_library(library)
    given = paths or []
    roots, _ = roots_of(opened, given)
    with stopping_gently() as stop:
        say(f"Watching {', '.join(str(root) for root in roots)}; Ctrl-C ends it.")
        for _ in settled(_changes(roots, opened.folder, settle, stop)):
            _take_in(opened, given, stop)
    opened.close()


def settled(changes: Iterable[set[Any]]) -> Iterator[int]:
    """How many changes there were, each time that none came for a while.

    An empty set of changes says that time has passed without one. The first time,
    what changed before anyone watched counts as one.
    """
    pending = 1
    for some in changes:
        pending += len(some)
        if pending and not some:
            yield pending
            pending = 0


def _changes(roots: list[Path], library: Path, settle: float, stop: Event) -> Iterator[set[Any]]:
    import watchfiles  # loads asyncio, which no other command needs

    passes = watchfiles.DefaultFilter()
    return watchfiles.watch(
        *(root for root in roots if root.exists()),
        watch_filter=lambda change, path: not is_own(Path(path), library) and passes(change, path),
        rust_timeout=round(settle * 1000),
        yield_on_timeout=True,
        stop_event=stop,
    )


def is_own(file: Path, library: Path) -> bool:
    """Whether a file is the library's own, which changes while it is written.

    >>> is_own(Path("/city/index/a"), Path("/city")), is_own(Path("/city/a.pdf"), Path("/city"))
    (True, False)
    """
    folder = library.absolute()
    return file.is_relative_to(folder) and file.relative_to(folder).parts[0].startswith(OWN)


def _take_in(opened: Library, given: list[Path], stop: Event) -> None:
    try:
        report = run_shown(opened, options_of(opened, Choice()), given, stop)
    except PolisearchError as error:
        complain(error)  # the folder may come back, another writer may end
        return
    if report.not_reached or report.indexed + report.updated + report.removed + report.failed:
        print_report(report, is_plan=False)
        print_must_find(kept_of(opened, report.run))
    else:
        say("Nothing has changed.")
