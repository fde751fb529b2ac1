"""DOCX: a section a page, tables row by row, and the properties of the file.

python-docx opens the package and knows its parts, styles and properties. The
text is taken from the XML itself, for its `paragraphs` leave out what stands in
content controls (cover pages) and in tracked insertions.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.part import PartFactory
from docx.oxml.exceptions import InvalidXmlError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.package import Package
from docx.parts.document import DocumentPart

from ingest.extract.encoding import decoded
from ingest.extract.extracted import ALLOWED, Allowed, Extracted
from ingest.extract.headings import DEEPEST, Block, first_heading, sections
from ingest.extract.html import sections_of
from ingest.extract.limits import limited
from ingest.extract.pagination import sections_as_pages
from ingest.extract.properties import claims_of, stated
from ingest.extract.zipped import BROKEN, damaged, in_plain_namespaces
from ingest.media_type import HTML, PLAIN_TEXT

WHAT = "Word file"

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT_BOX, _ALT_CHUNK = qn("w:txbxContent"), qn("w:altChunk")
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

_CHUNKS_READ = (HTML, "application/xhtml+xml", PLAIN_TEXT)
_GIVES_UP = (*BROKEN, InvalidXmlError, OpcError)

# With macros, or as a template, it is a document all the same; python-docx knows only the plain.
for _type in (
    CONTENT_TYPE.WML_DOCUMENT_MAIN.replace("document.main", "template.main"),
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
):
    PartFactory.part_type_for[_type] = DocumentPart


class DocxReader:
    """Reads Word files of 2007 and later."""

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        try:
            document = _opened(path, allowed)
            levels = _levels(document)
            blocks = list(_blocks(document, document.element.body, levels))
            notes = list(_notes(document))
            claims = tuple(claims_of(_stated(document)))
            warnings = tuple(_unread(document))
        except _GIVES_UP as error:
            raise damaged(WHAT) from error
        pages = limited(sections_as_pages(sections([*blocks, *notes])), allowed)
        return [
            Extracted(pages=pages, claims=claims, heading=first_heading(blocks), warnings=warnings)
        ]


def _opened(path: Path, allowed: Allowed) -> Document:
    with in_plain_namespaces(path, allowed, WHAT) as file:
        main = Package.open(file).main_document_part
    if not isinstance(main, DocumentPart):
        raise damaged(WHAT)
    document: Document = main.document
    return document


def _stated(document: Document) -> dict[str, str]:
    """The properties of the file; python-docx makes some up for one that has none."""
    try:
        document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    except KeyError:
        return {}
    return stated(document.core_properties)


def _chunks(document: Document, parent: Any) -> Iterator[Any]:
    """The parts in other formats that are set into the text; Word shows them as its own."""
    for chunk in parent.iter(_ALT_CHUNK):
        relation = document.part.rels.get(chunk.get(qn("r:id"), ""))
        if relation is not None and not relation.is_external:
            yield relation.target_part


def _unread(document: Document) -> Iterator[str]:
    for part in _chunks(document, document.element.body):
        if part.content_type not in _CHUNKS_READ:
            yield f"A part of it in another format ({part.content_type[:80]}) is not read."


def _blocks(document: Document, parent: Any, levels: dict[str, int]) -> Iterator[Block]:
    """(level, text) of paragraphs and tables in order; level 0 is no heading of a section.

    Recursion is bounded: the XML parser refuses more than 256 levels.
    """
    for child in parent:
        if child.tag == _PARAGRAPH:
            yield _level(child, levels), _text(child)
        elif child.tag == _TABLE:
            yield 0, "\n".join(_rows(child))
        elif child.tag == _ALT_CHUNK:
            relation = document.part.rels.get(child.get(qn("r:id"), ""))
            if relation is not None and not relation.is_external:
                yield from _chunk(relation.target_part)
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
            yield from _blocks(document, child, levels)


def _chunk(part: Any) -> Iterator[Block]:
    """The text of a part in another format, where that is HTML or plain."""
    if part.content_type == PLAIN_TEXT:
        yield 0, decoded(part.blob)
    elif part.content_type in _CHUNKS_READ:
        for section in sections_of(part.blob):
            yield 0, section.text


def _notes(document: Document) -> Iterator[Block]:
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
        elif isinstance(one.tag, str) and one.tag not in _LEFT_OUT and not _is_hidden(one):
            if one.tag == _TEXT_BOX:
                parts.append("\n")
            if one.tag in (_PARAGRAPH, _CELL) and one is not element:
                todo.append("\n")
            todo.extend(reversed(one))
    return "".join(parts)


def _is_hidden(run: Any) -> bool:
    """Whether Word neither shows nor prints a run."""
    if run.tag != qn("w:r"):
        return False
    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(qn("w:val"), "1") not in ("0", "false", "off")


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
