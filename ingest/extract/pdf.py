"""PDF: its printed pages, their labels, and the document information.

pdfium reads everything it can: its text is as good as pypdf's and some fifteen
times faster, and so are its document information and page labels (1 ms a file,
where opening the file with pypdf takes 7 ms). pypdf stands in where pdfium
gives up: a file or page it cannot open, and XMP, which pdfium does not know.
"""

import logging
import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw as pdfium_c

from corpus.document import Claim, Page
from corpus.failures import CannotRead, Reason
from corpus.words import clean
from ingest.extract import metadata
from ingest.extract.extracted import ALLOWED, Allowed, Extracted
from ingest.extract.limits import check_pages
from ingest.extract.locked import locked
from ingest.extract.pdf_annotations import written_onto
from ingest.extract.pdf_headings import Body, body_of, set_off
from ingest.extract.pdf_outline import sections_by_outline
from ingest.extract.pdf_page import PageLine, lines_of, opened_page
from ingest.extract.pdf_title_page import COVERS, has_words, printed_lines
from ingest.extract.printed import PrintedLine, TitlePage
from ingest.tidy.breaks import BREAK
from ingest.tidy.letters import without_ligatures

if TYPE_CHECKING:
    import pypdf

MOST_PAGES_BY_PYPDF = 2_000
"""Pages of a broken file that are tried with the slow reader, a minute's work at most."""

_MOST_MEASURED = 60
"""Pages by which the size of the text is told; in a longer document, some speak for all."""

# pdfium and pypdf on hostile bytes: pypdf checks few of the types it meets in a file, so a
# damaged one ends in any of these. All mean the same: the file is not as the format says.
_GIVES_UP = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)

_TAKEN_OUT = re.compile("[\x02\ufffe](?:\r?\n)?")  # a hyphen that ended a line
UNLOOKED_AT = 0.45
"""The title a program wrote into a PDF is one of another file in half of them: what is printed
goes first."""

_BEFORE_A_MARK = re.compile(" (?=[\u064b-\u0652])")  # Arabic vowel signs stand on a letter
_LOCKED = (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)
_SECTION_PREFIX = re.compile(r"Sec\d+:(?=.)")  # InDesign's default; it is not printed


class PdfReader:
    """Reads PDF files; a page without text, such as a scan, is a page with an empty text."""

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        try:
            document = _opened(path, allowed)
        except pdfium.PdfiumError as error:
            is_locked = getattr(error, "err_code", None) in _LOCKED
            return [_read_with_pypdf(path, allowed, is_locked=is_locked)]
        try:
            _open_form(document)
            return [_read(document, path, allowed)]
        finally:
            document.close()


def _open_form(document: pdfium.PdfDocument) -> None:
    """Make the values of a form readable, if there is one of the kind that pdfium knows."""
    if document.get_formtype() == pdfium_c.FORMTYPE_ACRO_FORM:
        with suppress(pdfium.PdfiumError):  # the form is damaged, and the pages may not be
            document.init_forms()


def _opened(path: Path, allowed: Allowed) -> pdfium.PdfDocument:
    """The file, opened without or with a password."""
    for password in (None, *allowed.passwords):
        try:
            return pdfium.PdfDocument(path, password=password)
        except pdfium.PdfiumError as error:
            refused = error
            if getattr(error, "err_code", None) not in _LOCKED:
                break
        except UnicodeError:  # it is no password of any file, and not to be told in a message
            continue
    raise refused


