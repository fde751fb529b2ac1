"""`polisearch searches`: searches that a library keeps, and what is new since."""

from collections.abc import Mapping
from typing import Annotated

import typer

from index.request import Sort
from search.keeping.record import record
from search.keeping.rerun import rerun
from search.keeping.saved import remove, save, saved_search, saved_searches
from search.question import Ask
from search.understanding.filters import exclusions
from ui.cli.options import (
    DEFAULT_LIBRARY,
    JsonOption,
    LibraryOption,
    OffOption,
    WithoutOption,
    with_facets,
)
from ui.cli.printing import as_json, counted, out, say, table
from ui.cli.rerun import asked, day, print_rerun, rerun_as_json
from ui.wiring import open_library

searches = typer.Typer(
    name="searches",
    no_args_is_help=True,
    help="""Keep searches by name, and see what is new since they were last looked at.

    Each is a file in searches/ of the library, which 'polisearch rerun' reads too.

    Examples:

        polisearch searches save housing 'housing allocation' --city Wien
        polisearch searches check
    """,
)

NONE = "No search is saved yet. See 'polisearch searches save --help'."

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Name of the search.")]


@searches.command("list")
def list_searches(library: LibraryOption = DEFAULT_LIBRARY, json: JsonOption = False) -> None:
    """List the saved searches.

    Example:

        polisearch searches list
    """
    opened = open_library(library)
    opened.close()
    every = saved_searches(library)
    readable = [(one.name, one.record) for one in every if one.record is not None]
    if json:
        for name, kept in readable:
            as_json({"name": name, "query": kept.query, "filters": kept.filters,
                     "recorded": kept.date, "total": kept.total})  # fmt: skip
    elif readable:
        table(
            ("name", "search", "found", "on"),
            [(name, asked(kept), kept.total, day(kept)) for name, kept in readable],
        )
    for one in every:
        if one.problem:
            say(f"Note: {one.problem}")
    if not every:
        say(NONE)


@searches.command("save")
@with_facets
def save_search(
    name: NameArgument,
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help='Words, "phrases", field:value.')
    ] = "",
    library: LibraryOption = DEFAULT_LIBRARY,
    sort: Annotated[Sort, typer.Option(help="Order of the results.")] = Sort.RELEVANCE,
    exact: Annotated[
        bool, typer.Option("--exact", help="Only the words as typed, no other form of them.")
    ] = False,
    off: OffOption = None,
    without: WithoutOption = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the saved search of this name.")
    ] = False,
    filters: Mapping[str, tuple[str, ...]] | None = None,
) -> None:
    """Save a search, with all that is found now.

    Examples:

        polisearch searches save housing 'housing allocation' --city Wien
        polisearch searches save 'New in Graz' city:Graz --sort year
    """
    opened = open_library(library)
    ask = Ask(
        text=query,
        filters=filters or {},
        sort=sort,
        exact=exact,
        off=tuple(off or ()),
        without=exclusions(without or ()),
    )
    kept = record(opened.searcher, ask, library=opened.settings.name)
    opened.close()
    for note in kept.notes:
        say(f"Note: {note}")
    named = save(library, name, kept, replace=replace)
    say(f"{named} was saved: {counted(kept.total, 'document')} found.")


@searches.command("check")
def check_searches(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="Some of them, if not all.")
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="Count from now on what is new after this.")
    ] = False,
    library: LibraryOption = DEFAULT_LIBRARY,
    json: JsonOption = False,
) -> None:
    """Ask saved searches again, and say what is new, gone and changed since.

    Without --update, the next check compares with the same day again.

    Examples:

        polisearch searches check
        polisearch searches check housing --update
    """
    opened = open_library(library)
    if names:
        wanted = [(name, saved_search(library, name)) for name in dict.fromkeys(names)]
    else:
        every = saved_searches(library)
        wanted = [(one.name, one.record) for one in every if one.record is not None]
        for one in every:
            if one.problem:
                say(f"Note: {one.problem}")
    for number, (name, kept) in enumerate(wanted):
        found = rerun(opened.searcher, kept)
        if json:
            as_json({"name": name, **rerun_as_json(found)})
        else:
            out.print("\n" * (number > 0), end="")
            print_rerun(found, name)
        if update:
            save(library, name, found.now, replace=True)
    say(str(opened.searcher.coverage()) if wanted else NONE)
    opened.close()


@searches.command("remove")
def remove_search(name: NameArgument, library: LibraryOption = DEFAULT_LIBRARY) -> None:
    """Remove a saved search; documents stay as they are.

    Example:

        polisearch searches remove housing
    """
    opened = open_library(library)
    opened.close()
    say(f"The saved search {remove(library, name)} was removed.")
