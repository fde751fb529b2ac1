"""`polisearch complete`: how a query may go on."""

from typing import Annotated

import typer

from search.export.results_json import completion_as_json
from search.suggesting.completion import Completion
from ui.cli.options import DEFAULT_LIBRARY, JsonOption, LibraryOption
from ui.cli.printing import as_json, table


def complete(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The beginning of a query.")],
    library: LibraryOption = DEFAULT_LIBRARY,
    limit: Annotated[int, typer.Option("-n", "--limit", min=0, help="How many to show.")] = 10,
    json: JsonOption = False,
) -> None:
    """List how TEXT may go on: values of fields, words and titles that the library holds.

    With each comes how many documents have it, and the query it makes. With --json,
    one object a line. Put -- before a TEXT that begins with a dash.

    Examples:

        polisearch complete 'ethnic ent'
        polisearch complete 'housing city:Vi'
    """
    from ui.wiring import open_library

    opened = open_library(library)
    found = opened.searcher.complete(text, limit).found
    opened.close()
    if json:
        for one in found:
            as_json(completion_as_json(one))
    elif found:
        table(
            ("What", "Kind", "Documents", "Query"),
            [(_named(one), one.kind, one.documents, one.text) for one in found],
        )


def _named(one: Completion) -> str:
    return f"{one.label} ({one.spelling})" if one.spelling else one.label
