"""The questions an engine can be asked, as values.

Each node knows what it means (`matches`), and nothing about any engine. An
engine may answer faster, never differently. What of a question can be seen on a
page is told by `index.looking`, what an answer is worth by `index.scoring`.

A leaf looks into one field, or with the field `EVERYWHERE` into the searched
fields and the pages. In a field of type TEXT and in pages it looks at single
words; in any other field at the whole value.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from corpus.codes import normal_code
from corpus.document import Document, Span
from corpus.fields import BY_NAME, RANGED, SEARCHED, Type
from corpus.standing import (
    places,
    places_of_phrase,
    places_of_stem,
    places_where,
    standing,
)
from corpus.words import codes, exact, fold, words

EVERYWHERE = ""
"""The searched fields and the text of the pages."""


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds. Without parts: everything."""

    parts: tuple["Query", ...] = ()

    def matches(self, document: Document) -> bool:
        return all(part.matches(document) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part holds. Without parts: nothing."""

    parts: tuple["Query", ...] = ()

    def matches(self, document: Document) -> bool:
        return any(part.matches(document) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Query"

    def matches(self, document: Document) -> bool:
        return not self.part.matches(document)


@dataclass(frozen=True, slots=True)
class Most:
    """At least `fewest` of the parts hold; with none asked for, all documents do."""

    parts: tuple["Query", ...]
    fewest: int

    def matches(self, document: Document) -> bool:
        return sum(part.matches(document) for part in self.parts) >= self.fewest


@dataclass(frozen=True, slots=True)
class Widened:
    """One thing said in several ways: as it was typed, and in `others`.

    Each of the others comes with what a find by it is worth beside one by what was
    typed, from 0 to 1. Any of them will do.
    """

    typed: "Query"
    others: tuple[tuple["Query", float], ...] = ()

    def matches(self, document: Document) -> bool:
        return any(way.matches(document) for way in self.ways)

    @property
    def ways(self) -> tuple["Query", ...]:
        """All of them, the typed one first."""
        return (self.typed, *(other for other, _ in self.others))


@dataclass(frozen=True, slots=True)
class Word:
    """One word; `stemmed`, in any form it has in the language of the text it stands in."""

    word: str
    field: str = EVERYWHERE
    stemmed: bool = True

    def matches(self, document: Document) -> bool:
        return _found(self, document)

    def spans(self, text: str, language: str) -> list[Span]:
        if not is_text(self.field):
            return _whole(self.field, text, lambda value: value == key(self.field, self.word))
        found = places(text, language, self.word, stemmed=self.stemmed)
        if not self.stemmed and self.field == EVERYWHERE:
            joined = fold(self.word)
            found = [*found, *((c.start, c.end) for c in codes(text) if c.exact == joined)]
        return found


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order with nothing between, in exact form, on one page or in one value.

    `is_one_word` tells that they were typed as one, as with hyphens between.
    """

    words: tuple[str, ...]
    field: str = EVERYWHERE
    is_one_word: bool = False

    def matches(self, document: Document) -> bool:
        return _found(self, document)

    def spans(self, text: str, language: str) -> list[Span]:
        if not self.words or not is_text(self.field):
            return []
        return places_of_phrase(text, self.words)


@dataclass(frozen=True, slots=True)
class Near:
    """Two different words on one page, within `distance` words of each other, in any order.

    Each may have wildcards, as in a Pattern.
    """

    word: str
    other: str
    distance: int
    field: str = EVERYWHERE

    def matches(self, document: Document) -> bool:
        return _found(self, document)

    def spans(self, text: str, language: str) -> list[Span]:
        if not is_text(self.field):
            return []
        one, other = (self._places(text, language, word) for word in (self.word, self.other))
        if not one or not other:
            return []
        begin = [start for _, (start, _) in standing(text)]
        ones, others = ([bisect_left(begin, at) for at, _ in some] for some in (one, other))
        near = [one[n] for n, at in enumerate(ones) if _is_close(at, others, self.distance)]
        near += [other[n] for n, at in enumerate(others) if _is_close(at, ones, self.distance)]
        return sorted(near)

    @property
    def forms(self) -> tuple[str, str]:
        """The exact forms of the two words; what has wildcards keeps them."""
        one, other = (
            Pattern(word).folded() if has_wildcards(word) else exact(word)
            for word in (self.word, self.other)
        )
        return one, other

    def _places(self, text: str, language: str, word: str) -> list[Span]:
        if has_wildcards(word):
            return Pattern(word).spans(text, language)
        return places(text, language, word, stemmed=False)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word with `*` for any letters and `?` for one, in exact form."""

    pattern: str
    field: str = EVERYWHERE

    def matches(self, document: Document) -> bool:
        return _found(self, document)

    def spans(self, text: str, language: str) -> list[Span]:
        wanted = _compiled(self.folded())
        if not is_text(self.field):
            return _whole(self.field, text, lambda value: wanted.fullmatch(value) is not None)
        return places_where(text, lambda form: wanted.fullmatch(form) is not None)

    def folded(self) -> str:
        """The pattern as it meets exact forms."""
        if not is_text(self.field):
            return fold(self.pattern)
        return "".join(part if part in "*?" else exact(part) for part in self.parts())

    def parts(self) -> list[str]:
        """The pattern cut at its wildcards, which are kept."""
        return [part for part in re.split(r"([*?])", self.pattern) if part]


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word with at most `edits` letters changed, left out or added, in exact form."""

    word: str
    edits: int = 1
    field: str = EVERYWHERE

    def matches(self, document: Document) -> bool:
        return _found(self, document)

    def spans(self, text: str, language: str) -> list[Span]:
        if not is_text(self.field):
            return _whole(self.field, text, lambda value: self._is_like(value, fold(self.word)))
        wanted = exact(self.word)
        return places_where(text, lambda form: self._is_like(form, wanted))

    def _is_like(self, word: str, form: str) -> bool:
        return Levenshtein.distance(word, form, score_cutoff=self.edits) <= self.edits


@dataclass(frozen=True, slots=True)
class Stem:
    """All words of one stem in one language, as the index holds it: `en:hous`. Nobody types it."""

    stem: str
    field: str = EVERYWHERE

    def matches(self, document: Document) -> bool:
        return _found(self, document)

    def spans(self, text: str, language: str) -> list[Span]:
        if not is_text(self.field) or not self.stem.startswith(f"{language}:"):
            return []
        return places_of_stem(text, self.stem)


@dataclass(frozen=True, slots=True)
class Is:
    """A field has this very value, without regard to case and accents."""

    field: str
    value: str

    def matches(self, document: Document) -> bool:
        wanted = key(self.field, self.value)
        return any(key(self.field, value) == wanted for value in document.all(self.field))


@dataclass(frozen=True, slots=True)
class Range:
    """A year, date or number from `low` to `high`, both included; None is open."""

    field: str
    low: int | None
    high: int | None

    def matches(self, document: Document) -> bool:
        return any(self._holds(number(self.field, value)) for value in document.all(self.field))

    def _holds(self, value: int | None) -> bool:
        if value is None:
            return False
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


Text = Word | Phrase | Near | Pattern | Fuzzy | Stem
Query = All | Either | Not | Most | Widened | Text | Is | Range


def is_text(field: str) -> bool:
    """Whether a field is matched word by word."""
    return field == EVERYWHERE or BY_NAME[field].type is Type.TEXT


def has_wildcards(word: str) -> bool:
    """Whether some of the letters of a word are left open."""
    return "*" in word or "?" in word


def key(field: str, value: str) -> str:
    """A whole value as it is compared; in a text, marks between the words do not count."""
    if BY_NAME[field].type is Type.CODE:
        return fold(normal_code(value) or value)
    if is_text(field) and (spelled := " ".join(map(exact, split_words(value)))):
        return spelled
    return fold(" ".join(value.split()))


def number(field: str, value: str) -> int | None:
    """A year, date or number as a whole number that keeps its order; None for anything else.

    A date counts as yyyymmdd.
    """
    if BY_NAME[field].type not in RANGED:
        return None
    digits = value.replace("-", "") if BY_NAME[field].type is Type.DATE else value
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 12 else None


def _is_close(place: int, others: list[int], distance: int) -> bool:
    at = bisect_left(others, place - distance)
    return at < len(others) and others[at] <= place + distance


def _found(leaf: Text, document: Document) -> bool:
    return any(leaf.spans(text, language) for text, language in _texts(leaf.field, document))


def _texts(field: str, document: Document) -> Iterable[tuple[str, str]]:
    if field == EVERYWHERE:
        return document.searchable(SEARCHED)
    return ((value, document.language) for value in document.all(field))


def _whole(field: str, value: str, wanted: Callable[[str], bool]) -> list[Span]:
    return [(0, len(value))] if wanted(key(field, value)) else []


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    # What stands between two stars may be matched at its first place, once and for all:
    # an atomic group keeps the search from trying every other.
    first, *others = (
        "".join("." if part == "?" else re.escape(part) for part in re.split(r"(\?)", piece))
        for piece in pattern.split("*")
    )
    if not others:
        return re.compile(first, re.DOTALL)
    *between, last = others
    inner = "".join(f"(?>.*?{piece})" for piece in between if piece)
    return re.compile(f"{first}{inner}.*{last}", re.DOTALL)


def split_words(text: str) -> tuple[str, ...]:
    """The words of what a person typed, as written, without those that are no words."""
    return tuple(word for word in words(text) if exact(word))
