"""Files that are ZIP archives inside: checked once, before a library trusts what they say.

Word, Excel, PowerPoint, OpenDocument and EPUB files are archives. A few kilobytes can
unpack to gigabytes, and an archive can say less than it holds: `zipfile` cuts what is
too long only after all of it was unpacked.
"""

import contextlib
import copy
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from lxml import etree

from corpus.failures import CannotRead, Reason
from ingest.extract.extracted import Allowed

MOST_MEMBERS = 20_000
"""Parts of one file; a long report with many pictures has some hundreds."""

DEFLATE_AT_MOST = 1_032
"""A byte of deflated data unpacks to no more (https://zlib.net/zlib_tech.html)."""

# Readers check few of the things that can be wrong in a package: it ends in any of these.
BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,  # of the XML
    TypeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
)

_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAME = re.compile(re.escape(_STRICT) + rb"(\w+)/")
_EXTENDED = b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_PACKED_AS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def check(path: Path, allowed: Allowed, what: str) -> None:
    """Make sure that an archive can be unpacked within what is allowed.

    `what` is what to call it: "Word file". Raises CannotRead where it is broken,
    locked, or too large by what it says or by what it really holds.
    """
    with opened(path, allowed, what):
        pass


@contextlib.contextmanager
def opened(path: Path, allowed: Allowed, what: str) -> Iterator[zipfile.ZipFile]:
    """A checked archive."""
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN as error:
        raise _no_archive(path, what) from error
    with archive:
        members = archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise CannotRead(Reason.TOO_LARGE, f"The {what} has {len(members)} parts.")
        if any(member.flag_bits & 1 for member in members):
            raise CannotRead(Reason.ENCRYPTED, f"The {what} opens with a password only.")
        _check_sizes(archive, members, allowed.bytes_unpacked, what)
        yield archive


def in_plain_namespaces(path: Path, allowed: Allowed, what: str) -> IO[bytes]:
    """A checked Office file as libraries know it.

    Strict Open XML has other names for the same things. Raises CannotRead as `check` does.
    """
    with opened(path, allowed, what) as archive:
        names = archive.namelist()
        if "_rels/.rels" not in names or _STRICT not in part(archive, "_rels/.rels", what):
            return path.open("rb")
        rewritten = io.BytesIO()
        with zipfile.ZipFile(rewritten, "w", zipfile.ZIP_DEFLATED) as plain:
            for name in names:
                content = part(archive, name, what)
                if name.endswith((".xml", ".rels")):
                    content = _plain(content)
                plain.writestr(name, content)
    rewritten.seek(0)
    return rewritten


def _plain(content: bytes) -> bytes:
    content = content.replace(_STRICT + b"officeDocument/extendedProperties", _EXTENDED)
    return _STRICT_NAME.sub(rb"http://schemas.openxmlformats.org/\1/2006/", content)


def part(archive: zipfile.ZipFile, name: str, what: str) -> bytes:
    """The bytes of a part that must be there."""
    try:
        return archive.read(name)
    except BROKEN as error:
        raise damaged(what) from error


def parsed(content: bytes, what: str) -> Any:
    """The root of an XML part. Nothing is fetched, and no entity is filled in.

    The parser refuses elements nested more than 256 deep.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except BROKEN as error:
        raise damaged(what) from error


def damaged(what: str) -> CannotRead:
    """An archive whose parts are not as they must be."""
    return CannotRead(Reason.NOT_THIS_FORMAT, f"The {what} is damaged.")


def _no_archive(path: Path, what: str) -> CannotRead:
    with path.open("rb") as file:
        if file.read(4) == b"PK\x03\x04":
            return CannotRead(Reason.TRUNCATED, f"The {what} breaks off before its end.")
    return CannotRead(Reason.NOT_THIS_FORMAT, f"The file is named as a {what} and is none.")


def _check_sizes(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], most: int, what: str
) -> None:
    said = sum(member.file_size for member in members)
    if said > most:
        raise _too_large(said, what)
    if any(member.compress_type not in _PACKED_AS for member in members):
        raise CannotRead(Reason.NOT_THIS_FORMAT, f"The {what} is packed in an unknown way.")
    # What is small cannot grow beyond what is allowed, whatever it says: no need to look.
    if sum(member.compress_size for member in members) * DEFLATE_AT_MOST <= most:
        return
    real = 0
    for member in members:
        real += _real_size(archive, member, most - real)
        if real > most:
            raise _too_large(real, what)


def _real_size(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> int:
    """Bytes that a member unpacks to, counted to a little above `most`.

    Where it is broken they end; whether that matters is for those who need the member.
    """
    if member.compress_type == zipfile.ZIP_STORED:
        return min(member.compress_size, member.file_size)
    unbounded: Any = copy.copy(member)
    unbounded.file_size = most + 1
    unbounded.CRC = None  # that of the whole would be compared with that of the first bytes
    size = 0
    with contextlib.suppress(*BROKEN), archive.open(unbounded) as unpacked:
        while chunk := unpacked.read(1 << 18):
            size += len(chunk)
    return size


def _too_large(size: int, what: str) -> CannotRead:
    return CannotRead(
        Reason.TOO_LARGE, f"Unpacked, the {what} has more than {max(1, size >> 20)} MB."
    )
