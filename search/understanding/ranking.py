"""What decides the order of results: the words that pages are scored by, and known items.

A document is worth its best page; `index.scoring` has the formula. Only a document that
is named, by its title, its code, or its author and year, stands first whatever it says.
`benchmarks/quality.py` measures the order.
"""

from collections.abc import Iterator

from corpus.words import exact, words
from index.query import All, Is, Query, Word
from index.request import Weighed
from search.understanding.naming import ways_of_code, year
from search.understanding.questions import Asked, is_on_pages

MOST_AUTHORS = 6
"""Words that may name the authors of a report, with its year."""


def words_of(asked: Asked) -> tuple[Weighed, ...]:
    """What pages are scored by: each word as often as it was typed, and what must hold."""
    return (
        *(Weighed(word, float(n)) for word, n in zip(asked.words, asked.times, strict=True)),
        *(Weighed(part) for part in asked.required if is_on_pages(part)),
    )


def known_items(text: str) -> tuple[Query, ...]:
    """What stands first in any case: the document of this very title, of this code, and those
    that the author named published in the year named.

    >>> known_items("ef/06/22")
    (Is(field='title', value='ef 06 22'), Is(field='code', value='EF0622'))
    """
    return tuple(_known_items(text))


def _known_items(text: str) -> Iterator[Query]:
    typed = [word for word in words(text) if exact(word)]
    if typed:
        yield Is("title", " ".join(typed))
    if known := ways_of_code(text):
        yield known[0]
    years = [word for word in typed if year(word)]
    others = [word for word in typed if not year(word) and exact(word) not in _BETWEEN_AUTHORS]
    if len(years) == 1 and 0 < len(others) <= MOST_AUTHORS:
        by = (Word(word, "author", stemmed=False) for word in others)
        yield All((*by, Is("year", years[0])))


_BETWEEN_AUTHORS = frozenset({"and", "et", "al", "und", "u", "a", "en", "y", "e"})
