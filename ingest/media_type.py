"""What kind of file is this? Its bytes decide first, its name second.

Only the media type is told here; whether anything can read it is for
`ingest.extract.readers` to say.
"""

import json
import mimetypes
import re
import zipfile
from pathlib import Path

from corpus.failures import CannotRead, Reason
from ingest.extract.encoding import BYTE_ORDER_MARKS, decoded

PDF = "application/pdf"
HTML = "text/html"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MARKDOWN = "text/markdown"
JSON_LINES = "application/jsonl"
PLAIN_TEXT = "text/plain"

HEAD = 64 * 1024
"""Bytes that are looked at."""

STARTS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"AT&TFORM", "image/vnd.djvu"),
    (b"%!PS", "application/postscript"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
    (b"\x00asm", "application/wasm"),
    (b"\x7fELF", "application/x-executable"),
    (b"MZ\x90", "application/x-executable"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "application/ogg"),
)
"""First bytes of formats that give themselves away. `BM` and `ID3` also begin ordinary words,
so these are asked only of bytes that are no text."""

IN_A_ZIP: tuple[tuple[bytes, str], ...] = (
    (b"word/document", DOCX),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"application/epub+zip", "application/epub+zip"),
    (b"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (
        b"application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.spreadsheet",
    ),
    (
        b"application/vnd.oasis.opendocument.presentation",
        "application/vnd.oasis.opendocument.presentation",
    ),
)
"""What a ZIP file holds, by a member's name or by the `mimetype` member of OpenDocument."""

IN_AN_OLE_FILE: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "application/x-encrypted-office"),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
    ("__substg1.0", "application/vnd.ms-outlook"),
)
"""What a file of the older Office holds, by the name of a stream inside."""

SUFFIXES: dict[str, str] = {
    ".pdf": PDF,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".docx": DOCX,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".jsonl": JSON_LINES,
    ".ndjson": JSON_LINES,
    ".txt": PLAIN_TEXT,
    ".text": PLAIN_TEXT,
}
"""What a name promises, where the bytes do not say."""

WORDS: dict[str, str] = {
    "application/rtf": "an RTF file",
    "application/msword": "a Word file of the years before 2007 (.doc)",
    "application/vnd.ms-excel": "an older Excel file (.xls)",
    "application/vnd.ms-powerpoint": "an older PowerPoint file (.ppt)",
    "application/vnd.ms-outlook": "an Outlook message (.msg)",
    "application/x-ole-storage": "a file of an older Office program",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "a spreadsheet (.xlsx)",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "slides (.pptx)",
    "application/vnd.oasis.opendocument.text": "an OpenDocument text (.odt)",
    "application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet (.ods)",
    "application/vnd.oasis.opendocument.presentation": "an OpenDocument presentation (.odp)",
    "application/epub+zip": "an e-book (.epub)",
    "application/zip": "a ZIP archive",
    "application/xml": "an XML file",
    "application/json": "a JSON file",
    "message/rfc822": "an e-mail message",
}
"""How a format is called when a person is told about it."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_NOT_TEXT = bytes({*range(0x20)} - {*b"\t\n\r\x0b\x0c\x1a\x1b"})
_ABOVE_ASCII = bytes(range(0x80, 0x100))
# (?>…): a comment ends where it ends; without it a thousand would be tried in every way.
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|(?><!--.*?-->)\s*)*<(?:!doctype\s+html|(?:html|head|body)[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_HTML_INSIDE = re.compile(
    rb"<(?:html|head|body|title|h[1-6]|p|div|table|meta)(?:\s[^<>]*)?>", re.IGNORECASE
)
_XML = re.compile(rb"\s*<\?xml\s")
_MAIL = re.compile(
    rb"(?:[A-Z][A-Za-z-]+: [^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:Message-ID|MIME-Version|Received): ",
    re.IGNORECASE,
)
_NAMES = mimetypes.MimeTypes(filenames=())  # the table of Python, not of this machine


def media_type_of(path: Path) -> str:
    """The media type of a file, from its bytes and then from its name.

    Raises CannotRead for a file that holds nothing, is locked with a password as
    a whole, or is neither text nor anything known.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise CannotRead(Reason.EMPTY, "The file holds no bytes.")
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(_ZIP):
        return _inside_zip(path, head)
    if head.startswith(_OLE):
        return _inside_ole(path)
    return _of_text(path, head) if _is_text(head) else _of_bytes(path, head)


