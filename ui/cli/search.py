"""`polisearch search`: search and print the best matches."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from corpus.fields import field_called
from index.request import Sort
from search.explaining.nothing_found import Zero
from search.explaining.zero import why_nothing
from search.export.entries import Entry
from search.export.found import entries_shown, every_entry
from search.export.results_json import results_as_json
from search.keeping.record import record as record_of
from search.keeping.record_file import write_record
from search.presenting.related import beside
from search.question import Ask
from search.results import Facet, Hit, Related, Results
from search.searcher import Searcher
from search.understanding.filters import exclusions
from ui.cli.links import DEFAULT_SITE, SiteOption, document_link
from ui.cli.options import (
    DEFAULT_LIBRARY,
    JsonOption,
    LibraryOption,
    OffOption,
    WithoutOption,
    with_facets,
)
from ui.cli.printing import as_json, counted, indented, out, safe, say, styled, table
from ui.cli.taking_away import one_form, print_documents, write_documents_to


@with_facets
def search(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help='Words, "phrases", field:value.')
    ] = "",
    library: LibraryOption = DEFAULT_LIBRARY,
    facet: Annotated[
        list[str] | None,
        typer.Option(help="Also count the results by FIELD. Repeat for more than one."),
    ] = None,
    sort: Annotated[Sort, typer.Option(help="Order of the results.")] = Sort.RELEVANCE,
    limit: Annotated[int, typer.Option("-n", "--limit", min=0, help="How many to show.")] = 10,
    page: Annotated[int, typer.Option(min=1, help="Which page of them.")] = 1,
    exact: Annotated[
        bool, typer.Option("--exact", help="Only the words as typed, no other form of them.")
    ] = False,
    as_typed: Annotated[
        bool, typer.Option("--as-typed", help="Do not put a misspelt word right.")
    ] = False,
    off: OffOption = None,
    without: WithoutOption = None,
    json: JsonOption = False,
    csv: Annotated[bool, typer.Option("--csv", help="A table, for a spreadsheet.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="A line of JSON a document.")] = False,
    ris: Annotated[bool, typer.Option("--ris", help="RIS, for a reference manager.")] = False,
    bibtex: Annotated[bool, typer.Option("--bibtex", help="BibTeX.")] = False,
    csl: Annotated[bool, typer.Option("--csl", help="CSL-JSON.")] = False,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", metavar="FILE", help="Write a workbook of Excel.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="With one of these forms: all results, not a page.")
    ] = False,
    record: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also write down the search, for 'polisearch rerun'."),
    ] = None,
    site: SiteOption = DEFAULT_SITE,
    filters: Mapping[str, tuple[str, ...]] | None = None,
) -> None:
    """Search the library and print the best matches first, each with its best pages.

    QUERY is words (all of them), "quoted phrases", "words near"~8, AND OR NOT,
    -word, hous*, mispelt~, =word and field:value. With no QUERY, everything
    matches. 'polisearch fields' lists the fields. Put -- before a QUERY that
    begins with a dash.

    Words are looked for in other spellings, word families and translations, too; what
    else was searched is said, and --off switches it off. Of a question, documents that
    hold most of the words follow those that hold all.

    Examples:

        polisearch search 'housing allocation' --city Wien --facet module
        polisearch search '"renewable energy" year:2015'
        polisearch search 'which cities give migrants voting rights' --off migration
        polisearch search 'author:Heckmann' --sort year --all --ris
    """
    from ui.wiring import open_library

    forms = {"csv": csv, "jsonl": jsonl, "ris": ris, "bibtex": bibtex, "csl": csl}
    one_form(json=json, xlsx=xlsx, **forms)
    opened = open_library(library)
    ask = Ask(
        text=query,
        filters=filters or {},
        sort=sort,
        page=page,
        per_page=limit,
        facets=tuple(dict.fromkeys(field_called(name).name for name in facet or ())),
        exact=exact,
        without=exclusions(without or ()),
        off=tuple(off or ()),
        correcting=not as_typed,
    )
    results = opened.searcher.search(ask)
    ask = results.asked
    form = next((name for name, is_chosen in forms.items() if is_chosen), "")
    if form or xlsx is not None:
        _print_remarks(results, why_nothing(opened.searcher, results))
        entries = _entries(results, opened.searcher, ask, site, every=every)
        if xlsx is not None:
            write_documents_to(xlsx, entries, "xlsx")
        else:
            print_documents(entries, form)
    elif json:
        as_json(results_as_json(results, why_nothing(opened.searcher, results)))
    else:
        _print(results, why_nothing(opened.searcher, results))
    if record is not None:
        write_record(record_of(opened.searcher, ask, library=opened.settings.name), record)
        say(f"The search was written to {record}.")
    opened.close()


def _entries(
    results: Results, searcher: Searcher, ask: Ask, site: str, *, every: bool
) -> Iterator[Entry]:
    link = document_link(site, ask)
    if every:
        return every_entry(searcher, ask, link)
    return entries_shown(results, searcher, link)


def _print(results: Results, zero: Zero | None) -> None:
    _print_remarks(results, zero)
    below = "" if results.is_mixed else results.further
    for hit in results.hits:
        if below and hit.is_further:
            say(f"{below}:")
            out.print()
            below = ""
        _print_hit(hit)
    for facet in results.facets:
        _print_facet(facet)
    first, many = (
        results.hits[0].rank if results.hits else 0,
        sum(h.shown_for for h in results.hits),
    )
    shown = f"{first}–{first + many - 1} of " if results.hits else ""
    found = f"{results.total:,} found"
    if results.more:
        found = "; ".join((results.counted, results.further))
    say(f"{shown}{found} in {results.took * 1000:.0f} ms. {results.coverage}")


def _print_remarks(results: Results, zero: Zero | None) -> None:
    if results.corrected is not None:
        say(str(results.corrected))
        if results.corrected.is_shown:
            say("With --as-typed, what was typed is searched for.")
    for note in results.notes:
        say(f"Note: {note}")
    for typed, some in groupby(results.expansions, key=lambda one: one.typed):
        ways = list(some)
        on = [str(one) for one in ways if one.is_on]
        off = [one.text for one in ways if not one.is_on]
        if on:
            say(f"Also searched for {typed}: {', '.join(on)}.")
        if off:
            say(f"Switched off for {typed}: {', '.join(off)}.")
    for line in zero.lines if zero else ():
        say(line)


def _print_hit(hit: Hit) -> None:
    indented(styled(hit.title, "bold"), Text(f"{hit.rank:>3}  ", style="dim"))
    lacks = (f"without {', '.join(hit.lacks)}",) if hit.lacks else ()
    facts = "  ".join((hit.id, *hit.facts, *lacks))
    indented(Text(safe(facts), style="dim"), LEFT)
    for page in hit.pages:
        under = f" › {page.heading}" if page.heading else ""
        name = (f"{safe(page.name + under)}: ", "cyan")
        similar = (f"  +{page.similar} similar" if page.similar else "", "dim")
        indented(Text.assemble(name, styled(page.passage.segments), similar), LEFT)
    if hit.more_pages:
        indented(Text(f"and {counted(hit.more_pages, 'more page')}", style="dim"), LEFT)
    if not hit.has_text:
        indented(Text("(no text could be read)", style="dim"), LEFT)
    for label, related in beside(hit):
        _print_related(label, related)
    out.print()


LEFT = Text(" " * 5)
"""Below a title, which stands to the right of its rank."""


MOST_LISTED = 3
"""Documents of a kind that are listed beside a hit; of the others the number is given."""


def _print_related(label: str, related: tuple[Related, ...]) -> None:
    indented(Text(f"{label}:", style="dim"), LEFT)
    for one in related[:MOST_LISTED]:
        indented(
            Text(safe(f"{one.title} ({one})"), style="dim"),
            Text(f"       {safe(one.id)}  ", style="dim"),
        )
    if len(related) > MOST_LISTED:
        indented(Text(f"  and {len(related) - MOST_LISTED:,} more", style="dim"), LEFT)


def _print_facet(facet: Facet) -> None:
    table((facet.label, ""), [(value.label, value.count) for value in facet.values])
    out.print()
