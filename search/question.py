"""What a person asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.request import Sort


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a person asks for.

    `filters` holds values by facet field, any of which will do: names in any
    spelling, `2008..2010` for years. `page` counts from 1. With `exact`, no word
    stands for its other forms. `facets` are those to be counted. With `folded`,
    a page of results shows each work once, as its best version. `without` are values
    that must not hold. `off` are expansions that are not searched, by their words. With
    `correcting`, a misspelt word that is nowhere in the library is put right. Of each
    document, the numbers of `strip` pages with a match are told.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = 10
    facets: tuple[str, ...] = ()
    exact: bool = False
    passages: int = 3
    folded: bool = True
    without: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    off: tuple[str, ...] = ()
    correcting: bool = True
    strip: int = 0
