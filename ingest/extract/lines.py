"""The lines of a file as a stream: none is held longer than it is looked at."""

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from corpus.failures import CannotRead, Reason
from ingest.extract.encoding import BYTE_ORDER_MARKS

LONGEST_RECORD = 32 << 20
"""Bytes of one record of a collection: the files of whole books have a tenth of that as text."""

_AT_ONCE = 1 << 16


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its end, as bytes. One that is too long is cut, and says so."""

    number: int
    data: bytes
    is_whole: bool = True


@contextmanager
def opened_lines(path: Path) -> Iterator[Iterator[Line]]:
    """The lines of a file, in UTF-8 where its byte order mark says what it is in."""
    with path.open("rb") as file:
        start = file.read(4)
        mark, encoding = next(
            ((mark, name) for mark, name in BYTE_ORDER_MARKS if start.startswith(mark)), (b"", "")
        )
        file.seek(len(mark))
        wide = encoding not in ("", "utf-8")
        stream = io.BufferedReader(_AsUtf8(file, encoding)) if wide else file
        yield _lines(cast("BinaryIO", stream))


def _lines(file: BinaryIO) -> Iterator[Line]:
    number = 0
    while data := file.readline(LONGEST_RECORD):
        number += 1
        is_whole = data.endswith(b"\n") or len(data) < LONGEST_RECORD
        while not is_whole and (rest := file.readline(_AT_ONCE)):
            if rest.endswith(b"\n"):
                break
        yield Line(number, data, is_whole)


class _AsUtf8(io.RawIOBase):
    """A file in another encoding, recoded as it is read."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        room = memoryview(buffer)  # type: ignore[arg-type]
        while not self._waiting:
            data = self._file.read(_AT_ONCE)
            self._waiting = self._decoder.decode(data, final=not data).encode("utf-8", "replace")
            if not data:
                break
        some, self._waiting = self._waiting[: len(room)], self._waiting[len(room) :]
        room[: len(some)] = some
        return len(some)


def text_of(data: bytes) -> str:
    """The text of a record: in UTF-8, else in Windows-1252.

    Raises CannotRead for bytes that are neither: they are no text, or damaged.
    """
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CannotRead(Reason.NOT_THIS_FORMAT, "It is no text in UTF-8 or Windows-1252.")


def too_long(what: str) -> CannotRead:
    """What is raised of a record that is too long; `what` is the beginning of the sentence."""
    return CannotRead(
        Reason.TOO_LARGE, f"{what} is longer than {LONGEST_RECORD >> 20} MB, the most of a record."
    )
