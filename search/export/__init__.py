"""Which formats can results, a list, a quotation or a table be taken away in?

Every writer takes one thing after the other and writes it at once: nothing is
capped, and nothing is held that was written.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from corpus.errors import PolisearchError
from search.export.bibtex import bibtex
from search.export.cells import valid
from search.export.csl_json import csl_json
from search.export.csv_table import BYTE_ORDER_MARK, csv_lines
from search.export.entries import COLUMNS, Entry, row_of, values_of
from search.export.json_lines import json_lines
from search.export.ris import ris
from search.export.xlsx import write_xlsx

Entries = Iterable[Entry]
Rows = Iterable[Sequence[object]]


class UnknownFormat(PolisearchError):
    """No format has this name, or it holds no tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format to take documents away in. `suffix` has its dot; `label` is for people.

    `write` writes entries to a stream of bytes.
    """

    name: str
    label: str
    suffix: str
    media_type: str
    write: Callable[[IO[bytes], Entries], None]


def write_documents(stream: IO[bytes], entries: Entries, format: str) -> None:  # noqa: A002
    """Write documents and quotations in the format of this name. Raises UnknownFormat."""
    _known(format, FORMATS)
    FORMATS[format].write(stream, entries)


def write_table(
    stream: IO[bytes],
    columns: Sequence[str],
    rows: Rows,
    format: str,  # noqa: A002 -- the name in the help
    *,
    for_excel: bool = True,
) -> None:
    """Write any table as `csv`, `xlsx` or `jsonl`. Raises UnknownFormat.

    `for_excel` puts a mark before CSV by which a spreadsheet knows that it is UTF-8.
    """
    _known(format, TABLES)
    if format == "csv":
        mark = [BYTE_ORDER_MARK] if for_excel else []
        _send(stream, mark)
        _send(stream, csv_lines(columns, rows))
    elif format == "xlsx":
        write_xlsx(stream, columns, rows)
    else:
        _send(stream, json_lines(dict(zip(columns, row, strict=True)) for row in rows))


def _csv(stream: IO[bytes], entries: Entries) -> None:
    write_table(stream, COLUMNS, map(row_of, entries), "csv")


def _xlsx(stream: IO[bytes], entries: Entries) -> None:
    write_table(stream, COLUMNS, map(row_of, entries), "xlsx")


def _json_lines(stream: IO[bytes], entries: Entries) -> None:
    _send(stream, json_lines(map(values_of, entries)))


def _in_pieces(
    pieces: Callable[[Entries], Iterator[str]],
) -> Callable[[IO[bytes], Entries], None]:
    return lambda stream, entries: _send(stream, pieces(entries))


def _send(stream: IO[bytes], pieces: Iterable[str]) -> None:
    for piece in pieces:
        stream.write(valid(piece).encode())


def _known(name: str, among: Iterable[str]) -> None:
    known = list(among)
    if name not in known:
        raise UnknownFormat(
            f"Nothing of this kind is written as {name!r}.", f"There are: {', '.join(known)}."
        )


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format(name="csv", label="CSV", suffix=".csv", media_type="text/csv", write=_csv),
        Format(name="xlsx", label="Excel", suffix=".xlsx", media_type=_XLSX, write=_xlsx),
        Format(name="jsonl", label="JSON lines", suffix=".jsonl",
               media_type="application/x-ndjson", write=_json_lines),
        Format(name="ris", label="RIS", suffix=".ris",
               media_type="application/x-research-info-systems", write=_in_pieces(ris)),
        Format(name="bibtex", label="BibTeX", suffix=".bib",
               media_type="application/x-bibtex", write=_in_pieces(bibtex)),
        Format(name="csl", label="CSL-JSON", suffix=".json",
               media_type="application/vnd.citationstyles.csl+json", write=_in_pieces(csl_json)),
    )
}  # fmt: skip
"""Every format, by name."""

TABLES = ("csv", "xlsx", "jsonl")
"""The formats a table of any columns can be written in."""
