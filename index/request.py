"""What an engine is asked, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from index.query import All, Query


class Sort(StrEnum):
    """The order of an answer. All but RELEVANCE break ties by year and title."""

    RELEVANCE = "relevance"
    YEAR = "year"
    CITY = "city"
    TITLE = "title"


PAGES_WEIGHED = 1000
"""Best pages that decide the order; documents without one of them follow those that have one."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Something to be looked for on pages, and how much a find of it counts.

    What does not find only changes the order of pages that something else finds.
    """

    query: Query
    weight: float = 1.0
    finds: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One page of results to be found.

    `filters` narrow by one field each; `facets` are the fields to be counted. A
    facet is counted with every filter but its own, so that its other values can
    still be chosen.

    The order by relevance is that of the best pages by `words`; documents for which
    any of `first` holds come before all others. Documents that only `further` matches
    follow the result, and are not counted with it; with `is_mixed` they stand among it,
    in one order. Without `words`, documents are put in order by what of `query` they
    hold.
    """

    query: Query
    words: tuple[Weighed, ...] = ()
    first: tuple[Query, ...] = ()
    further: Query | None = None
    is_mixed: bool = False
    filters: Mapping[str, Query] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 10

    def narrowed(self, leaving_out: str = "") -> All:
        """The query with its filters, all but one."""
        return All((self.query, *(f for name, f in self.filters.items() if name != leaving_out)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A document that answers, by id. A higher score is better; scores of two engines differ.

    `is_further` where only `Request.further` matches it.
    """

    id: str
    score: float
    is_further: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One page of results, how many there are in all, and the facets.

    `total` counts the documents that match the query, `more` those that only `further`
    does. `facets` counts the former by value, exactly, for every facet asked for.
    """

    found: tuple[Found, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BestPages:
    """The pages of one document that hold what was looked for.

    `best` are (page number, score), the best first; `total` counts all of them.
    """

    total: int
    best: tuple[tuple[int, float], ...]
