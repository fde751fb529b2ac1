"""Which terms of a vocabulary does a page use?

Words are looked up one by one and remembered, since a library repeats its
words: a page costs little more than splitting it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.document import Page, Part
from corpus.vocabulary import Vocabulary
from corpus.words import LONGEST_WORD, Learnt, fold, words

MOST = 16
"""Stretches of a document that are looked at, evenly over it."""

STRETCH = 2000
"""Characters of a stretch: the start of a page, or short pages together."""

ENOUGH = 6
"""Stretches after which a document without a word of what the library is about is left alone."""

ABOUT = ""
"""The subject of the words that say what the whole library is about."""

_HEAD = 3
"""Letters by which the beginnings of words are looked up: a beginning has as many or more."""

Term = tuple[str, str]
"""(subject, term as the vocabulary writes it)."""


@dataclass(frozen=True, slots=True)
class Uses:
    """In how many stretches each term of each subject stands, of how many that were looked at.

    `about` of them are about what the library is about.
    """

    stretches: int = 0
    by_subject: dict[str, Counter[str]] = field(default_factory=dict)
    about: int = 0

    def score(self, subject: str) -> int:
        """Terms of a subject, each counted once a stretch."""
        return self.by_subject[subject].total() if subject in self.by_subject else 0


def uses(pages: Sequence[Page], vocabulary: Vocabulary) -> Uses:
    """What the body of a document uses: no bibliography, no boilerplate, nothing left out."""
    finder = _finder(vocabulary)
    stretches = _stretches([page for page in pages if page.part is Part.BODY])
    looked_at = about = 0
    by_subject: dict[str, Counter[str]] = {}
    for stretch in stretches[:: max(1, -(-len(stretches) // MOST))]:
        text = "\n".join(page.matched[:STRETCH] for page in stretch)
        found = finder.terms_in(text)
        looked_at += 1
        about += any(subject == ABOUT for subject, _ in found)
        for subject, term in found:
            by_subject.setdefault(subject, Counter())[term] += 1
        if looked_at == ENOUGH and not about and vocabulary.about:
            break
    return Uses(looked_at, by_subject, about)


def _stretches(pages: Iterable[Page]) -> list[list[Page]]:
    """Pages in order, short ones together: a section of a web page is no whole page."""
    found: list[list[Page]] = []
    room = 0
    for page in pages:
        size = len(page.text)
        if not found or size > room:
            found.append([])
            room = STRETCH
        found[-1].append(page)
        room -= size
    return found


def is_about(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text, such as a title, is about what the library is about."""
    terms = _finder(vocabulary).terms_in(text)
    return not vocabulary.about or any(subject == ABOUT for subject, _ in terms)


class Finder:
    """Finds terms in a text; see `corpus.vocabulary.Term.terms` for how they are written."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._words: dict[str, set[Term]] = {}
        self._beginnings: dict[str, list[tuple[str, Term]]] = {}
        self._capitals: dict[str, set[Term]] = {}
        self._phrases: dict[str, set[Term]] = {}
        for term in terms:
            self._add(term)
        self._known = Learnt(self._terms_of)

    def _add(self, term: Term) -> None:
        written = term[1]
        if " " in written:
            self._phrases.setdefault(fold(written.split()[0]), set()).add(term)
        elif written.endswith("*"):
            beginning = fold(written[:-1])
            self._beginnings.setdefault(beginning[:_HEAD], []).append((beginning, term))
        elif written.isalpha() and written.rstrip("s").isupper():
            self._capitals.setdefault(written, set()).add(term)
        else:
            self._words.setdefault(fold(written), set()).add(term)

    def terms_in(self, text: str) -> set[Term]:
        """Every term of a text, once."""
        written = text.split()
        found: set[Term] = set()
        phrases: set[Term] = set()
        for of_words, of_phrases in filter(None, map(self._known.__getitem__, set(written))):
            found |= of_words
            phrases |= of_phrases
        if phrases:
            joined = f" {' '.join(written).lower()}"
            found |= {term for term in phrases if f" {term[1].lower()}" in joined}
        return found

    def _terms_of(self, written: str) -> tuple[frozenset[Term], frozenset[Term]] | None:
        """(terms that this word is, phrases that begin with it), None for neither."""
        written = written[: 2 * LONGEST_WORD]
        found: set[Term] = set()
        phrases: set[Term] = set()
        if not written.islower():
            for part in words(written):
                found |= self._capitals.get(part, set())
        for form in _forms(fold(written)):
            found |= self._words.get(form, set())
            phrases |= self._phrases.get(form, set())
            for beginning, term in self._beginnings.get(form[:_HEAD], ()):
                if form.startswith(beginning):
                    found.add(term)
        return (frozenset(found), frozenset(phrases)) if found or phrases else None


def _forms(word: str) -> set[str]:
    """A word without what stands around it, and its parts: "(self-employed)," has three."""
    if word.isalnum():
        return {word}
    return {word.strip("()[]{}<>.,;:!?…\"'“”„‘’«»–—-*_"), *words(word)}


def _finder(vocabulary: Vocabulary) -> Finder:
    subjects = (*vocabulary.modules, *vocabulary.topics)
    named = tuple((subject.name, subject.terms) for subject in subjects)
    return _made((*named, (ABOUT, vocabulary.about)))


@lru_cache(maxsize=4)
def _made(named: tuple[tuple[str, tuple[str, ...]], ...]) -> Finder:
    return Finder((name, term) for name, terms in named for term in terms)
