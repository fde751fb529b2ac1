"""`polisearch lists`: how many lists readers gathered, and clearing those nobody touches."""

from dataclasses import asdict
from typing import Annotated

import typer

from search.keeping.list_file import clear_untouched, lists_held
from ui.cli.options import DEFAULT_LIBRARY, JsonOption, LibraryOption
from ui.cli.printing import as_json, counted, out, say
from ui.wiring import open_library


def lists(
    library: LibraryOption = DEFAULT_LIBRARY,
    clear_older_than: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="DAYS", help="Remove for good those that nobody touched for so long."
        ),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Say how many lists readers gathered in the browser, and how old they are.

    A list is touched when it is changed, or opened by one who may change it.

    Examples:

        polisearch lists
        polisearch lists --clear-older-than 180
    """
    open_library(library).close()
    removed = 0
    if clear_older_than is not None:
        removed = clear_untouched(library, clear_older_than)
    now = lists_held(library)
    if json:
        as_json({**asdict(now), "untouched": dict(now.untouched), "removed": removed})
        return
    if clear_older_than is not None:
        say(f"{counted(removed, 'list')} removed.")
    out.print(f"{counted(now.lists, 'list')}, {now.empty:,} of them empty.")
    for days, count in now.untouched if now.lists else ():
        out.print(f"Untouched for {days} days: {count:,}.")
