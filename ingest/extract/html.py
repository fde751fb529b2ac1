"""HTML: what a reader of the page reads, a section a page."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from bs4.dammit import EncodingDetector
from bs4.element import NavigableString, PageElement, PreformattedString

from ingest.extract.encoding import decoded
from ingest.extract.extracted import ALLOWED, Allowed, Extracted
from ingest.extract.html_claims import Head, claims_of
from ingest.extract.metadata import one_line
from ingest.extract.pagination import sections_as_pages


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


SILENT = _tags(
    "audio button canvas datalist embed head iframe input map noscript object option script"
    " select style svg template textarea title video"
)
"""Elements that hold nothing to read."""

AROUND = _tags("aside dialog footer form header menu nav")
"""Elements that usually stand around the text and are the same on every page of a site."""

CONTENT = _tags("article main section")
"""Elements whose header is a heading, not a banner."""

HEADINGS = _tags("h1 h2 h3")
"""Headings that begin a section."""

PARAGRAPHS = _tags(
    "article blockquote dl figure h1 h2 h3 h4 h5 h6 hr main ol p pre section table ul"
)
LINES = _tags(
    "address aside body caption center dd details dialog div dt fieldset figcaption footer form"
    " header legend li menu nav summary tbody tfoot thead tr"
)
CELLS = _tags("td th")
LAYOUT = _tags("h1 h2 h3 h4 h5 h6 table")
"""What a cell of a data table does not hold: such a table was used to arrange the page."""

ALMOST_NOTHING = 50
"""Characters: a page with less outside of its header and forms has its text inside them."""

LOOKED_AT = 300
"""Elements of a cell or a heading that are looked at, so that nesting them costs little."""

DECLARED_WITHIN = 4_096
"""Bytes in which the encoding is declared; browsers look at a quarter of it."""

_SPACES = re.compile(r"\s+")
_RUNS = re.compile(r" {2,}")
_AT_EDGES = re.compile(r" ?([\n\t]) ?")
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")


class HtmlReader:
    """Reads HTML and XHTML as browsers do: whatever its mistakes, there is a page."""

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        soup = _parsed(path.read_bytes())
        head = _head(soup)
        by_printed_page = ("generator", "pdftohtml") in {
            (name, content.split(" ")[0].lower()) for name, content in head.meta
        }
        writing = _written(soup, AROUND, by_printed_page=by_printed_page)
        if sum(len(text) for _, text in writing.sections) < ALMOST_NOTHING:
            writing = _written(soup, frozenset(), by_printed_page=by_printed_page)
        heading = "" if by_printed_page else writing.heading or _first_heading(soup)
        return [
            Extracted(
                pages=sections_as_pages(writing.sections),
                claims=tuple(claims_of(head, heading)),
                heading=heading,
            )
        ]


def _parsed(data: bytes) -> BeautifulSoup:
    declared = EncodingDetector.find_declared_encoding(data[:DECLARED_WITHIN], is_html=True)
    text = decoded(data, declared or "").replace("\0", "")
    if declaration := _XML_DECLARATION.match(text):
        text = text[declaration.end() :]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its guesses that this is the name of a file, or XML
        return BeautifulSoup(text, "lxml")


def _head(soup: BeautifulSoup) -> Head:
    root = soup.find("html")
    return Head(
        title=_text_of(soup.find("title")),
        language=_attribute(root, "lang") or _attribute(root, "xml:lang"),
        meta=tuple(_meta(soup)),
        json_ld=tuple(
            script.get_text() for script in soup.find_all("script", type="application/ld+json")
        ),
    )


def _meta(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for tag in soup.find_all("meta"):
        content = _attribute(tag, "content").strip()
        for key in ("name", "property", "itemprop", "http-equiv"):
            name = _attribute(tag, key).strip().lower()
            if name and content:
                yield name, content
                break


def _attribute(tag: PageElement | None, name: str) -> str:
    value = tag.get(name) if isinstance(tag, Tag) else None
    return value if isinstance(value, str) else " ".join(value or ())


def _first_heading(soup: BeautifulSoup) -> str:
    return _text_of(soup.find("h1"))


def _text_of(tag: PageElement | None) -> str:
    """The text of a small element, on one line."""
    if not isinstance(tag, Tag):
        return ""
    parts = []
    for element in _first_within(tag):
        if isinstance(element, Tag):
            parts.append(" " if element.name in LINES | PARAGRAPHS | {"br"} else "")
        elif isinstance(element, NavigableString) and not isinstance(element, PreformattedString):
            parts.append(element)
    return one_line("".join(parts))[:LOOKED_AT]


@dataclass(slots=True)
class _Writing:
    """The sections written so far, and the one that is being written."""

    sections: list[tuple[str, str]] = field(default_factory=list)
    heading: str = ""
    label: str = ""
    parts: list[str] = field(default_factory=list)
    has_body: bool = False
    line_ends: int = 0
    cells: int = 0

    def begin_section(self, label: str) -> None:
        """A heading with nothing below it goes to the next section."""
        if self.has_body:
            self.end()
        self.label = label

    def end(self) -> None:
        text = _AT_EDGES.sub(r"\1", _RUNS.sub(" ", "".join(self.parts)))
        if text.strip():
            self.sections.append((self.label, text))
        self.parts, self.has_body, self.line_ends = [], False, 0

    def write(self, text: str) -> None:
        """White space between blocks is nothing; line ends wait until words follow."""
        if self.line_ends and text.isspace() and text != "\t":
            return
        self.parts.append("\n" * self.line_ends + text)
        self.line_ends = 0

    def break_line(self, mark: str) -> None:
        """A block that ends where the next begins breaks the line once.

        A cell of a table stays on its line.
        """
        if self.cells:
            self.parts.append(" ")
        else:
            self.line_ends = max(self.line_ends, len(mark))


@dataclass(frozen=True, slots=True)
class _End:
    """Where an element ends, among the elements still to be written."""

    name: str
    is_data_cell: bool = False


def _written(soup: BeautifulSoup, left_out: frozenset[str], *, by_printed_page: bool) -> _Writing:
    """The sections of a page, in order.

    The elements still to come are kept in a list and not on Python's stack, for
    pages can nest a hundred thousand deep.
    """
    writing = _Writing()
    todo: list[PageElement | _End] = [soup]
    inside = {"heading": 0, "content": 0, "pre": 0}
    while todo:
        element = todo.pop()
        if isinstance(element, _End):
            _leave(writing, element, inside)
        elif isinstance(element, Tag):
            name = element.name
            if name in SILENT or (
                name in left_out and not (name == "header" and inside["content"])
            ):
                continue
            end = _enter(writing, element, inside, by_printed_page=by_printed_page)
            todo.append(end)
            todo.extend(reversed(element.contents))
        elif isinstance(element, NavigableString) and not isinstance(element, PreformattedString):
            text = str(element) if inside["pre"] else _SPACES.sub(" ", element)
            writing.write(text)
            if not inside["heading"] and not text.isspace():
                writing.has_body = True
    writing.end()
    return writing


def _enter(writing: _Writing, tag: Tag, inside: dict[str, int], *, by_printed_page: bool) -> _End:
    name = tag.name
    is_data_cell = name in CELLS and not _arranges_the_page(tag)
    if _begins_section(writing, name, inside) and (label := _text_of(tag)):
        writing.begin_section(label)
        if name == "h1":
            writing.heading = writing.heading or label
    elif by_printed_page and name == "a" and _attribute(tag, "name").isdecimal():
        writing.begin_section(_attribute(tag, "name"))
    _count(inside, name, 1)
    if is_data_cell:
        writing.cells += 1
    else:
        _separate(writing, name)
    return _End(name, is_data_cell)


def _begins_section(writing: _Writing, name: str, inside: dict[str, int]) -> bool:
    return name in HEADINGS and not inside["heading"] and not writing.cells


def _leave(writing: _Writing, end: _End, inside: dict[str, int]) -> None:
    _count(inside, end.name, -1)
    if end.is_data_cell:
        writing.cells -= 1
        writing.write(" " if writing.cells else "\t")
    elif end.name != "br":
        _separate(writing, end.name)


def _separate(writing: _Writing, name: str) -> None:
    if name == "br" and writing.line_ends and not writing.cells:
        writing.line_ends = 2  # two in a row are how a paragraph was made once
    elif mark := _mark(name):
        writing.break_line(mark)


def _count(inside: dict[str, int], name: str, step: int) -> None:
    if name in HEADINGS:
        inside["heading"] += step
    elif name in CONTENT:
        inside["content"] += step
    elif name == "pre":
        inside["pre"] += step


def _mark(name: str) -> str:
    """What separates an element from its neighbours; nothing within a line."""
    if name in PARAGRAPHS:
        return "\n\n"
    return "\n" if name in LINES or name in CELLS or name == "br" else ""


def _arranges_the_page(cell: Tag) -> bool:
    """Whether a cell is a part of the page rather than of a table of data."""
    paragraphs = 0
    for element in _first_within(cell):
        if isinstance(element, Tag):
            paragraphs += element.name == "p"
            if element.name in LAYOUT or paragraphs > 1:
                return True
    return False


def _first_within(tag: Tag) -> Iterator[PageElement]:
    """The first LOOKED_AT descendants, in order.

    `tag.descendants` goes down to the very last one before it gives the first, which
    takes quadratic time where it is asked at every level.
    """
    todo = tag.contents[LOOKED_AT::-1]
    for _ in range(LOOKED_AT):
        if not todo:
            return
        element = todo.pop()
        yield element
        if isinstance(element, Tag):
            todo.extend(element.contents[LOOKED_AT::-1])
