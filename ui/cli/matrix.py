"""`polisearch matrix`: what is said in which city, and where there is no report."""

from collections.abc import Mapping
from typing import Annotated

import typer
from rich.text import Text

from corpus.fields import BY_NAME
from search.question import Ask
from search.tables.counting import Counting, label_of
from search.tables.matrix import Cell, Matrix, State
from search.tables.matrix import matrix as count_matrix
from search.tables.matrix_rows import (
    cell_columns,
    cell_rows,
    grid_columns,
    grid_rows,
    matrix_as_json,
)
from search.understanding.filters import exclusions
from ui.cli.grid import Row, print_grid
from ui.cli.links import DEFAULT_SITE, SiteOption, search_link
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


@with_facets
def matrix(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help='Words, "phrases", field:value.')
    ] = "",
    library: LibraryOption = DEFAULT_LIBRARY,
    rows: Annotated[str, typer.Option(metavar="FACET", help="What the rows are.")] = "city",
    columns: Annotated[str, typer.Option(metavar="FACET", help="What the columns are.")] = "module",
    layers: Annotated[
        str | None, typer.Option(metavar="FACET", help="A table for each value of it: year, say.")
    ] = None,
    documents: Annotated[
        bool, typer.Option("--documents", help="Count documents, not passages.")
    ] = False,
    passages: Annotated[
        bool, typer.Option("--passages", help="Count pages with a match, not documents.")
    ] = False,
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
    """Count what answers a query by city and module, or by any two facets.

    Each cell tells documents and passages, or why there is nothing: no report,
    none that could be read, or none that says it. With no QUERY, all documents
    are counted. A document with two cities is counted in both rows, and once in
    every total.

    --csv and --xlsx hold a line for each cell; with --documents or --passages,
    a grid of that number.

    Examples:

        polisearch matrix 'voting rights'
        polisearch matrix housing --rows country --columns year --passages
        polisearch matrix mosque --layers year --xlsx mosques.xlsx
    """
    from ui.wiring import open_library

    one_form(json=json, csv=csv, xlsx=xlsx)
    one_form(documents=documents, passages=passages)
    counting = Counting.DOCUMENTS if documents else Counting.PASSAGES if passages else None
    opened = open_library(library)
    ask = Ask(
        text=query,
        filters=filters or {},
        exact=exact,
        off=tuple(off or ()),
        without=exclusions(without or ()),
    )
    counts = count_matrix(opened.searcher, ask, rows, columns, layers)
    for note in counts.notes:
        say(f"Note: {note}")
    if counting is None:
        table = cell_columns(counts), cell_rows(counts, lambda ask: search_link(site, ask))
    else:
        table = grid_columns(counts), grid_rows(counts, counting)
    if json:
        as_json(matrix_as_json(counts))
    elif csv:
        print_csv(*table)
    elif xlsx is not None:
        write_workbook(xlsx, *table)
    else:
        _print(counts, counting)
    opened.close()


def _print(counts: Matrix, counting: Counting | None) -> None:
    if not counts.has_words and counting is None:
        counting = Counting.DOCUMENTS
    for layer in counts.layers:
        label = f"{BY_NAME[counts.layer_field].label}: {label_of(counts.layer_field, layer)}"
        out.print(Text(safe(label), style="bold underline"))
        _print_layer(counts, counting, layer)
        out.print()
    if counts.layers:
        out.print(Text("All together", style="bold underline"))
    _print_layer(counts, counting, None)
    say(_legend(counting, is_narrowed=bool(counts.ask.filters)))
    total = counts.cell()
    found = counted(total.documents, "document")
    within = f" with {counted(total.passages, 'passage')}" if counts.has_words else ""
    say(f"{found}{within}, of {total.reports:,} looked through. Totals count each document once.")


def _print_layer(counts: Matrix, counting: Counting | None, layer: str | None) -> None:
    """The grid of a layer; its rows without a report are left to the one of all together."""
    shown = [row for row in counts.rows if layer is None or counts.cell(row, None, layer).reports]
    every: list[str | None] = [*shown, None]
    rows = [
        Row(
            label="Total" if row is None else label_of(counts.row_field, row),
            cells=tuple(
                _mark(counts.cell(row, column, layer), counting)
                for column in (*counts.columns, None)
            ),
            is_total=row is None,
        )
        for row in every
    ]
    headings = [*(label_of(counts.column_field, name) for name in counts.columns), "Total"]
    print_grid(BY_NAME[counts.row_field].label, headings, rows)


def _mark(cell: Cell, counting: Counting | None) -> Text:
    match cell.state:
        case State.NO_REPORT:
            return Text("·", style="dim")
        case State.NOT_READABLE:
            return Text("?", style="yellow")
        case State.SILENT:
            return Text.assemble(("–", "dim"), ("?" if cell.unread else "", "yellow"))
        case _:
            unread = cell.unread and not cell.passages  # found by its title alone
            return Text.assemble(_number(cell, counting), ("?" if unread else "", "yellow"))


def _number(cell: Cell, counting: Counting | None) -> str:
    if counting is Counting.DOCUMENTS:
        return f"{cell.documents:,}"
    if counting is Counting.PASSAGES:
        return f"{cell.passages:,}"
    return f"{cell.documents:,}/{cell.passages:,}"


def _legend(counting: Counting | None, *, is_narrowed: bool) -> str:
    numbers = {
        Counting.DOCUMENTS: "2 = documents that answer",
        Counting.PASSAGES: "5 = passages: pages with a match",
        None: "2/5 = 2 documents that answer, with 5 passages: pages with a match",
    }[counting]
    such = "such " if is_narrowed else ""
    return (
        f"{numbers}\n"
        f"–  no {such}report says it    –?  the same, but not all could be read\n"
        f"·  no {such}report            ?   could not be read"
    )
