"""Office files with a password: opened with those given, then read as what they hold."""

import logging
import struct
import tempfile
from pathlib import Path
from typing import IO, Any
from xml.parsers.expat import ExpatError

import msoffcrypto
import olefile
from cryptography.exceptions import UnsupportedAlgorithm
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

from corpus.failures import CannotRead, Reason
from ingest.extract.extracted import ALLOWED, Allowed, Extracted
from ingest.extract.locked import locked
from ingest.extract.readers import reader_for
from ingest.extract.zipped import BROKEN
from ingest.media_type import IN_OOXML, media_type_of

WHAT = "Office file"

PASSWORD_OF_EXCEL = "VelvetSweatshop"
"""What Excel locks a workbook with whose cells are protected and whose content is not."""

MOST_RECORDS = 50
"""Records of a workbook among which the one that locks it is looked for."""

_FILE_PASS = 0x2F
_WORKBOOKS = ("Workbook", "Book")
_GIVES_UP = (
    *BROKEN,
    DecryptionError,
    ExpatError,
    FileFormatError,
    ParseError,
    UnsupportedAlgorithm,
)


class EncryptedOfficeReader:
    """Reads Word, Excel and PowerPoint files of 2007 and later that are locked as a whole."""

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        with tempfile.TemporaryDirectory(prefix="polisearch-") as folder:
            opened = Path(folder) / "opened"
            unlock(path, opened, allowed)
            media_type = media_type_of(opened)
            if media_type not in IN_OOXML:
                raise CannotRead(Reason.NOT_THIS_FORMAT, "What the password locks is no document.")
            return reader_for(media_type).read(opened, allowed)


def is_locked(path: Path) -> bool:
    """Whether an older Office file is locked with a password."""
    with path.open("rb") as file:
        try:
            if msoffcrypto.OfficeFile(file).is_encrypted():
                return True
        except _GIVES_UP:
            pass
    return _is_locked_workbook(path)


def _is_locked_workbook(path: Path) -> bool:
    """Whether an Excel file says so itself, in whatever way it is locked.

    Its stream is records of a type, a length and as many bytes; the one that locks it is
    among the first.
    """
    try:
        with olefile.OleFileIO(path) as ole:
            name = next((name for name in _WORKBOOKS if ole.exists(name)), None)
            if name is None:
                return False
            stream = ole.openstream(name)
            for _ in range(MOST_RECORDS):
                type_, length = struct.unpack("<HH", stream.read(4))
                if type_ == _FILE_PASS:
                    return True
                stream.read(length)
    except _GIVES_UP:
        return False
    return False


def unlock(path: Path, target: Path, allowed: Allowed) -> None:
    """Write an Office file without its password. Raises CannotRead where none opens it."""
    logging.getLogger("msoffcrypto").setLevel(logging.CRITICAL)
    for password in dict.fromkeys((PASSWORD_OF_EXCEL, *allowed.passwords)):
        with path.open("rb") as file, target.open("wb") as out:
            if _unlock(file, out, password):
                return
    raise locked(WHAT, allowed)


def _unlock(file: IO[bytes], out: IO[bytes], password: str) -> bool:
    """Whether a password opens a file. What goes wrong is told without it."""
    try:
        office: Any = msoffcrypto.OfficeFile(file)
        if office.format == "ooxml":
            office.load_key(password=password, verify_password=True)
        else:
            office.load_key(password=password)
        office.decrypt(out)
    except (InvalidKeyError, UnicodeError):
        return False
    except _GIVES_UP:
        raise CannotRead(
            Reason.ENCRYPTED, f"The {WHAT} is locked in a way that is not known here."
        ) from None
    return True
