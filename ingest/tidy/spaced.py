"""Words set with spaces between their letters, made words again.

Where one letter-spaced word ends is lost with the page. The document's own words
tell it, or wider spaces do; what neither explains is left as it is. Columns of
letters ("A B C D", "H M L H") are no words.
"""

import re
from collections.abc import Callable, Iterable, Set
from itertools import pairwise

# Tried first on every page, so it begins with what is quickly found.
_PERHAPS = re.compile(r" [^\W\d_] [^\W\d_] [^\W\d_](?!\S)")
_RUN = re.compile(r"(?<!\S)[^\W\d_](?: {1,3}[^\W\d_](?![^\s.,;:!?)])){3,}+")
_WIDE = re.compile(" {2,3}")
_SIGNS = "\"'()[]{}.,;:!?‘’‚“”„«»‹›…–—•*/"

_LONGEST_WORD = 24
_LONGEST_RUN = 400
_VOWELS = frozenset("aeiouyäöüàáâãåæèéêëìíîïòóôõøùúûýœ")


def without_letter_spacing(texts: list[str]) -> list[str]:
    """The pages of one document with letter-spaced words as words.

    >>> without_letter_spacing(["H O U S I N G   P O L I C Y", "the C L I P network", "CLIP"])
    ['HOUSING POLICY', 'the CLIP network', 'CLIP']
    >>> without_letter_spacing(["A B C D E and N N Y N Y"])
    ['A B C D E and N N Y N Y']
    """
    spaced = [index for index, text in enumerate(texts) if _PERHAPS.search(text)]
    if not spaced:
        return texts
    closed = _closed_up(_words(texts))
    texts = [*texts]
    for index in spaced:
        texts[index] = _RUN.sub(closed, texts[index])
    return texts


def _words(texts: Iterable[str]) -> Set[str]:
    return {word.strip(_SIGNS).lower() for text in texts for word in text.split()}


def _closed_up(known: Set[str]) -> Callable[[re.Match[str]], str]:
    def closed(run: re.Match[str]) -> str:
        if len(run[0]) > _LONGEST_RUN:
            return run[0]
        pieces = [piece for piece in re.split(_WIDE, run[0]) if piece]
        return " ".join(_as_words(piece.replace(" ", ""), known) or piece for piece in pieces)

    return closed


def _as_words(letters: str, known: Set[str]) -> str:
    """The word or words that the letters make, empty where they make none."""
    small = letters.lower()
    if small in known:
        return letters
    lengths = _lengths_of_words(small, known)
    if lengths:
        ends = [sum(lengths[:count]) for count in range(len(lengths) + 1)]
        return " ".join(letters[start:end] for start, end in pairwise(ends))
    return letters if _looks_like_a_word(letters, small) else ""


def _lengths_of_words(letters: str, known: Set[str]) -> list[int]:
    """The fewest known words that the letters can be cut into, by their lengths."""
    best: list[list[int] | None] = [[]]
    for end in range(1, len(letters) + 1):
        ways = [
            [*before, end - start]
            for start in range(max(0, end - _LONGEST_WORD), end)
            if (before := best[start]) is not None and letters[start:end] in known
        ]
        best.append(min(ways, key=len, default=None))
    lengths = best[-1] or []
    return lengths if lengths and len(letters) >= 3 * len(lengths) else []


def _looks_like_a_word(letters: str, small: str) -> bool:
    distinct = len(set(small))
    return (
        5 <= len(letters) <= _LONGEST_WORD
        and (letters.isupper() or letters.islower())
        and distinct >= 4
        and sum(letter in _VOWELS for letter in small) >= 0.3 * len(small)
        and list(small) != sorted(small)
    )
