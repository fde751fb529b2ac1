"""`polisearch ingest`: read files into the library."""

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Annotated

import typer

from corpus.errors import BadSetting
from corpus.fields import field_called
from ingest.journey import Options
from ingest.plan import Choice
from ingest.report import Progress, Report
from ui.cli.interrupts import stopping_gently
from ui.cli.options import DEFAULT_LIBRARY, JsonOption, LibraryOption
from ui.cli.printing import as_json, bar, say
from ui.cli.report import print_must_find, print_report
from ui.ingesting import options_of, roots_of, run
from ui.must_finding import KEY, kept_of
from ui.wiring import Library, make_library, open_library


def ingest(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Folders and files."),
    ] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be done.")
    ] = False,
    retry_failed: Annotated[
        bool,
        typer.Option("--retry-failed", help="Try only the files that failed."),
    ] = False,
    only: Annotated[
        str,
        typer.Option(
            metavar="FIELD:VALUE",
            help="Only files whose documents have this value, or promise it by their names.",
        ),
    ] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Read files again that did not change.")
    ] = False,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Worker processes, if not as the settings say.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Read files into the library and bring the index up to date.

    With no PATH, documents/ of the library and every PATH given before are looked
    through. A file that did not change is not opened, one that changed is read
    again, one that vanished is removed. A file that cannot be read stops nothing:
    it is listed with its reason. Source files are never changed. ZIP archives are
    looked into. The library is made if it does not exist. Ctrl-C ends the run
    after the files that are being read; the next one goes on from there.

    Examples:

        polisearch ingest
        polisearch ingest ~/reports more/*.pdf
        polisearch ingest --retry-failed
        polisearch ingest --only city:Vienna --force
    """
    choice = Choice(force=force, retry_failed=retry_failed, only=_field_and_value(only))
    if dry_run and _holds_nothing(library):
        with TemporaryDirectory(prefix="polisearch-") as folder:
            say(f"There is no library {library} yet; a run would make it.")
            _ingest(Path(folder) / "library", paths or [], choice, jobs, dry_run=True, json=json)
        return
    _ingest(library, paths or [], choice, jobs, dry_run=dry_run, json=json)


def _ingest(
    library: Path, paths: list[Path], choice: Choice, jobs: int | None, *, dry_run: bool, json: bool
) -> None:
    if _holds_nothing(library) and make_library(library) and not dry_run:
        say(f"The library {library} was made.")
    opened = open_library(library)
    options = options_of(opened, choice, dry_run=dry_run, jobs=jobs)
    report = run_shown(opened, options, paths)
    must_find = kept_of(opened, report.run)
    if json:
        as_json(report.as_json() | ({KEY: must_find} if must_find else {}))
    else:
        print_report(report, is_plan=dry_run)
        print_must_find(must_find)
    opened.close()
    if report.not_reached:
        sys.exit(130)


def _holds_nothing(library: Path) -> bool:
    """Whether it is not there, or holds no file: a run was killed while it made the folders."""
    return not library.is_file() and not any(path.is_file() for path in library.rglob("*"))


def run_shown(
    opened: Library, options: Options, given: Sequence[Path] = (), stop: Event | None = None
) -> Report:
    """A run with a progress bar; the first Ctrl-C, or `stop`, ends it gently."""
    roots, missing = roots_of(opened, given)
    for path in missing:
        say(f"Note: {path} is not there; what is known of it was left as it is.")
    with bar("Looking for files") as progress, ExitStack() as until_then:
        stop = stop or until_then.enter_context(stopping_gently())

        def show(at: Progress) -> None:
            beside = f"{at.pages:,} pages" + (f", {at.failures} failed" if at.failures else "")
            rate = f", {at.pages / at.seconds:,.0f} pages/s" if at.pages and at.seconds > 1 else ""
            progress.at(at.done, at.total, beside + rate, "Reading files")

        return run(
            opened,
            roots,
            options,
            given=given,
            on_progress=show,
            on_stage=progress.stage,
            stop=stop,
        )


def _field_and_value(only: str) -> tuple[str, str] | None:
    """Raises UnknownField, or BadSetting where no value is given."""
    if not only:
        return None
    name, _, value = only.partition(":")
    if not value.strip():
        raise BadSetting(f"--only {only} names no value.", "Write --only city:Vienna.")
    return field_called(name.strip()).name, value.strip()
