"""What does a list hold that somebody gathers, and how is it changed?

A list holds documents, pages and quotations in an order of its maker, and searches to be
looked at again. Each change makes another list of one; `search.keeping.list_file` keeps it.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.errors import PolisearchError

MOST_ITEMS = 500
MOST_SEARCHES = 20
MOST_KNOWN = 20_000
"""Documents that a search may have found when it is saved: all of them are kept by id."""

LONGEST_QUOTATION = 5_000
LONGEST_NOTE = 2_000
LONGEST_NAME = 200
LONGEST_ADDRESS = 4_000
"""Characters."""

_LONGEST_CAPTION = 1_000

# What commands a terminal, what no file may hold, and what turns the text around it.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


class ListFull(PolisearchError):
    """A list, or the folder of lists, can hold no more."""


class TooLong(PolisearchError):
    """A text is longer than a list keeps."""


class NotInList(PolisearchError):
    """What is to be changed is no longer in the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A document; with a `page`, which counts from 1, that page; with `text`, words of it.

    `label` is what is printed on the page. `title` and `reference` are as they were when
    it was kept, for the day when the document is gone. `id` is unique in its list.
    """

    id: str
    document: str
    page: int = 0
    label: str = ""
    text: str = ""
    title: str = ""
    reference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A search to be looked at again.

    `address` is what the address of its results says, `known` are the ids of the documents
    it found at `date`, which is in UTC.
    """

    id: str
    name: str
    address: str
    known: tuple[str, ...] = ()
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingList:
    """What somebody gathered, in order."""

    items: tuple[Kept, ...] = ()
    searches: tuple[Watched, ...] = ()

    def holds(self, document: str, page: int = 0, text: str = "") -> bool:
        """Whether this document, page or quotation is in it."""
        return any((k.document, k.page, k.text) == (document, page, text) for k in self.items)


Removed = tuple[tuple[int, Kept], ...]
"""Items that were taken out, with the places they had."""


def plain(text: str) -> str:
    """A text without what could command a terminal or turn the text around it.

    >>> plain("rent\\x1b[2J \\u202etner\\ud800")
    'rent[2J tner\\ufffd'
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _OBEYED.sub("", whole)


def kept(
    document: str,
    *,
    page: int = 0,
    label: str = "",
    text: str = "",
    title: str = "",
    reference: str = "",
) -> Kept:
    """Something to be added to a list. Raises TooLong for a quotation that is no longer one."""
    return Kept(
        id=secrets.token_hex(6),
        document=document,
        page=page,
        label=plain(label)[:LONGEST_NAME],
        text=plain(_fitting(text, LONGEST_QUOTATION, "A quotation")).strip(),
        title=plain(title)[:_LONGEST_CAPTION],
        reference=plain(reference)[:_LONGEST_CAPTION],
    )


def watched(name: str, address: str, known: Sequence[str], date: str) -> Watched:
    """A search to be saved. Raises TooLong, and ListFull where it finds too much to be kept."""
    _fitting(address, LONGEST_ADDRESS, "The address of a search")
    return Watched(
        id=secrets.token_hex(6),
        name=_named(name),
        address=address,
        known=_few_enough(known),
        date=date,
    )


def added(to: ReadingList, one: Kept) -> ReadingList:
    """With one more at the end; the same list where it holds that already. Raises ListFull."""
    if to.holds(one.document, one.page, one.text):
        return to
    return _checked(replace(to, items=(*to.items, one)))


def removed(of: ReadingList, ids: Sequence[str]) -> tuple[ReadingList, Removed]:
    """Without some items, and what has to be put back to undo that."""
    gone = tuple((place, one) for place, one in enumerate(of.items) if one.id in ids)
    return replace(of, items=tuple(one for one in of.items if one.id not in ids)), gone


def put_back(to: ReadingList, gone: Removed) -> ReadingList:
    """With items at the places they had, as far as they are not in it. Raises ListFull."""
    items = list(to.items)
    for place, one in gone:
        if not to.holds(one.document, one.page, one.text):
            items.insert(place, one)
    return _checked(replace(to, items=tuple(items)))


def moved(of: ReadingList, id_: str, by: int) -> ReadingList:
    """With an item moved down by some places, or up; not beyond an end. Raises NotInList."""
    items = list(of.items)
    place = _place(of, id_)
    items.insert(min(max(place + by, 0), len(items) - 1), items.pop(place))
    return replace(of, items=tuple(items))


def noted(of: ReadingList, id_: str, note: str) -> ReadingList:
    """With another note on an item. Raises NotInList and TooLong."""
    items = list(of.items)
    place = _place(of, id_)
    text = plain(_fitting(note, LONGEST_NOTE, "A note")).strip()
    items[place] = replace(items[place], note=text)
    return replace(of, items=tuple(items))


def saved(to: ReadingList, search: Watched) -> ReadingList:
    """With one more search; the same list where its address is there. Raises ListFull."""
    if any(one.address == search.address for one in to.searches):
        return to
    return _checked(replace(to, searches=(*to.searches, search)))


def seen(of: ReadingList, id_: str, known: Sequence[str], date: str) -> ReadingList:
    """With what a search finds now taken for known. Raises NotInList and ListFull."""
    return _exchanged(of, replace(_search(of, id_), known=_few_enough(known), date=date))


def renamed(of: ReadingList, id_: str, name: str) -> ReadingList:
    """With another name for a search. Raises NotInList and TooLong."""
    return _exchanged(of, replace(_search(of, id_), name=_named(name)))


def forgotten(of: ReadingList, id_: str) -> ReadingList:
    """Without a search."""
    return replace(of, searches=tuple(one for one in of.searches if one.id != id_))


def _exchanged(of: ReadingList, search: Watched) -> ReadingList:
    searches = tuple(search if one.id == search.id else one for one in of.searches)
    return replace(of, searches=searches)


def _place(of: ReadingList, id_: str) -> int:
    for place, one in enumerate(of.items):
        if one.id == id_:
            return place
    raise NotInList("This is no longer in the list.", "It was taken out in another window.")


def _search(of: ReadingList, id_: str) -> Watched:
    for one in of.searches:
        if one.id == id_:
            return one
    raise NotInList("This search is no longer saved.", "It was taken out in another window.")


def _named(name: str) -> str:
    return " ".join(plain(_fitting(name, LONGEST_NAME, "A name")).split()) or "All documents"


def _fitting(text: str, most: int, what: str) -> str:
    if len(text) > most:
        raise TooLong(
            f"{what} may have {most:,} characters; this one has {len(text):,}.", "Shorten it."
        )
    return text


def _few_enough(known: Sequence[str]) -> tuple[str, ...]:
    if len(known) > MOST_KNOWN:
        raise ListFull(
            f"A search that is saved may find {MOST_KNOWN:,} documents; this one finds "
            f"{len(known):,}.",
            "Narrow it first.",
        )
    return tuple(known)


def _checked(one: ReadingList) -> ReadingList:
    if len(one.items) > MOST_ITEMS:
        raise ListFull(f"A list holds {MOST_ITEMS} entries at most.", "Take some out first.")
    if len(one.searches) > MOST_SEARCHES:
        raise ListFull(f"A list holds {MOST_SEARCHES} searches at most.", "Remove one first.")
    return one
