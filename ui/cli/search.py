"""`polisearch search`: search and print the best matches."""

from collections.abc import Mapping
from typing import Annotated

import typer
from rich.text import Text

from corpus.fields import field_called
from index.request import Sort
from search.related import beside
from search.results import Ask, Facet, Hit, Related, Results
from ui.cli.options import DEFAULT_LIBRARY, JsonOption, LibraryOption, with_facets
from ui.cli.printing import as_csv, as_json, counted, indented, out, safe, say, styled, table


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
    json: JsonOption = False,
    csv: Annotated[bool, typer.Option("--csv", help="A table, for a spreadsheet.")] = False,
    filters: Mapping[str, tuple[str, ...]] | None = None,
) -> None:
    """Search the library and print the best matches first, each with its best pages.

    QUERY is words (all of them), "quoted phrases", "words near"~8, AND OR NOT,
    -word, hous*, mispelt~, =word and field:value. With no QUERY, everything
    matches. 'polisearch fields' lists the fields. Put -- before a QUERY that
    begins with a dash.

    Examples:

        polisearch search 'housing allocation' --city Wien --facet module
        polisearch search '"renewable energy" year:2015'
        polisearch search 'author:Heckmann' --sort year --csv
    """
    from ui.wiring import open_library

    opened = open_library(library)
    results = opened.searcher.search(
        Ask(
            text=query,
            filters=filters or {},
            sort=sort,
            page=page,
            per_page=limit,
            facets=tuple(dict.fromkeys(field_called(name).name for name in facet or ())),
            exact=exact,
        )
    )
    if json:
        as_json(results_as_json(results))
    elif csv:
        as_csv(COLUMNS, [_row(hit) for hit in results.hits])
    else:
        _print(results)
    opened.close()


COLUMNS = ("rank", "id", "title", "city", "module", "year", "kind", "language", "pages", "source")


def results_as_json(results: Results) -> dict[str, object]:
    """Results as other programs read them; the keys are kept from version to version."""
    return {
        "query": results.ask.text,
        "total": results.total,
        "took_ms": round(results.took * 1000, 2),
        "notes": [str(note) for note in results.notes],
        "expansions": [],
        "hits": [_hit_as_json(hit) for hit in results.hits],
        "facets": {
            facet.field: [[value.value, value.count] for value in facet.values]
            for facet in results.facets
        },
        "searched": {
            "documents": results.coverage.documents,
            "without_text": results.coverage.without_text,
            "failed": results.coverage.failed,
        },
    }


def _hit_as_json(hit: Hit) -> dict[str, object]:
    values = hit.values
    return {
        "rank": hit.rank,
        "id": hit.id,
        "title": hit.plain_title,
        "score": hit.score,
        "city": list(values.get("city", ())),
        "module": list(values.get("module", ())),
        "year": next(iter(values.get("year", ())), None),
        "kind": next(iter(values.get("kind", ())), None),
        "language": list(values.get("language", ())),
        "source": next(iter(values.get("source", ())), None),
        "pages": [
            {
                "number": page.number,
                "label": page.label,
                "score": page.score,
                "passage": page.passage.text,
            }
            for page in hit.pages
        ],
        "more_pages": hit.more_pages,
        "shown_for": hit.shown_for,
        "versions": [_related_as_json(one) for one in hit.versions],
        "translations": [_related_as_json(one) for one in hit.translations],
        "part_of": _related_as_json(hit.part_of) if hit.part_of else None,
        "parts": [_related_as_json(one) for one in hit.parts],
    }


def _related_as_json(related: Related) -> dict[str, object]:
    return {
        "id": related.id,
        "title": related.title,
        "format": related.format,
        "pages": related.page_count,
        "language": related.language,
    }


def _row(hit: Hit) -> list[object]:
    values = hit.values
    pages = " ".join(str(page.number) for page in hit.pages)
    joined = ["; ".join(values.get(name, ())) for name in ("city", "module", "year", "kind")]
    languages = "; ".join(values.get("language", ()))
    source = next(iter(values.get("source", ())), "")
    return [hit.rank, hit.id, hit.plain_title, *joined, languages, pages, source]


def _print(results: Results) -> None:
    for note in results.notes:
        say(f"Note: {note}")
    for hit in results.hits:
        _print_hit(hit)
    for facet in results.facets:
        _print_facet(facet)
    first, many = (
        results.hits[0].rank if results.hits else 0,
        sum(h.shown_for for h in results.hits),
    )
    shown = f"{first}–{first + many - 1} of " if results.hits else ""
    say(f"{shown}{results.total:,} found in {results.took * 1000:.0f} ms. {results.coverage}")


def _print_hit(hit: Hit) -> None:
    indented(styled(hit.title, "bold"), Text(f"{hit.rank:>3}  ", style="dim"))
    facts = "  ".join((hit.id, *hit.facts))
    indented(Text(safe(facts), style="dim"), LEFT)
    for page in hit.pages:
        name = (f"{safe(page.name)}: ", "cyan")
        indented(Text.assemble(name, styled(page.passage.segments)), LEFT)
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
