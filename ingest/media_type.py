"""What kind of file is this? Its bytes decide first, its name second.

Only the media type is told here; whether anything can read it is for
`ingest.extract.readers` to say.
"""

import json
import mimetypes
import re
import struct
import zipfile
import zlib
from pathlib import Path

from corpus.failures import CannotRead, Reason
from ingest.extract.encoding import BYTE_ORDER_MARKS, decoded, guessed, is_almost_utf_8

PDF = "application/pdf"
HTML = "text/html"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MARKDOWN = "text/markdown"
JSON_LINES = "application/jsonl"
PLAIN_TEXT = "text/plain"
RTF = "application/rtf"
EPUB = "application/epub+zip"
MAIL = "message/rfc822"
MBOX = "application/mbox"
CSV = "text/csv"
TSV = "text/tab-separated-values"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODP = "application/vnd.oasis.opendocument.presentation"
ODG = "application/vnd.oasis.opendocument.graphics"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
ENCRYPTED_OFFICE = "application/x-encrypted-office"

IN_OOXML = frozenset({DOCX, XLSX, PPTX})
"""The formats of Office since 2007; locked with a password, each is ENCRYPTED_OFFICE."""

IN_OPENDOCUMENT = frozenset({ODT, ODS, ODP, ODG})
IN_ZIPS = frozenset({*IN_OOXML, *IN_OPENDOCUMENT, EPUB})
"""The formats that are ZIP archives inside."""

STREAMED = frozenset({JSON_LINES, MBOX, CSV, TSV})
"""The formats that are read as they come, and may be of any size."""

HEAD = 64 * 1024
"""Bytes that are looked at."""

STARTS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", RTF),
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
    (b"xl/work", XLSX),
    (b"ppt/pres", PPTX),
    (b"ppt/slide", PPTX),
    (EPUB.encode(), EPUB),
    (ODT.encode(), ODT),
    (ODS.encode(), ODS),
    (ODP.encode(), ODP),
    (ODG.encode(), ODG),
    (b"META-INF/container.xml", EPUB),
)
"""What a ZIP file holds, by a member's name or by the `mimetype` member of OpenDocument."""

IN_AN_OLE_FILE: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", ENCRYPTED_OFFICE),
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("Book", XLS),
    ("PowerPoint Document", PPT),
    ("__properties_version1.0", "application/vnd.ms-outlook"),
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
    ".rtf": RTF,
    ".epub": EPUB,
    ".eml": MAIL,
    ".mbox": MBOX,
    ".csv": CSV,
    ".tsv": TSV,
    ".xlsx": XLSX,
    ".pptx": PPTX,
    ".odt": ODT,
    ".ods": ODS,
    ".odp": ODP,
    ".odg": ODG,
    ".doc": DOC,
    ".xls": XLS,
    ".ppt": PPT,
}
"""What a name promises, where the bytes do not say."""

WORDS: dict[str, str] = {
    PDF: "a PDF",
    HTML: "a web page",
    DOCX: "a Word file (.docx)",
    MARKDOWN: "a Markdown file",
    JSON_LINES: "a file of JSON lines",
    PLAIN_TEXT: "plain text",
    RTF: "an RTF file",
    DOC: "a Word file of the years before 2007 (.doc)",
    XLS: "an older Excel file (.xls)",
    PPT: "an older PowerPoint file (.ppt)",
    "application/vnd.ms-outlook": "an Outlook message (.msg)",
    "application/x-ole-storage": "a file of an older Office program",
    ENCRYPTED_OFFICE: "an Office file with a password",
    XLSX: "a spreadsheet (.xlsx)",
    PPTX: "slides (.pptx)",
    ODT: "an OpenDocument text (.odt)",
    ODS: "an OpenDocument spreadsheet (.ods)",
    ODP: "an OpenDocument presentation (.odp)",
    ODG: "an OpenDocument drawing (.odg)",
    EPUB: "an e-book (.epub)",
    "application/zip": "a ZIP archive",
    "application/xml": "an XML file",
    "application/json": "a JSON file",
    MAIL: "an e-mail message",
    MBOX: "a mail box",
    CSV: "a table (.csv)",
    TSV: "a table (.tsv)",
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
_WRITTEN_BY = re.compile(rb'<\?mso-application progid="(Word\.Document|Excel\.Sheet)"')  # of 2003
_MAIL = re.compile(
    rb"(?:[A-Z][A-Za-z-]+: [^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:Message-ID|MIME-Version|Received): ",
    re.IGNORECASE,
)
FROM_LINE = re.compile(rb"From [^\n]*\d:\d\d[^\n]*(?:\n|$)")
"""The line before each message of a mail box: who sent it, and when."""

_MBOX = re.compile(rb"\s*" + FROM_LINE.pattern + rb">?[A-Za-z][A-Za-z-]*: ")
_NAMES = mimetypes.MimeTypes(filenames=())  # the table of Python, not of this machine


def media_type_of(path: Path) -> str:
    """The media type of a file, from its bytes and then from its name.

    Raises CannotRead for a file that holds nothing, or is neither text nor anything
    known.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise CannotRead(Reason.EMPTY, "The file holds no bytes.")
    if head.startswith(_ZIP):  # first: a PDF may lie in it as it is
        return _inside_zip(path, head)
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(_OLE):
        return _inside_ole(path)
    return _of_text(path, head) if _is_text(head) else _of_bytes(path, head)


def called(media_type: str) -> str:
    """A media type in words, with its article."""
    return WORDS.get(media_type) or f"a file of the type {media_type}"


def misnamed(path: Path, media_type: str) -> str:
    """What to say where a name promises another format than the file is in; mostly nothing.

    Kinds of text are not told apart: what is text under the name of a text is not misnamed.

    >>> misnamed(Path("vienna.pdf"), DOCX)
    'Named .pdf, but it is a Word file (.docx); read as that.'
    """
    suffix = path.suffix.lower()
    promised = SUFFIXES.get(suffix, "")
    if (
        not promised
        or promised == media_type
        or (_is_of_text(promised) and _is_of_text(media_type))
    ):
        return ""
    if {promised, media_type} <= IN_OPENDOCUMENT:
        return ""  # a drawing or a template by a neighbour's name
    if promised in (*IN_OOXML, DOC, XLS, PPT) and media_type == ENCRYPTED_OFFICE:
        return ""
    return f"Named {suffix}, but it is {called(media_type)}; read as that."


def _is_of_text(media_type: str) -> bool:
    return media_type.startswith("text/") or media_type in (
        JSON_LINES,
        MAIL,
        MBOX,
        "application/xml",
    )


def _inside_zip(path: Path, head: bytes) -> str:
    """A broken archive still shows the names of its first members among its bytes."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            shown = "\n".join(names).encode(errors="replace") + head[:200]
            if "mimetype" in names:  # the first of them, and not packed, if all is as it must be
                with archive.open("mimetype") as written:
                    shown += written.read(200)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError,
            RuntimeError):  # fmt: skip
        shown = head
    for mark, media_type in IN_A_ZIP:
        if mark in shown:
            return media_type
    named = _promised(path)
    return named if shown is head and named in IN_ZIPS else "application/zip"


