"""What the first pages that answer a question have in common raises those that are like them.

A relevance model (Lavrenko and Croft, "Relevance-Based Language Models", 2001)
of the best pages, mixed with the question as RM3 does. It changes the order and
never what is found. Pages far below the best count for next to nothing, so that a
single good answer is not drowned by nine bad ones. `benchmarks/quality.py` measures
what it gains.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from corpus.catalogue import Catalogue
from corpus.document import Page
from corpus.question_words import QuestionWords
from corpus.words import Learnt, exact, stem, words
from index.contract import Engine
from index.query import Query, Stem
from index.request import Found, Weighed
from index.scoring import rarity

DOCUMENTS = 10
"""Best documents whose best pages are learnt from."""

FEWEST = 10 * DOCUMENTS
"""Documents a library must have: of fewer, the best ten are no choice of good ones."""

PAGES = 10
"""How many of the best pages are learnt from."""

TERMS = 30
"""Words that are added."""

STEEPNESS = 20.0
"""A page whose score is a twentieth below the best counts 1/e of it."""

SHARE = 2 / 3
"""What all added words together are worth, beside as many words of the question."""


def feedback(
    query: Query,
    words: Sequence[Weighed],
    found: Sequence[Found],
    engine: Engine,
    catalogue: Catalogue,
    question_words: QuestionWords,
) -> tuple[Weighed, ...]:
    """Words by which the best pages of a question differ from others, to weigh pages by.

    `found` are its best documents, `words` what its pages are scored by.
    """
    best = engine.best_pages(query, [one.id for one in found[:DOCUMENTS]], PAGES, words)
    scored = sorted(
        ((score, id_, number) for id_, of_it in best.items() for number, score in of_it.best),
        reverse=True,
    )[:PAGES]
    weights = _weights(scored)
    stems: defaultdict[str, float] = defaultdict(float)
    holding: Counter[str] = Counter()
    for place, page in catalogue.page_texts(weights).items():
        counts = _stems(page, question_words)
        length = sum(counts.values())
        for found_stem, count in counts.items():
            stems[found_stem] += weights[place] * count / length
        holding.update(counts.keys())
    documents = engine.size()
    frequencies = engine.frequencies([stem for stem, number in holding.items() if number > 1])
    telling = {
        stem: stems[stem] * rarity(number, documents) for stem, number in frequencies.items()
    }
    chosen = sorted(telling, key=lambda stem: (-telling[stem], stem))[:TERMS]
    total = sum(telling[stem] for stem in chosen)
    share = SHARE * sum(one.weight for one in words)
    return tuple(Weighed(Stem(stem), share * telling[stem] / total, finds=False) for stem in chosen)


def _weights(scored: Sequence[tuple[float, str, int]]) -> dict[tuple[str, int], float]:
    """How much each of the best pages counts, by document and number; 1 together."""
    if not scored or scored[0][0] <= 0:
        return {}
    best = scored[0][0]
    raw = {(id_, number): math.exp(STEEPNESS * (score / best - 1)) for score, id_, number in scored}
    total = sum(raw.values())
    return {place: weight / total for place, weight in raw.items()}


def _stems(page: Page, question_words: QuestionWords) -> Counter[str]:
    telling = _telling(question_words, page.language)
    counts = Counter(map(telling.__getitem__, words(page.matched)))
    del counts[""]
    return counts


@lru_cache(maxsize=64)
def _telling(question_words: QuestionWords, language: str) -> Learnt[str]:
    """The stems of written words; empty for those that tell nothing about a text."""

    def stem_of(word: str) -> str:
        is_telling = len(word) > 1 and word.isalpha() and exact(word)
        return stem(word, language) if is_telling and not says_nothing(word, (language,)) else ""

    says_nothing = question_words.is_function_word
    return Learnt(stem_of)
