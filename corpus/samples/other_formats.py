"""Makes one document in each of the formats that are neither PDF nor DOCX.

What a library writes of the time at which it wrote is set to a day long ago.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from html import escape
from io import BytesIO
from itertools import groupby
from typing import Any

import openpyxl
from pptx import Presentation

from corpus.samples.source import Block, Source, blocks

LONG_AGO = datetime(2009, 9, 1)  # noqa: DTZ001 (the properties of Office files carry no zone)

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns"


def front(source: Source) -> list[str]:
    """What stands under the title."""
    lines = (source.line, source.author_line, source.date, source.code, source.notice)
    return [line for line in lines if line]


def chapters(source: Source) -> list[tuple[str, list[Block]]]:
    """The (heading, blocks) of each section of the first level."""
    found: list[tuple[str, list[Block]]] = []
    for block in blocks(source.body):
        if block.depth == 1:
            found.append((block.text, []))
        else:
            found[-1][1].append(block)
    return found


def without_clock(content: bytes) -> bytes:
    """The same ZIP file with the same time on every entry."""
    with zipfile.ZipFile(BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    if core := parts.get("docProps/core.xml"):
        day = f"{LONG_AGO.isoformat()}Z".encode()
        parts["docProps/core.xml"] = _MODIFIED.sub(rb"\g<1>" + day, core)
    return packed(parts)


def packed(parts: dict[str, bytes]) -> bytes:
    """A ZIP file; a part called `mimetype` is not compressed, as those who look for it expect."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, method)
    return target.getvalue()


def odt(source: Source) -> bytes:
    """An OpenDocument text with headings and properties."""
    style = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    )
    body = f'<text:p text:style-name="P1">{escape(source.title)}</text:p>'
    body += "".join(f"<text:p>{escape(line)}</text:p>" for line in front(source))
    body += "".join(_odt_block(block) for block in blocks(source.body))
    content = _odf(
        "content",
        f"<office:automatic-styles>{style}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body>",
    )
    meta = _odf(
        "meta",
        f"<office:meta><dc:title>{escape(source.hidden_title)}</dc:title>"
        f"<meta:initial-creator>{escape(source.hidden_author)}</meta:initial-creator>"
        f"<meta:creation-date>{LONG_AGO.isoformat()}</meta:creation-date></office:meta>",
    )
    kind = "application/vnd.oasis.opendocument.text"
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{type_}"/>'
        for name, type_ in (("/", kind), ("content.xml", "text/xml"), ("meta.xml", "text/xml"))
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_NAMESPACE}:manifest:1.0" manifest:version="1.3">'
        f"{listed}</manifest:manifest>"
    )
    return packed(
        {
            "mimetype": kind.encode(),
            "content.xml": content.encode(),
            "meta.xml": meta.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def _odf(part: str, inner: str) -> str:
    names = " ".join(
        f'xmlns:{name}="{_NAMESPACE}:{name}:1.0"' for name in ("office", "style", "text", "meta")
    )
    return (
        f'<office:document-{part} {names} xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'office:version="1.3">{inner}</office:document-{part}>'
    )


def _odt_block(block: Block) -> str:
    text = escape(block.text)
    if block.depth:
        return f'<text:h text:outline-level="{block.depth}">{text}</text:h>'
    if block.bullet:
        return f"<text:list><text:list-item><text:p>{text}</text:p></text:list-item></text:list>"
    return f"<text:p>{text}</text:p>"


def rtf(source: Source) -> bytes:
    """An RTF file with heading styles and information, its letters above ASCII as numbers."""
    head = (
        r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\fcharset0 Arial;}}"
        r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2\outlinelevel1 heading 2;}}"
        rf"{{\info{{\title {_rtf(source.hidden_title)}}}{{\author {_rtf(source.hidden_author)}}}"
        rf"{{\creatim\yr{LONG_AGO.year}\mo{LONG_AGO.month}\dy{LONG_AGO.day}}}}}"
    )
    lines = [(1, source.title), *((0, line) for line in front(source))]
    lines += [(block.depth, block.text) for block in blocks(source.body)]
    body = "\n".join(rf"\pard\s{depth} {_rtf(text)}\par" for depth, text in lines)
    return f"{head}\n{body}\n}}\n".encode("ascii")


