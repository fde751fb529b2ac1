"""A table as CSV (RFC 4180) that a spreadsheet opens without harm."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from search.export.cells import cell

BYTE_ORDER_MARK = "\ufeff"
"""Tells a spreadsheet that a file is UTF-8."""


def csv_lines(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, line_end: str = "\r\n"
) -> Iterator[str]:
    """The lines of a table, the names of its columns first, each with its line end.

    Line ends within a cell are single line feeds.

    >>> list(csv_lines(["city", "sum"], [["Graz, AT", -1], ["=1+1", None]], line_end="\\n"))
    ['city,sum\\n', '"Graz, AT",-1\\n', "'=1+1,\\n"]
    """
    writer = csv.writer(_Echo(), lineterminator=line_end)
    yield str(writer.writerow([cell(name) for name in columns]))
    for row in rows:
        yield str(writer.writerow([cell(value) for value in row]))


class _Echo:
    """A file that keeps nothing: what is written comes back from `writerow`."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line
