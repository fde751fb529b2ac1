"""A text as numbers that do not depend on how it was set: words in a row, and sentences.

Only letters and digits count, folded; blanks, line ends, hyphens, case and
accents do not. The number of a stretch of letters is a polynomial modulo 2**64,
so that the numbers of all stretches come from one running sum.
"""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from corpus.document import Span
from corpus.words import fold

WORDS_IN_ROW = 4
"""Words of a shingle: three still meet by chance in reports on one subject; of five, a word
that was read wrongly spoils more."""

FEWEST_WORDS = 8
"""Words of a sentence that is remembered; shorter ones are headings and set phrases."""

LOOKED_AT = 20_000
"""Characters of a page in which sentences are looked for: pages of print have 5,000."""

Numbers = NDArray[np.uint64]
_Places = NDArray[np.int64]
_Values = NDArray[np.uint16]

_AT_ONCE = 1 << 14  # characters, so that memory is bounded
_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64
_BETWEEN_PAGES = "\n\n"
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_HYPHENS = "-\u2010\u2011\u00ad"
_ENDS = ".!?…。！？"
_BULLETS = "•\u25aa\u25cf\u25a0\u2023\u2043"
_ALPHABETS = 0x2E80  # below, folding is asked character by character
_WRITTEN_ALONE = ((0x3041, 0x3097), (0x30A1, 0x30FB), (0x3400, 0x4DC0), (0x4E00, 0xA48D),
                  (0xAC00, 0xD7A4))  # fmt: skip
_END, _BULLET, _HYPHEN, _UNSEEN, _LINE, _BLANK, _LETTERS = 1, 2, 3, 4, 5, 6, ord("0")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a block without a full stop, where it stands: page, characters, words."""

    number: int
    page: int
    span: Span
    words: int


@dataclass(frozen=True, slots=True)
class _Read:
    """A stretch of text as letters: where its words begin, in the text and among the letters.

    `at` has one entry more than there are words: where the letters end.
    """

    values: _Values
    letters: _Values
    starts: _Places
    at: _Places

    @property
    def words(self) -> int:
        return len(self.starts)


class Letters:
    """What all the pages of a document come to: its words, shingles and a checksum of its letters.

    Shingles come in order and as often as they stand there. A text of fewer than
    WORDS_IN_ROW words is one shingle.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        checksum = hashlib.blake2b(digest_size=8)
        rows: list[Numbers] = []
        self.words = 0
        for text in _pieces(texts):
            read = _read(text)
            self.words += read.words
            checksum.update(read.letters.tobytes())
            first = np.arange(max(read.words - WORDS_IN_ROW + 1, 0))
            rows.append(_stretches(read, first, first + WORDS_IN_ROW))
        self.checksum = checksum.digest()
        self.shingles: Numbers = np.concatenate(rows)
        if not len(self.shingles) and self.words:
            self.shingles = np.frombuffer(self.checksum, np.uint64)


def sentences(pages: Sequence[str]) -> list[Sentence]:
    """The sentences of some pages that have FEWEST_WORDS words, in order.

    A sentence ends with a stop, a blank line, a bullet, or its page.
    """
    looked_at = [page[:LOOKED_AT] for page in pages]
    begin = list(accumulate((len(page) + len(_BETWEEN_PAGES) for page in looked_at), initial=0))
    read = _read(_BETWEEN_PAGES.join(looked_at))
    if not read.words:
        return []
    ends = _ends(read.values)
    of_sentence = np.searchsorted(ends, read.starts)
    first = np.flatnonzero(np.diff(of_sentence, prepend=-1))
    after = np.append(first[1:], read.words)
    is_long = after - first >= FEWEST_WORDS
    first, after = first[is_long], after[is_long]
    numbers = _stretches(read, first, after).view(np.int64)
    past = np.append(ends, len(read.values))[of_sentence[first]]
    columns = (numbers, read.starts[first], past, after - first)
    return [
        Sentence(number, page, (start - at, min(end - at, len(looked_at[page]))), count)
        for number, start, end, count in zip(*(one.tolist() for one in columns), strict=True)
        for page in (bisect_right(begin, start) - 1,)
        for at in (begin[page],)
    ]


