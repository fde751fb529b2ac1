"""What decides the order of results beside the words themselves, the same on every engine.

First what is known by its very name, then what holds what was typed, then what
holds it in other words; within each, documents with one page on which all words
meet. Only then what the words are worth. `benchmarks/quality.py` measures it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.words import exact, words
from index.looking import ideas, on_one_page
from index.query import All, Either, Is, Phrase, Query, Widened, Word
from index.request import Lift
from search.asking.naming import ways_of_code, year

NAMED = 16_000.0
"""Added to the document of this very title or code."""

WRITTEN_BY = 8000.0
"""Added to what the author named published in the year named."""

TYPED = 2000.0
"""Added where what was typed holds as it was typed."""

MEETING = 1000.0
"""Added where all words meet on one page of the body."""

BEST_PAGE = 0.3
"""How much of the worth of its best page is added to a document."""

TITLE, SECTION = 0.3, 0.2
"""How much of the worth of a word in a title, or in the headings of sections, is added."""

AS_TYPED = 1.0
"""From this worth on, another way to say it counts as what was typed."""

FEW = 6
"""Words of what may be the name of a report: an author and a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the order is decided by.

    `text` is what was typed, `query` what documents must hold, `strictly` all of it,
    which is more where a question may lack words. `words` are the words of it, in all
    ways to say them, and `times` how often each was typed.
    """

    text: str
    query: Query
    strictly: Query
    words: tuple[Query, ...]
    times: tuple[int, ...]


def lifts_of(wanted: Wanted) -> tuple[Lift, ...]:
    """What raises documents in the order by relevance."""
    if not ideas(wanted.query):
        return ()
    return (*_named(wanted.text), *_tiers(wanted), *_fields(wanted), *_repeated(wanted))


def _named(text: str) -> Iterator[Lift]:
    typed = [word for word in words(text) if exact(word)]
    yield Lift(query=Is("title", " ".join(typed)), by=NAMED)
    if len(typed) > 1:
        yield Lift(query=Phrase(tuple(typed), "title"), times=TITLE)
    if known := ways_of_code(text):
        yield Lift(query=known[0], by=NAMED)
    years = [word for word in typed if year(word)]
    others = [word for word in typed if not year(word) and exact(word) not in _BETWEEN_AUTHORS]
    if len(years) == 1 and 0 < len(others) <= FEW:
        by = (Word(word, "author", stemmed=False) for word in others)
        yield Lift(query=All((*by, Is("year", years[0]))), by=WRITTEN_BY)


_BETWEEN_AUTHORS = frozenset({"and", "et", "al", "und", "u", "a", "en", "y", "e"})


def _tiers(wanted: Wanted) -> Iterator[Lift]:
    typed = as_typed(wanted.strictly)
    if typed != wanted.query:
        yield Lift(query=typed, by=TYPED)
        if (met := on_one_page(typed)) is not None and len(ideas(typed)) > 1:
            yield Lift(query=met, by=MEETING, on_a_page=True)
    if (met := on_one_page(wanted.query)) is not None and len(ideas(wanted.query)) > 1:
        by = MEETING if wanted.query == wanted.strictly else 0.0
        yield Lift(query=met, by=by, times=BEST_PAGE, on_a_page=True)


def _fields(wanted: Wanted) -> Iterator[Lift]:
    for word in wanted.words:
        first = word.typed if isinstance(word, Widened) else word
        for one in first.parts if isinstance(first, All) else (first,):
            if isinstance(one, Word) and not one.field:
                yield Lift(query=Word(one.word, "title", one.stemmed), times=TITLE)
                yield Lift(query=Word(one.word, "section", one.stemmed), times=SECTION)


def _repeated(wanted: Wanted) -> Iterator[Lift]:
    for word, times in zip(wanted.words, wanted.times, strict=True):
        if times > 1:
            yield Lift(query=word, times=times - 1)


def as_typed(query: Query) -> Query:
    """A query without its expansions, but for those that only write it another way."""
    match query:
        case Widened(typed, others):
            kept = tuple((other, worth) for other, worth in others if worth >= AS_TYPED)
            first = as_typed(typed)
            return Widened(first, kept) if kept else first
        case All(parts):
            return All(_as_typed(parts))
        case Either(parts):
            return Either(_as_typed(parts))
        case _:
            return query


def _as_typed(parts: Sequence[Query]) -> tuple[Query, ...]:
    return tuple(map(as_typed, parts))
