"""The sentences around a match: a passage of some 300 characters, every match in it marked.

Passages are cut from the catalogue's text of a page, the same for every engine.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus.document import Page, Span
from index.query import Text
from search.presenting.sentences import Kind, Part, parts
from search.results import Passage, Segment

LONG = 420
"""Characters a passage of several sentences has at most: mostly two or three of them."""

LONGEST = 500
"""Characters from which on a sentence is cut."""

CLAUSE = 150
"""Characters a piece of such a sentence has at most."""

MOST_PARTS = 20
"""Sentences, items and lines that a passage has at most."""

KNOWN = 0.5
"""What a thing is worth that the title says already; any other is worth 1."""

PIECE = 20_000
"""Characters of a text that are marked at once. A page may be a whole book."""

AROUND = 2_000
"""Characters on both sides of a piece that are looked at: a match may stand across its end."""

MOST_PIECES = 5
"""Pieces of a page that are compared for its passage. Of later ones, the first match will do."""

_CLAUSE_END = re.compile(r"(?<=[;:,،؛—–])\s")
_BLANKS = re.compile(r"\s+")


class _Mark(NamedTuple):
    """A match: where it stands, and what it is a match of."""

    start: int
    end: int
    thing: int


_NONE: Mapping[Text, int] = {}

_NOTHING = (-1.0, 0, False, False, False, 0)


def passage(
    page: Page,
    leaves: Sequence[Text],
    things: Mapping[Text, int] = _NONE,
    known: Collection[int] = (),
) -> Passage:
    """The sentences of a page that hold most of what is looked for; its first ones, if nothing.

    `things` numbers what is looked for, and says which of it a leaf is a way to say. A
    leaf that it does not name is a thing of its own. Those in `known` count half: what the
    title says already, the passage need not say.

    >>> from index.query import Word
    >>> page = Page(number=1, text="Rent in Wien\\nMany flats are let. Rents rose in 2019.")
    >>> passage(page, [Word("rents")]).text
    'Rents rose in 2019.'
    """
    text = page.matched
    of = [things.get(leaf, -1 - number) for number, leaf in enumerate(leaves)]
    marks = _best_piece(text, page.language, leaves, of)
    shown = _best(_parts_near(text, marks), marks, known)
    if not shown:
        return Passage()
    start, end = shown[0].start, shown[-1].end
    spans = [(mark.start, mark.end) for mark in marks if mark.end > start and mark.start < end]
    segments: list[Segment] = []
    for number, part in enumerate(shown):
        segments.append(Segment(_before(part, shown[number - 1] if number else None)))
        segments += segments_of(text, spans, part.start, part.end)
    if shown[-1].is_open:
        segments.append(Segment(" …"))
    return Passage(tuple(segment for segment in segments if segment.text))


def _before(part: Part, last: Part | None) -> str:
    """What stands before a part: a bullet, a dot between cells, a blank where there was one."""
    if last is None:
        return "• " if part.kind is Kind.ITEM else "… " if part.is_begun else ""
    if last.end == part.start:
        return ""
    return {Kind.ITEM: " • ", Kind.LINE: " · ", Kind.SENTENCE: " "}[part.kind]


def marked(page: Page, leaves: Sequence[Text]) -> tuple[Segment, ...]:
    """A whole page in segments, line breaks kept."""
    spans = [(mark.start, mark.end) for mark in _marks(page.matched, page.language, leaves)]
    return tuple(segments_of(page.text, spans, 0, len(page.text), keep_lines=True))


def marked_value(text: str, language: str, leaves: Sequence[Text]) -> tuple[Segment, ...]:
    """A value, such as a title, in segments."""
    spans = [(mark.start, mark.end) for mark in _marks(text, language, leaves)]
    return tuple(segments_of(text, spans, 0, len(text)))


def leaves_in(text: str, language: str, leaves: Sequence[Text]) -> tuple[Text, ...]:
    """Those leaves that stand in a value, such as a title."""
    there = {mark.thing for mark in _marks(text, language, leaves)}
    return tuple(leaf for number, leaf in enumerate(leaves) if number in there)


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


def _best_piece(
    text: str, language: str, leaves: Sequence[Text], things: Sequence[int]
) -> list[_Mark]:
    """The marks of that piece of a text in which most things are; the first of equals."""
    best: list[_Mark] = []
    for number, found in enumerate(_by_pieces(text, language, leaves)):
        marks = [mark._replace(thing=things[mark.thing]) for mark in found]
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
    return sorted(
        _Mark(start, end, number)
        for number, leaf in enumerate(leaves)
        for start, end in leaf.spans(text, language)
    )


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _parts_near(text: str, marks: Sequence[_Mark]) -> list[Part]:
    """The parts of a text around its marks, those that are too long in several."""
    start = max(marks[0].start - AROUND, 0) if marks else 0
    end = min(marks[-1].end + AROUND if marks else AROUND, len(text))
    return [piece for part in parts(text, start, end) for piece in _divided(text, part)]


def _divided(text: str, part: Part) -> Iterator[Part]:
    """A sentence that is too long in its clauses, or else words; any other as it is."""
    if part.end - part.start <= LONGEST:
        yield part
        return
    start, is_begun = part.start, part.is_begun
    while start < part.end:
        cut = _cut(text, start, part.end)
        is_open = cut < part.end or part.is_open
        yield part._replace(start=start, end=cut, is_begun=is_begun, is_open=is_open)
        start, is_begun = _after_blanks(text, cut), True


def _cut(text: str, start: int, end: int) -> int:
    """Where the clause ends that begins at a place."""
    if end - start <= CLAUSE:
        return end
    for pattern in (_CLAUSE_END, _BLANKS):
        cuts = [m.start() for m in pattern.finditer(text, start + CLAUSE // 2, start + CLAUSE)]
        if cuts:
            return cuts[-1]
    return start + CLAUSE


def _after_blanks(text: str, at: int) -> int:
    blanks = _BLANKS.match(text, at)
    return blanks.end() if blanks else at


def _best(found: Sequence[Part], marks: Sequence[_Mark], known: Collection[int]) -> Sequence[Part]:
    """The stretch with the most different things, the rarest on the page before others.

    Of equals, it is one of sentences, then one that begins with a whole one, and with a
    match; then the one with most matches, and the first of those.
    """
    often = Counter(mark.thing for mark in marks)
    inside = _by_part(found, marks)
    different = _with_headings(found, inside)
    best, best_worth, end = found[:0], _NOTHING, 0
    for first, part in enumerate(found):
        end = max(end, first + 1)
        while end < len(found) and _goes_with(found[end], found[end - 1], part):
            end += 1
        last = min(end, first + MOST_PARTS)
        things = set().union(*different[first:last])
        worth = (
            sum(KNOWN if one in known else 1 for one in things),
            -sum(often[one] for one in things),
            part.kind is not Kind.LINE,
            not part.is_begun,
            bool(inside[first]),
            sum(map(len, inside[first:last])),
        )
        if worth > best_worth:
            best_worth = worth
            is_idle = last - first > 1 and found[last - 1].is_cut and not inside[last - 1]
            best = found[first : last - 1 if is_idle else last]
    return best


def _with_headings(found: Sequence[Part], inside: Sequence[Sequence[int]]) -> list[set[int]]:
    """The things of each part; a heading's are those of what stands under it, too."""
    things = [set(here) for here in inside]
    for number in range(1, len(found)):
        if found[number - 1].kind is Kind.LINE and found[number].kind is not Kind.LINE:
            things[number] |= things[number - 1]
    return things


def _goes_with(part: Part, before: Part, first: Part) -> bool:
    """Whether a part belongs to the stretch from the first to the one before it."""
    is_torn = before.is_open and not part.is_begun
    is_alike = (part.kind is Kind.LINE) is (first.kind is Kind.LINE)
    return is_alike and not is_torn and part.end - first.start <= LONG


def _by_part(found: Sequence[Part], marks: Sequence[_Mark]) -> list[list[int]]:
    """The things that are marked in each part, as often as they are."""
    inside: list[list[int]] = [[] for _ in found]
    starts = [part.start for part in found]
    for mark in marks:
        inside[bisect_right(starts, mark.start) - 1].append(mark.thing)
    return inside


def _things(marks: Iterable[_Mark]) -> set[int]:
    return {mark.thing for mark in marks}
