"""The words a library holds, taken from its index a letter at a time."""

from collections import OrderedDict
from dataclasses import dataclass
from itertools import islice
from threading import Lock

from corpus.words import exact
from index.contract import Engine

MOST_OF_A_LETTER = 40_000
"""Words that begin with one letter and are known here: the most frequent of them."""

MOST_WORDS = 200_000
"""Words that are kept; above, the letters asked for longest ago are given up."""

MANY_BEGIN_SO = 2
"""Letters with which so many words begin that they are not asked for each time."""


@dataclass(frozen=True, slots=True)
class Letter:
    """Words in exact form that begin with a letter, and how many documents hold each.

    The most frequent come first. It `is_whole` where none was left out.
    """

    words: tuple[str, ...] = ()
    documents: tuple[int, ...] = ()
    is_whole: bool = True


class Lexicon:
    """Words by their first letter, as the last commit of an engine left them.

    Safe in several threads.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen: tuple[Engine | None, int] = (None, 0)
        self._letters: OrderedDict[str, Letter] = OrderedDict()

    def letter(self, engine: Engine, letter: str) -> Letter:
        """The words that begin with a letter."""
        seen = (engine, engine.revision())
        with self._lock:
            if self._seen != seen:
                self._seen, self._letters = seen, OrderedDict()
            elif letter in self._letters:
                self._letters.move_to_end(letter)
                return self._letters[letter]
        found = engine.words(letter, MOST_OF_A_LETTER)
        made = Letter(
            tuple(word for word, _ in found),
            tuple(count for _, count in found),
            len(found) < MOST_OF_A_LETTER,
        )
        with self._lock:
            if self._seen == seen:
                self._keep(letter, made)
        return made

    def beginning(self, engine: Engine, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Words that begin so, with the number of documents that hold them, as an engine's.

        An engine looks through all words that begin with a letter or two each time.
        """
        form = exact(prefix)
        if not form:
            return []
        if len(form) > MANY_BEGIN_SO:
            return engine.words(form, limit)
        letter = self.letter(engine, form[0])
        pairs = zip(letter.words, letter.documents, strict=True)
        found = list(islice((pair for pair in pairs if pair[0].startswith(form)), limit))
        return found if letter.is_whole or len(found) == limit else engine.words(form, limit)

    def _keep(self, letter: str, made: Letter) -> None:
        self._letters[letter] = made
        kept = sum(len(one.words) for one in self._letters.values())
        while kept > MOST_WORDS and len(self._letters) > 1:
            _, dropped = self._letters.popitem(last=False)
            kept -= len(dropped.words)
