"""CSV: a list of records where its first line says so, and a text as it stands otherwise."""

import csv
import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from corpus.failures import CannotRead, Reason
from ingest.extract.extracted import ALLOWED, Allowed, Extracted, Record
from ingest.extract.json_lines import UnknownNames
from ingest.extract.lines import LONGEST_RECORD, Line, opened_lines, text_of, too_long
from ingest.extract.plain_text import PlainTextReader
from ingest.extract.table_records import Headings, headings_in

_DELIMITERS = ",;\t|"


class CsvReader:
    """Reads tables with commas, semicolons, tabs or bars between the cells."""

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        return PlainTextReader().read(path, allowed)

    def records(self, path: Path, allowed: Allowed = ALLOWED) -> Iterator[Record] | None:
        csv.field_size_limit(LONGEST_RECORD)
        with opened_lines(path) as lines:
            first = next((line for line in lines if line.data.strip()), None)
        found = _headings(first) if first is not None and first.is_whole else None
        if first is None or found is None:
            return None
        headings, delimiter = found
        return _records(path, first.number, headings, delimiter, allowed)


def _headings(first: Line) -> tuple[Headings, str] | None:
    """What the first line says, and what stands between its cells."""
    for delimiter in _DELIMITERS:
        try:
            headings = headings_in(_cells(first.data, delimiter))
        except CannotRead:
            continue
        if headings is not None:
            return headings, delimiter
    return None


def _records(
    path: Path, first: int, headings: Headings, delimiter: str, allowed: Allowed
) -> Iterator[Record]:
    unknown = UnknownNames()
    with opened_lines(path) as lines:
        for row in _rows(_Lines(lines), delimiter):
            if row.number <= first or not row.data.strip():
                continue
            sha256 = hashlib.sha256(headings.as_bytes + row.data.rstrip(b"\r\n")).hexdigest()
            read = partial(_read, row, headings, unknown, allowed)
            yield Record(number=row.number, place=f"line {row.number}", read=read, sha256=sha256)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row from the line where it begins: its cells, or why it has none."""

    number: int
    data: bytes
    cells: Sequence[str] = ()
    error: CannotRead | None = None


def _read(
    row: _Row, headings: Headings, unknown: UnknownNames, allowed: Allowed
) -> list[Extracted]:
    if row.error is not None:
        raise row.error
    return [headings.document(row.cells, f"Line {row.number}", unknown, allowed)]


class _Lines:
    """Lines, some of which may be given back."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._waiting: deque[Line] = deque()

    def next(self) -> Line | None:
        return self._waiting.popleft() if self._waiting else next(self._lines, None)

    def give_back(self, lines: Sequence[Line]) -> None:
        self._waiting.extendleft(reversed(lines))


def _rows(lines: _Lines, delimiter: str) -> Iterator[_Row]:
    """The rows. One may have several lines, if its quotation marks say so.

    Where what they hold together is no row, the first line is a bad one, and those
    after it are looked at by themselves: a mark that is never closed costs one record.
    """
    while line := lines.next():
        taken, size, is_open = [line], len(line.data), _opens(line.data, delimiter)
        while is_open and size <= LONGEST_RECORD and (more := lines.next()):
            taken.append(more)
            size += len(more.data)
            is_open ^= _is_odd(more.data)
        data = b"".join(one.data for one in taken)
        place = f"Line {line.number}"
        try:
            if is_open:
                raise _bad(f"{place} opens a quotation mark that is not closed.")
            if size > LONGEST_RECORD or not all(one.is_whole for one in taken):
                raise too_long(place)
            cells = _cells(data, delimiter)
        except CannotRead as error:
            lines.give_back(taken[1:])
            said = error.message if error.message.startswith(place) else f"{place}: {error.message}"
            yield _Row(line.number, line.data, error=CannotRead(error.reason, said))
        else:
            yield _Row(line.number, data, cells)


def _is_odd(data: bytes) -> bool:
    return data.count(b'"') % 2 == 1


def _opens(data: bytes, delimiter: str) -> bool:
    """Whether a row goes on in the next line. A mark for inches, within a cell, opens nothing."""
    if not _is_odd(data):
        return False
    try:
        _cells(data, delimiter)
    except CannotRead:
        return True
    return False


def _cells(data: bytes, delimiter: str) -> list[str]:
    """The cells of one row. Raises CannotRead where it is none."""
    text = text_of(data)
    if "\0" in text:
        raise _bad("It holds a character that is no text (NUL).")
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise _bad("Its quotation marks do not stand around whole cells.") from error
    if len(rows) != 1:
        raise _bad("Its quotation marks do not stand around whole cells.")
    return rows[0]


def _bad(message: str) -> CannotRead:
    return CannotRead(Reason.NOT_THIS_FORMAT, message)
