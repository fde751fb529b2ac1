"""What a find is worth: the one formula of every engine.

A word is worth BM25 (Robertson and Zaragoza, "The Probabilistic Relevance
Framework", 2009) with the usual constants. A document's worth is the sum over
what is looked for; engines may round the lengths of texts.
"""

import math
from collections.abc import Iterable

from corpus.document import Part
from corpus.words import Terms

K1, B = 1.2, 0.75
"""How soon repetition stops to count, and how much the length of a text does."""

EXACT_FORM = 0.2
"""How much the very form typed adds to the worth of a word in any of its forms."""

IDEA_FOUND = 10.0
"""Added to the worth of a page for each thing found on it: more than repetitions can add."""

BODY = 25.0
"""Added to the worth of a page that is no bibliography, contents, list of persons or boilerplate.

So such a page comes first only if it holds three things more than any other.
"""

FLAT = 1.0
"""What a value of a field, a range or a word with open letters is worth, however often it is."""


def rarity(count: int, entries: int) -> float:
    """The weight of what `count` of so many entries hold: BM25's inverse document frequency."""
    return math.log(1 + (max(entries, count) - count + 0.5) / (count + 0.5))


def saturated(count: float, length: float, average: float) -> float:
    """What `count` finds in a text of a length are worth, at most K1 + 1."""
    norm = K1 * (1 - B + B * length / average) if average else K1
    return count * (K1 + 1) / (count + norm)


SAID_AGAIN = 0.1
"""What further ways of saying one thing add, where a text holds several: a tenth of their worth."""


def counted(found: Terms, part: Part) -> Terms:
    """The words of a page as they count in its document: outside the body, each stem once.

    So a long bibliography does not make a report one about what it cites.
    """
    if part is Part.BODY:
        return found
    return Terms(found.exact, list(dict.fromkeys(found.stems)), found.codes)


def kept_below(worth: float, of_typed: float | None, of_other: float | None) -> float:
    """What a find by another way counts, so that a rarer word is worth no more than the typed one.

    `of_typed` and `of_other` are the sums of the rarities of their words, None where
    there are none.
    """
    if not of_typed or not of_other:
        return worth
    return worth * min(1.0, of_typed / of_other)


def together(worths: Iterable[float]) -> float:
    """What several ways of saying one thing are worth in one text."""
    best = total = 0.0
    for worth in worths:
        best, total = max(best, worth), total + worth
    return best + SAID_AGAIN * (total - best)
