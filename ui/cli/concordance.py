"""`polisearch concordance`: every match with the words around it."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from itertools import islice
from typing import Annotated

import typer
from rich.cells import cell_len, set_cell_size
from rich.text import Text

from corpus.errors import PolisearchError
from index.looking import evidence
from search.question import Ask
from search.results import page_name
from search.tables.concordance import COLUMNS, Line, as_row
from search.tables.concordance import concordance as every_match
from search.understanding.filters import exclusions
from ui.cli.links import DEFAULT_SITE, SiteOption, page_link
from ui.cli.options import (
    DEFAULT_LIBRARY,
    JsonOption,
    LibraryOption,
    OffOption,
    WithoutOption,
    with_facets,
)
from ui.cli.printing import as_json, counted, out, safe, say
from ui.cli.taking_away import CsvOption, XlsxOption, one_form, print_csv, write_workbook

NAME = 10
"""Cells of a terminal for the name of a page."""

LEAST = 30
"""Cells of a terminal for the words, however narrow it is."""


@with_facets
def concordance(
    query: Annotated[str, typer.Argument(metavar="QUERY", help='Words, "phrases", field:value.')],
    library: LibraryOption = DEFAULT_LIBRARY,
    limit: Annotated[
        int | None, typer.Option("-n", "--limit", min=1, help="How many matches to show.")
    ] = None,
    exact: Annotated[
        bool, typer.Option("--exact", help="Only the words as typed, no other form of them.")
    ] = False,
    off: OffOption = None,
    without: WithoutOption = None,
    site: SiteOption = DEFAULT_SITE,
    json: JsonOption = False,
    csv: CsvOption = False,
    xlsx: XlsxOption = None,
    filters: Mapping[str, tuple[str, ...]] | None = None,
) -> None:
    """Print every match of a query with the words to its left and right.

    One line for each match, the best documents first, none left out. --csv and
    --xlsx add city, module, year, language, page and link; --json prints one
    object a line.

    Examples:

        polisearch concordance 'waiting list*'
        polisearch concordance '"voting rights"' --city Wien --xlsx voting.xlsx
        polisearch concordance mosque -n 100 --csv
    """
    from ui.wiring import open_library

    one_form(json=json, csv=csv, xlsx=xlsx)
    opened = open_library(library)
    ask = Ask(
        text=query,
        filters=filters or {},
        exact=exact,
        off=tuple(off or ()),
        without=exclusions(without or ()),
    )
    answered = opened.searcher.answer(replace(ask, per_page=0))
    for note in answered.notes:
        say(f"Note: {note}")
    if not evidence(answered.understood.query):
        raise PolisearchError(
            f"{query!r} looks for nothing in the text.", "Name a word or a phrase to be shown."
        )
    lines = islice(every_match(opened.searcher, ask, link=page_link(site, ask)), limit)
    if json:
        for line in lines:
            as_json(_as_json(line))
    elif csv:
        print_csv(COLUMNS, map(as_row, lines))
    elif xlsx is not None:
        write_workbook(xlsx, COLUMNS, map(as_row, lines))
    else:
        _print(lines)
    opened.close()


def _as_json(line: Line) -> dict[str, object]:
    """A line as other programs read it; the keys are kept from version to version."""
    values = asdict(line)
    values["page"], values["page_label"] = values.pop("number"), values.pop("label")
    return {name: values[name] for name in COLUMNS}


def _print(lines: Iterator[Line]) -> None:
    document, matches, documents = "", 0, 0
    for line in lines:
        if line.id != document:
            if documents:
                out.print()
            document, documents = line.id, documents + 1
            _print_title(line)
        _print_match(line)
        matches += 1
    found = f"{matches:,} {'match' if matches == 1 else 'matches'}"
    say(f"{found} in {counted(documents, 'document')}.")


def _print_title(line: Line) -> None:
    facts = "  ".join((line.id, *line.city, *line.module, line.year)).rstrip()
    out.print(Text(safe(line.title), style="bold"))
    out.print(Text(safe(facts), style="dim"))


def _print_match(line: Line) -> None:
    """The match in the middle of the line, with as many words beside it as there is room."""
    name = page_name(line.number, line.label).split(" (")[0]
    room = max(out.width - NAME, LEAST)
    match = safe(line.match)
    left = _ending(safe(line.left), (room - min(cell_len(match), room // 2)) // 2)
    beside = room - cell_len(left) - cell_len(match)
    right = safe(line.right)
    if cell_len(right) > beside:
        cut = set_cell_size(right, max(beside, 0))
        right = cut.rpartition(" ")[0] or cut
    out.print(
        Text.assemble(
            (set_cell_size(_short(safe(name)), NAME), "cyan"), left, (match, "bold yellow"), right
        ),
        no_wrap=True, overflow="ignore", crop=False,
    )  # fmt: skip


def _short(name: str) -> str:
    return name if cell_len(name) < NAME else set_cell_size(name, NAME - 2) + "…"


def _ending(text: str, width: int) -> str:
    """The end of a text from the beginning of a word, set to the right of its place."""
    cut = text
    while cell_len(cut) > width:
        cut = cut[1:]
    if cut != text and text[len(text) - len(cut) - 1] != " ":
        cut = cut.partition(" ")[2] or cut
    return " " * (width - cell_len(cut)) + cut
