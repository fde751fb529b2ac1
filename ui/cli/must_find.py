"""`polisearch must-find`: are the documents still found that must be?"""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from rich.text import Text

from search.keeping.must_find import FILE, Checked, Outcome, check, read_must_find
from ui.cli.options import DEFAULT_LIBRARY, JsonOption, LibraryOption
from ui.cli.printing import as_csv, as_json, indented, out, safe, say
from ui.must_finding import checked_as_json


def must_find(
    library: LibraryOption = DEFAULT_LIBRARY,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with status 1 if any is not found.")
    ] = False,
    json: JsonOption = False,
    csv: Annotated[bool, typer.Option("--csv", help="A table, for a spreadsheet.")] = False,
) -> None:
    """Ask every query of must_find.csv in the library, and say which documents it misses.

    A row holds a query and the document it must find: an id, a publication
    code or a title, or several between semicolons. 'within' is the lowest place
    that will do, 10 where nothing is said; 'filters' are as city:Vienna;
    year:2005.. and narrow the search.

        query,document,within,filters,note

    Every run of ingestion asks them, too.

    Examples:

        polisearch must-find
        polisearch must-find --strict --csv
    """
    from ui.wiring import open_library

    opened = open_library(library)
    path = library / FILE
    checked = check(opened.searcher, read_must_find(path)) if path.exists() else ()
    opened.close()
    if json:
        for one in checked:
            as_json(checked_as_json(one))
    elif csv:
        as_csv(COLUMNS, map(_row, checked))
    elif checked:
        _print(checked)
    else:
        say(f"{path} names no document that must be found. Its first row is:")
        say("query,document,within,filters,note")
    if strict and not all(one.is_good for one in checked):
        sys.exit(1)


COLUMNS = ("row", "query", "filters", "document", "within", "outcome", "rank", "id", "note")


def _row(one: Checked) -> list[object]:
    asked = [one.row.number, one.row.query, _filters(one), one.document, one.row.within]
    return [*asked, str(one.outcome), one.rank or "", one.id, one.row.note]


def _filters(one: Checked) -> str:
    return "; ".join(f"{name}:{v}" for name, some in one.row.filters.items() for v in some)


def _print(checked: Sequence[Checked]) -> None:
    missing = [one for one in checked if not one.is_good]
    for one in missing:
        query = Text(safe(one.row.query) or "everything", style="bold")
        indented(query.append(safe(f"   {_filters(one)}".rstrip()), style="not bold"), Text(""))
        said = Text.assemble((safe(one.document), ""), "  ", (where(one), "yellow"))
        indented(said, Text("  "))
        for remark in (*one.notes, *filter(None, (one.row.note,))):
            indented(Text(safe(remark), style="dim"), Text("  "))
    found = len(checked) - len(missing)
    out.print(f"{found:,} of {len(checked):,} found where they must be.")


def where(one: Checked) -> str:
    """What became of a document that must be found."""
    if one.outcome is Outcome.TOO_LOW:
        return f"found at {one.rank:,}, to be within {one.row.within:,}"
    return str(one.outcome)
