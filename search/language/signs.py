"""What a person typed, cut into the signs of the query language.

Cutting never fails: whatever is no sign of the language is a word.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.fields import NAMES
from search.language.notes import Note

LONGEST_QUERY = 5000
"""Characters of a query that are read."""


class Sign(StrEnum):
    """The signs of the query language."""

    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    NEAR = "NEAR"
    FIELD = "field:"
    PHRASE = "phrase"
    WORD = "word"


OPERATORS = (Sign.AND, Sign.OR, Sign.NOT)
"""Words that are signs, when they are written in capitals."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sign, its text, and the character it begins at, from 1.

    Of a phrase, `text` is what stands between the quotes and `distance` what was
    asked for after `~`, or None; of NEAR it is what stands after the stroke.
    """

    sign: Sign
    text: str
    position: int
    distance: int | None = None


_QUOTES = {'"': '"', "“": "”“", "”": "”", "„": "“”", "«": "»", "»": "«"}
_NEAR = re.compile(r"NEAR(?:/?(\d{1,6}))?")
NEARNESS = 8
"""Words that two words which are near may be apart, where nobody says it."""

_FIELD = re.compile(r"([A-Za-z_]+):(?=\S)")
_EMPTY_FIELD = re.compile(r"([A-Za-z_]+):(?=\s*(?:\)|$))")
_AS_ELSEWHERE = {"||": Sign.OR, "&&": Sign.AND}
"""Signs of other query languages, and what is read for them."""

_WEIGHT = re.compile(r"\^\d+(?:\.\d+)?$")
_DISTANCE = re.compile(r"~(\d{1,6})?")
_WORD = re.compile(r"[^\s()\"“”„«»]+")
_SPACE = re.compile(r"\s+")


def cut(text: str) -> tuple[list[Part], list[Note]]:
    """The signs of a query in order, and notes on what was odd."""
    notes: list[Note] = []
    if len(text) > LONGEST_QUERY:
        notes.append(Note(f"Only the first {LONGEST_QUERY} characters were read."))
        text = text[:LONGEST_QUERY]
    return list(_Cutter(text, notes).parts()), notes


class _Cutter:
    def __init__(self, text: str, notes: list[Note]) -> None:
        self._text = text
        self._at = 0
        self._value_at = -1
        self._notes = notes

    def parts(self) -> list[Part]:
        found: list[Part] = []
        while self._at < len(self._text):
            space = _SPACE.match(self._text, self._at)
            if space:
                self._at = space.end()
            elif part := self._next():
                found.append(part)
        return found

    def _next(self) -> Part | None:
        at, char = self._at, self._text[self._at]
        if char in "()":
            self._at += 1
            return Part(Sign(char), char, at + 1)
        if char == "-" and self._leads(at + 1):
            self._at += 1
            return Part(Sign.NOT, "-", at + 1)
        if char == "!" and self._leads(at + 1):
            self._at += 1
            self._note("! was read as NOT.", at)
            return Part(Sign.NOT, "!", at + 1)
        if char == "+" and self._leads(at + 1):
            self._at += 1
            return None  # every word must be there anyway
        if char in _QUOTES:
            return self._phrase(at)
        if char == "=" and at + 1 < len(self._text) and self._text[at + 1] in _QUOTES:
            return self._phrase(at + 1)
        # What directly follows a field is its value, also where it holds a colon.
        field = _FIELD.match(self._text, at) if at != self._value_at else None
        if field and (field[1].lower() in NAMES or self._may_be_field(field)):
            self._at = self._value_at = field.end()
            return Part(Sign.FIELD, field[1], at + 1)
        empty = _EMPTY_FIELD.match(self._text, at) if at != self._value_at else None
        if empty and empty[1].lower() in NAMES:
            self._at = empty.end()
            return Part(Sign.FIELD, empty[1], at + 1)
        return self._word(at)

    def _may_be_field(self, field: re.Match[str]) -> bool:
        return not self._text.startswith("//", field.end())

    def _leads(self, at: int) -> bool:
        if at >= len(self._text):
            return False
        char = self._text[at]
        return char.isalnum() or char in "(=*?" or char in _QUOTES

    def _phrase(self, at: int) -> Part:
        closing = _QUOTES[self._text[at]]
        ends = [end for mark in closing if (end := self._text.find(mark, at + 1)) >= 0]
        if not ends:
            self._notes.append(
                Note("This quotation mark was never closed; searched to the end.", at + 1)
            )
            self._at = len(self._text)
            return Part(Sign.PHRASE, self._text[at + 1 :], at + 1)
        inside = self._text[at + 1 : min(ends)]
        self._at = min(ends) + 1
        after = _DISTANCE.match(self._text, self._at)
        if after:
            self._at = after.end()
            return Part(Sign.PHRASE, inside, at + 1, int(after[1] or NEARNESS))
        return Part(Sign.PHRASE, inside, at + 1)

    def _note(self, text: str, at: int) -> None:
        self._notes.append(Note(text, at + 1))

    def _word(self, at: int) -> Part | None:
        found = _WORD.match(self._text, at)
        if found is None:  # a closing quotation mark on its own
            self._at += 1
            return None
        self._at = found.end()
        if found[0] in OPERATORS:
            return Part(Sign(found[0]), found[0], at + 1)
        if sign := _AS_ELSEWHERE.get(found[0]):
            self._note(f"{found[0]} was read as {sign}.", at)
            return Part(sign, found[0], at + 1)
        if weight := _WEIGHT.search(found[0]):
            self._note(f"{weight[0]} was left out: words have no weights here.", at)
            word = found[0][: weight.start()]
            return Part(Sign.WORD, word, at + 1) if word else None
        if near := _NEAR.fullmatch(found[0]):
            return Part(Sign.NEAR, found[0], at + 1, int(near[1] or NEARNESS))
        return Part(Sign.WORD, found[0], at + 1)
