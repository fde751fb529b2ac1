"""What became of what is in a list: is it still there, what is its reference, what is new?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.catalogue import Catalogue
from corpus.document import Document, Page
from corpus.errors import UnknownDocument
from search.citing.citation import Quotation, cite, reference
from search.citing.item import one_line
from search.citing.standing import page_with
from search.export.entries import Entry, quoting
from search.keeping.lists import Kept, ReadingList, kept, plain
from search.question import Ask
from search.results import page_name
from search.searcher import Searcher

Link = Callable[[str, int], str]
"""Makes the address of a page of a document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An item of a list as it is today.

    `document` is the one of today, which may have another id; where it left the library,
    what was known of it. `page` is None where the document has no such page (any more).
    `stands` says whether the words of a quotation are still on the page.
    """

    kept: Kept
    document: Document
    is_there: bool
    page: Page | None = None
    stands: bool = True

    @property
    def number(self) -> int:
        """The page to be opened."""
        return self.kept.page or 1

    @property
    def label(self) -> str:
        """What is printed on the page, or was when it was kept."""
        return self.page.label if self.page else self.kept.label

    @property
    def page_name(self) -> str:
        """What to call the page; empty for a whole document."""
        return page_name(self.kept.page, self.label) if self.kept.page else ""

    def quotation(self, link: str) -> Quotation:
        """What is cited of it, for a page or a quotation."""
        return Quotation(
            document=self.document,
            page_number=self.kept.page,
            page_label=self.label,
            text=self.kept.text,
            link=link,
        )

    def entry(self, rank: int, link: Link) -> Entry:
        """What goes into a file. What is gone has no address."""
        address = link(self.document.id, self.number) if self.is_there else ""
        if self.kept.page:
            return quoting(self.quotation(address), rank)
        return Entry(document=self.document, rank=rank, link=address)


def kept_of(catalogue: Catalogue, name: str, page: int = 0, text: str = "") -> Kept:
    """A document, a page or a quotation, to be added to a list.

    Raises UnknownDocument, and TooLong for a quotation.
    """
    document = catalogue.document(name, with_pages=False)
    found = catalogue.page_texts([(document.id, page)]) if page else {}
    return kept(
        document.id,
        page=page,
        label=found[document.id, page].label if found else "",
        text=text,
        title=one_line(document.first("title")) or document.id,
        reference=reference(document),
    )


def look_up(catalogue: Catalogue, items: Sequence[Kept]) -> tuple[Shown, ...]:
    """What became of items, in their order."""
    there = catalogue.documents(list({one.document for one in items}))
    for name in {one.document for one in items} - there.keys():
        try:
            there[name] = catalogue.document(name, with_pages=False)
        except UnknownDocument:
            continue
    pages = catalogue.page_texts(
        (there[one.document].id, number)
        for one in items
        if one.page and one.document in there
        for number in ((one.page, one.page + 1) if one.text else (one.page,))
    )
    return tuple(_shown(one, there.get(one.document), pages) for one in items)


def entries(catalogue: Catalogue, items: Sequence[Kept], link: Link) -> Iterator[Entry]:
    """All items for a file, in their order."""
    for rank, shown in enumerate(look_up(catalogue, items), start=1):
        yield shown.entry(rank, link)


def as_text(catalogue: Catalogue, items: Sequence[Kept], link: Link) -> str:
    """All items with reference, page, link and note, to be pasted into a text."""
    return "\n\n".join("\n".join(_lines(shown, link)) for shown in look_up(catalogue, items))


def found_now(searcher: Searcher, ask: Ask) -> tuple[str, ...]:
    """The ids of all that a search finds."""
    return tuple(one.id for one in searcher.every(ask).found)


def new_among(catalogue: Catalogue, found: Sequence[str], known: Iterable[str]) -> tuple[str, ...]:
    """Those of the documents found that were not known, and replaced none that was."""
    was, now = set(known), set(found)
    new = [id_ for id_ in found if id_ not in was]
    heirs = set(catalogue.heirs(was - now).values()) if new else set()
    return tuple(id_ for id_ in new if id_ not in heirs)


def in_short(one: ReadingList) -> str:
    """How much is in a list.

    >>> in_short(ReadingList(items=(Kept(id="1", document="a"),)))
    '1 document'
    """
    counts = (
        (sum(not item.page for item in one.items), "document", "documents"),
        (sum(bool(item.page and not item.text) for item in one.items), "page", "pages"),
        (sum(bool(item.text) for item in one.items), "quotation", "quotations"),
        (len(one.searches), "saved search", "saved searches"),
    )
    said = [f"{n:,} {single if n == 1 else several}" for n, single, several in counts if n]
    return ", ".join(said) or "Nothing is in it"


def _shown(one: Kept, document: Document | None, pages: dict[tuple[str, int], Page]) -> Shown:
    if document is None:
        values = {"title": (one.title,)} if one.title else {}
        return Shown(kept=one, document=Document(id=one.document, values=values), is_there=False)
    page = pages.get((document.id, one.page))
    after = pages.get((document.id, one.page + 1))
    near = [some for some in (page, after) if some is not None]
    stands = not one.text or (page is not None and page_with(one.text, near) is page)
    return Shown(kept=one, document=document, is_there=True, page=page, stands=stands)


def _lines(shown: Shown, link: Link) -> Iterator[str]:
    address = link(shown.document.id, shown.number) if shown.is_there else ""
    if shown.kept.page:
        yield plain(cite(shown.quotation(address)))
    elif shown.is_there:
        yield plain(reference(shown.document))
        yield address
    else:
        yield shown.kept.reference or shown.document.first("title")
    if not shown.is_there:
        yield "(No longer in the library.)"
    if shown.kept.note:
        yield f"Note: {one_line(shown.kept.note)}"