def called(media_type: str) -> str:
    """A media type in words, with its article."""
    return WORDS.get(media_type) or f"a file of the type {media_type}"


def _inside_zip(path: Path, head: bytes) -> str:
    """A broken archive still shows the names of its first members among its bytes."""
    try:
        with zipfile.ZipFile(path) as archive:
            shown = "\n".join(archive.namelist()).encode() + head[:200]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        shown = head
    for mark, media_type in IN_A_ZIP:
        if mark in shown:
            return media_type
    named = _promised(path)
    return named if shown is head and named == DOCX else "application/zip"


def _inside_ole(path: Path) -> str:
    """The names of streams stand in a directory that may be anywhere in the file."""
    content = path.read_bytes()
    for name, media_type in IN_AN_OLE_FILE:
        if name.encode("utf-16-le") in content:
            if media_type == "application/x-encrypted-office":
                raise CannotRead(Reason.ENCRYPTED, "The Office file is locked with a password.")
            return media_type
    return "application/x-ole-storage"


def _is_text(head: bytes) -> bool:
    """Text has next to no control characters; a few stray ones are forgiven."""
    if _has_mark(head):
        return True
    strange = len(head) - len(head.translate(None, _NOT_TEXT))
    if strange * 200 > len(head):
        return False
    try:
        head[: HEAD - 3].decode()
    except UnicodeDecodeError as error:
        # The cut at HEAD may fall into a character; nothing else is forgiven in UTF-8.
        # In an 8-bit alphabet that is read here, letters above ASCII are the smaller part.
        high = len(head) - len(head.translate(None, _ABOVE_ASCII))
        return error.start > HEAD - 8 or high * 10 <= len(head) * 4
    return True


def _of_text(path: Path, head: bytes) -> str:
    if head.startswith(b"{\\rtf"):
        return "application/rtf"
    if head.startswith(b"%!PS"):
        return "application/postscript"
    plain = decoded(head).encode("utf-8", errors="replace") if _has_mark(head) else head
    if _HTML.match(plain):
        return HTML
    named = _promised(path)
    if named in (HTML, MARKDOWN, JSON_LINES):
        return named
    if _is_json_line(plain):
        return JSON_LINES
    if _XML.match(plain):
        return HTML if re.search(rb"<html[\s>]", plain, re.IGNORECASE) else "application/xml"
    if named == "message/rfc822" or _MAIL.match(plain):
        return "message/rfc822"
    if len(_HTML_INSIDE.findall(plain[:4096])) >= 3 and plain.lstrip().startswith(b"<"):
        return HTML
    return named if named == PDF or named.startswith("text/") else PLAIN_TEXT


def _has_mark(head: bytes) -> bool:
    return head.startswith(tuple(mark for mark, _ in BYTE_ORDER_MARKS))


def _is_json_line(head: bytes) -> bool:
    first = head.lstrip().partition(b"\n")[0]
    if not first.startswith(b"{"):
        return False
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and "id" in value


def _of_bytes(path: Path, head: bytes) -> str:
    for start, media_type in STARTS:
        if head.startswith(start):
            return media_type
    if named := _promised(path):
        if named.startswith("text/") or named == JSON_LINES:
            raise CannotRead(
                Reason.NOT_THIS_FORMAT,
                f"Named {path.suffix}, but it is no text in UTF-8, UTF-16 or Windows-1252.",
            )
        return named  # its reader is to say what is wrong with it
    raise CannotRead(Reason.UNSUPPORTED, "The content is neither text nor a known format.")


def _promised(path: Path) -> str:
    suffix = path.suffix.lower()
    return SUFFIXES.get(suffix) or _NAMES.guess_type(f"a{suffix}")[0] or ""
