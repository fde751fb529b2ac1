"""Does a quotation stand on a page, word for word?

White space, kinds of dashes and quotation marks, and the hyphens at the ends of
lines are no difference; letters are. `…` and `[…]` stand for words left out.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from corpus.document import Page

_LEFT_OUT = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.)\s*")
_DASH = "[-\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d]"
_APART = re.compile(rf"(?<=\s){_DASH}+(?=\s)")  # a dash between words
_JOINING = re.compile(rf"{_DASH}+\s*")  # a hyphen, also one at the end of a line
_SIGNS = re.compile("[\"'`´\u2018-\u201f\u2039\u203a\u00ab\u00bb\u200b-\u200d\u2060\ufeff]")


def stands_in(words: str, text: str) -> bool:
    """Whether a text holds these words, whole and in this order; never for no words at all.

    >>> stands_in("“segregation” of … migrants", "the segre-\\ngation of all migrants")
    True
    >>> stands_in("rent", "what is currently paid")
    False
    """
    parts = [bare for part in _LEFT_OUT.split(words) if (bare := _bare(part))]
    if not parts:
        return False
    within, at = _bare(text), 0
    for part in parts:
        at = _end_of(part, within, at)
        if at < 0:
            return False
    return True


def page_with(words: str, pages: Iterable[Page]) -> Page | None:
    """The first page on which these words stand, or on which they begin that end on the next."""
    every = list(pages)
    alone = (page for page in every if is_on(words, page))
    across = (
        first
        for first, second in pairwise(every)
        if stands_in(words, f"{first.matched.rstrip()}\n{second.matched.lstrip()}")
    )
    return next(alone, None) or next(across, None)


def is_on(words: str, page: Page) -> bool:
    """Whether these words stand on a page, with or without what is left out of matching."""
    return any(stands_in(words, text) for text in _readings(page))


def _readings(page: Page) -> Iterator[str]:
    yield page.text
    if page.left_out:
        yield page.matched


def _bare(text: str) -> str:
    """What two spellings of the same words have in common."""
    plain = _SIGNS.sub("", unicodedata.normalize("NFKC", text))
    return " ".join(_JOINING.sub("", _APART.sub(" ", plain)).split())


def _end_of(part: str, text: str, at: int) -> int:
    """Where a part ends in a text, at or after a place; -1 where it is not there as whole words."""
    before = r"(?<![^\W_])" if part[0].isalnum() else ""
    after = r"(?![^\W_])" if part[-1].isalnum() else ""
    found = re.compile(f"{before}{re.escape(part)}{after}").search(text, at)
    return found.end() if found else -1
