"""What of a document goes into a file of results, or of a list somebody made."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.document import Document
from corpus.fields import BY_NAME
from search.citing.citation import Quotation
from search.citing.item import Item, item_of, one_line, printed_page

FIELDS = (
    "title", "subtitle", "author", "institute", "publisher", "city", "country", "module", "year",
    "kind", "language", "network", "code",
)  # fmt: skip
"""The fields that are exported, in this order."""

COLUMNS = ("rank", "id", *FIELDS, "pages", "source", "link", "page", "quotation")
"""`pages` are places in the file, `page` is what is printed on the page of a quotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document to be exported, or a quotation from it.

    `rank` is its place among the results, 0 where it has none; `pages` are the
    numbers of the pages that matched; `link` leads to it.
    """

    document: Document
    rank: int = 0
    pages: tuple[int, ...] = ()
    link: str = ""
    quotation: Quotation | None = None

    @property
    def item(self) -> Item:
        """What is cited of it."""
        return self.quotation.item if self.quotation else item_of(self.document, self.link)


def quoting(quotation: Quotation, rank: int = 0) -> Entry:
    """A quotation as an entry."""
    return Entry(
        document=quotation.document,
        rank=rank,
        pages=(quotation.page_number,),
        link=quotation.link,
        quotation=quotation,
    )


def values_of(entry: Entry) -> Mapping[str, object]:
    """The columns of an entry, with lists where a field may have several values.

    What is not known is None, or an empty list.
    """
    document, quotation = entry.document, entry.quotation
    page = None
    if quotation:
        page, _ = printed_page(quotation.page_number, quotation.page_label)
    return {
        "rank": entry.rank or None,
        "id": document.id,
        **{name: _value(document, name) for name in FIELDS},
        "pages": list(entry.pages),
        "source": list(document.all("source")),
        "link": entry.link or None,
        "page": page,
        "quotation": one_line(quotation.text) if quotation else None,
    }


def row_of(entry: Entry) -> list[object]:
    """The columns of an entry as a row of a table; semicolons part several values."""
    return [_in_one(value) for value in values_of(entry).values()]


def _in_one(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def _value(document: Document, name: str) -> object:
    values = document.all(name)
    if BY_NAME[name].many:
        return list(values)
    first = next(iter(values), None)
    if name == "year" and first and first.isascii() and first.isdecimal() and len(first) < 5:
        return int(first)
    return first
