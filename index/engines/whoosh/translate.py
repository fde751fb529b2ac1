"""What query nodes mean in the lists of whoosh. No parsing, no wording: only meaning."""

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from corpus.words import exact, fold, stems
from index.engines.whoosh.half import K1, Half, Postings
from index.engines.whoosh.layout import STRIDE
from index.query import (
    EVERYWHERE,
    All,
    Either,
    Fuzzy,
    Is,
    Near,
    Not,
    Pattern,
    Phrase,
    Query,
    Range,
    Text,
    Word,
    is_text,
    key,
)

EXACT_FORM = 0.3
"""How much the very word typed adds to the score of its word family."""

Hits = dict[int, float]
"""Entries that match, with their scores."""

Weighed = tuple[float, Mapping[int, float]]
"""How much a find is worth, and how often it is made in an entry."""


class Translator:
    """Translates for one half. `numbers` are the entries by number for each ranged field."""

    def __init__(
        self, half: Half, numbers: Mapping[str, Sequence[tuple[int, int]]] | None = None
    ) -> None:
        self._half = half
        self._numbers = numbers or {}

    def hits(self, query: Query, within: Set[int] | None = None) -> Hits:
        """The entries that match, of some or of all."""
        match query:
            case All(parts):
                return self._all(parts, within)
            case Either(parts):
                return _added([self.hits(part, within) for part in parts])
            case Not(part):
                return dict.fromkeys(self._every(within) - self.hits(part, within).keys(), 0.0)
            case Is(field, value):
                there = self._half.postings(f"{field}_key", key(field, value)).tally
                return dict.fromkeys(_kept(there, within), 1.0)
            case Range(field, low, high):
                there = {
                    entry: 1.0
                    for entry, number in self._numbers.get(field, ())
                    if (low is None or low <= number) and (high is None or number <= high)
                }
                return dict.fromkeys(_kept(there, within), 1.0)
            case _:
                return self.scores(query, within)

    def scores(self, leaf: Text, within: Set[int] | None = None) -> Hits:
        """The entries that hold what a leaf looks for, scored by BM25.

        A field of few words is scored without regard to its length.
        """
        norms = self._half.norms if leaf.field == EVERYWHERE else defaultdict(lambda: K1)
        return _added(
            [
                {
                    entry: worth * (K1 + 1) * (count := tally[entry]) / (count + norms[entry])
                    for entry in _kept(tally, within)
                }
                for worth, tally in self._finds(leaf, within)
            ]
        )

    def _every(self, within: Set[int] | None) -> Set[int]:
        return self._half.entries if within is None else within

    def _all(self, parts: Sequence[Query], within: Set[int] | None) -> Hits:
        together: list[Hits] = []
        for part in sorted(parts, key=_effort):
            if within is not None and not within:
                return {}
            if isinstance(part, Not):
                within = self._every(within) - self.hits(part.part, within).keys()
            else:
                together.append(self.hits(part, within))
                within = together[-1].keys()
        return {entry: sum([hits[entry] for hits in together]) for entry in self._every(within)}

    # -- leaves -------------------------------------------------------------

    def _finds(self, leaf: Text, within: Set[int] | None) -> list[Weighed]:
        match leaf:
            case Word():
                return self._word(leaf)
            case Phrase(words, field):
                return self._placed(leaf, field, [exact(word) for word in words], within)
            case Near():
                return self._placed(leaf, leaf.field, leaf.forms, within)
            case Pattern():
                return self._any(leaf, leaf.field, self._like(leaf))
            case Fuzzy():
                return self._any(leaf, leaf.field, self._resembling(leaf))

    def _word(self, word: Word) -> list[Weighed]:
        half, name = self._half, word.field or "all"
        if not is_text(word.field):
            return [self._weighed(half.postings(f"{name}_key", key(name, word.word)).tally)]
        very_word = half.postings(f"{name}_exact", exact(word.word)).tally
        if word.stemmed:
            # One list for the stems of all languages: otherwise a word would weigh most in
            # the language in which it is rarest.
            family = half.union(word, f"{name}_stem", sorted(stems(word.word)))
            return [self._weighed(very_word, EXACT_FORM), self._weighed(family)]
        codes = half.postings("all_code", fold(word.word)) if name == "all" else Postings()
        return [self._weighed(very_word), self._weighed(codes.tally)]

    def _any(self, leaf: Text, field: str, terms: Iterable[str]) -> list[Weighed]:
        return [self._weighed(self._half.union(leaf, _terms(field), terms))]

    def _like(self, pattern: Pattern) -> Iterator[str]:
        folded = pattern.folded()
        start = re.split(r"[*?]", folded, maxsplit=1)[0]
        wanted = _regex(folded).fullmatch
        terms = self._half.lexicon(_terms(pattern.field), start)
        yield from (term for term in terms if wanted(term))

    def _resembling(self, fuzzy: Fuzzy) -> Iterator[str]:
        near = process.extract(
            exact(fuzzy.word) if is_text(fuzzy.field) else fold(fuzzy.word),
            self._half.lexicon(_terms(fuzzy.field)),
            scorer=Levenshtein.distance,
            score_cutoff=fuzzy.edits,
            limit=None,
        )
        yield from (term for term, _, _ in near)

    def _placed(
        self, leaf: Phrase | Near, field: str, forms: Sequence[str], within: Set[int] | None
    ) -> list[Weighed]:
        """Phrases and nearness, worth as much as their words are one by one."""
        lists = [self._half.postings(_terms(field), form) for form in forms]
        rarest_first = sorted(lists, key=lambda found: len(found.tally))
        both: Set[int] = set()
        for position, found in enumerate(rarest_first):
            both = _kept(found.tally, both if position else within)
        tally = {}
        for entry in both:
            places = [found.places(entry) for found in lists]
            count = _in_a_row(places) if isinstance(leaf, Phrase) else _near(places, leaf.distance)
            if count:
                tally[entry] = float(count)
        return [(sum(self._rarity(len(found.tally)) for found in lists), tally)]

    def _weighed(self, tally: Mapping[int, float], factor: float = 1.0) -> Weighed:
        return factor * self._rarity(len(tally)), tally

    def _rarity(self, count: int) -> float:
        return math.log(1 + (len(self._half.entries) - count + 0.5) / (count + 0.5))


