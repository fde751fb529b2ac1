"""What are the headings of a document, and on which page does each begin?"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.catalogue import Catalogue
from corpus.catalogue.headings import headings_of
from search.results import page_name

MOST_HEADINGS = 1_000


class Heading(NamedTuple):
    """A heading, the page it is on, and how many headings it stands under."""

    title: str
    number: int
    depth: int = 0


def outline_of(catalogue: Catalogue, document_id: str) -> tuple[Heading, ...]:
    """The headings that the catalogue knows, in order; none where there is but one."""
    return believed(_begun(headings_of(catalogue, document_id)))


def believed(headings: Iterable[Heading]) -> tuple[Heading, ...]:
    """Headings that lead somewhere, each once; none where one alone would be left.

    >>> believed([Heading("Rent", 2), Heading("Rent", 2), Heading(" ", 3)])
    ()
    """
    kept = [one for one in headings if one.title.strip() and one.number > 0]
    some = tuple(dict.fromkeys(kept))[:MOST_HEADINGS]
    return some if len(some) > 1 else ()


def standing_under(headings: Sequence[Heading], number: int) -> int | None:
    """The index of the heading under which a page begins to be read.

    >>> standing_under([Heading("a", 1), Heading("b", 4), Heading("c", 4)], 5)
    2
    >>> standing_under([Heading("a", 2)], 1) is None
    True
    """
    before = [index for index, one in enumerate(headings) if one.number <= number]
    on_it = [index for index in before if headings[index].number == number]
    return next(iter(on_it or before[-1:]), None)


def _begun(pages: Iterable[tuple[int, str, str]]) -> Iterable[Heading]:
    """A heading for each page that has one of its own."""
    before = ""
    for number, label, section in pages:
        own = label if label and page_name(number, label) == label else ""
        title = own or section
        if title and title != before:
            yield Heading(title, number)
        before = title
