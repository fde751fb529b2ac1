"""`polisearch batch`: many queries at once."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from corpus.errors import PolisearchError
from corpus.fields import BY_NAME
from search.question import Ask
from search.searcher import Searcher
from search.tables.counting import Counting, label_of
from search.tables.term_table import TermTable, table_columns, table_rows, term_table
from ui.cli.grid import Row, print_grid
from ui.cli.options import DEFAULT_LIBRARY, JsonOption, LibraryOption
from ui.cli.printing import as_json, bar, counted, say
from ui.cli.taking_away import CsvOption, XlsxOption, one_form, print_csv, write_workbook


def batch(
    queries: Annotated[
        Path, typer.Argument(metavar="QUERIES", help="File of queries; - is standard input.")
    ],
    library: LibraryOption = DEFAULT_LIBRARY,
    run: Annotated[
        Path | None, typer.Option(help="Write a TREC run: qid Q0 id rank score polisearch.")
    ] = None,
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, help="Results of each.")] = 10,
    across: Annotated[
        str | None,
        typer.Option(metavar="FACET", help="Count instead, in each value of a facet: city, say."),
    ] = None,
    counting: Annotated[
        Counting, typer.Option(help="What is counted; a passage is a page with a match.")
    ] = Counting.DOCUMENTS,
    json: JsonOption = False,
    csv: CsvOption = False,
    xlsx: XlsxOption = None,
) -> None:
    """Run many queries and print one line of JSON for each.

    QUERIES holds one query a line, or one JSON object with "id" and "text". With
    --across, print a table of counts: a row for each query, a column for each city
    or other value, also as --json, --csv or --xlsx. A document with two cities is
    counted in both, and once in the total.

    Examples:

        polisearch batch questions.txt
        polisearch batch queries.jsonl --run results.trec -n 1000
        polisearch batch terms.txt --across city --counting passages --csv
    """
    from ui.wiring import open_library

    one_form(run=run, json=json and across, csv=csv, xlsx=xlsx)
    if across is None and (csv or xlsx is not None):
        raise PolisearchError("A table needs to know across what.", "Add --across city.")
    if across is not None and run is not None:
        raise PolisearchError("--run and --across do not go together.", "Choose one of them.")
    asked = list(_read(queries))
    opened = open_library(library)
    if across is None:
        _answer(opened.searcher, asked, run, limit)
    else:
        table = term_table(opened.searcher, [text for _, text in asked], across, counting)
        for row in table.rows:
            for note in row.notes:
                say(f"{row.term}: {note}")
        if json:
            _print_json(table, [name for name, _ in asked])
        elif csv:
            print_csv(table_columns(table), table_rows(table))
        elif xlsx is not None:
            write_workbook(xlsx, table_columns(table), table_rows(table))
        else:
            _print_table(table)
    opened.close()


def _answer(searcher: Searcher, asked: list[tuple[str, str]], run: Path | None, limit: int) -> None:
    lines: list[str] = []
    with bar("Searching") as progress:
        for number, (name, text) in enumerate(asked, start=1):
            ask = Ask(text=text, per_page=limit, passages=1, folded=False)
            if run is None:
                results = searcher.search(ask)
                hits = [(hit.id, hit.score) for hit in results.hits]
                as_json({"id": name, "text": text, "total": results.total, "hits": hits})
            else:
                hits = [(found.id, found.score) for found in searcher.answer(ask).found]
            lines += [
                f"{_column(name)} Q0 {_column(id_)} {rank} {score:.6f} polisearch"
                for rank, (id_, score) in enumerate(hits, start=1)
            ]
            progress.at(number, len(asked))
    if run is not None:
        run.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        say(f"{counted(len(lines), 'line')} written to {run}.")


def _print_json(table: TermTable, names: list[str]) -> None:
    for name, row in zip(names, table.rows, strict=True):
        notes = [str(note) for note in row.notes]
        values = {value: row.counts[value] for value in table.values if value in row.counts}
        as_json(
            {"id": name, "text": row.term, "total": row.total, "counts": values, "notes": notes}
        )


def _print_table(table: TermTable) -> None:
    shown = [value for value in table.values if any(value in row.counts for row in table.rows)]
    rows = [
        Row(
            label=row.term,
            cells=(
                *(_number(row.counts.get(value, 0)) for value in shown),
                Text(f"{row.total:,}", style="bold"),
            ),
        )
        for row in table.rows
    ]
    print_grid("Query", [*(label_of(table.field, value) for value in shown), "Total"], rows)
    what = "Documents" if table.counting is Counting.DOCUMENTS else "Pages with a match"
    left_out = len(table.values) - len(shown)
    nothing = f" {left_out:,} without any are not shown." if left_out else ""
    say(f"{what} by {BY_NAME[table.field].label.lower()}.{nothing} Totals count each once.")


def _number(count: int) -> Text:
    return Text(f"{count:,}") if count else Text("–", style="dim")


def _column(text: str) -> str:
    """A text as a column of a TREC run, which is parted at blanks."""
    return "_".join(text.split())


def _read(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        yield (
            _query(line, number, path)
            if line.lstrip().startswith("{")
            else (
                str(number),
                line.strip(),
            )
        )


def _text(path: Path) -> str:
    if str(path) == "-":
        return sys.stdin.read()
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise PolisearchError(
            f"{path} cannot be read: {error.strerror}.", "Check the name."
        ) from error
    except UnicodeDecodeError as error:
        raise PolisearchError(f"{path} is not UTF-8 text.", "Save it as UTF-8.") from error


def _query(line: str, number: int, path: Path) -> tuple[str, str]:
    try:
        given = json.loads(line)
        return str(given["id"]), str(given["text"])
    except (ValueError, KeyError, TypeError) as error:
        raise PolisearchError(
            f"{path}, line {number}: no query can be read from it.",
            'Write {"id": "1", "text": "housing"} or a plain line.',
        ) from error
