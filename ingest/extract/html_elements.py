"""What the elements of a web page are for, and the little there is to ask of one."""

from collections.abc import Iterator

from bs4 import Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from ingest.extract.metadata import one_line


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

LOOKED_AT = 300
"""Elements of a cell or a heading that are looked at, so that nesting them costs little."""


def attribute(tag: PageElement | None, name: str) -> str:
    """The value of an attribute; the words of one that holds a list."""
    value = tag.get(name) if isinstance(tag, Tag) else None
    return value if isinstance(value, str) else " ".join(value or ())


def names_of(tag: Tag) -> list[str]:
    """The classes of an element, in lower case."""
    return attribute(tag, "class").lower().split()


def is_words(element: PageElement) -> bool:
    """Whether this is text that people read, and no comment."""
    return isinstance(element, NavigableString) and not isinstance(element, PreformattedString)


def text_of(tag: PageElement | None) -> str:
    """The text of a small element, on one line."""
    if not isinstance(tag, Tag):
        return ""
    parts = []
    for element in first_within(tag):
        if isinstance(element, Tag):
            parts.append(" " if element.name in LINES | PARAGRAPHS | {"br"} else "")
        elif is_words(element):
            parts.append(str(element))
    return one_line("".join(parts))[:LOOKED_AT]


def arranges_the_page(cell: Tag) -> bool:
    """Whether a cell is a part of the page rather than of a table of data."""
    paragraphs = 0
    for element in first_within(cell):
        if isinstance(element, Tag):
            paragraphs += element.name == "p"
            if element.name in LAYOUT or paragraphs > 1:
                return True
    return False


def first_within(tag: Tag) -> Iterator[PageElement]:
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
