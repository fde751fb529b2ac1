"""Which words of a text, as they are written, are the one that is looked for?

Pages of a library share most of their words. So each written word is folded and
stemmed once in a process, and what a page holds is then a comparison of sets.
"""

from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache

from corpus.document import Span
from corpus.words import exact, places, stem, words

MOST_LEARNT = 200_000
"""Written words of a language that are remembered before it begins anew."""


class _Language:
    """The written words of a language met so far, by their exact form and by their stem."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._learnt: set[str] = set()
        self._by_exact: defaultdict[str, set[str]] = defaultdict(set)
        self._by_stem: defaultdict[str, set[str]] = defaultdict(set)

    def meet(self, there: frozenset[str]) -> None:
        """Learn the words of a text."""
        fresh = there - self._learnt
        if not fresh:
            return
        for word in fresh:
            if form := exact(word):
                self._by_exact[form].add(word)
                self._by_stem[stem(word, self._language)].add(word)
        # Last: another thread must not take a word for learnt that is in no set yet.
        self._learnt |= fresh

    def forms(self, there: frozenset[str], word: str, *, stemmed: bool) -> frozenset[str]:
        """Those of some words that are this one."""
        self.meet(there)
        found = there & self._by_exact.get(exact(word), _NONE)
        if stemmed:
            found |= there & self._by_stem.get(stem(word, self._language), _NONE)
        return found

    @property
    def is_full(self) -> bool:
        return len(self._learnt) >= MOST_LEARNT


_NONE: set[str] = set()
_LANGUAGES: dict[str, _Language] = {}


def places_of(text: str, language: str, word: str, *, stemmed: bool) -> list[Span]:
    """Where a word stands in a text, in any of its forms if `stemmed`."""
    known = _LANGUAGES.get(language)
    if known is None or known.is_full:
        known = _LANGUAGES[language] = _Language(language)
    found = known.forms(written(text), word, stemmed=stemmed)
    return places(text, found) if found else []


def places_of_stem(text: str, language: str, stem_: str) -> list[Span]:
    """Where the words of a stem (`en:hous`) stand in a text of its language."""
    found = [word for word in written(text) if exact(word) and stem(word, language) == stem_]
    return places(text, found) if found else []


def places_where(text: str, test: Callable[[str], bool]) -> list[Span]:
    """Where the words stand whose exact form passes a test."""
    found = [word for word in written(text) if (form := exact(word)) and test(form)]
    return places(text, found) if found else []


@lru_cache(maxsize=1024)
def written(text: str) -> frozenset[str]:
    """The different words of a text, as they are written."""
    return frozenset(words(text))
