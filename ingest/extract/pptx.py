"""PPTX: a slide a page with its title as label, tables row by row, charts and notes included."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.package import Package
from pptx.parts.presentation import PresentationPart

from corpus.document import Page
from ingest.extract import metadata
from ingest.extract.extracted import ALLOWED, Allowed, Extracted
from ingest.extract.limits import check_pages
from ingest.extract.pagination import readable
from ingest.extract.properties import claims_of, stated
from ingest.extract.zipped import BROKEN, damaged, in_plain_namespaces, parsed

WHAT = "PowerPoint file"

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_GROUPS = tuple(
    f"{{http://schemas.openxmlformats.org/{end}}}{name}"
    for end, name in (
        ("presentationml/2006/main", "grpSp"),
        ("markup-compatibility/2006", "AlternateContent"),
        ("markup-compatibility/2006", "Choice"),
    )
)
_WRITTEN = {f"{_A}tab": "\t", f"{_A}br": "\n"}
_PARAGRAPH, _RUN, _TABLE, _ROW, _CELL = (f"{_A}{name}" for name in ("p", "t", "tbl", "tr", "tc"))
_GIVES_UP = (*BROKEN, PythonPptxError)

WITH_TEXT = ("/diagramData", "/chart")
"""What belongs to a slide and holds words of it, by the end of its relation's name."""


class PptxReader:
    """Reads PowerPoint files of 2007 and later; a slide without words is an empty page."""

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        try:
            with in_plain_namespaces(path, allowed, WHAT) as file:
                main = Package.open(file).main_document_part
            if not isinstance(main, PresentationPart):
                raise damaged(WHAT)
            slides = list(main.presentation.slides)
            check_pages(len(slides), allowed)
            pages = tuple(_page(number, slide) for number, slide in enumerate(slides, start=1))
            claims = tuple(claims_of(_stated(main)))
        except _GIVES_UP as error:
            raise damaged(WHAT) from error
        heading = next((page.label for page in pages[:1]), "")
        return [Extracted(pages=pages, claims=claims, heading=heading)]


def _stated(main: PresentationPart) -> dict[str, str]:
    """The properties of the file; python-pptx makes some up for one that has none."""
    try:
        main.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    except KeyError:
        return {}
    return stated(main.presentation.core_properties)


def _page(number: int, slide: Any) -> Page:
    title = slide.shapes.title
    label = metadata.one_line(_text(title._element)) if title is not None else ""
    return Page(number=number, text=readable("\n\n".join(_texts(slide))), label=label)


def _texts(slide: Any) -> Iterator[str]:
    """The words of a slide: shapes in their order, then what they only refer to, then notes."""
    yield from _of_shapes(slide.shapes._spTree)
    for relation in slide.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(WITH_TEXT):
            yield _text(parsed(relation.target_part.blob, WHAT))
    if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame) is not None:
        yield _text(notes._element)


def _of_shapes(tree: Any) -> Iterator[str]:
    """Recursion is bounded: the XML parser refuses more than 256 levels."""
    for shape in tree:
        if shape.tag in _GROUPS:
            yield from _of_shapes(shape)
        elif isinstance(shape.tag, str):
            table = next(shape.iter(_TABLE), None)
            yield _text(shape) if table is None else "\n".join(_rows(table))


def _rows(table: Any) -> Iterator[str]:
    for row in table.iterchildren(_ROW):
        yield "\t".join(metadata.one_line(_text(cell)) for cell in row.iterchildren(_CELL))


def _text(element: Any) -> str:
    """The paragraphs of an element, a line each; in a chart, its names of series and categories."""
    lines = [_line(paragraph) for paragraph in element.iter(_PARAGRAPH)]
    if element.tag == f"{_C}chartSpace":
        names = (
            value.text for held in element.iter(f"{_C}strCache") for value in held.iter(f"{_C}v")
        )
        lines += dict.fromkeys(name for name in names if name)
    return "\n".join(line for line in lines if line.strip())


def _line(paragraph: Any) -> str:
    return "".join(
        one.text or "" if one.tag == _RUN else _WRITTEN.get(one.tag, "")
        for one in paragraph.iter()
        if isinstance(one.tag, str)
    )