def _inside_ole(path: Path) -> str:
    """What a file of the older Office holds, by the streams at its top.

    Documents that are set into it have streams of the same names further down. In a
    broken file, a name anywhere counts.
    """
    names = _streams(path)
    if not names:
        content = path.read_bytes()
        names = {name for name, _ in IN_AN_OLE_FILE if name.encode("utf-16-le") in content}
    there = {name.lower() for name in names}  # their case does not count
    for name, media_type in IN_AN_OLE_FILE:
        if name.lower() in there:
            return media_type
    return "application/x-ole-storage"


def _streams(path: Path) -> set[str]:
    import olefile  # for the few files that need it

    try:
        with olefile.OleFileIO(path) as ole:
            return {entry[0] for entry in ole.listdir() if len(entry) == 1}
    except (OSError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError,
            struct.error):  # fmt: skip
        return set()


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
        # The cut at HEAD may fall into a character. In an 8-bit alphabet, letters above
        # ASCII are the smaller part, unless they are the letters of a known one.
        high = len(head) - len(head.translate(None, _ABOVE_ASCII))
        is_near = error.start > HEAD - 8 or high * 10 <= len(head) * 4
        return is_near or is_almost_utf_8(head) or bool(guessed(head))
    return True


def _of_text(path: Path, head: bytes) -> str:
    if head.startswith(b"{\\rtf"):
        return RTF
    if head.startswith(b"%!PS"):
        return "application/postscript"
    plain = decoded(head).encode("utf-8", errors="replace") if _has_mark(head) else head
    if _HTML.match(plain):
        return HTML
    named = _promised(path)
    if named in (HTML, MARKDOWN, JSON_LINES, CSV, TSV):
        return named
    if _is_json_line(plain):
        return JSON_LINES
    if named != MAIL and (named == MBOX or _MBOX.match(plain)):
        return MBOX
    if _XML.match(plain):
        if program := _WRITTEN_BY.search(plain[:1024]):
            return {b"Word.Document": DOC, b"Excel.Sheet": XLS}[program[1]]
        return HTML if re.search(rb"<html[\s>]", plain, re.IGNORECASE) else "application/xml"
    if named == MAIL or _MAIL.match(plain):
        return MAIL
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
        if named in STREAMED and _is_text(head.partition(b"\n")[0]):
            return named  # of its records, some are none
        if named.startswith("text/") or named in STREAMED:
            raise CannotRead(
                Reason.NOT_THIS_FORMAT,
                f"Named {path.suffix}, but it is no text in a known encoding.",
            )
        return named  # its reader is to say what is wrong with it
    raise CannotRead(Reason.UNSUPPORTED, "The content is neither text nor a known format.")


def _promised(path: Path) -> str:
    suffix = path.suffix.lower()
    return SUFFIXES.get(suffix) or _NAMES.guess_type(f"a{suffix}")[0] or ""
