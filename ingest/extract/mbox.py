"""Mail boxes in one file (mbox): a message after a line `From …`, each read as an EML file is."""

import hashlib
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from corpus.failures import CannotRead, Reason
from ingest.extract.eml import documents_of
from ingest.extract.extracted import ALLOWED, Allowed, Extracted, Record, all_of
from ingest.extract.lines import LONGEST_RECORD, opened_lines, too_long
from ingest.media_type import FROM_LINE

_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


class MboxReader:
    """Reads mail boxes as they come; the attachments of a message are parts of it."""

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        return all_of(self.records(path, allowed))

    def records(self, path: Path, allowed: Allowed = ALLOWED) -> Iterator[Record]:
        for number, (line, content) in enumerate(_messages(path), start=1):
            place = f"message {number} at line {line}"
            read = partial(_read, content, place[0].upper() + place[1:], allowed)
            sha256 = hashlib.sha256(content).hexdigest()
            yield Record(number=number, place=place, read=read, sha256=sha256)


def _read(content: bytes, place: str, allowed: Allowed) -> list[Extracted]:
    if len(content) > LONGEST_RECORD:
        raise too_long(place)
    try:
        found = documents_of(content, allowed)
    except CannotRead as error:
        raise CannotRead(error.reason, f"{place}: {error.message}") from error
    if not found:
        raise CannotRead(Reason.NOT_THIS_FORMAT, f"{place} has none of the headers of a message.")
    return found


def _messages(path: Path) -> Iterator[tuple[int, bytes]]:
    """The number of the line where each message begins, and its bytes, cut where they are many.

    A message begins with a line `From …` after an empty line. Programs write `>From`
    for such a line within one.
    """
    start, size, is_after_blank = 0, 0, True
    parts: list[bytes] = []
    with opened_lines(path) as lines:
        for line in lines:
            if is_after_blank and FROM_LINE.match(line.data):
                if start:
                    yield start, _whole(parts)
                start, size, parts = line.number, 0, []
            elif size <= LONGEST_RECORD:
                start = start or line.number  # no line says where the first one begins
                parts.append(line.data)
                size += len(line.data)
            is_after_blank = not line.data.strip(b"\r\n")
    if start:
        yield start, _whole(parts)


def _whole(parts: list[bytes]) -> bytes:
    content = b"".join(parts)
    for end in (b"\r\n\r\n", b"\n\n"):  # the empty line before the next message is not of this one
        if content.endswith(end):
            content = content[: -len(end) // 2]
            break
    return _QUOTED_FROM.sub(rb"\1", content)