def _pieces(texts: Iterable[str]) -> Iterator[str]:
    """The texts, short ones together and long ones cut."""
    waiting: list[str] = []
    size = 0
    for text in texts:
        for start in range(0, len(text), _AT_ONCE):
            piece = text[start : start + _AT_ONCE]
            if size + len(piece) > _AT_ONCE:
                yield "\n".join(waiting)
                waiting, size = [], 0
            waiting.append(piece)
            size += len(piece)
    yield "\n".join(waiting)


def _read(text: str) -> _Read:
    encoded = text.encode("utf-16-le", "surrogatepass")
    if len(encoded) > 2 * len(text):  # so that places are those of the text
        encoded = _BEYOND.sub(" ", text).encode("utf-16-le", "surrogatepass")
    values = _table().take(np.frombuffer(encoded, "<u2"))
    unseen = _unseen(values)
    values[unseen] = _UNSEEN
    seen = np.flatnonzero(~unseen) if unseen.any() else None
    shown = values if seen is None else values[seen]
    is_letter = np.zeros(len(shown) + 2, np.bool_)
    np.greater_equal(shown, _LETTERS, out=is_letter[1:-1])
    (edges,) = (is_letter[1:] != is_letter[:-1]).nonzero()
    starts, ends = edges[::2], edges[1::2]
    return _Read(
        values=values,
        letters=shown[is_letter[1:-1]],
        starts=starts if seen is None else seen[starts],
        at=np.concatenate([[0], np.cumsum(ends - starts)]),
    )


def _unseen(values: _Values) -> NDArray[np.bool_]:
    """What neither is part of a word nor ends it: joiners, hyphens and the line ends after one."""
    is_hyphen = values == _HYPHEN
    unseen: NDArray[np.bool_] = is_hyphen | (values == _UNSEEN)
    goes_on = is_hyphen[:-1] & (values[1:] == _LINE)
    unseen[1:] |= goes_on
    unseen[2:] |= goes_on[:-1] & (values[2:] == _LINE)
    return unseen


def _ends(values: _Values) -> _Places:
    """Where sentences end: a stop before a blank, a blank line, a bullet."""
    is_line = values == _LINE
    is_end = values == _BULLET
    is_end[1:] |= (values[:-1] == _END) & (is_line[1:] | (values[1:] == _BLANK))
    is_end[1:] |= is_line[:-1] & is_line[1:]
    return np.flatnonzero(is_end)


def _stretches(read: _Read, first: _Places, after: _Places) -> Numbers:
    """The numbers of stretches from one word up to another."""
    powers, inverses = _powers()
    sums = np.zeros(len(read.letters) + 1, np.uint64)
    np.cumsum(read.letters * powers[: len(read.letters)], out=sums[1:])
    begin = read.at[first]
    return mixed((sums[read.at[after]] - sums[begin]) * inverses[begin])


def mixed(numbers: Numbers) -> Numbers:
    """Numbers spread evenly over all of 64 bits (the finaliser of splitmix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


@cache
def _powers() -> tuple[Numbers, Numbers]:
    """The powers of the base and of its inverse, for as many letters as are read at once."""
    made = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        powers = np.full(1 << 18, base, np.uint64)
        powers[0] = 1
        made.append(np.cumprod(powers, dtype=np.uint64))
    return made[0], made[1]


@cache
def _table() -> _Values:
    """For each character up to U+FFFF the letter it is folded to, or what else it is."""
    table = np.zeros(0x10000, np.uint16)
    for code in range(_ALPHABETS):
        folded = fold(chr(code))[:1]
        if folded.isalnum():
            table[code] = ord(folded)
        elif chr(code).isspace():
            table[code] = _BLANK
        elif not folded:
            table[code] = _UNSEEN  # a combining mark, a joiner
    for low, high in _WRITTEN_ALONE:
        table[low:high] = np.arange(low, high)
    for chars, kind in ((_ENDS, _END), (_BULLETS, _BULLET), (_HYPHENS, _HYPHEN), ("\n", _LINE)):
        table[[ord(char) for char in chars]] = kind
    return table
