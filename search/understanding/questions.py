"""What documents must hold of the words typed, and which others follow.

Documents that hold every word are the result. Where they are few, others that hold
some of the words follow. Few reports hold every word of a question put in a sentence,
and the best answer may lack one: there, both stand in one order.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.question_words import QuestionWords
from corpus.words import words
from index.looking import leaves
from index.query import EVERYWHERE, All, Either, Most, Not, Phrase, Query, Widened, Word
from search.language.signs import OPERATORS

LONG = 4
"""From so many words on they are a question, however it is put."""

FEW, ENOUGH = 10, 200
"""Documents that hold all words of a query, or of a question, from which on no more are sought."""

MOST_WORDS = 100
"""Words of a question that are looked for: more than people ask in."""

Count = Callable[[Query], int]
"""How many documents answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The parts of a query: words that may be given up for others, and what must hold.

    `times` says how often each of the words was typed. `strictly` is all of it: there,
    words that make up one term are one.
    """

    words: tuple[Query, ...]
    required: tuple[Query, ...]
    times: tuple[int, ...]
    strictly: Query

    def with_at_least(self, fewest: int) -> Query:
        """What must hold, and so many of the words."""
        if fewest >= len(self.words):
            return self.strictly
        return _all((Most(self.words, fewest), *self.required))

    def without_fields(self) -> "Asked":
        """The same without what is asked of fields alone, such as a city or a year."""
        parts = self.strictly.parts if isinstance(self.strictly, All) else (self.strictly,)
        return replace(
            self,
            required=tuple(filter(is_on_pages, self.required)),
            strictly=_all(tuple(filter(is_on_pages, parts))),
        )


def calmed(text: str, question_words: QuestionWords, languages: Collection[str]) -> str:
    """A sentence in capitals in small letters: its AND is a word, and no word is an acronym.

    One or two words are none: EF/06/22/EN.

    >>> asks = QuestionWords(function_words={"en": frozenset({"for", "the"})})
    >>> calmed("RENT FOR THE POOR", asks, ["en"])
    'rent for the poor'
    """
    small = text.lower()
    if text != text.upper() or len(small) != len(text) or len(text.split()) < 3:
        return text
    typed = set(words(small)) - {operator.lower() for operator in OPERATORS}
    is_one = any(question_words.is_function_word(word, languages) for word in typed)
    return small if is_one else text


def asked(query: Query) -> Asked:
    """A query taken apart."""
    parts = query.parts if isinstance(query, All) else (query,)
    counted = Counter(word for part in parts if _may_lack(part) for word in _words(part))
    required = tuple(dict.fromkeys(part for part in parts if not _may_lack(part)))
    kept = tuple(dict.fromkeys(part for part in parts if _may_lack(part)))
    return Asked(
        words=tuple(counted),
        required=required,
        times=tuple(counted.values()),
        strictly=_all((*kept, *required)),
    )


def is_question(words: Sequence[Query], typed: int, *, opened: bool) -> bool:
    """Whether parts, for which so many words were typed, are to be taken as a question.

    `opened`: they are put as one.
    """
    return len(words) > 1 and (opened or typed >= LONG)


def most_held(asked: Asked, count: Count) -> int:
    """How many of the words the documents that hold most of them hold; 0 where none holds any.

    Documents are compared without regard to filters, so that a facet's numbers are right.
    """
    low, high = 0, len(asked.words) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if count(asked.with_at_least(middle)):
            low = middle
        else:
            high = middle - 1
    return low if low and count(asked.with_at_least(low)) else 0


def rarest(asked: Asked, count: Count) -> Asked:
    """A question of no more than MOST_WORDS words: those that some, and the fewest, documents hold.

    A common word tells least about what is meant, and costs most.
    """
    if len(asked.words) <= MOST_WORDS:
        return asked
    ranked = sorted(asked.words, key=lambda word: (not count(word), count(word)))
    kept = frozenset(ranked[:MOST_WORDS])
    times = {w: n for w, n in zip(asked.words, asked.times, strict=True) if w in kept}
    return Asked(
        words=tuple(times),
        required=asked.required,
        times=tuple(times.values()),
        strictly=_all((*times, *asked.required)),
    )


def _may_lack(part: Query) -> bool:
    match part:
        case Word(field="") | Widened():
            return True
        case Phrase(field="", is_one_word=True):
            return True
        case All(several) if several:  # a term that the library knows no other word for
            return all(map(_may_lack, several))
        case _:
            return False


def _words(part: Query) -> Iterator[Query]:
    """Of a term of several words each of them, and the term with what else it is called."""
    match part:
        case Widened(All(several), others) if several:
            yield from several
            yield Widened(Phrase(tuple(word for one in several for word in _typed(one))), others)
        case All(several):
            yield from several
        case _:
            yield part


def _typed(part: Query) -> tuple[str, ...]:
    match part:
        case Word(word):
            return (word,)
        case Phrase(words):
            return words
        case Widened(typed):
            return _typed(typed)
        case _:
            return ()


def _all(parts: Sequence[Query]) -> Query:
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def is_on_pages(part: Query) -> bool:
    """Whether a part of a query is looked for on pages, and not in fields alone."""
    match part:
        case Not():
            return False
        case All(parts) | Either(parts):
            return all(map(is_on_pages, parts))
        case _:
            return any(leaf.field == EVERYWHERE for leaf in leaves(part))
