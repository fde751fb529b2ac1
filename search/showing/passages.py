"""The words around a match: a passage of about 300 characters, every match in it marked.

Passages are cut from the catalogue's text of a page, the same for every engine.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from corpus.document import Page, Span
from corpus.words import exact, stem
from index.query import EVERYWHERE, Phrase, Text, Word
from index.written import written

LONG = 300
"""Characters a passage should have at most; a sentence is not cut for a few more."""

LONGEST = 380

PIECE = 20_000
"""Characters of a text that are marked at once. A page may be a whole book."""

AROUND = 2_000
"""Characters on both sides of a piece that are looked at: a match may stand across its end."""

MOST_PIECES = 5
"""Pieces of a page that are compared for its passage. Of later ones, the first match will do."""

MANY = 10
"""Leaves of a query from which on it is looked first which of them may be in a text at all."""

_SENTENCE_END = re.compile(r"(?:[.!?…]+[\"'”’»)\]]*|\n[ \t]*)(?:\n|\s+(?=[\"'“‘«(\[]*[^\Wa-z_]))")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text, and whether it is what was looked for."""

    text: str
    is_match: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a page in segments. `…` at an end says that it was cut within a sentence."""

    segments: tuple[Segment, ...] = ()

    @property
    def text(self) -> str:
        """The passage without its marks."""
        return "".join(segment.text for segment in self.segments)


class _Mark(NamedTuple):
    """A match: where it stands, and what it is a match of."""

    start: int
    end: int
    thing: int


_NONE: Mapping[Text, int] = {}


def passage(page: Page, leaves: Sequence[Text], things: Mapping[Text, int] = _NONE) -> Passage:
    """The stretch of a page that holds most of what is looked for; its beginning, if nothing.

    `things` numbers what is looked for, and says which of it a leaf is a way to say. A
    leaf that it does not name is a thing of its own.
    """
    text = page.matched
    marks = _best_piece(text, page.language, leaves)
    of = [things.get(leaf, -1 - number) for number, leaf in enumerate(leaves)]
    start, end = _best(text, [mark._replace(thing=of[mark.thing]) for mark in marks])
    before = "… " if start > 0 and not _ends_sentence(text, start) else ""
    cut = end < len(text.rstrip()) and not _ends_sentence(text, end)
    segments = list(segments_of(text, [(m.start, m.end) for m in marks], start, end))
    segments = _trimmed(segments)
    if segments and before:
        segments.insert(0, Segment(before))
    if segments and cut:
        segments.append(Segment(" …"))
    return Passage(tuple(segments))


def marked(page: Page, leaves: Sequence[Text]) -> tuple[Segment, ...]:
    """A whole page in segments, line breaks kept."""
    spans = [(mark.start, mark.end) for mark in _marks(page.matched, page.language, leaves)]
    return tuple(segments_of(page.text, spans, 0, len(page.text), keep_lines=True))


def marked_value(text: str, language: str, leaves: Sequence[Text]) -> tuple[Segment, ...]:
    """A value, such as a title, in segments."""
    spans = [(mark.start, mark.end) for mark in _marks(text, language, leaves)]
    return tuple(segments_of(text, spans, 0, len(text)))


def segments_of(
    text: str, spans: Sequence[Span], start: int, end: int, *, keep_lines: bool = False
) -> list[Segment]:
    """The characters `start` to `end` of a text in segments; spans that overlap are joined."""
    found: list[Segment] = []
    at = start
    for low, high in _joined(spans):
        low, high = max(low, at), min(high, end)
        if low >= high:
            continue
        found += [Segment(text[at:low]), Segment(text[low:high], is_match=True)]
        at = high
    found.append(Segment(text[at:end]))
    if not keep_lines:
        found = [Segment(_BLANKS.sub(" ", s.text), s.is_match) for s in found]
    return [segment for segment in found if segment.text]


def _marks(text: str, language: str, leaves: Sequence[Text]) -> list[_Mark]:
    return [mark for marks in _by_pieces(text, language, leaves) for mark in marks]


def _best_piece(text: str, language: str, leaves: Sequence[Text]) -> list[_Mark]:
    """The marks of that piece of a text in which most leaves are; the first of equals."""
    best: list[_Mark] = []
    for number, marks in enumerate(_by_pieces(text, language, leaves)):
        if len(_things(marks)) > len(_things(best)):
            best = marks
        if best and number + 1 >= MOST_PIECES:
            break
    return best


def _by_pieces(text: str, language: str, leaves: Sequence[Text]) -> Iterator[list[_Mark]]:
    """The marks of a text in order, a piece at a time; most texts are one piece."""
    if len(text) <= PIECE:
        yield _marks_of_piece(text, language, leaves)
        return
    for start in range(0, len(text), PIECE):
        end, begin = start + PIECE, max(start - AROUND, 0)
        yield [
            _Mark(begin + low, begin + high, number)
            for low, high, number in _marks_of_piece(text[begin : end + AROUND], language, leaves)
            if start <= begin + low < end
        ]


def _marks_of_piece(text: str, language: str, leaves: Sequence[Text]) -> list[_Mark]:
    there = _There.on(text, language) if len(leaves) > MANY else None
    return sorted(
        _Mark(start, end, number)
        for number, leaf in enumerate(leaves)
        if there is None or there.may_hold(leaf)
        for start, end in leaf.spans(text, language)
    )


class _There(NamedTuple):
    """The words of a text, by which most of many leaves are told to be nowhere in it."""

    forms: frozenset[str]
    stems: frozenset[str]
    language: str

    @classmethod
    def on(cls, text: str, language: str) -> Self:
        words = written(text)
        stems = frozenset(stem(word, language) for word in words)
        return cls(frozenset(map(exact, words)), stems, language)

    def may_hold(self, leaf: Text) -> bool:
        match leaf:
            case Word(word, field, stemmed=True) if field == EVERYWHERE:
                return exact(word) in self.forms or stem(word, self.language) in self.stems
            case Phrase(words, field) if field == EVERYWHERE:
                return all(exact(word) in self.forms for word in words)
            case _:
                return True


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _best(text: str, marks: Sequence[_Mark]) -> Span:
    """The stretch around the most different things, the rarest on the page before others.

    Of equals, it is the one with most marks, and the first of those.
    """
    if not marks:
        return _stretch(text, 0, 0)
    often = Counter(mark.thing for mark in marks)
    best, best_worth, past = marks[:1], (0, 0, 0), 0
    for number, mark in enumerate(marks):
        while past < len(marks) and marks[past].end <= mark.start + LONG * 3 // 4:
            past += 1
        inside = marks[number:past]
        things = _things(inside)
        worth = (len(things), -sum(often[one] for one in things), len(inside))
        if worth > best_worth:
            best, best_worth = inside, worth
    return _around(text, best)


def _around(text: str, marks: Sequence[_Mark]) -> Span:
    """The stretch that holds all the different things that are marked close together.

    It begins with the first mark from whose sentence on they are all seen.
    """
    wanted, rest = _things(marks), marks
    while True:
        start, end = _stretch(text, rest[0].start, rest[0].end)
        if _things(m for m in marks if start <= m.start and m.end <= end) == wanted:
            return start, end
        if _things(rest[1:]) != wanted:  # no sentence has room for all of them
            return _stretch(text, rest[0].start, max(m.end for m in rest))
        rest = rest[1:]


def _things(marks: Iterable[_Mark]) -> set[int]:
    return {mark.thing for mark in marks}


def _stretch(text: str, start: int, end: int) -> Span:
    """About LONG characters that hold `start` to `end`: whole sentences, if they are short."""
    low = max(0, start - LONG)
    before = [low] if low == 0 else []
    before += [low + found.end() for found in _SENTENCE_END.finditer(text[low:start])]
    begin = before[-1] if before else _word_start(text, start - LONG // 3)
    if end - begin > LONG:
        begin = _word_start(text, start - LONG // 3)
    window = text[begin : begin + LONGEST]
    ends = [begin + found.end() for found in _SENTENCE_END.finditer(window)]
    if begin + LONGEST >= len(text):
        ends.append(len(text))
    fitting = [at for at in ends if at >= end]
    if not fitting:
        return begin, _word_end(text, max(begin + LONG, min(end, begin + LONGEST)))
    short = [at for at in fitting if at - begin <= LONG]
    return begin, short[-1] if short else fitting[0]


def _word_start(text: str, at: int) -> int:
    """The beginning of a word at or after a place."""
    at = max(at, 0)
    space = _BLANKS.search(text, at, at + LONGEST) if at else None
    return space.end() if space else at


def _word_end(text: str, at: int) -> int:
    """The end of a word at or before a place."""
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, at - 40), at + 1)
    return space if space > 0 else at


def _ends_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip()
    return not before or before[-1] in ".!?…\"'”’»)]:" or "\n" in text[len(before) : at]


def _trimmed(segments: list[Segment]) -> list[Segment]:
    if not segments:
        return segments
    segments[0] = Segment(segments[0].text.lstrip(), segments[0].is_match)
    segments[-1] = Segment(segments[-1].text.rstrip(), segments[-1].is_match)
    return [segment for segment in segments if segment.text]
