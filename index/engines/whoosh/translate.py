"""What query nodes mean in the lists of whoosh. No parsing, no wording: only meaning."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from corpus.words import exact, fold
from index.engines.whoosh.half import Half, Merged, Postings
from index.engines.whoosh.layout import STRIDE
from index.query import (
    EVERYWHERE,
    All,
    Either,
    Fuzzy,
    Is,
    Most,
    Near,
    Not,
    Pattern,
    Phrase,
    Query,
    Range,
    Stem,
    Text,
    Widened,
    Word,
    has_wildcards,
    is_text,
    key,
)
from index.scoring import EXACT_FORM, FLAT, K1, kept_below, rarity, together

Hits = dict[int, float]
"""Entries that match, with their scores."""

Weighed = tuple[float, Mapping[int, float], str]
"""How much a find is worth, how often it is made in an entry, and the words it is made among."""


class Translator:
    """Translates for one half. `numbers` are the entries by number for each ranged field."""

    def __init__(
        self, half: Half, numbers: Mapping[str, Sequence[tuple[int, int]]] | None = None
    ) -> None:
        self._half = half
        self._numbers = numbers or {}

    def hits(self, query: Query, within: Set[int] | None = None) -> Hits:
        """The entries that match, of some or of all."""
        if not isinstance(query, Word | Widened):
            return self._hits(query, within)
        known = self._half.found(query)
        if known is None:
            found = self._hits(query, within)
            if within is None:
                self._half.keep(query, found)
            return found
        return known if within is None else {e: known[e] for e in known.keys() & within}

    def _hits(self, query: Query, within: Set[int] | None) -> Hits:
        match query:
            case All(parts):
                return self._all(parts, within)
            case Either(parts):
                return _added([self.hits(part, within) for part in parts])
            case Most(parts, fewest):
                return self._most(parts, fewest, within)
            case Widened():
                return self._widened(query, within)
            case Not(part):
                return dict.fromkeys(self._every(within) - self.hits(part, within).keys(), 0.0)
            case Is(field, value):
                there = self._half.postings(f"{field}_key", key(field, value)).tally
                return dict.fromkeys(_kept(there, within), FLAT)
            case Range(field, low, high):
                numbers = {
                    entry: FLAT
                    for entry, number in self._numbers.get(field, ())
                    if (low is None or low <= number) and (high is None or number <= high)
                }
                return dict.fromkeys(_kept(numbers, within), FLAT)
            case Pattern() | Fuzzy():
                return dict.fromkeys(_kept(self._any(query), within), FLAT)
            case Word(word, field, stemmed) if not stemmed or not is_text(field):
                return self._very_word(word, field, within)
            case _:
                return self.scores(query, within)

    def weight(self, query: Query) -> float | None:
        """The rarities of the words of a question, summed; None where it has no words."""
        match query:
            case Word(word, field, True) if is_text(field):
                return self._rarity(len(self._family(query)))
            case Word(word, field) if is_text(field):
                return self._rarity(len(self._half.postings(_terms(field), exact(word)).tally))
            case Phrase(words, field) if is_text(field):
                found = [self._half.postings(_terms(field), exact(word)).tally for word in words]
                return sum(self._rarity(len(tally)) for tally in found)
            case Near(one, other, _, field):
                return self.weight(Phrase((one, other), field))
            case All(parts):
                return sum(self.weight(part) or 0.0 for part in parts) or None
            case _:
                return None

    def scores(self, leaf: Text, within: Set[int] | None = None) -> Hits:
        """The entries that hold what a leaf looks for, scored by BM25."""
        return _added(
            [
                {
                    entry: worth * (K1 + 1) * (count := tally[entry]) / (count + norms[entry])
                    for entry in _kept(tally, within)
                }
                for worth, tally, name in self._finds(leaf, within)
                for norms in (self._half.norms.get(name) or defaultdict(lambda: K1),)
            ]
        )

    def _most(self, parts: Sequence[Query], fewest: int, within: Set[int] | None) -> Hits:
        found = [self.hits(part, within) for part in parts]
        times = Counter(chain.from_iterable(found))
        worth = _added(found)
        if fewest <= 0:
            return dict.fromkeys(self._every(within), 0.0) | worth
        return {entry: worth[entry] for entry, count in times.items() if count >= fewest}

    def _widened(self, query: Widened, within: Set[int] | None) -> Hits:
        of_typed = self.weight(query.typed)
        ways = [(self.hits(query.typed, within), 1.0)] + [
            (self.hits(other, within), kept_below(worth, of_typed, self.weight(other)))
            for other, worth in query.others
        ]
        if len(ways) == 1:
            return ways[0][0]
        worths: dict[int, list[float]] = defaultdict(list)
        for found, worth in ways:
            for entry, score in found.items():
                worths[entry].append(worth * score)
        return {entry: together(several) for entry, several in worths.items()}

    def _very_word(self, word: str, field: str, within: Set[int] | None) -> Hits:
        if not is_text(field):
            whole = self._half.postings(f"{field}_key", key(field, word)).tally
            return dict.fromkeys(_kept(whole, within), FLAT)
        found = self.scores(Word(word, field, stemmed=False), within)
        if field == EVERYWHERE:
            codes = self._half.postings("all_code", fold(word)).tally
            found = _added([found, dict.fromkeys(_kept(codes, within), FLAT)])
        return found

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
            case Word(word, field, stemmed):
                very_word = self._half.postings(_terms(field), exact(word)).tally
                found = [self._weighed(very_word, _terms(field), EXACT_FORM if stemmed else 1.0)]
                if stemmed:
                    found.append(self._weighed(self._family(leaf), _stems(field)))
                return found
            case Stem(stem, field):
                there = self._half.postings(_stems(field), stem).tally if is_text(field) else {}
                return [self._weighed(there, _stems(field))]
            case Phrase(words, field):
                return self._placed(leaf, field, [exact(word) for word in words], within)
            case Near():
                return self._placed(leaf, leaf.field, leaf.forms, within)
            case Pattern() | Fuzzy():
                return [self._weighed(self._any(leaf), _terms(leaf.field))]

    def _family(self, word: Word) -> Mapping[int, float]:
        """One list for the stems of all languages.

        Otherwise a word would weigh most in the language in which it is rarest.
        """
        return self._half.union(
            word, _stems(word.field), self._half.stems(_stems(word.field), word.word)
        )

    def _any(self, leaf: Pattern | Fuzzy) -> Mapping[int, float]:
        terms = self._like(leaf) if isinstance(leaf, Pattern) else self._resembling(leaf)
        return self._half.union(leaf, _terms(leaf.field), terms)

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
        lists = [self._written(_terms(field), form) for form in forms]
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
        worth = sum(self._rarity(len(found.tally)) for found in lists)
        return [(worth, tally, _terms(field))]

    def _written(self, name: str, form: str) -> Postings:
        """The entries of a form, or of all forms that a word with wildcards stands for."""
        if not has_wildcards(form):
            return self._half.postings(name, form)
        start, wanted = re.split(r"[*?]", form, maxsplit=1)[0], _regex(form).fullmatch
        terms = [term for term in self._half.lexicon(name, start) if wanted(term)]
        return Merged([self._half.postings(name, term) for term in terms])

    def _weighed(self, tally: Mapping[int, float], among: str, factor: float = 1.0) -> Weighed:
        return factor * self._rarity(len(tally)), tally, among

    def _rarity(self, count: int) -> float:
        return rarity(count, len(self._half.entries))


def _effort(query: Query) -> int:
    """Places are looked at last, where everything else holds already."""
    return 1 if isinstance(query, Phrase | Near) else 0


def _terms(field: str) -> str:
    return f"{field or 'all'}_exact" if is_text(field) else f"{field}_key"


def _stems(field: str) -> str:
    return f"{field or 'all'}_stem"


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
