"""`polisearch similar`: what else is about the same as a document, or as a passage of it."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.text import Text

from search.comparing.similar import (
    Similar,
    SimilarPassage,
    similar_documents,
    similar_passages,
    telling_of_document,
    telling_of_passage,
)
from ui.cli.options import DEFAULT_LIBRARY, JsonOption, LibraryOption
from ui.cli.printing import as_json, counted, indented, out, safe, say, styled


def similar(
    id: Annotated[  # noqa: A002 -- the name in the help
        str, typer.Argument(metavar="ID", help="Id or publication code of a document.")
    ],
    page: Annotated[
        int, typer.Option(min=0, help="Find passages like this page, not documents.")
    ] = 0,
    text: Annotated[str, typer.Option(metavar="QUOTE", help="Only these words of the page.")] = "",
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, help="How many to show.")] = 10,
    library: LibraryOption = DEFAULT_LIBRARY,
    json: JsonOption = False,
) -> None:
    """Show documents about the same as a document, or passages like a page of it.

    A text is known by its telling words: those it often uses and few documents
    do; what many documents repeat does not count. The share beside each result,
    from 0 to 1, says how much of these words it uses, too. Other versions,
    translations, parts and the whole of the document are left out. Only texts
    in its languages are found.

    Examples:

        polisearch similar EF0794
        polisearch similar EF0794 --page 12
        polisearch similar EF0794 --page 12 --text 'points for overcrowding'
    """
    from ui.wiring import open_library

    if text and not page:
        raise typer.BadParameter("A quotation stands on a page: name it with --page.")
    opened = open_library(library)
    searcher = opened.searcher
    document = searcher.catalogue.document(id, with_pages=False)
    count = max(int(document.first("pages") or 0), 1)
    if page > count:
        say(f"The document has {counted(count, 'page')}; this is like page {count}.")
        page = count
    if page:
        telling = telling_of_passage(searcher, document, page, text)
        passages = similar_passages(searcher, document.id, page, text, limit)
    else:
        telling = telling_of_document(searcher, document)
        documents = similar_documents(searcher, document.id, limit)
    found: Sequence[Similar | SimilarPassage] = passages if page else documents
    words = [one.word for one in telling]
    if json:
        similar_to = {"id": document.id, "title": document.title, "page": page or None}
        as_json({"to": similar_to, "words": words, "similar": [_as_json(one) for one in found]})
    else:
        _print(found, words)
    opened.close()


def _as_json(one: Similar | SimilarPassage) -> dict[str, object]:
    said: dict[str, object] = {
        "id": one.id,
        "title": one.title,
        "share": one.share,
        "words": list(one.words),
    }
    if isinstance(one, SimilarPassage):
        said["page"] = {
            "number": one.page.number,
            "label": one.page.label,
            "passage": one.page.passage.text,
        }
    return said


LEFT = Text(" " * 7)
"""Below a title, which stands to the right of its share."""

SHOWN = 10
"""Telling words that a line shows."""


def _print(found: Sequence[Similar | SimilarPassage], words: Sequence[str]) -> None:
    if not words:
        say("There are too few words that tell what this is about to compare it.")
        return
    say(f"Telling words: {', '.join(words)}.")
    for one in found:
        indented(Text(safe(one.title), style="bold"), Text(f"{one.share:5.2f}  ", style="cyan"))
        indented(Text(safe("  ".join((one.id, *one.facts))), style="dim"), LEFT)
        if isinstance(one, SimilarPassage):
            name = (f"{safe(one.page.name)}: ", "cyan")
            indented(Text.assemble(name, styled(one.page.passage.segments)), LEFT)
        more = ", …" if len(one.words) > SHOWN else ""
        shared = f"{', '.join(one.words[:SHOWN])}{more}"
        count = f"{len(one.words)} of {one.looked_for} telling words: "
        indented(Text(safe(f"{count}{shared}")), LEFT)
        out.print()
    if not found:
        say("Nothing in the library uses enough of them.")
