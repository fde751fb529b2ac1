"""`polisearch show`: one document, what is known of it and why, or the text of a page."""

from typing import Annotated

import typer
from rich.text import Text

from search.results import Fact, Reading
from ui.cli.options import DEFAULT_LIBRARY, JsonOption, LibraryOption
from ui.cli.printing import as_json, out, safe, say, styled


def show(
    id: Annotated[  # noqa: A002 -- the name in the help
        str, typer.Argument(metavar="ID", help="Id or publication code of a document.")
    ],
    page: Annotated[int, typer.Option(min=0, help="Print the text of this page.")] = 0,
    query: Annotated[str, typer.Option(help="Mark what this query looks for.")] = "",
    library: LibraryOption = DEFAULT_LIBRARY,
    json: JsonOption = False,
) -> None:
    """Show what is known of a document, with where it was read; or the text of a page.

    Examples:

        polisearch show EF0794
        polisearch show 3f9a1c2b4d5e6f70 --page 12
    """
    from ui.wiring import open_library

    opened = open_library(library)
    reading = opened.searcher.read(id, page or 1, query)
    if json:
        as_json(_as_json(reading, with_text=bool(page)))
    elif page:
        if reading.number != page:
            say(f"The document has {reading.page_count} pages; this is page {reading.number}.")
        out.print(styled(reading.text))
    else:
        _print(reading)
    opened.close()


def _as_json(reading: Reading, *, with_text: bool) -> dict[str, object]:
    said: dict[str, object] = {
        "id": reading.id,
        "title": reading.title,
        "pages": reading.page_count,
        "values": {fact.field: list(fact.values) for fact in reading.facts},
        "claims": [
            {
                "field": claim.field,
                "value": claim.value,
                "origin": claim.origin,
                "evidence": claim.evidence,
                "confidence": claim.confidence,
            }
            for fact in reading.facts
            for claim in fact.claims
        ],
    }
    if with_text:
        text = "".join(segment.text for segment in reading.text)
        said["page"] = {"number": reading.number, "label": reading.label, "text": text}
    return said


def _print(reading: Reading) -> None:
    out.print(Text(safe(reading.title), style="bold"))
    for fact in reading.facts:
        _print_fact(fact)


def _print_fact(fact: Fact) -> None:
    out.print(Text.assemble((f"{fact.label}: ", "cyan"), safe("; ".join(fact.labels))))
    for claim in fact.claims:
        words = f"    {claim.value} — {claim.origin}"
        evidence = f": {claim.evidence}" if claim.evidence else ""
        out.print(Text(safe(f"{words}{evidence}"[:300]), style="dim"))
