"""`polisearch ingest`: read files into the library."""

import sys
from dataclasses import replace
from json import dumps, loads
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import BadSetting
from corpus.lock import writing
from index.following import Following
from ingest.journey import Options
from ingest.journey import ingest as take_in
from ingest.report import Progress, Report
from ingest.workers import Limits
from ui.cli.options import DEFAULT_LIBRARY, JsonOption, LibraryOption
from ui.cli.printing import as_json, bar, counted, err, safe, say
from ui.wiring import Library, make_library, open_library


def ingest(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="Folders and files.",
        ),
    ] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be done.")
    ] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try the files again that failed before.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Read every file again.")] = False,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Worker processes.  [default: one for each core]")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Read files into the library and bring the index up to date.

    With no PATH, documents/ of the library and every PATH given before are looked
    through. A file that did not change is not opened, one that changed is replaced,
    one that vanished is removed. A file that cannot be read stops nothing: it is
    listed with its reason. Source files are never changed. The library is made
    if it does not exist.

    Examples:

        polisearch ingest
        polisearch ingest ~/reports more/*.pdf
        polisearch ingest --retry-failed
    """
    if not library.exists() and not dry_run and make_library(library):
        say(f"{library} is a new library.")
    opened = open_library(library)
    options = _options(opened, dry_run, retry_failed, force, jobs)
    report = run(opened, _roots(opened, paths or []), options)
    if paths and not dry_run:
        _remember(opened, paths)
    if json:
        as_json(report.as_json())
    else:
        _print(report, is_plan=dry_run)
    opened.close()


def _roots(opened: Library, given: list[Path]) -> list[Path]:
    """What to read; without a PATH, all that was ever given and is still there."""
    if given:
        return given
    known = [Path(path) for path in _texts(opened.catalogue.fact(ROOTS))]
    missing = [path for path in known if not path.exists()]
    for path in missing:
        say(f"Note: {path} is not there; what is known of it was left as it is.")
    return [opened.folder / "documents", *(path for path in known if path not in missing)]


def _remember(opened: Library, given: list[Path]) -> None:
    known = _texts(opened.catalogue.fact(ROOTS))
    fresh = [str(path.absolute()) for path in given]
    opened.catalogue.remember(ROOTS, dumps(list(dict.fromkeys([*known, *fresh]))))


def _texts(text: str) -> list[str]:
    return [str(one) for one in loads(text)] if text else []


ROOTS = "roots"
"""Name of the catalogue's fact that holds every PATH that was ingested."""


def run(opened: Library, roots: list[Path], options: Options) -> Report:
    """Ingest with a progress bar; the index follows meanwhile."""
    with (
        writing(opened.folder, "polisearch ingest"),
        Following(opened.shelf) as index,
        bar("Reading files") as progress,
    ):

        def show(at: Progress) -> None:
            beside = f"{at.pages:,} pages" + (f", {at.failures} failed" if at.failures else "")
            progress.at(at.done, at.total, beside)

        # Before anything is written: an index that is ahead belongs to another state of the
        # catalogue, as after a backup was put back, and is made again.
        if not options.dry_run:
            opened.shelf.follow()
        report = take_in(
            opened.catalogue,
            opened.vocabulary,
            roots,
            opened.folder,
            options,
            on_progress=show,
            after_batch=index.start,
            at_end=index.finish,
        )
        meanwhile = {"index, meanwhile": index.seconds}
        return replace(report, seconds_by_stage={**report.seconds_by_stage, **meanwhile})


def _options(
    opened: Library, dry_run: bool, retry_failed: bool, force: bool, jobs: int | None
) -> Options:
    limits = opened.settings.ingest
    if jobs is not None and jobs > 256:
        raise BadSetting(f"{jobs} worker processes are too many.", "Give --jobs 256 at most.")
    return Options(
        jobs=jobs or limits.jobs,
        force=force,
        retry_failed=retry_failed,
        dry_run=dry_run,
        limits=Limits(
            seconds_per_file=limits.seconds_per_file, memory_megabytes=limits.memory_megabytes
        ),
        megabytes_per_file=limits.megabytes_per_file,
    )


def _print(report: Report, *, is_plan: bool) -> None:
    for warning in report.warnings[:20]:
        say(f"Note: {warning}")
    for name in report.removed_names:
        say(f"{'Would be removed' if is_plan else 'Removed'}: {name}")
    for failed in report.failures:
        err.print(f"Failed ({failed.reason}): {safe(failed.path)}", markup=False, style="yellow")
        err.print(f"    {safe(failed.message)}", markup=False, style="dim")
    sys.stdout.write(_plan(report) if is_plan else _done(report))
    if report.failed_before:
        say(f"{report.failed_before} of the unchanged failed before; see --retry-failed.")
    if report.failures:
        say("'polisearch failures' says what can be done about those that failed.")


def _plan(report: Report) -> str:
    to_read = report.indexed + report.updated
    return (
        f"{counted(report.files, 'file')}: {to_read:,} to read "
        f"({report.updated:,} of them known), {report.unchanged:,} unchanged, "
        f"{report.removed:,} to be removed.\n"
    )


def _done(report: Report) -> str:
    counts = {
        "indexed": report.indexed,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "duplicate": report.duplicates,
        "failed": report.failed,
        "removed": report.removed,
    }
    said = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)
    rate = f" ({report.pages / report.seconds:,.0f} pages/s)" if report.pages else ""
    return (
        f"{counted(report.files, 'file')}: {said or 'nothing to do'}. "
        f"{counted(report.pages, 'page')} in {report.seconds:.1f} s{rate}.\n"
    )
