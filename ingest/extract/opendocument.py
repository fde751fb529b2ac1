"""OpenDocument: a text's sections, a presentation's slides and a spreadsheet's sheets as pages.

The parts are read from their XML (OASIS OpenDocument 1.3): all that is needed is
the text in its order, and a file is hostile until it was read.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.document import Claim, Page
from corpus.failures import CannotRead, Reason
from ingest.extract import metadata
from ingest.extract.extracted import ALLOWED, Allowed, Extracted
from ingest.extract.headings import DEEPEST, Block, first_heading, sections
from ingest.extract.limits import limited
from ingest.extract.pagination import readable, sections_as_pages
from ingest.extract.properties import claims_of
from ingest.extract.zipped import damaged, opened, parsed, part

WHAT = "OpenDocument file"

MOST_REPEATED = 20
"""Spaces or equal cells in a row that are written out: a file may say that there are billions."""

LONGEST_SHEET = 1 << 20
"""Columns and rows are many, words are few: characters of a sheet that are read."""

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "presentation": "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}


def _name(short: str) -> str:
    """`text:p` as lxml writes it."""
    prefix, _, local = short.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


_P, _H, _TABLE, _ROW = map(_name, ("text:p", "text:h", "table:table", "table:table-row"))
_CELLS = frozenset(map(_name, ("table:table-cell", "table:covered-table-cell")))
_SPACES, _NOTE, _NOTE_BODY = map(_name, ("text:s", "text:note", "text:note-body"))
_WRITTEN = {_name("text:tab"): "\t", _name("text:line-break"): "\n"}
_LEFT_OUT = frozenset(
    map(
        _name,
        (
            "office:annotation",
            "office:event-listeners",
            "office:forms",
            "presentation:notes",
            "svg:desc",
            "svg:title",
            "table:shapes",
            "text:note-citation",
            "text:ruby-text",
            "text:tracked-changes",
        ),
    )
)


class OpenDocumentReader:
    """Reads OpenDocument texts, presentations, drawings and spreadsheets."""

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        with opened(path, allowed, WHAT) as archive:
            _check_unlocked(archive)
            content = parsed(part(archive, "content.xml", WHAT), WHAT)
            claims = tuple(_claims(archive))
        body = content.find(_name("office:body"))
        if body is None or not len(body):
            raise damaged(WHAT)
        inner = next(iter(body))
        if (slides := inner.findall(_name("draw:page"))) or inner.tag in _OF_SLIDES:
            return [_of_slides(slides, claims, allowed)]
        if inner.tag == _name("office:spreadsheet"):
            return [_of_sheets(inner, claims, allowed)]
        blocks = list(_blocks(inner, _titles(content)))
        pages = limited(sections_as_pages(sections([*blocks, *_notes(inner)])), allowed)
        return [Extracted(pages=pages, claims=claims, heading=first_heading(blocks))]


_OF_SLIDES = frozenset(map(_name, ("office:presentation", "office:drawing")))


def _check_unlocked(archive: zipfile.ZipFile) -> None:
    """The parts are encrypted one by one, and the list of parts says so."""
    if "META-INF/manifest.xml" not in archive.namelist():
        return
    manifest = parsed(part(archive, "META-INF/manifest.xml", WHAT), WHAT)
    if next(manifest.iter(_name("manifest:encryption-data")), None) is not None:
        raise CannotRead(Reason.ENCRYPTED, f"The {WHAT} opens with a password only.")


def _of_slides(slides: list[Any], claims: tuple[Claim, ...], allowed: Allowed) -> Extracted:
    pages = tuple(
        Page(number=number, text=readable(_slide(slide)), label=_slide_title(slide))
        for number, slide in enumerate(slides, start=1)
    )
    heading = next((page.label for page in pages[:1]), "")
    return Extracted(pages=limited(pages, allowed), claims=claims, heading=heading)


def _slide(slide: Any) -> str:
    notes = slide.find(_name("presentation:notes"))
    parts = [slide] if notes is None else [slide, notes]
    texts = (text for part in parts for _, text in _blocks(part, frozenset()))
    return "\n\n".join(text for text in texts if text.strip())


def _slide_title(slide: Any) -> str:
    for frame in slide.findall(_name("draw:frame")):
        if frame.get(_name("presentation:class")) == "title":
            return metadata.one_line(_text(frame))
    return ""


def _of_sheets(body: Any, claims: tuple[Claim, ...], allowed: Allowed) -> Extracted:
    written, warnings = [], []
    for sheet in body.findall(_TABLE):
        name = metadata.one_line(sheet.get(_name("table:name"), ""))
        text = "\n".join(_rows(sheet))
        if len(text) > LONGEST_SHEET:
            warnings.append(f"Of the sheet {name!r}, only the beginning is read.")
        written.append((name, text[:LONGEST_SHEET]))
    pages = limited(sections_as_pages(written), allowed)
    return Extracted(pages=pages, claims=claims, warnings=tuple(warnings))


def _blocks(parent: Any, titles: frozenset[str]) -> Iterator[Block]:
    """(level, text) of paragraphs, headings and tables in order.

    Recursion is bounded: the XML parser refuses more than 256 levels.
    """
    for child in parent:
        if child.tag == _H:
            yield _level(child), _text(child)
        elif child.tag == _P:
            yield int(child.get(_name("text:style-name")) in titles), _text(child)
        elif child.tag == _TABLE:
            yield 0, "\n".join(_rows(child))
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
            yield from _blocks(child, titles)


def _level(heading: Any) -> int:
    written = heading.get(_name("text:outline-level"), "1")
    level = int(written) if written.isdecimal() and len(written) < 3 else 0
    return level if level <= DEEPEST else 0


def _titles(content: Any) -> frozenset[str]:
    """The names of the styles a title is written in: the built-in one and what is made of it."""
    made = (
        style.get(_name("style:name"), "")
        for style in content.iter(_name("style:style"))
        if style.get(_name("style:parent-style-name")) == "Title"
    )
    return frozenset({"Title", *made})


def _notes(body: Any) -> Iterator[Block]:
    """Footnotes and endnotes, after the text."""
    notes = [metadata.one_line(_text(note)) for note in body.iter(_NOTE_BODY)]
    if any(notes):
        yield 1, "Footnotes"
        yield 0, "\n".join(filter(None, notes))


def _rows(table: Any) -> Iterator[str]:
    """Cells are separated by tabs; a table within a cell stays within its line."""
    for row in _within(table, frozenset({_ROW})):
        cells = []
        for cell in _within(row, _CELLS):
            text = metadata.one_line(_text(cell))
            times = _times(cell.get(_name("table:number-columns-repeated"), "1"))
            cells += [text] * (times if len(text) < MOST_REPEATED else 1)
        if line := "\t".join(cells).rstrip("\t"):
            yield line


def _within(parent: Any, tags: frozenset[str]) -> Iterator[Any]:
    """Elements of some kinds, also inside groups, but not inside one another."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag not in (_P, _H) and isinstance(child.tag, str):
            yield from _within(child, tags)


