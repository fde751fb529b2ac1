"""Titles that shout, in the letters their document writes elsewhere.

Which words keep a capital, and which are acronyms, is told by the text of the document
itself. A word that it writes nowhere else begins with a capital: it may be a name.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice

from corpus.words import fold

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_SHOUTING = 0.7
"""Share of the letters of a line that are capitals."""

_FEWEST = 8
_MOST_READ = 40
"""Pages whose words are learnt."""

_SMALL = frozenset({
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to",
    "am", "der", "die", "das", "für", "im", "und", "von", "zu", "zum", "zur",
    "de", "des", "du", "en", "et", "la", "le", "les", "par", "pour",
    "del", "e", "el", "las", "los", "para", "por", "y",
    "della", "di", "do", "i", "il", "per", "с", "в", "и", "на", "о", "об", "по",
})  # fmt: skip
_LONGEST_ACRONYM = 7
_VOWELS = frozenset("aeiouyäöüàáâèéêìíîòóôùúûаеёиоуыэюя")


def is_shouting(line: str) -> bool:
    """Whether a line is in capitals.

    >>> is_shouting("GREENHOUSE GAS REDUCTION PLAN"), is_shouting("INDC of Georgia")
    (True, False)
    """
    cased = [letter for letter in line if letter.isupper() or letter.islower()]
    return len(cased) >= _FEWEST and sum(map(str.isupper, cased)) >= _SHOUTING * len(cased)


class PlainCase:
    """The words of a document as it writes them where it does not shout."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._written: dict[str, Counter[str]] = defaultdict(Counter)
        self._all: list[str] = []
        self._folded: list[str] = []
        for text in islice(texts, _MOST_READ):
            for line in text.split("\n"):
                if not is_shouting(line):
                    self._learn(line)

    def _learn(self, line: str) -> None:
        for found in _WORD.finditer(line):
            folded = fold(found[0])
            self._all.append(found[0])
            self._folded.append(folded)
            # What begins a line or a sentence has its capital from there.
            if _is_within(line, found.start()):
                self._written[folded][found[0]] += 1

    def of(self, line: str) -> str:
        """A line that shouts as the document writes it; any other as it is.

        >>> PlainCase(["The reduction of GHG emissions in Cuba."]).of("REDUCTION OF GHG IN CUBA")
        'Reduction of GHG in Cuba'
        """
        if not is_shouting(line):
            return line
        shouted = _WORD.findall(line)
        plain = iter(self._together(shouted) or [self._plain(word) for word in shouted])
        said = _WORD.sub(lambda _: next(plain), line)
        return said[:1].upper() + said[1:]

    def _together(self, shouted: Sequence[str]) -> list[str]:
        """The words as they stand together in the text most often; none where they do not."""
        wanted = [fold(word) for word in shouted]
        ways = Counter[tuple[str, ...]]()
        for at, word in enumerate(self._folded):
            if word == wanted[0] and self._folded[at : at + len(wanted)] == wanted:
                ways[tuple(self._all[at : at + len(wanted)])] += 1
        return list(ways.most_common(1)[0][0]) if ways else []

    def _plain(self, word: str) -> str:
        small = word.lower()
        if not word.isupper() or (len(word) == 1 and small not in _SMALL):
            return word
        written = self._written.get(fold(word))
        if small in _SMALL:
            return small
        if written:
            return written.most_common(1)[0][0]
        vowels = sum(letter in _VOWELS for letter in small)
        is_acronym = len(word) <= _LONGEST_ACRONYM and 5 * vowels <= len(word)
        return word if is_acronym else small[:1].upper() + small[1:]


def _is_within(line: str, at: int) -> bool:
    """Whether a sentence goes on before a word."""
    before = line[:at].rstrip(" \"'“„«(")
    return bool(before) and before[-1] not in ".:!?•–-"
