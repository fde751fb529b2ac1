"""DOCX: a section a page, tables row by row, and the properties of the file.

python-docx opens the package and knows its parts, styles and properties. The
text is taken from the XML itself, for its `paragraphs` leave out what stands in
content controls (cover pages) and in tracked insertions.
"""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import InvalidXmlError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from corpus.document import Claim
from corpus.failures import CannotRead, Reason
from ingest.extract import metadata
from ingest.extract.extracted import ALLOWED, Allowed, Extracted
from ingest.extract.pagination import sections_as_pages

LARGEST = 200 * 1024 * 1024
"""Bytes of the unpacked parts; an honest report has a few megabytes."""

DEEPEST = 2
"""Levels of headings that begin a section."""

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_WRITTEN = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_LEFT_OUT = frozenset(
    {
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",  # said twice
        qn("w:pPr"),  # holds tab stops, which are not tabs
        qn("w:del"),
        qn("w:moveFrom"),
    }
)

# The package is checked in few places by python-docx: a wrong one ends in any of these.
_GIVES_UP = (
    AssertionError,
    AttributeError,
    InvalidXmlError,
    LookupError,
    NotImplementedError,
    OpcError,
    OSError,
    RuntimeError,
    SyntaxError,  # of the XML
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    EOFError,
    lzma.LZMAError,
    struct.error,
    zipfile.LargeZipFile,
    zlib.error,
)


class DocxReader:
    """Reads Word files of 2007 and later."""

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        _check(path)
        try:
            document = docx.Document(str(path))
            levels = _levels(document)
            blocks = [*_blocks(document.element.body, levels), *_notes(document)]
        except _GIVES_UP as error:
            raise CannotRead(Reason.NOT_THIS_FORMAT, "The Word file is damaged.") from error
        headings = [text for level, text in blocks if level == 1 and text.strip()]
        return [
            Extracted(
                pages=sections_as_pages(_sections(blocks)),
                claims=tuple(_claims(document)),
                heading=metadata.one_line(headings[0]) if headings else "",
            )
        ]


def _check(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except _GIVES_UP as error:
        raise _broken_zip(path) from error
    size = sum(member.file_size for member in members)  # zipfile reads no more than it says here
    if size > LARGEST:
        raise CannotRead(Reason.TOO_LARGE, f"Unpacked, the Word file has {size >> 20} MB.")
    if any(member.flag_bits & 1 for member in members):
        raise CannotRead(Reason.ENCRYPTED, "The Word file is locked with a password.")


def _broken_zip(path: Path) -> CannotRead:
    with path.open("rb") as file:
        if file.read(4) == b"PK\x03\x04":
            return CannotRead(Reason.TRUNCATED, "The Word file breaks off before its end.")
    return CannotRead(Reason.NOT_THIS_FORMAT, "The file is named as a Word file and is none.")


def _sections(blocks: list[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """(heading, text) of each section; a heading with nothing below it goes to the next one."""
    label, parts, has_body = "", list[str](), False
    for level, text in blocks:
        if level and text.strip():
            if has_body:
                yield label, "\n\n".join(parts)
                parts, has_body = [], False
            label = text
        else:
            has_body = has_body or bool(text.strip())
        parts.append(text)
    yield label, "\n\n".join(parts)


def _blocks(parent: Any, levels: dict[str, int]) -> Iterator[tuple[int, str]]:
    """(level, text) of paragraphs and tables in order; level 0 is no heading of a section.

    Recursion is bounded: the XML parser refuses more than 256 levels.
    """
    for child in parent:
        if child.tag == _PARAGRAPH:
            yield _level(child, levels), _text(child)
        elif child.tag == _TABLE:
            yield 0, "\n".join(_rows(child))
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
            yield from _blocks(child, levels)


def _notes(document: Document) -> Iterator[tuple[int, str]]:
    """Footnotes and endnotes, which python-docx leaves alone, after the text."""
    for kind in ("footnotes", "endnotes"):
        for relation in document.part.rels.values():
            if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
                notes = [_text(note).strip() for note in parse_xml(relation.target_part.blob)]
                if any(notes):
                    yield 1, kind.capitalize()
                    yield 0, "\n".join(note for note in notes if note)


def _rows(table: Any) -> Iterator[str]:
    """Cells are separated by tabs; a table within a cell stays within its line."""
    for row in _within(table, _ROW, frozenset({_ROW, _PARAGRAPH})):
        cells = _within(row, _CELL, frozenset({_CELL, _PARAGRAPH}))
        yield "\t".join(" ".join(_text(cell).split()) for cell in cells)


def _within(parent: Any, tag: str, closed: frozenset[str]) -> Iterator[Any]:
    """Elements of one kind, also inside content controls, but not inside one another."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in closed and isinstance(child.tag, str):
            yield from _within(child, tag, closed)


def _text(element: Any) -> str:
    """The words of an element; paragraphs and cells within it end lines."""
    parts: list[str] = []
    todo = [element]
    while todo:
        one = todo.pop()
        if isinstance(one, str):
            parts.append(one)
        elif one.tag == qn("w:t"):
            parts.append(one.text or "")
        elif one.tag in _WRITTEN:
            parts.append(_WRITTEN[one.tag])
        elif isinstance(one.tag, str) and one.tag not in _LEFT_OUT:
            if one.tag in (_PARAGRAPH, _CELL) and one is not element:
                todo.append("\n")
            todo.extend(reversed(one))
    return "".join(parts)


def _level(paragraph: Any, levels: dict[str, int]) -> int:
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        return 0
    own = _outline_level(properties)
    if own is not None:
        return own
    style = properties.find(qn("w:pStyle"))
    return levels.get(style.get(qn("w:val"), ""), 0) if style is not None else 0


def _levels(document: Document) -> dict[str, int]:
    """Style id → level of heading, for the styles that begin a section.

    Ids are in the language of the Word that wrote the file (`berschrift1`); the names
    of built-in styles are English everywhere, and other styles say their outline level.
    """
    levels: dict[str, int] = {}
    for style in document.styles.element.iterchildren(qn("w:style")):
        name = style.find(qn("w:name"))
        written = (name.get(qn("w:val"), "") if name is not None else "").lower()
        properties = style.find(qn("w:pPr"))
        level = _outline_level(properties) if properties is not None else None
        if written in ("title", "heading 1"):
            level = 1
        elif written == "heading 2":
            level = 2
        levels[style.get(qn("w:styleId"), "")] = level or 0
    return levels


def _outline_level(properties: Any) -> int | None:
    """1 for the outermost, 0 for what begins no section, None where it is not said."""
    outline = properties.find(qn("w:outlineLvl"))
    if outline is None:
        return None
    written = outline.get(qn("w:val"), "")
    level = int(written) + 1 if written.isdecimal() and len(written) < 3 else 0
    return level if level <= DEEPEST else 0


def _claims(document: Document) -> Iterator[Claim]:
    yield from metadata.title("title", _property(document, "title"))
    yield from metadata.codes("subject", _property(document, "subject"))
    yield from metadata.authors("author", _property(document, "author"))
    yield from metadata.keywords("keywords", _property(document, "keywords"))
    yield from metadata.language("language", _property(document, "language"))
    yield from metadata.made("created", _property(document, "created"))


def _property(document: Document, name: str) -> str:
    try:
        return str(getattr(document.core_properties, name) or "")
    except _GIVES_UP:  # a date that is none, a part that is broken
        return ""
