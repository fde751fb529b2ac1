"""Where the sentences of a page begin and end, the items of its lists, and the lines of its tables.

Nothing here is exact: what a page looked like is told from its line breaks alone.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

FULL = 0.75
"""The share of the usual length from which on a line is full, with the next word in it."""

NARROW = 40
"""Characters of the usual line where all are shorter: what is set so narrow are no sentences."""

LONG_WORD = 20
"""Characters of the next word at most: not all that is written has blanks."""


class Kind(Enum):
    """What a part of a text is."""

    SENTENCE = auto()
    ITEM = auto()
    LINE = auto()


class Part(NamedTuple):
    """A sentence, an item of a list without its bullet, or a line: a heading or a row.

    `is_begun` says that it begins within a sentence, as what goes on from the page before;
    `is_open` that it ends within one.
    """

    start: int
    end: int
    kind: Kind
    is_begun: bool = False
    is_open: bool = False

    @property
    def is_cut(self) -> bool:
        """Whether it is the beginning of a sentence without its end."""
        return self.is_open and not self.is_begun


class _Line(NamedTuple):
    """A line without the blanks around it. `is_apart` says that a blank line stands before it."""

    start: int
    end: int
    is_apart: bool


_LINE = re.compile(r"\S[^\n\f]*")

_BULLET = re.compile(r"[•●○◦▪■□◼◆❖➢➤►▶✓✔‣⁃∙·>*\uf000-\uf0ff–—-]\s+|[•●▪■➢➤\uf000-\uf0ff]")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\s")

_CLOSING = "(?:[\"'”’)\\]」』）]|[ \xa0\u202f]?»)*"
_NOTE = r"(?:(?<=[^\W\d].)\d{1,2})?"
_END = re.compile(rf"[.!?…؟۔。！？]+{_CLOSING}{_NOTE}(\s*)")
_WITHOUT_BLANKS = "。！？"
"""Signs that end a sentence also where no blank follows."""

_ENDED = re.compile(rf"[.!?…؟۔。！？:;؛]{_CLOSING}{_NOTE}\Z")
_NEAR_ITS_END = 8
"""Characters of a line in which its last full stop is looked for."""

_LAST_WORD = re.compile(r"(?:\A|[\s(\[„“\"'«/.-])([^\W_]{1,8})\Z")
_SHORTENED = (
    "al approx art arts av bd bspw bzw ca cap cf ch chap co dept dhr dott dr dra ed eds est evtl "
    "excl fig figs ggf gov hrsg inc incl ing inkl insb jr ltd mevr mio mr mrd mrs ms no nos nr núm "
    "op pag pág págs para paras pp prof rep sec sen sig sog sr sra st str tab tel ud vgl vol vols "
    "vs гл др им млн млрд пп рис руб ст стр табл тыс ул ii iii iv vi vii viii ix"
)
_ABBREVIATIONS = frozenset(_SHORTENED.split())


@lru_cache(maxsize=512)  # who narrows a search sees mostly the pages that were there before
def parts(text: str, start: int = 0, end: int | None = None) -> tuple[Part, ...]:
    """The parts of a text in order, or of its characters `start` to `end`.

    >>> text = "1 Housing\\nRents rose, e.g. in the\\ncity. Few build.\\n• Build more"
    >>> [text[part.start : part.end] for part in parts(text)]
    ['1 Housing', 'Rents rose, e.g. in the\\ncity.', 'Few build.', 'Build more']
    """
    lines = _lines(text, start, len(text) if end is None else end)
    return tuple(part for block in _blocks(text, lines) for part in _parts_of(text, block))


def _lines(text: str, start: int, end: int) -> list[_Line]:
    found: list[_Line] = []
    last = start
    for match in _LINE.finditer(text, start, end):
        start = match.start()
        is_apart = text.count("\n", last, start) > 1
        last = start + len(match[0].rstrip())
        found.append(_Line(start, last, is_apart))
    return found


def _blocks(text: str, lines: list[_Line]) -> Iterator[list[_Line]]:
    """Lines that go on in the next one, together: a paragraph, an item, a heading, a row."""
    width = _width(lines)
    if sum(line.is_apart for line in lines) * 2 > len(lines):  # a blank line after each
        lines = [line._replace(is_apart=False) for line in lines]
    block: list[_Line] = []
    for line in lines:
        if block and not _goes_on(text, block[-1], line, width):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _width(lines: list[_Line]) -> int:
    """How long the lines are in which most of a text stands, however many short ones there are."""
    lengths = sorted(line.end - line.start for line in lines)
    half = sum(lengths) / 2
    for length in lengths:
        half -= length
        if half <= 0:
            return max(length, NARROW)
    return NARROW


def _goes_on(text: str, line: _Line, after: _Line, width: int) -> bool:
    """Whether a line goes on in the one after it.

    It does so before a small letter, and where it is so long that the next word had no room.
    """
    if _BULLET.match(text, after.start, after.end) or _is_lone_letter(text, after):
        return False
    if _is_lone_letter(text, line):
        return True
    if _NUMBERED.match(text, after.start, after.end):
        if _ended(text, line):
            return False
    elif text[after.start].islower() or text[line.end - 1] in ",-‐،":
        return True
    end = min(after.end, after.start + LONG_WORD)
    blank = text.find(" ", after.start, end)
    word = (end if blank < 0 else blank) - after.start
    return line.end - line.start + word > FULL * width and not after.is_apart


def _is_lone_letter(text: str, line: _Line) -> bool:
    """Whether a line is a letter alone: a bullet in a font of signs."""
    return line.end - line.start == 1 and text[line.start].islower()


def _ended(text: str, line: _Line) -> bool:
    return _ENDED.search(text, max(line.start, line.end - _NEAR_ITS_END), line.end) is not None


def _parts_of(text: str, block: list[_Line]) -> Iterator[Part]:
    start, end = _without_bullet(text, block), block[-1].end
    is_item, is_ended = start > block[0].start, _ended(text, block[-1])
    found = list(_sentences(text, start, end))
    if len(found) == 1 and not is_item and not is_ended:
        yield from (Part(low, high, Kind.LINE) for low, high in _rows(text, block))
        return
    begins_within = text[start].islower() and not _NUMBERED.match(text, start, end)
    line_starts = {line.start for line in block}
    for low, high in found:
        is_open = high == end and not is_item and not is_ended
        is_heading = is_open and low in line_starts
        kind = Kind.ITEM if is_item and low == start else Kind.SENTENCE
        yield Part(
            low,
            high,
            Kind.LINE if is_heading else kind,
            is_begun=low == start and begins_within and not is_item,
            is_open=is_open,
        )


def _without_bullet(text: str, block: list[_Line]) -> int:
    """Where a block begins, its bullet left off."""
    if len(block) > 1 and _is_lone_letter(text, block[0]):
        return block[1].start
    bullet = _BULLET.match(text, block[0].start, block[-1].end)
    return min(bullet.end(), block[-1].end - 1) if bullet else block[0].start


def _rows(text: str, block: list[_Line]) -> Iterator[tuple[int, int]]:
    """Lines without a sentence, apart where most begin with a capital: cells, names."""
    begins = [at for at in range(1, len(block)) if not text[block[at].start].islower()]
    start = block[0].start
    if len(begins) * 2 > len(block) - 1:
        for at in begins:
            yield start, block[at - 1].end
            start = block[at].start
    yield start, block[-1].end


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _END.finditer(text, start, end):
        if found.end() < end and _is_end(text, start, found):
            yield start, found.start(1)
            start = found.end()
    if start < end:
        yield start, end


def _is_end(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence: no abbreviation, no initial, no ordinal number."""
    if found[0][0] in _WITHOUT_BLANKS:
        return True
    if not found[1] or text[found.end()].islower():
        return False
    if not found[0].startswith(".") or found[0].startswith(".."):
        return True
    last = _LAST_WORD.search(text[max(start, found.start() - 10) : found.start()])
    if last is None:
        return True
    if last[1].isdigit():
        return len(last[1]) > 2
    return len(last[1]) > 1 and last[1].lower() not in _ABBREVIATIONS
