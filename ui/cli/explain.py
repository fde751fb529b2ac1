"""`polisearch explain`: why a document answers a query, or what it lacks."""

from collections.abc import Mapping
from typing import Annotated

import typer
from rich.text import Text

from search.explaining.explaining import explain as explain_hit
from search.explaining.explaining import pages_with_matches
from search.explaining.why import Place, Thing, Why
from search.question import Ask
from ui.cli.options import DEFAULT_LIBRARY, JsonOption, LibraryOption, OffOption, with_facets
from ui.cli.printing import as_json, indented, out, safe, say


@with_facets
def explain(
    query: Annotated[str, typer.Argument(metavar="QUERY", help='Words, "phrases", field:value.')],
    id: Annotated[  # noqa: A002 -- the name in the help
        str, typer.Argument(metavar="ID", help="Id or publication code of a document.")
    ],
    exact: Annotated[
        bool, typer.Option("--exact", help="Only the words as typed, no other form of them.")
    ] = False,
    off: OffOption = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    json: JsonOption = False,
    filters: Mapping[str, tuple[str, ...]] | None = None,
) -> None:
    """Show why a document answers a query: what of it stands where, in which forms.

    For each thing looked for: the fields and pages that hold it, and as what
    if not as it was typed; what is not there; the pages on which most of it
    meets; and what raised the document among the results.

    Examples:

        polisearch explain 'housing allocation' EF0794
        polisearch explain 'rent -scan' EF0794 --city Wien --json
    """
    from ui.wiring import open_library

    opened = open_library(library)
    ask = Ask(text=query, filters=filters or {}, exact=exact, off=tuple(off or ()))
    why = explain_hit(opened.searcher, ask, id)
    if json:
        as_json(_as_json(why, pages_with_matches(opened.searcher, ask, why.id)))
    else:
        _print(why)
    opened.close()


def _as_json(why: Why, pages: tuple[tuple[int, int], ...]) -> dict[str, object]:
    return {
        "id": why.id,
        "title": why.title,
        "found": why.is_found,
        "missing": list(why.missing),
        "unwanted": list(why.unwanted),
        "things": [_thing_as_json(thing) for thing in why.things],
        "looked_for": why.looked_for,
        "most_together": why.most_together,
        "together": list(why.together),
        "raised": list(why.raised),
        "notes": list(why.notes),
        "pages": [list(page) for page in pages],
    }


def _thing_as_json(thing: Thing) -> dict[str, object]:
    ways = [
        {
            "text": way.text,
            "as_typed": way.is_as_typed,
            "places": [_place_as_json(place) for place in way.places],
        }
        for way in thing.ways
    ]
    return {"text": thing.text, "excluded": thing.is_excluded, "ways": ways}


def _place_as_json(place: Place) -> dict[str, object]:
    return {
        "field": place.field,
        "label": place.label,
        "forms": [[form.word, form.count] for form in place.forms],
        "pages": list(place.pages),
    }


def _print(why: Why) -> None:
    for note in why.notes:
        say(f"Note: {note}")
    out.print(Text(safe(why.title), style="bold"))
    for line in why.lines():
        text = line.lstrip()
        indented(Text(safe(text)), Text(" " * (len(line) - len(text))))