def _effort(query: Query) -> int:
    """Places are looked at last, where everything else holds already."""
    return 1 if isinstance(query, Phrase | Near) else 0


def _terms(field: str) -> str:
    return f"{field or 'all'}_exact" if is_text(field) else f"{field}_key"


def _regex(pattern: str) -> re.Pattern[str]:
    """What a pattern means, in time that grows with its length, whatever it repeats.

    What stands between two stars is taken where it comes first, and for good.
    """
    between = [re.escape(part).replace(r"\?", ".") for part in pattern.split("*")]
    if len(between) == 1:
        return re.compile(between[0], re.DOTALL)
    first, *middle, last = between
    return re.compile(f"{first}{''.join(f'(?>.*?{m})' for m in middle)}.*{last}", re.DOTALL)


def _added(hits: Sequence[Hits]) -> Hits:
    """What is in any of them, with the sum of its scores."""
    together = dict(hits[0]) if hits else {}
    for more in hits[1:]:
        for entry, score in more.items():
            together[entry] = together.get(entry, 0.0) + score
    return together


def _kept(tally: Mapping[int, float], within: Set[int] | None) -> Set[int]:
    return tally.keys() if within is None else tally.keys() & within


def _in_a_row(places: Sequence[Sequence[int]]) -> int:
    """How often every word stands one place after the word before."""
    anchor = min(range(len(places)), key=lambda n: len(places[n]))
    starts: Iterable[int] = [place - anchor for place in places[anchor]]
    for offset, there in enumerate(places):
        if offset != anchor:
            starts = [start for start in starts if _stands(there, start + offset)]
    return len(list(starts))


def _stands(places: Sequence[int], place: int) -> bool:
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place


def _near(places: Sequence[Sequence[int]], distance: int) -> int:
    """How often the words stand near each other, counted in texts in which every pair does.

    `places` are those of the first pair, then those of the second pair, and so on.
    No distance that is asked for reaches over the gap between two texts.
    """
    texts: Counter[int] | None = None
    for one, other in zip(places[::2], places[1::2], strict=True):
        few, many = (one, other) if len(one) <= len(other) else (other, one)
        past = len(many)
        close = Counter(
            place // STRIDE
            for place in few
            if (at := bisect_left(many, place - distance)) < past and many[at] <= place + distance
        )
        texts = close if texts is None else texts & close
    return sum(texts.values()) if texts else 0
