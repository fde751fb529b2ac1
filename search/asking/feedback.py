"""What the first answers to a question have in common raises those that are like them.

A relevance model (Lavrenko and Croft, "Relevance-Based Language Models", 2001)
of the best documents. It changes the order and never what is found. Documents
far below the best count for next to nothing, so that a single good answer is not
drowned by nine bad ones. `benchmarks/quality.py` measures what it gains.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from corpus.catalogue import Catalogue
from corpus.document import Page
from corpus.question_words import QuestionWords
from corpus.words import Learnt, exact, stem, words
from index.contract import Engine
from index.query import Query, Stem
from index.request import Found, Lift
from index.scoring import rarity
from search.asking.ranking import BEST_PAGE

DOCUMENTS = 10
"""Best documents that are learnt from."""

FEWEST = 10 * DOCUMENTS
"""Documents a library must have: of fewer, the best ten are no choice of good ones."""

PAGES = 2
"""Best pages of each of them."""

TERMS = 30
"""Words that are added."""

STEEPNESS = 10.0
"""A document whose score is a tenth below the best counts 1/e of it."""

SHARE = 1.0
"""What all added words together are worth, beside as many words of the question."""

MOST_COMMON = 0.2
"""What more of the documents hold tells nothing."""


def feedback(
    query: Query,
    found: Sequence[Found],
    size: int,
    engine: Engine,
    catalogue: Catalogue,
    question_words: QuestionWords,
) -> tuple[Lift, ...]:
    """Lifts by the words of the best documents of a question of `size` words."""
    weights = _weights(found)
    pages = _pages(query, [*weights], engine, catalogue)
    stems: defaultdict[str, float] = defaultdict(float)
    holding: Counter[str] = Counter()
    for id_, its_pages in pages.items():
        counts = _stems(its_pages, question_words)
        length = sum(counts.values())
        for found_stem, count in counts.items():
            stems[found_stem] += weights[id_] * count / length
        holding.update(counts.keys())
    candidates = [stem for stem, number in holding.items() if number > 1]
    documents, frequencies = engine.size(), engine.frequencies(candidates)
    telling = {
        stem: stems[stem] * rarity(number, documents)
        for stem, number in frequencies.items()
        if 1 < number <= max(MOST_COMMON * documents, 2)
    }
    best = sorted(telling, key=lambda stem: (-telling[stem], stem))[:TERMS]
    total = sum(telling[stem] for stem in best)
    # The words of the question count in the document and on its best page.
    share = SHARE * size * (1 + BEST_PAGE)
    return tuple(Lift(query=Stem(stem), times=share * telling[stem] / total) for stem in best)


def _weights(found: Sequence[Found]) -> dict[str, float]:
    """How much each of the best documents counts; 1 together."""
    best = max((one.score for one in found), default=0.0)
    if best <= 0:
        return {}
    raw = {one.id: math.exp(STEEPNESS * (one.score / best - 1)) for one in found[:DOCUMENTS]}
    total = sum(raw.values())
    return {id_: weight / total for id_, weight in raw.items()}


def _pages(
    query: Query, ids: Sequence[str], engine: Engine, catalogue: Catalogue
) -> Mapping[str, list[Page]]:
    best = engine.best_pages(query, ids, PAGES)
    wanted = [(id_, number) for id_, pages in best.items() for number, _ in pages.best]
    grouped: defaultdict[str, list[Page]] = defaultdict(list)
    for (id_, _), page in catalogue.page_texts(wanted).items():
        grouped[id_].append(page)
    return grouped


def _stems(pages: Sequence[Page], question_words: QuestionWords) -> Counter[str]:
    counts: Counter[str] = Counter()
    for page in pages:
        telling = _telling(question_words, page.language)
        counts.update(map(telling.__getitem__, words(page.matched)))
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
