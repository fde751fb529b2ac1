"""Whether the files of an index are as they were written: a list of them, made at each commit.

An engine that reads its files piece by piece notices little of what is wrong with them,
and answers with less. So each file is listed with its size, its date and its checksum.
Sizes and dates are looked at wherever an index is opened, and checksums where the date is
another. While an index is being written there is no list, and nothing to compare with.
"""

import json
import zlib
from dataclasses import dataclass
from pathlib import Path

LIST = "files.json"

_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class _File:
    size: int
    date: int
    checksum: int


class Seal:
    """The list of the files in the folder of one index."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._list = folder / LIST
        self._written: dict[str, _File] = {}
        self._looked_through: dict[str, _File] = {}

    def lift(self) -> None:
        """Take the list away: the index is going to be written."""
        self._written = self._files(self._text())
        self._list.unlink(missing_ok=True)

    def put(self) -> None:
        """List the files as they are. No other is written from here on."""
        if not self._folder.is_dir():
            return  # of an engine in memory
        listed = {}
        for path in sorted(self._folder.rglob("*")):
            if path.is_file() and path != self._list and (status := path.stat()).st_size:
                name = path.relative_to(self._folder).as_posix()
                known = self._written.get(name)
                if known is None or (known.size, known.date) != (
                    status.st_size,
                    status.st_mtime_ns,
                ):
                    known = _File(status.st_size, status.st_mtime_ns, _checksum(path))
                listed[name] = known
        fresh = self._list.with_suffix(".new")
        text = json.dumps({n: [f.size, f.date, f.checksum] for n, f in listed.items()})
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self._list)
        self._looked_through = {}

    def is_there(self) -> bool:
        """Whether there is a list, which one who was killed while writing it did not leave."""
        return self._list.exists()

    def is_dated_otherwise(self) -> bool:
        """Whether files that are right have other dates, as those of a copy do."""
        return bool(self._looked_through)

    def damage(self, *, thorough: bool = False) -> str:
        """Which file is not as it was written, and how; empty where none is, or nobody knows.

        `thorough` reads all of every file: about a second for a gigabyte.
        """
        while True:
            text = self._text()
            found = self._compared(text, thorough=thorough)
            if not found or text == self._text():  # else it was written meanwhile
                return found

    def _compared(self, text: str, *, thorough: bool) -> str:
        if not text:
            return ""
        listed = self._files(text)
        if not listed:
            return f"{LIST} cannot be read"
        found = (self._changed(name, file, thorough) for name, file in listed.items())
        return next(filter(None, found), "")

    def _changed(self, name: str, file: _File, thorough: bool) -> str:  # noqa: FBT001
        path = self._folder / name
        try:
            status = path.stat()
            if status.st_size != file.size:
                return f"{name} has {status.st_size:,} bytes and not {file.size:,}"
            now = _File(status.st_size, status.st_mtime_ns, file.checksum)
            if not thorough and now in (file, self._looked_through.get(name)):
                return ""
            if _checksum(path) != file.checksum:
                return f"{name} is not as it was written"
        except FileNotFoundError:
            return f"{name} is missing"
        except OSError as error:
            return f"{name} cannot be read ({error.strerror})"
        if now != file:
            self._looked_through[name] = now
        return ""

    def _text(self) -> str:
        try:
            return self._list.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""

    def _files(self, text: str) -> dict[str, _File]:
        try:
            return {name: _File(*map(int, numbers)) for name, numbers in json.loads(text).items()}
        except (ValueError, TypeError, AttributeError):
            return {}


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            checksum = zlib.crc32(block, checksum)
    return checksum
