"""Which file is a document, the whole of it and nothing else?

Only such a file is given away. One line of a file of many documents, a letter's enclosure
and a member of an archive have no file of their own, and a file that was changed is no
longer the document that was read: in all of them the checksum differs.
"""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from threading import Lock

from corpus.document import Document
from ingest.archive import ENDING, JOINT
from ingest.find import file_of
from ui.wiring import Library

GONE = "The file is no longer where it was read."
NO_OWN_FILE = "What was read has no file of its own, or the file was changed since."

_READING = [Lock() for _ in range(16)]
"""One of them is held while a file is read: many who ask for a large one cost one reading."""


def own_file(library: Library, document: Document) -> Path | None:
    """The first file with the content of a document; None where there is none."""
    wanted = document.first("sha256")
    return next((file for file in files_of(library, document) if _checksum(file) == wanted), None)


def files_of(library: Library, document: Document) -> Iterator[Path]:
    """The files named in the catalogue for a document that are there, whatever they hold now."""
    for source in library.catalogue.files_of(document.id):
        # A member's name is its archive's to choose, so it never becomes a path.
        if is_member(source) or ".." in PurePosixPath(source).parts:
            continue
        try:
            file = file_of(source, library.folder)
            is_there = file.is_file()
        except (OSError, ValueError):  # of a name that no file can have
            continue
        if is_there and ".." not in file.parts:
            yield file


def is_gone(library: Library, document: Document) -> bool:
    """Whether a document that has no file of its own had one, which is no longer there."""
    was_member = any(is_member(source) for source in library.catalogue.files_of(document.id))
    return not was_member and not any(files_of(library, document))


def is_member(source: str) -> bool:
    """Whether a source lies in an archive."""
    return f"{ENDING}{JOINT}" in source.lower()


def is_pdf(file: Path) -> bool:
    """Whether a file begins as a PDF does."""
    try:
        with file.open("rb") as opened:
            return opened.read(5) == b"%PDF-"
    except OSError:
        return False


def _checksum(file: Path) -> str:
    try:
        seen = file.stat()
        with _READING[hash(file) % len(_READING)]:
            return _computed(file, seen.st_mtime_ns, seen.st_size)
    except OSError:
        return ""


@lru_cache(maxsize=4096)
def _computed(file: Path, _modified: int, _size: int) -> str:
    """Read once for as long as a file stays what it is."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
