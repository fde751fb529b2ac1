"""What a person typed, read into a query. It never raises on what was typed.

words (all of them) · "exact phrase" · "near each other"~8, one NEAR/8 other · AND OR NOT,
-word, ( ) · hous*, wom?n · segragation~ · =word (no other form) · field:value ·
year:2008..2010. A mistake becomes a note with its position, and the query runs.
"""

from dataclasses import dataclass

from corpus.vocabulary import Vocabulary
from corpus.words import clean
from index.query import All, Either, Not, Query
from search.language.leaves import Leaves, is_code
from search.language.notes import Note
from search.language.signs import Part, Sign, cut

DEEPEST = 20
"""Brackets within brackets that are read."""

LONGEST_SHOWN = 40
"""Characters of what was typed that a note repeats."""

MOST_LEAVES = 200
"""Words and phrases of a query that are read."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was meant, and what is to be said about it."""

    query: Query
    notes: tuple[Note, ...] = ()


def parse(text: str, vocabulary: Vocabulary | None = None, *, exact: bool = False) -> Parsed:
    """Read what a person typed; with `exact`, no word stands for its other forms.

    >>> parse("title:soil OR language:fr").query
    Either(parts=(Word(word='soil', field='title', stemmed=True), Is(field='language', value='fr')))

    Nothing typed is a question about everything, not an error:

    >>> parse("").query
    All(parts=())
    """
    parts, notes = cut(clean(text).replace("\ufffd", " "))
    leaves = Leaves(vocabulary or Vocabulary(), notes, exact=exact)
    query = _Parser(parts, notes, leaves).query()
    if query == All() and not notes and text.strip(" \t\n*"):
        shown = " ".join(text.split())[:LONGEST_SHOWN]
        notes.append(Note(f"There is no word in {shown}: nothing was searched for."))
    return Parsed(query, tuple(sorted(notes, key=lambda note: note.position)))


class _Parser:
    """Recursive descent: OR binds weakest, then AND (also unwritten), then NOT."""

    def __init__(self, parts: list[Part], notes: list[Note], leaves: Leaves) -> None:
        self._parts = parts
        self._notes = notes
        self._leaves = leaves
        self._at = 0
        self._depth = 0
        self._read = 0

    def query(self) -> Query:
        found = self._either("")
        while self._at < len(self._parts):  # only a closing bracket stops the reading
            self._note("This bracket was never opened; it was left out.", self._take())
            rest = self._either("")
            if rest is not None:
                found = rest if found is None else _all([found, rest])
        return All() if found is None else found

    def _either(self, field: str) -> Query | None:
        options = [self._all(field)]
        while self._is(Sign.OR):
            sign = self._take()
            option = self._all(field)
            if option is None or options[-1] is None:
                self._note("OR needs a word on both sides; it was left out.", sign)
            options.append(option)
        kept = [option for option in options if option is not None]
        if not kept:
            return None
        return kept[0] if len(kept) == 1 else _either(kept)

    def _all(self, field: str) -> Query | None:
        found: list[Query] = []
        while self._at < len(self._parts) and not self._is(Sign.OR, Sign.CLOSE):
            if self._is(Sign.AND):
                sign = self._take()
                if not found or self._at == len(self._parts) or self._is(Sign.OR, Sign.CLOSE):
                    self._note("AND needs a word on both sides; it was left out.", sign)
                continue
            if self._is(Sign.NEAR):
                self._note("NEAR needs a word on both sides; it was left out.", self._take())
                continue
            part = self._near(self._one(field), field)
            if part is not None:
                found.append(part)
        if not found:
            return None
        return found[0] if len(found) == 1 else _all(found)

    def _one(self, field: str) -> Query | None:
        part = self._take()
        match part.sign:
            case Sign.NOT:
                return self._not(part, field)
            case Sign.OPEN:
                return self._bracket(part, field)
            case Sign.FIELD:
                return self._field(part, field)
            case _:
                return self._leaf(part, field)

    def _near(self, part: Query | None, field: str) -> Query | None:
        """A part, or where NEAR follows, that and the next part near each other."""
        while self._is(Sign.NEAR):
            sign = self._take()
            if self._at == len(self._parts) or not self._is(Sign.WORD):
                self._note("NEAR needs a word on both sides; it was left out.", sign)
                return part
            other = self._one(field)
            if part is None or other is None:
                return part or other
            near = self._leaves.near(part, other, sign)
            if near is None:
                self._note("NEAR stands between single words; all were searched for.", sign)
                return _all([part, other])
            part = near
        return part

    def _not(self, sign: Part, field: str) -> Query | None:
        if self._at == len(self._parts) or self._is(Sign.AND, Sign.OR, Sign.CLOSE):
            self._note(f"{sign.text} needs a word after it; it was left out.", sign)
            return None
        if self._depth >= DEEPEST:
            self._note(f"Exclusions are read {DEEPEST} deep; this one was left out.", sign)
            return None
        self._depth += 1
        found = self._one(field)
        self._depth -= 1
        return None if found is None else Not(found)

    def _bracket(self, sign: Part, field: str) -> Query | None:
        if self._depth >= DEEPEST:
            self._note(f"Brackets are read {DEEPEST} deep; this one was left out.", sign)
            return None
        self._depth += 1
        found = self._either(field)
        self._depth -= 1
        if self._is(Sign.CLOSE):
            self._take()
        else:
            self._note("This bracket was never closed; it was closed at the end.", sign)
        return found

    def _field(self, sign: Part, outer: str) -> Query | None:
        name = self._leaves.field(sign)
        if name is None:
            name = outer
        if self._at == len(self._parts) or self._is(Sign.AND, Sign.OR, Sign.CLOSE):
            self._note(f"{sign.text}: needs a value; it was left out.", sign)
            return None
        return self._one(name)

    def _leaf(self, part: Part, field: str) -> Query | None:
        self._read += 1
        if self._read > MOST_LEAVES:
            if self._read == MOST_LEAVES + 1:
                self._note(f"Only the first {MOST_LEAVES} words were searched for.", part)
            return None
        return self._leaves.read(part, field)

    def _is(self, *signs: Sign) -> bool:
        return self._at < len(self._parts) and self._parts[self._at].sign in signs

    def _take(self) -> Part:
        self._at += 1
        return self._parts[self._at - 1]

    def _note(self, text: str, part: Part) -> None:
        self._notes.append(Note(text, part.position))


def _all(parts: list[Query]) -> All:
    flat: list[Query] = []
    for part in parts:
        flat += part.parts if isinstance(part, All) and part.parts else [part]
    return All(tuple(flat))


def _either(parts: list[Query]) -> Either:
    flat: list[Query] = []
    for part in parts:
        joins = isinstance(part, Either) and part.parts and not is_code(part)
        flat += part.parts if isinstance(part, Either) and joins else [part]
    return Either(tuple(flat))
