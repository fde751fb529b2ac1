"""The peer of the ranking: BM25 as textbooks have it, over stems of English, and nothing else.

A document is one bag of words without stop words. Nothing but the stemmer is shared with
the engines.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import product

from corpus.words import stem

USUAL = (1.2, 0.75)
"""k1 and b as search engines have them."""

GRID = tuple(product((0.9, 1.2, 1.5, 2.0), (0.3, 0.5, 0.75, 0.9)))
"""Where the best k1 and b of a collection are looked for, which nobody knows beforehand."""

STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        a about above after again against all also am an and any are as at be because been before
        being below between both but by can could did do does doing down during each few for from
        further had has have having he her here hers him his how i if in into is it its just me
        more most must my no nor not now of off on once only or other our out over own s same she
        should so some such t than that the their them then there these they this those through to
        too under until up very was we were what when where which while who whom why will with
        would you your
        """,
    )
)


class PlainBM25:
    """Texts by id, ready to be asked with any k1 and b."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self._lengths: dict[str, int] = {}
        self._postings: dict[str, list[tuple[str, int]]] = {}
        for name, text in texts:
            bag = Counter(_stems(text))
            self._lengths[name] = bag.total()
            for term, count in bag.items():
                self._postings.setdefault(term, []).append((name, count))
        self._average = sum(self._lengths.values()) / max(len(self._lengths), 1) or 1.0

    def best(self, query: str, limit: int, k1: float, b: float) -> Mapping[str, float]:
        """The best texts that hold any word of a query, the best first, with their scores."""
        scores = defaultdict[str, float](float)
        for term, times in Counter(_stems(query)).items():
            postings = self._postings.get(term, [])
            weight = times * self._rarity(len(postings))
            for name, count in postings:
                length = 1 - b + b * self._lengths[name] / self._average
                scores[name] += weight * count * (k1 + 1) / (count + k1 * length)
        return dict(sorted(scores.items(), key=lambda item: -item[1])[:limit])

    def _rarity(self, number: int) -> float:
        return math.log(1 + (len(self._lengths) - number + 0.5) / (number + 0.5))


def _stems(text: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return [stem(word, "en") for word in words if word not in STOP_WORDS]