def _text(element: Any) -> str:
    """The words of an element; paragraphs within it end lines, footnotes are left for later."""
    parts: list[str] = []
    todo = [element]
    while todo:
        one = todo.pop()
        if isinstance(one, str):
            parts.append(one)
            continue
        if one is not element and one.tail:
            todo.append(one.tail)
        if not isinstance(one.tag, str) or one.tag in _LEFT_OUT or one.tag == _NOTE:
            continue
        if one.tag == _SPACES:
            parts.append(" " * _times(one.get(_name("text:c"), "1")))
        elif one.tag in _WRITTEN:
            parts.append(_WRITTEN[one.tag])
        else:
            if one.tag in (_P, _H) and one is not element:
                parts.append("\n" if parts and not parts[-1].endswith("\n") else "")
                todo.append("\n")
            parts.append(one.text or "")
            todo.extend(reversed(one))
    return "".join(parts)


def _times(written: str) -> int:
    return min(int(written[:9]), MOST_REPEATED) if written.isdecimal() else 1


def _claims(archive: zipfile.ZipFile) -> Iterator[Claim]:
    if "meta.xml" not in archive.namelist():
        return
    said: dict[str, list[str]] = {}
    for element in parsed(part(archive, "meta.xml", WHAT), WHAT).iter():
        if isinstance(element.tag, str) and element.text:
            said.setdefault(element.tag, []).append(element.text)
    yield from claims_of(
        {
            "title": _said(said, "dc:title"),
            "subject": _said(said, "dc:subject"),
            "author": _said(said, "meta:initial-creator") or _said(said, "dc:creator"),
            "keywords": _said(said, "meta:keyword"),
            "language": _said(said, "dc:language"),
            "created": _said(said, "meta:creation-date"),
        }
    )


def _said(said: dict[str, list[str]], name: str) -> str:
    return ";".join(said.get(_name(name), ()))
