"""`polisearch batch`: many queries at once."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import PolisearchError
from search.results import Ask
from ui.cli.options import DEFAULT_LIBRARY, LibraryOption
from ui.cli.printing import as_json, bar, counted, say


def batch(
    queries: Annotated[
        Path, typer.Argument(metavar="QUERIES", help="File of queries; - is standard input.")
    ],
    library: LibraryOption = DEFAULT_LIBRARY,
    run: Annotated[
        Path | None, typer.Option(help="Write a TREC run: qid Q0 id rank score polisearch.")
    ] = None,
    limit: Annotated[int, typer.Option("-n", "--limit", min=1, help="Results of each.")] = 10,
) -> None:
    """Run many queries and print one line of JSON for each.

    QUERIES holds one query a line, or one JSON object with "id" and "text".

    Examples:

        polisearch batch questions.txt
        polisearch batch queries.jsonl --run results.trec -n 1000
    """
    from ui.wiring import open_library

    asked = list(_read(queries))
    opened = open_library(library)
    lines: list[str] = []
    with bar("Searching") as progress:
        for number, (name, text) in enumerate(asked, start=1):
            results = opened.searcher.search(
                Ask(text=text, per_page=limit, passages=0 if run else 1, folded=False)
            )
            hits = [(hit.id, hit.score) for hit in results.hits]
            if run is None:
                as_json({"id": name, "text": text, "total": results.total, "hits": hits})
            lines += [
                f"{_column(name)} Q0 {_column(id_)} {rank} {score:.6f} polisearch"
                for rank, (id_, score) in enumerate(hits, start=1)
            ]
            progress.at(number, len(asked))
    if run is not None:
        run.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        say(f"{counted(len(lines), 'line')} written to {run}.")
    opened.close()


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
