"""What lies in a ZIP archive, and one member of it as a file.

A member is a source of its own, called `archive.zip!member.pdf`. Archives are
hostile as any file is: what their directory says is counted before anything is
unpacked, and what is unpacked is counted as it comes.
"""

import shutil
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from corpus.failures import CannotRead, Reason
from corpus.words import clean
from ingest.extract.extracted import ALLOWED, Allowed
from ingest.media_type import media_type_of

JOINT = "!"
"""What stands between the name of an archive and that of a member."""

ENDING = ".zip"
MEDIA_TYPE = "application/zip"
AES = 99
"""The method of compression that stands for encryption by AES, which Python does not undo."""

MOST_MEMBERS = 10_000
MOST_TIMES = 1_000
"""How many times its size in the archive a member may have; text shrinks to a tenth, zeros to
a thousandth."""

SMALL = 1 << 20
"""Bytes that may be unpacked whatever they were packed into."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
)


_LEFT_BY_SYSTEMS = frozenset({"__macosx", "thumbs.db", "ehthumbs.db", "desktop.ini"})


def is_no_document(name: str) -> bool:
    """Whether a file or folder of this name is hidden, a lock, or what a system leaves anywhere.

    >>> is_no_document("Thumbs.db"), is_no_document("~$report.docx"), is_no_document("a.txt")
    (True, True, False)
    """
    return name.startswith((".", "~$")) or name.lower() in _LEFT_BY_SYSTEMS


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its name there, its size unpacked, and the CRC-32 of its content."""

    name: str
    size: int
    crc: int


def is_archive(file: Path) -> bool:
    """Whether a file is called an archive and is one: a DOCX called `.zip` is a DOCX."""
    if file.suffix.lower() != ENDING:
        return False
    try:
        return media_type_of(file) == MEDIA_TYPE
    except (CannotRead, OSError):
        return False


def members(archive: Path, allowed: Allowed = ALLOWED) -> list[Member]:
    """The files in an archive, in the order of their names, each name once.

    Folders, links, hidden files and what systems leave in archives are none. Raises
    CannotRead, for an archive that is broken, or holds more than is allowed.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            listed = opened.infolist()
    except _BROKEN as error:
        raise CannotRead(Reason.NOT_THIS_FORMAT, "The ZIP archive is damaged.") from error
    if len(listed) > MOST_MEMBERS:
        raise CannotRead(
            Reason.TOO_LARGE,
            f"The archive holds {len(listed):,} files; up to {MOST_MEMBERS:,} are read.",
        )
    if sum(one.file_size for one in listed) > allowed.bytes_unpacked:
        raise CannotRead(
            Reason.TOO_LARGE,
            f"The archive unpacks to more than {allowed.bytes_unpacked >> 20:,} MB.",
        )
    found = {
        one.filename: Member(one.filename, one.file_size, one.CRC)
        for one in listed
        if not one.is_dir() and not _is_link(one) and _is_wanted(one.filename)
    }
    return [found[name] for name in sorted(found)]


def member_path(archive: str, member: str) -> str:
    """What a member is called among the sources; never more than one line.

    >>> member_path("documents/a.zip", "b/c.pdf")
    'documents/a.zip!b/c.pdf'
    """
    return f"{archive}{JOINT}{' '.join(clean(member).split())}"


@contextmanager
def unpacked(archive: Path, member: str, allowed: Allowed = ALLOWED) -> Iterator[Path]:
    """A member as a file of its own, for as long as the context lasts.

    Raises CannotRead when it needs a password that is not among those allowed,
    is damaged, or comes to more than its directory said or is allowed.
    """
    with tempfile.TemporaryDirectory(prefix="polisearch-") as folder:
        # Of its name only the ending is used: a name such as ../../etc/passwd opens nothing.
        ending = "".join(c for c in PurePosixPath(member).suffix if c.isalnum() or c == ".")
        file = Path(folder) / f"member{ending[:16]}"
        _unpack(archive, member, allowed, file)
        yield file


def _unpack(archive: Path, member: str, allowed: Allowed, file: Path) -> None:
    try:
        opened = _opened(archive, archive.stat().st_mtime_ns)
        about = _called(opened, member)
    except _BROKEN as error:
        raise CannotRead(Reason.NOT_THIS_FORMAT, "The ZIP archive is damaged.") from error
    except KeyError as error:
        raise CannotRead(Reason.UNREADABLE_FILE, "The archive no longer holds it.") from error
    most = min(about.file_size, allowed.bytes_unpacked)
    if about.file_size > max(SMALL, about.compress_size * MOST_TIMES):
        raise CannotRead(
            Reason.TOO_LARGE, f"It unpacks to more than {MOST_TIMES:,} times its packed size."
        )
    is_locked = bool(about.flag_bits & 1)
    if about.compress_type == AES:
        raise CannotRead(Reason.ENCRYPTED, "It is locked by AES; unpack the archive by hand.")
    for password in _passwords(allowed, is_locked=is_locked):
        try:
            with opened.open(about, pwd=password) as packed, file.open("wb") as out:
                shutil.copyfileobj(_Counted(packed, most), out)
            return
        except CannotRead:
            raise
        except _BROKEN as error:
            if not is_locked:
                raise CannotRead(
                    Reason.NOT_THIS_FORMAT, "It cannot be unpacked: the archive is damaged."
                ) from error
    raise CannotRead(
        Reason.ENCRYPTED,
        "It is locked in its archive, and none of the passwords given opens it."
        if allowed.passwords
        else "It is locked in its archive and opens with a password only.",
    )


class _Counted:
    """A stream that ends with an error where it gives more than was said."""

    def __init__(self, packed: object, most: int) -> None:
        self._packed = packed
        self._left = most

    def read(self, size: int = -1) -> bytes:
        data: bytes = self._packed.read(size)  # type: ignore[attr-defined]
        self._left -= len(data)
        if self._left < 0:
            raise CannotRead(Reason.TOO_LARGE, "It unpacks to more than the archive says.")
        return data


def _called(opened: zipfile.ZipFile, member: str) -> zipfile.ZipInfo:
    """A member by its name, or by its name as it is kept (`member_path`)."""
    try:
        return opened.getinfo(member)
    except KeyError:
        kept = {member_path("", one.filename): one for one in opened.infolist()}
        return kept[member_path("", member)]


def _passwords(allowed: Allowed, *, is_locked: bool) -> list[bytes | None]:
    if not is_locked:
        return [None]
    return [password.encode() for password in allowed.passwords]


@lru_cache(maxsize=1)
def _opened(archive: Path, _modified: int) -> zipfile.ZipFile:
    """The archive read last stays open: its members come one after the other."""
    return zipfile.ZipFile(archive)


def _is_link(one: zipfile.ZipInfo) -> bool:
    """Whether a member is a link, as archives made by Unix hold them: its content is a path."""
    return stat.S_ISLNK(one.external_attr >> 16)


def _is_wanted(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    names = [part for part in parts if part not in (".", "..", "/")]
    return bool(names) and not any(map(is_no_document, names))
