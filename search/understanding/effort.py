"""How much of a question is looked for, so that an engine answers any of them soon?

A word with open letters stands for many words of a library, and words that are
everywhere are near each other everywhere. A few of them cost little. Of hundreds,
most are left out, and that is said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import filter as those_like

from corpus.words import exact
from index.contract import Engine
from index.query import (
    EVERYWHERE,
    All,
    Either,
    Fuzzy,
    Near,
    Not,
    Pattern,
    Phrase,
    Query,
    Word,
    has_wildcards,
    is_text,
)
from index.request import Request
from search.language.in_words import in_words
from search.language.notes import Note
from search.understanding.lexicon import Lexicon

MOST_OPEN = 3000
"""Words of a library that those with open or wrong letters stand for, together."""

MOST_EVERYWHERE = 2.0
"""Phrases and pairs of words near each other, where every document holds their words.

Where half of the documents do, there may be twice as many.
"""

FEW = 100
"""Documents of a library that is so small that words are nowhere in many."""

NEARLY = 4
"""How much more an open word costs where it must stand near another."""

FEWEST_OPEN = 50
"""What an open word is taken to stand for at least: it is compared with many more."""

OPEN_IN_FRONT = 1500
"""What a word is taken to stand for of which the first letter is open."""

MISSPELT, SHORT_MISSPELT = 200, 600
"""What a word is taken to stand for that may be wrong: a short one is like many others."""

SHORT = 4
"""Letters of a short word, at most."""

OF_A_FIELD = 20
"""What an open value of a field is taken to stand for."""

MOST_COUNTED = 8
"""Words of one phrase that are counted, to know how frequent it may be."""

MOST_NAMED, LONGEST_NAMED = 3, 60
"""How many are named of what is left out, in how many characters each."""


def bounded(query: Query, engine: Engine, lexicon: Lexicon) -> tuple[Query, tuple[Note, ...]]:
    """What of a query is looked for, and what is to be said about the rest.

    The first of each kind always is, whatever it costs.
    """
    effort = _Effort(engine, lexicon)
    kept = effort.kept(query)
    return All() if kept is None else kept, tuple(effort.notes())


@dataclass
class _Effort:
    """What is spent on a query so far, and what of it was not looked for as it was typed."""

    engine: Engine
    lexicon: Lexicon
    open: int = 0
    parted: list[Query] = field(default_factory=list)
    left_out: list[Query] = field(default_factory=list)
    _placed_words: list[tuple[Sequence[str], str]] = field(default_factory=list)
    _shares: dict[str, float] = field(default_factory=dict)

    def kept(self, query: Query, *, is_excluded: bool = False) -> Query | None:
        match query:
            case All(parts) if parts:
                kept = self._parts(parts, is_excluded=is_excluded)
                return All(kept) if kept else None
            case Either(parts) if parts:
                kept = self._parts(parts, is_excluded=is_excluded)
                return Either(kept) if kept else None
            case Not(part):
                found = self.kept(part, is_excluded=True)
                return None if found is None else Not(found)
            case Pattern() | Fuzzy():
                return self._open(query)
            case Near(word, other) if has_wildcards(word) or has_wildcards(other):
                return self._near(query, is_excluded=is_excluded)
            case Phrase() | Near():
                return self._placed(query)
            case _:
                return query

    def notes(self) -> Iterator[Note]:
        if self.parted:
            yield Note(f"Searched for anywhere, and not near each other: {_named(self.parted)}.")
        if self.left_out:
            yield Note(f"Too much to be searched for at once; left out: {_named(self.left_out)}.")

    def _parts(self, parts: Sequence[Query], *, is_excluded: bool) -> tuple[Query, ...]:
        found = [self.kept(part, is_excluded=is_excluded) for part in parts]
        return tuple(part for part in found if part is not None)

    def _open(self, leaf: Pattern | Fuzzy) -> Query | None:
        count = self._stands_for(leaf)
        if self.open and self.open + count > MOST_OPEN:
            self.left_out.append(leaf)
            return None
        self.open += count
        return leaf

    def _near(self, near: Near, *, is_excluded: bool) -> Query | None:
        """Open words near each other; where they stand for too many, each of them anywhere."""
        words = [
            Pattern(word, near.field)
            if has_wildcards(word)
            else Word(word, near.field, stemmed=False)
            for word in (near.word, near.other)
        ]
        count = NEARLY * sum(self._stands_for(word) for word in words if isinstance(word, Pattern))
        if self.open + count <= MOST_OPEN:
            self.open += count
            return near
        if is_excluded:  # anywhere, they are in many more documents
            self.left_out.append(near)
            return None
        self.parted.append(near)
        return self.kept(All(tuple(words)))

    def _placed(self, leaf: Phrase | Near) -> Query | None:
        words = leaf.words if isinstance(leaf, Phrase) else (leaf.word, leaf.other)
        self._placed_words.append((words, leaf.field))
        if len(self._placed_words) == 1:
            return leaf
        cost = sum(self._share(some, field) for some, field in self._placed_words)
        if cost > MOST_EVERYWHERE:
            self.left_out.append(leaf)
            self._placed_words.pop()
            return None
        return leaf

    def _share(self, words: Sequence[str], field: str) -> float:
        """How much of a library may hold all of some words: as much as holds the rarest."""
        if field != EVERYWHERE:
            return 0.0
        return min(map(self._share_of, words[:MOST_COUNTED]), default=0.0)

    def _share_of(self, word: str) -> float:
        if word not in self._shares:
            request = Request(query=Word(word, stemmed=False), limit=0)
            holding = self.engine.answer(request).total
            self._shares[word] = holding / max(self.engine.size(), FEW)
        return self._shares[word]

    def _stands_for(self, leaf: Pattern | Fuzzy) -> int:
        """How many words of the library one is taken to stand for."""
        if not is_text(leaf.field):
            return OF_A_FIELD
        if isinstance(leaf, Fuzzy):
            return SHORT_MISSPELT if len(exact(leaf.word)) <= SHORT else MISSPELT
        folded = leaf.folded()
        beginning = re.split(r"[*?]", folded, maxsplit=1)[0]
        if not beginning:
            return OPEN_IN_FRONT
        known = self.lexicon.beginning(self.engine, beginning, MOST_OPEN)
        return max(len(those_like([word for word, _ in known], folded)), FEWEST_OPEN)


def _named(some: Sequence[Query]) -> str:
    named = [in_words(one) for one in some[:MOST_NAMED]]
    listed = ", ".join(
        one if len(one) <= LONGEST_NAMED else f"{one[:LONGEST_NAMED]}…" for one in named
    )
    more = len(some) - MOST_NAMED
    return f"{listed} and {more} more" if more > 0 else listed