def _read(document: pdfium.PdfDocument, path: Path, allowed: Allowed) -> Extracted:
    count = len(document)
    check_pages(count, allowed)
    if not count:
        return _read_with_pypdf(path, allowed)
    read = _pages(document, count)
    texts = [None if one is None else one.text for one in read]
    missing = [index for index, text in enumerate(texts) if text is None]
    rescued = _rescued(path, missing, allowed) if missing else {}
    sections = sections_by_outline(document, [text or "" for text in texts])
    pages = tuple(
        Page(
            number=index + 1,
            text=text if text is not None else rescued.get(index, ""),
            label=_label(document, index),
            section=sections[index],
        )
        for index, text in enumerate(texts)
    )
    lost = [index + 1 for index in missing if index not in rescued]
    warnings = (f"{len(lost)} of {count} pages cannot be read.",) if lost else ()
    body = body_of(one.lines for one in read[:: count // _MOST_MEASURED + 1] if one is not None)
    return Extracted(
        pages=pages,
        claims=_claims(document, path, allowed),
        title_page=_title_page(read, body),
        set_off=tuple(() if one is None else set_off(one.lines, body) for one in read),
        warnings=warnings,
    )


class _PageRead(NamedTuple):
    """A page as it was read: its text, its lines with their looks, and more where it may be
    the page the document begins with."""

    text: str
    lines: list[PageLine]
    printed: tuple[PrintedLine, ...] = ()


def _page(document: pdfium.PdfDocument, index: int, *, may_begin: bool) -> _PageRead | None:
    """A page, None where pdfium cannot open it."""
    try:
        with opened_page(document, index) as opened:
            lines = lines_of(opened)
            written = written_onto(opened.page, document.formenv)
            text = "\n".join([line.text for line in lines])
            printed = printed_lines(opened) if may_begin and has_words(text) else ()
    except pdfium.PdfiumError:
        return None
    added = [one for one in dict.fromkeys(written) if one not in text]
    return _PageRead(tidied("\n".join([text, *added]) if added else text), lines, printed)


def _pages(document: pdfium.PdfDocument, count: int) -> list[_PageRead | None]:
    """Every page; the first with words, among those that may be covers, as it is printed."""
    read: list[_PageRead | None] = []
    for index in range(count):
        begun = any(one is not None and one.printed for one in read[:COVERS])
        read.append(_page(document, index, may_begin=index < COVERS and not begun))
    return read


def _title_page(read: Sequence[_PageRead | None], body: Body) -> TitlePage | None:
    """How the first page with words looks."""
    for index, one in enumerate(read[:COVERS]):
        if one is not None and one.printed:
            return TitlePage(one.printed, body.size, index == 0)
    return None


def tidied(text: str) -> str:
    """Clean text line by line, ligatures taken apart, with a mark where a line broke a word.

    pdfium took the hyphen and the line end out, and left a mark of its own. Whether the
    hyphen belongs to the word is seen from the whole document (`ingest.tidy.breaks`).

    >>> tidied("integra\\ufffetion of\\ufb01ces \\r\\n")
    'integra\\xad\\ntion offices'
    """
    # Asking first whether a character is there at all is much cheaper than a substitution,
    # and this is done for every page of every PDF.
    if "\x02" in text or "\ufffe" in text:
        text = _TAKEN_OUT.sub(BREAK, text)
    text = clean(without_ligatures(text))
    if not text.isascii():
        text = _BEFORE_A_MARK.sub("", text)
    return "\n".join([line.rstrip(" ") for line in text.split("\n")]).strip("\n")


def _label(document: pdfium.PdfDocument, index: int) -> str:
    """The printed page number where it is not the number of the page."""
    try:
        label = _SECTION_PREFIX.sub("", metadata.one_line(document.get_page_label(index)))
    except ValueError:  # not UTF-16
        return ""
    return "" if label == str(index + 1) else label[:40]


def _claims(document: pdfium.PdfDocument, path: Path, allowed: Allowed) -> tuple[Claim, ...]:
    try:
        information = document.get_metadata_dict(skip_empty=True)
    except ValueError:  # not UTF-16
        information = {}
    # No information at all, not even the program's name: the file keeps it as XMP, which
    # became the rule with PDF 2.0, or has none.
    return tuple(_believed(information or _with_pypdf(path, allowed)))


def _believed(information: Mapping[str, str]) -> Iterator[Claim]:
    yield from metadata.title("Title", information.get("Title", ""), UNLOOKED_AT)
    yield from metadata.codes("Subject", information.get("Subject", ""))
    yield from metadata.authors("Author", information.get("Author", ""))
    yield from metadata.keywords("Keywords", information.get("Keywords", ""))
    yield from metadata.made(metadata.MADE, information.get(metadata.MADE, ""))


def _opened_with_pypdf(path: Path, allowed: Allowed) -> "pypdf.PdfReader":
    import pypdf  # 0.2 s, for the few files that need it

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it says a line for every small flaw
    reader = pypdf.PdfReader(path, strict=False)
    if reader.is_encrypted and not any(_opens(reader, one) for one in ("", *allowed.passwords)):
        raise locked("PDF", allowed)
    return reader


def _opens(reader: "pypdf.PdfReader", password: str) -> bool:
    try:
        return bool(reader.decrypt(password))
    except UnicodeError:
        return False


def _gives_up() -> tuple[type[Exception], ...]:
    from pypdf.errors import DependencyError, DeprecationError, PyPdfError

    return (PyPdfError, DependencyError, DeprecationError, *_GIVES_UP)


def _read_with_pypdf(path: Path, allowed: Allowed, *, is_locked: bool = False) -> Extracted:
    """Everything, from a file that pdfium does not open."""
    try:
        reader = _opened_with_pypdf(path, allowed)
        indices = range(min(len(reader.pages), MOST_PAGES_BY_PYPDF))
    except _gives_up() as error:
        raise locked("PDF", allowed) if is_locked else _why_not(path) from error
    texts = {index: text for index in indices if (text := _text_by_pypdf(reader, index))}
    if not texts:
        raise _why_not(path)
    return Extracted(
        pages=tuple(Page(number=index + 1, text=texts.get(index, "")) for index in indices),
        claims=tuple(_believed(_information(reader))),
        warnings=("The PDF is damaged; what could be saved of it was read.",),
    )


def _rescued(path: Path, indices: list[int], allowed: Allowed) -> dict[int, str]:
    """The text of pages that pdfium does not open, as far as pypdf does."""
    try:
        reader = _opened_with_pypdf(path, allowed)
        there = len(reader.pages)
    except CannotRead:
        return {}
    except _gives_up():
        return {}
    texts = (
        (index, _text_by_pypdf(reader, index))
        for index in indices[:MOST_PAGES_BY_PYPDF]
        if index < there
    )
    return {index: text for index, text in texts if text is not None}


def _text_by_pypdf(reader: "pypdf.PdfReader", index: int) -> str | None:
    try:
        return tidied(reader.pages[index].extract_text())
    except _gives_up():
        return None


def _with_pypdf(path: Path, allowed: Allowed) -> dict[str, str]:
    try:
        return _information(_opened_with_pypdf(path, allowed))
    except CannotRead:
        return {}
    except _gives_up():
        return {}


def _information(reader: "pypdf.PdfReader") -> dict[str, str]:
    """Document information by the names of the Info dictionary, from there or from XMP."""
    try:
        found = {key.lstrip("/"): str(value) for key, value in (reader.metadata or {}).items()}
        xmp: Any = reader.xmp_metadata
        if xmp is not None and not found.get("Title"):
            found["Title"] = next(iter((xmp.dc_title or {}).values()), "") or ""
            found["Author"] = ";".join(name for name in xmp.dc_creator or () if name)
            found["Keywords"] = ";".join(word for word in xmp.dc_subject or () if word)
    except _gives_up():
        return {}
    return found


def _why_not(path: Path) -> CannotRead:
    """The reason why neither library opens a file, from its two ends."""
    with path.open("rb") as file:
        head = file.read(1024)
        file.seek(max(0, path.stat().st_size - 2048))
        tail = file.read()
    if b"%PDF-" not in head:
        return CannotRead(Reason.NOT_THIS_FORMAT, "The file is named as a PDF and is none.")
    if b"startxref" not in tail and b"%%EOF" not in tail:
        return CannotRead(Reason.TRUNCATED, "The PDF breaks off before its end.")
    return CannotRead(Reason.NOT_THIS_FORMAT, "The PDF is damaged beyond reading.")
