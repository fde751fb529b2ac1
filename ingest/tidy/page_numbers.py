"""The page numbers printed on the pages of a document.

A number is believed where it keeps in step with the pages: the same distance from
the place of its page in the file, on several pages near one another. So a number
in a foot ("Housing 2013 | 12 | CLIP") is told from a year, and a number that is
no page number is none.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.tidy.edges import Edges, Line

_ENOUGH = 3
"""Pages in step that make a distance believable."""

_WIDEST_GAP = 12
_MOST_NUMBERS = 6
_LONGEST_ALONE = 40
_LONGEST_ROMAN = 16

_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\d+|[^\W\d_]+")
_NAMES = r"(?:page|pages|p|pg|seite|seiten|s|pagina|página|pág|pag|blz|bladzijde|страница|стр)"
_ALONE = re.compile(
    rf"\W*(?:{_NAMES}\b\W*)?(?P<number>\d{{1,4}}|[ivxl]{{1,7}})"
    rf"(?:\W*\b(?:of|von|de|di|van|sur|из)?\W*\d{{1,4}})?(?:\W*\b{_NAMES})?\W*",
    re.IGNORECASE,
)
_ROMAN_NUMERALS = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ROMAN = {letters: amount for amount, letters in _ROMAN_NUMERALS}


_Step = tuple[int, bool]
"""How far a printed number is from the place of its page, and whether it is Roman."""


def printed_numbers(pages: Sequence[Edges]) -> list[str]:
    """The number printed on each page, empty where none is; a gap between two is filled."""
    steps = [set(_steps(edges, index)) for index, edges in enumerate(pages)]
    written = [index for index, edges in enumerate(pages) if edges.top]
    believed = _believed(steps, written)
    if not written or 2 * len(believed) < len(written):
        return [""] * len(pages)
    _fill(believed)
    return [_shown(believed.get(index), index) for index in range(len(pages))]


def stands_alone(line: Line, number: str) -> bool:
    """Whether a line is this page number and nothing else ("Page 12 of 30")."""
    text = line.text
    if not number or len(text) > _LONGEST_ALONE or number not in text.lower():
        return False
    alone = _ALONE.fullmatch(text)
    return alone is not None and alone["number"].lower() == number


def with_sign_for(number: str, text: str) -> str:
    """A line with # in place of its page number.

    >>> with_sign_for("12", "Housing 2012 12")
    'Housing 2012 #'
    """
    if not number or number not in text:
        return text
    return _WORD.sub(lambda word: "#" if word[0] == number else word[0], text)


def _steps(edges: Edges, index: int) -> Iterator[_Step]:
    for line in edges.lines:
        if line.is_long:
            continue
        for number in _NUMBER.findall(line.text)[:_MOST_NUMBERS]:
            if len(number) <= 4:
                yield int(number) - index, False
        if line.text[0] in "ivxlIVXLpPsS-–" and len(line.text) <= _LONGEST_ROMAN:
            alone = _ALONE.fullmatch(line.text)
            if alone and (value := _value(alone["number"])):
                yield value - index, True


def _value(numeral: str) -> int:
    """The value of a small Roman numeral; 0 for what is none."""
    digits = [_ROMAN.get(letter, 0) for letter in numeral.lower()]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    value = sum(-digit if digit < following else digit for digit, following in pairs)
    return value if value > 0 and _roman(value) == numeral.lower() else 0


def _roman(value: int) -> str:
    written = ""
    for amount, letters in (
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        written += letters * (value // amount)
        value %= amount
    return written


def _believed(steps: Sequence[set[_Step]], written: Sequence[int]) -> dict[int, _Step]:
    """The step of every page that has one: that of most pages, or of several in a row."""
    votes = Counter(step for found in steps for step in found)
    usual = {step for step, n in votes.items() if n >= max(_ENOUGH, len(written) / 2)}
    believed: dict[int, _Step] = {}
    for place, index in enumerate(written):
        near = [steps[other] for other in written[max(0, place - 2) : place + 3]]
        rows = [near[start : start + _ENOUGH] for start in range(max(1, len(near) - 2))]
        good = [
            step
            for step in steps[index]
            if step in usual
            or (votes[step] >= _ENOUGH and any(_is_in_all(step, row) for row in rows))
        ]
        if good:
            believed[index] = max(good, key=lambda step: (votes[step], step))
    return believed


def _is_in_all(step: _Step, row: Sequence[set[_Step]]) -> bool:
    return len(row) == _ENOUGH and all(step in found for found in row)


def _fill(believed: dict[int, _Step]) -> None:
    """Give pages between two in step, such as one that is a picture, theirs too."""
    for before, after in pairwise(sorted(believed)):
        if believed[before] == believed[after] and after - before <= _WIDEST_GAP:
            believed.update(dict.fromkeys(range(before + 1, after), believed[before]))


def _shown(step: _Step | None, index: int) -> str:
    if step is None or index + step[0] < 0:
        return ""
    value = index + step[0]
    return _roman(value) if step[1] else str(value)
