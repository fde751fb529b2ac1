"""A web page written down as sections, in the order in which it is read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag

from ingest.extract.html_around import Around, is_text
from ingest.extract.html_elements import (
    CELLS,
    CONTENT,
    HEADINGS,
    LINES,
    PARAGRAPHS,
    SILENT,
    arranges_the_page,
    attribute,
    is_words,
    text_of,
)
from ingest.extract.html_items import Item, day_of

if TYPE_CHECKING:
    from bs4.element import PageElement

MOST_TIMES = 20

_SPACES = re.compile(r"\s+")
_RUNS = re.compile(r" {2,}")
_AT_EDGES = re.compile(r" ?([\n\t]) ?")


@dataclass(frozen=True, slots=True)
class Section:
    """The text below a heading. `item` says which item of a list it belongs to, 0 for none."""

    label: str
    text: str
    item: int = 0


@dataclass(slots=True)
class Writing:
    """The sections written so far, and the one that is being written.

    `times` are the days stated outside of items: (name of the element's class, day).
    """

    items: Mapping[int, Item] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    times: list[tuple[str, str]] = field(default_factory=list)
    heading: str = ""
    label: str = ""
    parts: list[str] = field(default_factory=list)
    has_body: bool = False
    line_ends: int = 0
    cells: int = 0
    item: int = 0

    @property
    def length(self) -> int:
        """Characters written."""
        return sum(len(section.text) for section in self.sections)

    def begin_section(self, label: str) -> None:
        """A heading with nothing below it goes to the next section."""
        if self.has_body:
            self.end()
        self.label = label

    def begin_item(self, item: int, label: str) -> None:
        """An item is in sections of its own; within it, there are no others."""
        self.end()
        self.item, self.label = item, label

    def end(self) -> None:
        """Finish the section."""
        text = _AT_EDGES.sub(r"\1", _RUNS.sub(" ", "".join(self.parts)))
        if text.strip():
            self.sections.append(Section(self.label, text, self.item))
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
    item: int = 0


def written(
    soup: BeautifulSoup,
    items: Mapping[int, Item],
    left_out: frozenset[str],
    *,
    by_printed_page: bool,
    silent: frozenset[str] = SILENT,
) -> Writing:
    """The sections of a page, in order; everything, where nothing is to be left out.

    What stands in `silent` elements is no text.

    The elements still to come are kept in a list and not on Python's stack, for
    pages can nest a hundred thousand deep.
    """
    writing = Writing(items=items)
    around = Around(soup.find("h1"))
    todo: list[PageElement | _End] = [soup]
    inside = {"heading": 0, "content": 0, "pre": 0}
    while todo:
        element = todo.pop()
        if isinstance(element, _End):
            _leave(writing, element, inside)
        elif isinstance(element, Tag):
            name = element.name
            is_banner = (
                name in left_out
                and not (name == "header" and inside["content"])
                and not is_text(element, within_text=bool(inside["content"]))
            )
            if name in silent or is_banner or (left_out and around.holds(element)):
                continue
            end = _enter(writing, element, inside, by_printed_page=by_printed_page)
            todo.append(end)
            todo.extend(reversed(element.contents))
        elif is_words(element):
            text = str(element) if inside["pre"] else _SPACES.sub(" ", str(element))
            writing.write(text)
            if not inside["heading"] and not text.isspace():
                writing.has_body = True
    writing.end()
    return writing


def _enter(writing: Writing, tag: Tag, inside: dict[str, int], *, by_printed_page: bool) -> _End:
    name = tag.name
    item = 0
    is_data_cell = name in CELLS and not arranges_the_page(tag)
    if id(tag) in writing.items and not writing.item and not writing.cells:
        item = 1 + list(writing.items).index(id(tag))
        writing.begin_item(item, writing.items[id(tag)].heading)
    elif writing.item:
        pass
    elif _begins_section(writing, name, inside) and (label := text_of(tag)):
        writing.begin_section(label)
        if name == "h1":
            writing.heading = writing.heading or label
    elif by_printed_page and name == "a" and attribute(tag, "name").isdecimal():
        writing.begin_section(attribute(tag, "name"))
    elif len(writing.times) < MOST_TIMES and (day := day_of(tag)):
        said = " ".join([attribute(tag, "class"), attribute(tag, "itemprop")]).lower()
        writing.times.append((f"{said} pubdate" if tag.has_attr("pubdate") else said, day))
    _count(inside, name, 1)
    if is_data_cell:
        writing.cells += 1
    else:
        _separate(writing, name)
    return _End(name, is_data_cell, item)


def _begins_section(writing: Writing, name: str, inside: dict[str, int]) -> bool:
    return name in HEADINGS and not inside["heading"] and not writing.cells


def _leave(writing: Writing, end: _End, inside: dict[str, int]) -> None:
    _count(inside, end.name, -1)
    if end.is_data_cell:
        writing.cells -= 1
        writing.write(" " if writing.cells else "\t")
    elif end.name != "br":
        _separate(writing, end.name)
    if end.item:
        writing.begin_item(0, "")


def _separate(writing: Writing, name: str) -> None:
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
