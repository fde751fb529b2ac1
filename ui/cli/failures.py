"""`polisearch failures`: which files could not be read, and why."""

from itertools import groupby

from rich.text import Text

from corpus.records import FailedSource
from ui.cli.options import DEFAULT_LIBRARY, JsonOption, LibraryOption
from ui.cli.printing import as_json, counted, out, safe, say


def failures(library: LibraryOption = DEFAULT_LIBRARY, json: JsonOption = False) -> None:
    """List the files that could not be read, by reason, each with the next step.

    With --json, one object a line, with the traceback where there is one.

    Example:

        polisearch failures
    """
    from ui.wiring import open_library

    opened = open_library(library)
    failed = sorted(opened.catalogue.failures(), key=lambda f: (f.failure.reason, f.path))
    opened.close()
    if json:
        for one in failed:
            as_json(_as_json(one))
        return
    for reason, group in groupby(failed, key=lambda f: f.failure.reason):
        ones = list(group)
        out.print(Text.assemble((reason, "bold"), f" ({len(ones)}): {ones[0].failure.hint}"))
        for one in ones:
            out.print(f"  {safe(one.path)}", markup=False)
            out.print(f"    {safe(one.failure.message)}", markup=False, style="dim")
    say(f"{counted(len(failed), 'file')} failed." if failed else "No file failed.")


def _as_json(one: FailedSource) -> dict[str, object]:
    return {
        "path": one.path,
        "reason": one.failure.reason,
        "message": one.failure.message,
        "hint": one.failure.hint,
        "at": one.at,
        "run": one.run,
        "traceback": one.failure.traceback,
    }
