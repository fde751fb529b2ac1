"""Files that somebody sends to the library: under safe names, and never over another file."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import PolisearchError

MOST_FILES = 100
"""Files that are taken at a time."""

MOST_MEGABYTES = 200
"""Of a file; whoever serves the front holds it in memory meanwhile."""

MOST_TOGETHER = 1000
"""Megabytes of all files that are taken at a time."""

MOST_IN_ALL = 2000
"""Megabytes of the files of all admins together."""

LONGEST_NAME = 180
"""Bytes of a name, so that a number still fits behind it."""

_UNSAFE = re.compile(
    r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff<>:"|?*]'
)
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


class BadUpload(PolisearchError):
    """What was sent cannot be taken into the library."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file as a browser sends it."""

    name: str
    data: bytes


def most_megabytes(setting: int) -> int:
    """What one file may have, where the library reads files of so many megabytes."""
    return min(setting, MOST_MEGABYTES)


def refuse_too_much(sizes: Sequence[tuple[str, int]], most: int) -> None:
    """Raises BadUpload where files are too many, or too large, by themselves or together."""
    if len(sizes) > MOST_FILES:
        raise BadUpload(
            f"{len(sizes)} files are too many at a time; {MOST_FILES} can be taken.",
            "Send them in parts, or copy them into the folder documents of the library.",
        )
    together = sum(size for _, size in sizes)
    if together > MOST_TOGETHER * 1024 * 1024:
        raise BadUpload(
            f"Files of {together / 1024 / 1024:,.0f} MB are too much at a time; "
            f"{MOST_TOGETHER:,} MB can be taken.",
            "Send them in parts, or copy them into the folder documents of the library.",
        )
    for name, size in sizes:
        if size > most * 1024 * 1024:
            raise BadUpload(
                f"{name} has {size / 1024 / 1024:,.0f} MB; files of {most} MB can be taken.",
                "Copy it into the folder documents of the library. What is read at all, says "
                "ingest.megabytes_per_file in polisearch.toml.",
            )


def safe_name(name: str) -> str:
    r"""A name that is no path, no hidden file, and no trap on any system.

    Raises BadUpload where nothing is left of it.

    >>> safe_name("../../etc/passwd"), safe_name("C:\\reports\\Köln 2009.pdf"), safe_name(".x")
    ('passwd', 'Köln 2009.pdf', 'x')
    """
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    plain = " ".join(_UNSAFE.sub(" ", last).split()).lstrip(". ~").rstrip(". ")
    if _DEVICES.match(plain):
        plain = f"_{plain}"
    path = Path(plain)
    room = LONGEST_NAME - len(path.suffix.encode())
    if room < 1 or not plain:
        raise BadUpload(f"{name[:80]!r} is no name for a file.", "Give it another one.")
    return path.stem.encode()[:room].decode("utf-8", "ignore") + path.suffix


def put_in(folder: Path, sent: Sent) -> str:
    """Keep a file in a folder, and say in a sentence what became of it.

    A file that is there under the same name stays: where the new one is another, it
    gets a number.
    """
    wanted = safe_name(sent.name)
    folder.mkdir(parents=True, exist_ok=True)
    path = Path(wanted)
    for number in range(1, 1000):
        name = wanted if number == 1 else f"{path.stem} ({number}){path.suffix}"
        if _is_same(folder / name, sent.data):
            return f"{name} is in the library already."
        if _kept(folder / name, sent.data):
            other = f" {wanted} is another file." if number > 1 else ""
            return f"{name} is in the library now.{other}"
    raise BadUpload(f"There are too many files called {wanted}.", "Give it another name.")


def _is_same(file: Path, data: bytes) -> bool:
    if not file.is_file() or file.stat().st_size != len(data):
        return False
    with file.open("rb") as there:
        digest = hashlib.file_digest(there, "sha256").digest()
    return digest == hashlib.sha256(data).digest()


def _kept(file: Path, data: bytes) -> bool:
    """Whether a file could be made under this name; it is there as a whole or not at all."""
    beside = file.with_name(f".{os.urandom(8).hex()}.part")
    try:
        beside.write_bytes(data)
        try:
            with file.open("xb"):  # the name is ours from here on
                pass
        except FileExistsError:
            return False
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
    return True