def _rtf(text: str) -> str:
    plain = re.sub(r"([\\{}])", r"\\\1", text)
    return "".join(c if c.isascii() else rf"\u{ord(c)}?" for c in plain)


def slides(source: Source) -> bytes:
    """A PPTX: the title, then a slide a section."""
    presentation: Any = Presentation()
    _slide(presentation, 0, source.title, front(source))
    for heading, inside in chapters(source):
        _slide(presentation, 1, heading, [block.text for block in inside])
    properties = presentation.core_properties
    properties.title, properties.author = source.hidden_title, source.hidden_author
    properties.last_modified_by = ""
    properties.created = properties.modified = LONG_AGO
    target = BytesIO()
    presentation.save(target)
    return without_clock(target.getvalue())


def _slide(presentation: Any, layout: int, title: str, lines: list[str]) -> None:
    slide = presentation.slides.add_slide(presentation.slide_layouts[layout])
    slide.shapes.title.text = title
    slide.placeholders[1].text = "\n".join(lines)


def sheets(source: Source) -> bytes:
    """An XLSX: a sheet a section, a row a bullet, cells between semicolons."""
    book: Any = openpyxl.Workbook()
    book.remove(book.active)
    for number, (heading, inside) in enumerate(chapters(source)):
        sheet = book.create_sheet(heading)
        for line in (source.title, *front(source)) if number == 0 else ():
            sheet.append([line])
        for block in inside:
            sheet.append([_value(cell.strip()) for cell in block.text.split(";")])
    book.properties.title, book.properties.creator = source.hidden_title, source.hidden_author
    book.properties.created = LONG_AGO
    target = BytesIO()
    book.save(target)
    return without_clock(target.getvalue())


def _value(cell: str) -> str | int:
    return int(cell.replace(",", "")) if re.fullmatch(r"[\d,]+", cell) else cell


def epub(source: Source) -> bytes:
    """An EPUB: the title page, then a chapter a section."""
    title_page = [Block(text=source.title, depth=1), *(Block(text=line) for line in front(source))]
    written = [title_page] + [
        [Block(text=heading, depth=1), *inside] for heading, inside in chapters(source)
    ]
    names = [f"chapter-{number}.xhtml" for number in range(len(written))]
    items = "".join(
        f'<item id="c{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(names)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">{source.file}</dc:identifier>'
        f"<dc:title>{escape(source.hidden_title)}</dc:title>"
        f"<dc:creator>{escape(source.hidden_author)}</dc:creator><dc:language>en</dc:language>"
        f"<dc:date>{source.date}</dc:date></metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = (
        '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="book.opf" '
        'media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    parts = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": container.encode(),
        "book.opf": package.encode(),
    }
    chapters_ = zip(names, written, strict=True)
    return packed(parts | {name: _xhtml(inside).encode() for name, inside in chapters_})


def _xhtml(inside: list[Block]) -> str:
    body = "".join(_elements(inside))
    return (
        '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'lang="en"><head><title>{escape(inside[0].text)}</title></head><body>{body}</body></html>'
    )


def _elements(inside: list[Block]) -> Iterator[str]:
    for is_list, group in groupby(inside, key=lambda block: block.bullet):
        if is_list:
            yield "<ul>" + "".join(f"<li>{escape(block.text)}</li>" for block in group) + "</ul>"
            continue
        for block in group:
            tag = f"h{block.depth}" if block.depth else "p"
            yield f"<{tag}>{escape(block.text)}</{tag}>"


BY_ENDING: dict[str, Callable[[Source], bytes]] = {
    ".odt": odt,
    ".rtf": rtf,
    ".pptx": slides,
    ".xlsx": sheets,
    ".epub": epub,
}
"""The ending of a file → what makes it."""
