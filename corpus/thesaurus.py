"""What else is searched for a term: its spellings, word family, synonyms, translations.

The terms stand in `vocabulary/thesaurus.csv`; an administrator may change them.
They are looked up in `corpus.term_lookup`, so that a term is known in every
inflection, with or without hyphens and accents.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import chain, islice, zip_longest
from pathlib import Path

from corpus.spellings import joined, parted, written_ways
from corpus.term_lookup import Found, Lookup, form
from corpus.thesaurus_file import LANGUAGES, Concept, Relation, read_concepts
from corpus.words import exact, words

MOST = 18
"""Expansions of one term, at most."""


class Kind(StrEnum):
    """What an expansion is to the term typed."""

    SPELLING = "spelling"
    FAMILY = "word family"
    SYNONYM = "synonym"
    NARROWER = "narrower term"
    TRANSLATION = "translation"


_SHARES = {
    Kind.SPELLING: 2,
    Kind.FAMILY: 4,
    Kind.SYNONYM: 5,
    Kind.NARROWER: 2,
    Kind.TRANSLATION: 5,
}
"""How many of each kind have their place among MOST, before what is left is shared out."""

_THEN = (Kind.SYNONYM, Kind.TRANSLATION, Kind.FAMILY, Kind.NARROWER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """Words that are searched as well, as they are written in a language.

    `concept` is the row of the thesaurus that leads to them, with the EuroVoc
    concepts it stands for; a spelling has none.
    """

    text: str
    language: str
    kind: Kind
    concept: str = ""
    eurovoc: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term among the words typed: those from `start` to before `end`.

    `language` is the one it was read in. The expansions stand in the order of
    `Kind`; none is the term itself, and no two are written alike.
    """

    start: int
    end: int
    language: str
    concepts: tuple[str, ...]
    expansions: tuple[Expansion, ...]


class Thesaurus:
    """The terms of a library, and what else to search for each."""

    _REMEMBERED = 1 << 12

    def __init__(self, concepts: Iterable[Concept] = ()) -> None:
        self.concepts = {concept.name: concept for concept in concepts}
        self._lookup = Lookup(tuple(self.concepts.values()))
        self._answers: dict[tuple[str, ...], tuple[Term, ...]] = {}
        self._expansions = lru_cache(self._REMEMBERED)(self._expanded)

    def terms_in(self, typed: Sequence[str]) -> tuple[Term, ...]:
        """The terms among words, as they are written and in order.

        Where two terms share a word the longer one counts, and then the first.
        """
        asked = tuple(typed)
        answer = self._answers.get(asked)
        if answer is None:
            if len(self._answers) >= self._REMEMBERED:
                self._answers.clear()
            answer = self._answers[asked] = tuple(
                self._term(asked[found.start : found.end], found)
                for found in self._lookup.terms_in(asked)
            )
        return answer

    def _term(self, typed: tuple[str, ...], found: Found) -> Term:
        return Term(
            start=found.start,
            end=found.end,
            language=found.language,
            concepts=found.concepts,
            expansions=self._expansions(typed, found.language, found.concepts),
        )

    def _expanded(
        self, typed: tuple[str, ...], language: str, names: tuple[str, ...]
    ) -> tuple[Expansion, ...]:
        concepts = [self.concepts[name] for name in names]
        seen = _Seen(typed)
        ways = {
            kind: list(islice(filter(seen.is_new, ways), MOST))
            for kind, ways in self._ways(typed, concepts, language)
        }
        return tuple(_shared_out(ways))

    def _ways(
        self, typed: tuple[str, ...], concepts: list[Concept], language: str
    ) -> Iterator[tuple[Kind, Iterator[Expansion]]]:
        """All expansions, kind by kind, each taken before those of the next kind are made."""
        families = [c for c in concepts if c.relation is Relation.FAMILY]
        meanings = [c for c in concepts if c.relation is Relation.SAME]
        yield Kind.SPELLING, _spelled(typed, language)
        yield Kind.FAMILY, _in_language(families, language, Kind.FAMILY)
        yield Kind.SYNONYM, _in_language(meanings, language, Kind.SYNONYM)
        narrower = [self.concepts[name] for concept in meanings for name in concept.narrower]
        yield Kind.NARROWER, _preferred(narrower, language)
        yield Kind.TRANSLATION, _translated(meanings, language)


