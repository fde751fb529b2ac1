"""In which form does a person take a table away: CSV, a workbook, or JSON?"""

import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated, Any

import typer

from corpus.errors import PolisearchError
from search.export import write_documents, write_table
from search.export.entries import COLUMNS, Entry, row_of
from ui.cli.printing import say

CsvOption = Annotated[bool, typer.Option("--csv", help="A table as CSV, for a spreadsheet.")]
XlsxOption = Annotated[
    Path | None, typer.Option("--xlsx", metavar="FILE", help="Write a workbook of Excel.")
]


class _Stdout(io.BytesIO):
    """Standard output for what writes bytes of whole characters."""

    def write(self, data: Any, /) -> int:
        sys.stdout.write(bytes(data).decode())
        return len(data)


def one_form(**chosen: object) -> None:
    """Raises PolisearchError where more than one form was chosen."""
    given = [f"--{name}" for name, value in chosen.items() if value]
    if len(given) > 1:
        raise PolisearchError(
            f"{' and '.join(given)} do not go together.", "Choose one form at a time."
        )


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table as CSV, each row as it comes."""
    write_table(_Stdout(), columns, rows, "csv", for_excel=False)


def print_documents(entries: Iterable[Entry], form: str) -> None:
    """Print documents in a form of `search.export.FORMATS`, each as it comes."""
    if form == "csv":  # without the mark by which Excel knows a file
        print_csv(COLUMNS, map(row_of, entries))
    else:
        write_documents(_Stdout(), entries, form)


def write_workbook(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table as a workbook, and say so. A file of this name is replaced when all is there.

    Raises PolisearchError where it cannot be written.
    """
    with _replacing(path) as stream:
        write_table(stream, columns, rows, "xlsx")


def write_documents_to(path: Path, entries: Iterable[Entry], form: str) -> None:
    """Write documents to a file as `write_workbook` does a table."""
    with _replacing(path) as stream:
        write_documents(stream, entries, form)


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    fresh = path.with_name(f"{path.name}.part")
    try:
        with fresh.open("wb") as stream:
            yield stream
        fresh.replace(path)
    except OSError as error:
        raise PolisearchError(
            f"{path} cannot be written: {error.strerror}.",
            "Name another file, or close it where it is open.",
        ) from error
    finally:
        fresh.unlink(missing_ok=True)
    say(f"Written to {path}.")
