"""What a find is worth: the one formula of every engine.

A word is worth BM25 (Robertson and Zaragoza, "The Probabilistic Relevance
Framework", 2009) with the usual constants, over pages. A page is worth the sum
over what is looked for, a document what its best page is worth and a little of
its second. Engines may round the lengths of texts.
"""

import math
from collections.abc import Iterable, Sequence

from corpus.document import Part
from corpus.words import Terms

K1, B = 1.2, 0.75
"""How soon repetition stops to count, and how much the length of a text does."""

EXACT_FORM = 0.2
"""How much the very form typed adds to the worth of a word in any of its forms."""

HEAD = 2.0
"""What a word in the title or another field of a document is worth on each of its pages.

That many times its rarity, as if it stood on the page again and again: so all pages of a
report on Turin are on Turin, and what else was asked for decides between them.
"""

ABOUT = 4.0
"""The same of a value that was named, such as the country: twice a word of the title."""

SECOND_PAGE = 0.2
"""How much of the worth of its second best page is added to a document's best."""

OUTSIDE_BODY = 0.5
"""What is left of the worth of a page of contents, a bibliography, boilerplate …"""

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


def of_document(pages: Sequence[float]) -> float:
    """What a document is worth by the worths of its pages, the best first.

    >>> of_document([10.0, 5.0, 1.0])
    11.0
    """
    return pages[0] + (SECOND_PAGE * pages[1] if len(pages) > 1 else 0.0)


def in_head(of_words: float | None, holding: int, pages: int) -> float:
    """What it is worth on a page that the head of its document holds a word or a value.

    `of_words` are the rarities of the words, None for a value, which `holding` of all pages have.
    """
    return ABOUT * rarity(holding, pages) if of_words is None else HEAD * of_words


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