class _Seen:
    """What is found without being asked for: the typed term, and the expansions before.

    Whatever holds "segregation" is found by it, "residential segregation" too.
    """

    def __init__(self, typed: Sequence[str]) -> None:
        text = " ".join(typed)
        self._texts = {_letters(text)}
        self._typed = {language: form(text, language) for language in LANGUAGES}
        self._forms = {(language, shape) for language, shape in self._typed.items()}

    def is_new(self, way: Expansion) -> bool:
        text = _letters(way.text)
        if text in self._texts:
            return False
        self._texts.add(text)
        if way.kind is Kind.SPELLING:  # has the form of what was typed, and is written otherwise
            return True
        shape = form(way.text, way.language)
        if (way.language, shape) in self._forms or self._holds_what_was_typed(shape, way.language):
            return False
        self._forms.add((way.language, shape))
        return True

    def _holds_what_was_typed(self, shape: tuple[str, ...], language: str) -> bool:
        typed = self._typed[language]
        last = len(shape) - len(typed)
        return any(shape[at : at + len(typed)] == typed for at in range(last + 1))


def _letters(text: str) -> str:
    return " ".join(exact(word) for word in words(text))


def _spelled(typed: tuple[str, ...], language: str) -> Iterator[Expansion]:
    if language != "en":
        return
    ways = [*written_ways(" ".join(typed)), *joined(typed)]
    for at, word in enumerate(typed):
        ways += [" ".join((*typed[:at], other, *typed[at + 1 :])) for other in parted(word)]
    for way in ways:
        yield Expansion(text=way, language=language, kind=Kind.SPELLING)


def _in_language(concepts: list[Concept], language: str, kind: Kind) -> Iterator[Expansion]:
    for concept in concepts:
        for term in concept.terms.get(language, ()):
            yield _expansion(term, language, kind, concept)


def _preferred(concepts: list[Concept], language: str) -> Iterator[Expansion]:
    for concept in concepts:
        for term in concept.terms.get(language, ())[:1]:
            yield _expansion(term, language, Kind.NARROWER, concept)


def _translated(concepts: list[Concept], language: str) -> Iterator[Expansion]:
    """Of every other language the preferred term, then the second ones, and so on.

    English leads, and with three terms, where the question is in another language:
    most reports are written in it.
    """
    for concept in concepts:
        terms = {other: concept.terms.get(other, ()) for other in LANGUAGES if other != language}
        leading = [("en", term) for term in terms.get("en", ())[:3]]
        by_rank = zip_longest(*([(other, t) for t in terms[other]] for other in terms))
        for pair in chain(leading, *by_rank):
            if pair is not None:
                yield _expansion(pair[1], pair[0], Kind.TRANSLATION, concept)


def _expansion(text: str, language: str, kind: Kind, concept: Concept) -> Expansion:
    return Expansion(
        text=text, language=language, kind=kind, concept=concept.name, eurovoc=concept.eurovoc
    )


def _shared_out(ways: dict[Kind, list[Expansion]]) -> Iterator[Expansion]:
    """At most MOST of them: of each kind its share, and more where other kinds have fewer."""
    counts = {kind: min(len(ways[kind]), _SHARES[kind]) for kind in Kind}
    for kind in _THEN:
        left = MOST - sum(counts.values())
        counts[kind] += min(left, len(ways[kind]) - counts[kind])
    for kind in Kind:
        yield from ways[kind][: counts[kind]]


def read_thesaurus(path: Path) -> Thesaurus:
    """The thesaurus of a file, as it is now. Raises BadVocabulary, naming the file and the row."""
    state = path.stat()
    return _read(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int, _size: int) -> Thesaurus:
    return Thesaurus(read_concepts(path))
