"""Which words tell what a text is about: those it often uses and few documents do.

A word is worth its rarity in the library times the root of how often it stands
there, less a half: a word that stands there once may be there by chance. Function
words and numbers tell nothing, and neither does a word that no other document has,
or that every third one has.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.question_words import QuestionWords
from corpus.words import exact, stem, words
from index.contract import Engine
from index.query import Stem
from index.scoring import rarity

MOST = 25
"""Words that a text is known by."""

FEWEST = 3
"""A text with fewer telling words is not known by them: two documents share some by chance."""

WEIGHED = 600
"""Words of a text whose rarity is looked up: those it uses most."""

SHORTEST = 3
"""Letters of a word that tells something."""

LONGEST_TEXT = 20_000
"""Characters of one text that are read."""

SMALL_LIBRARY = 30
"""Documents below which a word may stand in up to half of them."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text, and how many times a word of it counts: more in a title than on a page."""

    text: str
    language: str
    times: float = 1.0


@dataclass(frozen=True, slots=True)
class Telling:
    """A word that tells what a text is about: its stem, as it is mostly written, its weight."""

    stem: str
    word: str
    weight: float

    @property
    def leaf(self) -> Stem:
        """What to look for."""
        return Stem(self.stem)


def telling_words(
    said: Iterable[Said], engine: Engine, question_words: QuestionWords, limit: int = MOST
) -> tuple[Telling, ...]:
    """The words that tell most, the weightiest first; none where they are too few."""
    counts, written = _counted(said, question_words)
    often = sorted(counts, key=lambda one: (-counts[one], one))[:WEIGHED]
    documents, held_by = engine.size(), engine.frequencies(often)
    most = most_documents(documents)
    weights = {
        one: (math.sqrt(counts[one]) - 0.5) * rarity(held_by[one], documents)
        for one in often
        if 2 <= held_by[one] <= most
    }
    best = sorted(weights, key=lambda one: (-weights[one], one))[:limit]
    if len(best) < FEWEST:
        return ()
    return tuple(Telling(one, _usual(written[one]), weights[one]) for one in best)


def most_documents(documents: int) -> int:
    """In how many documents of a library a word may stand that still tells something.

    >>> [most_documents(number) for number in (0, 2, 10, 30, 90)]
    [2, 2, 6, 11, 30]
    """
    if documents <= SMALL_LIBRARY:
        return max(2, min(documents // 2 + 1, SMALL_LIBRARY // 3 + 1))
    return max(documents // 3, SMALL_LIBRARY // 3 + 1)


def _counted(
    said: Iterable[Said], question_words: QuestionWords
) -> tuple[dict[str, float], dict[str, Counter[str]]]:
    """How much each stem counts, and in which written forms it stands."""
    by_language: defaultdict[tuple[str, float], Counter[str]] = defaultdict(Counter)
    for one in said:
        by_language[one.language, one.times].update(words(one.text[:LONGEST_TEXT]))
    counts: defaultdict[str, float] = defaultdict(float)
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (language, times), found in by_language.items():
        for word, count in found.items():
            if _may_tell(word, language, question_words):
                stemmed = stem(word, language)
                counts[stemmed] += count * times
                written[stemmed][word] += count
    return counts, written


def _may_tell(word: str, language: str, question_words: QuestionWords) -> bool:
    form = exact(word)
    return (
        len(form) >= SHORTEST
        and form.isalpha()
        # In small letters, as a heading may be in capitals.
        and not question_words.is_function_word(word.lower(), (language,))
    )


def _usual(written: Counter[str]) -> str:
    """How a word is mostly written, but in small letters where it often is."""
    low = [word for word in written if word.islower()]
    is_low = 3 * sum(written[word] for word in low) >= written.total()
    return min(low if is_low else written, key=lambda word: (-written[word], word))
