"""`polisearch failures`: which files and records could not be read, and why."""

from itertools import groupby

from rich.text import Text

from corpus.records import Counts, FailedSource
from ui.cli.options import DEFAULT_LIBRARY, JsonOption, LibraryOption
from ui.cli.printing import as_json, counted, out, safe, say


def failures(library: LibraryOption = DEFAULT_LIBRARY, json: JsonOption = False) -> None:
    """List the files and records that could not be read, by reason, each with the next step.

    With --json, one object a line, with the traceback where there is one.

    Example:

        polisearch failures
    """
    from ui.wiring import open_library

    opened = open_library(library)
    failed, counts = opened.catalogue.failures(), opened.catalogue.counts()
    opened.close()
    if json:
        for one in failed:
            as_json(_as_json(one))
        return
    for reason, group in groupby(failed, key=lambda f: f.failure.reason):
        ones = list(group)
        out.print(Text.assemble((reason, "bold"), f" ({len(ones)}): {ones[0].failure.hint}"))
        for one in ones:
            out.print(f"  {safe(one.name)}", markup=False)
            out.print(f"    {safe(one.failure.message)}", markup=False, style="dim")
    say(f"{counted(counts.failed, 'file')} failed." if counts.failed else "No file failed.")
    if counts.failed_records:
        say(failed_records(counts))


def failed_records(counts: Counts) -> str:
    """How many records failed, of how many files.

    >>> failed_records(Counts(failed_records=7, with_failed_records=1))
    '7 records of 1 file failed.'
    """
    of_files = counted(counts.with_failed_records, "file")
    return f"{counted(counts.failed_records, 'record')} of {of_files} failed."


def _as_json(one: FailedSource) -> dict[str, object]:
    return {
        "path": one.path,
        "place": one.place,
        "reason": one.failure.reason,
        "message": one.failure.message,
        "hint": one.failure.hint,
        "at": one.at,
        "run": one.run,
        "traceback": one.failure.traceback,
    }
