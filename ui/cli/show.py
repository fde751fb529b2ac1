"""`polisearch show`: one document, what is known of it and why, or the text of a page."""

import textwrap
from typing import Annotated

import typer
from rich.text import Text

from corpus.vocabulary import shown
from corpus.weighing import Weighed
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

    Below each field stands all that was claimed of it, with a confidence between
    0 and 1: marked what decided, and of the rest why it did not.

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
        if reading.is_ocr:
            say("This text was recognised in a picture of the page and may hold mistakes.")
        out.print(styled(reading.text))
    else:
        _print(reading)
    opened.close()


def _as_json(reading: Reading, *, with_text: bool) -> dict[str, object]:
    said: dict[str, object] = {
        "id": reading.id,
        "title": reading.title,
        "pages": reading.page_count,
        "values": {fact.field: list(fact.values) for fact in reading.facts if fact.values},
        "unknown": [fact.field for fact in reading.facts if not fact.values],
        "corrected": [fact.field for fact in reading.facts if fact.is_corrected],
        "claims": [_claim_as_json(one) for fact in reading.facts for one in fact.weighed],
    }
    if with_text:
        text = "".join(segment.text for segment in reading.text)
        said["page"] = {
            "number": reading.number,
            "label": reading.label,
            "text": text,
            "is_ocr": reading.is_ocr,
        }
    return said


def _claim_as_json(one: Weighed) -> dict[str, object]:
    return {
        "field": one.claim.field,
        "value": one.claim.value,
        "origin": one.claim.origin,
        "evidence": one.claim.evidence,
        "confidence": one.claim.confidence,
        "follows_from": one.claim.follows_from,
        "decided": not one.why_not,
        "why_not": one.why_not,
    }


def _print(reading: Reading) -> None:
    out.print(Text(safe(reading.title), style="bold"))
    for fact in reading.facts:
        _print_fact(fact)


def _print_fact(fact: Fact) -> None:
    line = Text(_filled(f"{fact.label}: {safe(fact.in_words)}", then=2))
    line.stylize("" if fact.labels else "italic")
    line.stylize("cyan", 0, len(fact.label) + 1)
    out.print(line)
    for one in fact.weighed:
        _print_claim(one, fact)


LONG = 40
"""Characters of a value that is not said again."""

EVIDENCE = 300
"""Characters of evidence that are shown."""


def _print_claim(one: Weighed, fact: Fact) -> None:
    """What was claimed, from where and how surely; below it the words it was read from."""
    claim = one.claim
    value = shown(claim.field, one.value) if one.value else claim.value or "none"
    evidence = textwrap.shorten(safe(claim.evidence), EVIDENCE, placeholder=" …")
    says_more = evidence.lower() not in (value.lower(), "")
    if len(value) > LONG and one.value in fact.values:
        value = "as above"
    parts = [value, "—", f"{claim.origin}, {claim.confidence:.2f}"]
    parts += [f"(follows from {claim.follows_from})"] if claim.follows_from else []
    parts += [f"· {one.why_not}"] if one.why_not else []
    mark, style = ("   ", "dim") if one.why_not else ("  ✓", "")
    out.print(Text(_filled(safe(f"{mark} {' '.join(parts)}"), then=6), style=style))
    if says_more:
        out.print(Text(_filled(f"      “{evidence}”", then=7), style="dim"))


def _filled(text: str, then: int) -> str:
    """A text in lines that fit, those after the first set in."""
    return textwrap.fill(
        text,
        max(40, min(out.width, 100)),
        subsequent_indent=" " * then,
        break_long_words=False,  # a path stays one to copy
        break_on_hyphens=False,
    )
