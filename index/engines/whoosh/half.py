"""One of the two indexes of the engine, open as one commit left it.

Whoosh walks lists entry by entry, through several objects each. Here a list is
read whole and kept as a dictionary, so that lists meet at the speed of Python's
own sets.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heapreplace
from itertools import chain
from typing import Any

from whoosh.matching.wrappers import FilterMatcher
from whoosh.reading import TermNotFound

from corpus.words import LANGUAGES, stem
from index.engines.whoosh.codec import Block
from index.engines.whoosh.layout import unpacked
from index.query import Query
from index.scoring import K1, B

MOST_KEPT = 300_000
"""Entries of lists that are kept in memory; above, all are dropped."""

MOST_FOUND = 200_000
"""Scored entries of words that are kept in memory; above, all are dropped."""


class Postings:
    """The entries that hold a term: how often (`tally`), and in a placed field, where."""

    def __init__(self) -> None:
        self.tally: dict[int, float] = {}
        self._blocks: list[tuple[Sequence[int], Block]] = []
        self._places: dict[int, bytes] = {}

    def take(self, block: Block, base: int) -> None:
        """Add a block of a part of the index whose entries count from `base`."""
        entries = [base + entry for entry in block.entries] if base else block.entries
        self.tally.update(zip(entries, block.often, strict=True))
        if block.lengths:
            self._blocks.append((entries, block))

    def places(self, entry: int) -> Sequence[int]:
        """Where the term stands in an entry that holds it."""
        for entries, block in self._blocks:
            self._places.update(zip(entries, block.places(), strict=True))
        self._blocks = []
        return unpacked(self._places[entry])


class Merged(Postings):
    """The entries that hold any of some terms, as if they were one."""

    def __init__(self, parts: Sequence[Postings]) -> None:
        super().__init__()
        self._parts = parts
        for part in parts:
            for entry, count in part.tally.items():
                self.tally[entry] = self.tally.get(entry, 0.0) + count

    def places(self, entry: int) -> Sequence[int]:
        there = (part.places(entry) for part in self._parts if entry in part.tally)
        return sorted(chain.from_iterable(there))


class Half:
    """Entries by number, their terms and their lengths.

    Not safe in two threads at once: whoosh's files have one reading position,
    and the lists kept here change with every question. `wider` is a half that holds
    whatever this one holds in the same fields: what is not there is not looked for here.
    """

    def __init__(self, reader: Any, wider: "Half | None" = None) -> None:
        self._reader = reader
        self._wider = wider
        self._leaves = [(leaf, base) for leaf, base in reader.leaf_readers() if leaf.doc_count()]
        self._deleted = {
            base + number
            for leaf, base in self._leaves
            if leaf.has_deletions()
            for number in range(leaf.doc_count_all())
            if leaf.is_deleted(number)
        }
        self.entries: frozenset[int] = frozenset(
            base + number
            for leaf, base in self._leaves
            for number in range(leaf.doc_count_all())
            if base + number not in self._deleted
        )
        self._lists: dict[tuple[str, str], Postings] = {}
        self._kept = 0
        self._lexicons: dict[tuple[str, str], tuple[Sequence[str], Mapping[str, int]]] = {}
        self._languages: dict[str, tuple[str, ...]] = {}
        self._stems: dict[tuple[str, str], Sequence[str]] = {}
        self._found: dict[Query, dict[int, float]] = {}
        self._found_count = 0
        self._unions: dict[object, dict[int, float]] = {}
        self.norms: dict[str, dict[int, float]] = {}

    def records(self) -> Iterator[tuple[int, bytes]]:
        """Every entry with its record."""
        for leaf, base in self._leaves:
            for number, record in enumerate(leaf.column_reader("record", translate=False), base):
                if number not in self._deleted:
                    yield number, bytes(record)

    def measure(self, field: str, lengths: dict[int, int]) -> None:
        """Be told how many words each entry has in a field of the index.

        `norms` are what BM25 makes of it.
        """
        average = sum(lengths.values()) / max(len(self.entries), 1) or 1.0
        self.norms[field] = {
            entry: K1 * (1 - B + B * length / average) for entry, length in lengths.items()
        }

    def postings(self, name: str, term: str) -> Postings:
        """The entries that hold a term in a field."""
        kept = self._lists.get((name, term))
        if kept is None:
            kept = self._lists[name, term] = self._read(name, term)
            self._kept += len(kept.tally) + 10  # for the list itself, however short
            if self._kept > MOST_KEPT:
                self._lists, self._unions, self._kept = {(name, term): kept}, {}, len(kept.tally)
        return kept

    def union(self, leaf: object, name: str, terms: Iterable[str]) -> dict[int, float]:
        """How often any of some terms stands in an entry; kept under `leaf`, which asks."""
        known = self._unions.get(leaf)
        if known is None:
            known = {}
            for term in terms:
                tally = self.postings(name, term).tally
                if known:
                    for entry, count in tally.items():
                        known[entry] = known.get(entry, 0.0) + count
                else:
                    known = dict(tally)
            self._kept += len(known)
            self._unions[leaf] = known
        return known

    def frequency(self, name: str, term: str) -> int:
        """How many entries hold a term in a field."""
        if self._deleted or (name, term) in self._lists:
            return len(self.postings(name, term).tally)
        return sum(leaf.doc_frequency(name, term) for leaf, _ in self._leaves)

    def stems(self, name: str, word: str) -> Sequence[str]:
        """The stems of a word, in all languages, that may occur in a field."""
        known = self._stems.get((name, word))
        if known is None:
            if self._wider is not None:
                forms = self._wider.stems(name, word)
            else:
                forms = sorted({stem(word, language) for language in self._languages_in(name)})
            if len(self._stems) >= MOST_FOUND // 10:
                self._stems.clear()
            known = self._stems[name, word] = [f for f in forms if self.frequency(name, f)]
        return known

    def found(self, query: Query) -> dict[int, float] | None:
        """What was kept of a question, for all entries; None where nothing was."""
        return self._found.get(query)

    def keep(self, query: Query, found: dict[int, float]) -> None:
        """Keep what a question finds among all entries: a search asks for its words many times."""
        self._found_count += len(found) + 10
        if self._found_count > MOST_FOUND:
            self._found, self._found_count = {}, len(found) + 10
        self._found[query] = found

    def lexicon(self, name: str, prefix: str = "") -> Sequence[str]:
        """The terms of a field that begin so, in order; some may only stand in deleted entries."""
        words, _ = self._lexicon(name, prefix[:1])
        if not prefix:
            return words
        return words[bisect_left(words, prefix) : bisect_left(words, prefix + "\U0010ffff")]

    def most_frequent(self, name: str, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Terms that begin so with the number of entries that hold them.

        Whoosh counts deleted entries until it merges them away. So where there are any, each
        term is counted when it comes first, and takes its place again.
        """
        _, at_most = self._lexicon(name, prefix[:1])
        heap = [(-at_most[term], term, False) for term in self.lexicon(name, prefix)]
        heapify(heap)
        found: list[tuple[str, int]] = []
        while heap and len(found) < limit:
            count, term, counted = heap[0]
            if counted or not self._deleted:
                heappop(heap)
                found += [(term, -count)] if count else []
            else:
                heapreplace(heap, (-len(self.postings(name, term).tally), term, True))
        return found

    def close(self) -> None:
        """Give the files back."""
        self._reader.close()

    def _read(self, name: str, term: str) -> Postings:
        found = Postings()
        for leaf, base in self._leaves:
            try:
                matcher = leaf.postings(name, term)
            except TermNotFound:
                continue
            if isinstance(matcher, FilterMatcher):
                matcher = matcher.child  # deleted entries are taken out below, all at once
                matcher.reset()
            for block in matcher.blocks():
                found.take(block, base)
        for entry in self._deleted & found.tally.keys():
            del found.tally[entry]
        return found

    def _lexicon(self, name: str, letter: str) -> tuple[Sequence[str], Mapping[str, int]]:
        """The terms of a field that begin with a letter, or all, in order, and their entries.

        They are counted with those that were deleted. All of them take long to read.
        """
        for known in ("", letter):
            if (name, known) in self._lexicons:
                return self._lexicons[name, known]
        counts = Counter[str]()
        for leaf, _ in self._leaves:
            for term, count in _terms_from(leaf, name, letter):
                counts[term] += count
        self._lexicons[name, letter] = sorted(counts), counts
        return self._lexicons[name, letter]

    def _languages_in(self, name: str) -> tuple[str, ...]:
        """The languages of which a field has stems."""
        if name not in self._languages:
            self._languages[name] = tuple(
                language
                for language in ("", *LANGUAGES)
                if any(any(True for _ in _terms_from(leaf, name, f"{language}:"))
                       for leaf, _ in self._leaves)
            )  # fmt: skip
        return self._languages[name]


def _terms_from(leaf: Any, name: str, prefix: str) -> Iterator[tuple[str, int]]:
    """The terms of a field that begin so, with the number of entries that hold each."""
    for (of, term), about in leaf.iter_from(name, prefix):
        text = bytes(term).decode("utf-8", "surrogatepass")
        if of != name or not text.startswith(prefix):
            return
        yield text, about.doc_frequency()
