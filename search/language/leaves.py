"""Single words, phrases and field values of a query, read into leaves."""

import calendar
import difflib
import re
from datetime import date, timedelta
from itertools import pairwise

from corpus.codes import normal_code
from corpus.fields import BY_NAME, NAMES, RANGED, Type
from corpus.vocabulary import Vocabulary
from corpus.words import clean, codes, exact
from index.query import (
    EVERYWHERE,
    All,
    Either,
    Fuzzy,
    Is,
    Near,
    Pattern,
    Phrase,
    Query,
    Range,
    Word,
    has_wildcards,
    is_text,
    split_words,
)
from search.language.notes import Note
from search.language.signs import OPERATORS, Part, Sign

WIDEST = 50
"""Words that may stand between two words that are near."""

MOST_WILDCARDS = 5
FEWEST_LETTERS = 2
LONGEST_PATTERN = 64
FEWEST_BETWEEN = 3
"""Letters in a row of a word that begins with a wildcard: of fewer, most words are made."""

LONGEST_PHRASE = 50
"""Words of a phrase, and of words near each other, that are read."""

LONG_WORD = 8
"""From this length a misspelt word may differ by two letters instead of one."""

_ELIDED = re.compile(r"(?:[ldjnsmtc]|qu|un|all|dall|dell|nell|sull|quest)['’]\w{3,}", re.IGNORECASE)
"""An article or a pronoun of French or Italian that has lost its vowel, before a word."""

_ACRONYM = re.compile(r"[a-z](?:\.[a-z])+")
"""An acronym with its dots, typed in small letters."""

_WILD = re.compile(r"\w\*|\*\w|\w\?\w")
"""A wildcard in a text, where it is no question mark at the end of a word."""

_RANGE = re.compile(r"([\d-]*)\.\.([\d-]*)|(\d{4})\s*[-–]\s*(\d{4})|([<>])(=?)([\d-]+)")
_FUZZY = re.compile(r"(.+)~([12])?")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class Leaves:
    """Reads the leaves of one query; what is odd about them is noted."""

    def __init__(self, vocabulary: Vocabulary, notes: list[Note], *, exact: bool) -> None:
        self._vocabulary = vocabulary
        self._notes = notes
        self._exact = exact

    def field(self, sign: Part) -> str | None:
        """The name of the field that was meant, or None, with a note, where none was."""
        name = NAMES.get(sign.text.lower())
        if name is None:
            near = difflib.get_close_matches(sign.text.lower(), NAMES, n=1)
            hint = f" Did you mean {near[0]}:?" if near else ""
            self._notes.append(
                Note(
                    f"No field is called {sign.text}; searched everywhere instead.{hint}",
                    sign.position,
                )
            )
        return name

    def read(self, part: Part, field: str) -> Query | None:
        """The leaf a sign stands for in a field; None where it holds no word."""
        if field and not is_text(field):
            return self._value(part, field)
        if part.sign is Sign.PHRASE:
            return self._phrase(part, field)
        return self._word(part, field)

    def whole(self, part: Part, field: str) -> Query | None:
        """A value that a whole field must have, also where its words could be looked for."""
        known = self._vocabulary.canonical(field, part.text) or part.text
        return Is(field, known) if is_text(field) else self._value(part, field)

    # -- words ----------------------------------------------------------------

    def _word(self, part: Part, field: str) -> Query | None:
        text = part.text.rstrip(".,;:!…")
        if text.startswith("="):
            return self._plain(text[1:], field, stemmed=False)
        if text == "*":
            return All() if field == EVERYWHERE else Pattern("*", field)
        fuzzy = _FUZZY.fullmatch(text)
        if fuzzy and len(found := split_words(fuzzy[1])) == 1:
            length = len(exact(found[0]))
            default = 2 if length >= LONG_WORD else 1
            return Fuzzy(found[0], min(int(fuzzy[2] or default), max(length - 1, 0)), field)
        if _is_question(text):
            text = text[:-1]
        if "*" in text or "?" in text:
            return self._pattern(text, part, field)
        return self._plain(text, field, stemmed=not self._exact)

    def _plain(self, text: str, field: str, *, stemmed: bool) -> Query | None:
        if _ACRONYM.fullmatch(text):
            text = text.upper()
        found = split_words(text)
        if not found:
            return None
        if len(found) == 1:
            is_operator = stemmed and found[0] in OPERATORS  # in `title:AND`, say
            return Word(found[0].lower() if is_operator else found[0], field, stemmed)
        if field == EVERYWHERE and (joined := codes(text)):
            written = text[joined[0].start : joined[0].end]
            if split_words(written) == found:
                return code(written)
        if stemmed and len(found) == 2 and _ELIDED.fullmatch(text):
            return Word(found[1], field)  # l'immigration is immigration
        return Phrase(self._first(found), field, is_one_word=stemmed and field == EVERYWHERE)

    def _pattern(self, text: str, part: Part, field: str) -> Query | None:
        if not any(char.isalnum() for char in text):
            return None
        count = sum(char in "*?" for char in text)
        letters = sum(char.isalnum() for char in text)
        if count > MOST_WILDCARDS or len(text) > LONGEST_PATTERN or letters < FEWEST_LETTERS:
            self._notes.append(
                Note(
                    f"A word with wildcards has {FEWEST_LETTERS} to {LONGEST_PATTERN} letters and "
                    f"{MOST_WILDCARDS} wildcards at most; searched for it without them.",
                    part.position,
                )
            )
            return self._without_wildcards(text, field)
        kept = "".join(char for char in text if char in "*?" or char.isalnum() or ord(char) > 127)
        if _is_question(kept):
            return self._plain(kept[:-1], field, stemmed=not self._exact)
        if kept[0] in "*?" and "*" in kept and _longest_run(kept) < FEWEST_BETWEEN:
            self._notes.append(
                Note(
                    f"A word that begins with a wildcard has {FEWEST_BETWEEN} letters in a row; "
                    "searched for it without wildcards.",
                    part.position,
                )
            )
            return self._without_wildcards(text, field)
        return Pattern(re.sub(r"\*+", "*", clean(kept)), field)

    def _without_wildcards(self, text: str, field: str) -> Query | None:
        return self._plain(text.replace("*", " ").replace("?", " "), field, stemmed=True)

    def _phrase(self, part: Part, field: str) -> Query | None:
        found = split_words(part.text)
        if part.distance is None and _WILD.search(part.text):
            self._notes.append(
                Note(
                    "* and ? are no wildcards in quotation marks; with ~ behind them they are: "
                    f'"{part.text}"~1.',
                    part.position,
                )
            )
        if part.distance is not None:
            found = tuple(word for text in part.text.split() for word in self._open(text, part))
        if not found:
            return None
        if part.distance is not None:
            return self._near(part, self._first(found), field)
        return (
            Phrase(self._first(found), field)
            if len(found) > 1
            else Word(found[0], field, stemmed=False)
        )

    def _first(self, found: tuple[str, ...]) -> tuple[str, ...]:
        """As many words as are read of a phrase."""
        if len(found) > LONGEST_PHRASE:
            self._notes.append(
                Note(f"Only the first {LONGEST_PHRASE} words of a phrase were searched for.")
            )
        return found[:LONGEST_PHRASE]

    def near(self, one: Query, other: Query, sign: Part) -> Query | None:
        """Two words of one field near each other; None where they are not two single words."""
        words = [_near_word(part) for part in (one, other)]
        if words[0] is None or words[1] is None or words[0][1] != words[1][1]:
            return None
        if exact(words[0][0]) == exact(words[1][0]):
            return one
        return Near(words[0][0], words[1][0], self._distance(sign), words[0][1])

    def _distance(self, part: Part) -> int:
        distance = min(max(part.distance or 1, 1), WIDEST)
        if distance != part.distance:
            self._notes.append(
                Note(f"Words can be near within 1 to {WIDEST} words.", part.position)
            )
        return distance

    def _near(self, part: Part, found: tuple[str, ...], field: str) -> Query:
        different = tuple({_form(word): word for word in reversed(found)}.values())[::-1]
        distance = self._distance(part)
        if len(different) == 1:
            return Word(different[0], field, stemmed=False)
        pairs = tuple(Near(one, other, distance, field) for one, other in pairwise(different))
        return pairs[0] if len(pairs) == 1 else All(pairs)

    def _open(self, text: str, part: Part) -> tuple[str, ...]:
        """The words of a text, one with wildcards as it is."""
        if not has_wildcards(text):
            return split_words(text)
        pattern = self._pattern(text, part, EVERYWHERE)
        return (pattern.pattern,) if isinstance(pattern, Pattern) else split_words(text)

    # -- values ---------------------------------------------------------------

    def _value(self, part: Part, field: str) -> Query | None:
        text = part.text.replace('"', " ").strip().rstrip(",;")
        if part.sign is Sign.WORD:
            text = text.lstrip("=")
        if not text:
            return None
        if BY_NAME[field].type in RANGED:
            return self._range(text, part, field)
        if part.sign is Sign.WORD and ("*" in text or "?" in text):
            kept = re.sub(r"\*+", "*", text)
            if (
                sum(char in "*?" for char in kept) <= MOST_WILDCARDS
                and len(kept) <= LONGEST_PATTERN
            ):
                return Pattern(kept, field)
            self._notes.append(Note(f"A value may hold {MOST_WILDCARDS} wildcards.", part.position))
            return Is(field, text)
        canonical = self._vocabulary.canonical(field, text)
        if canonical is not None:
            return Is(field, canonical)
        fuzzy = _FUZZY.fullmatch(text)
        if part.sign is Sign.WORD and fuzzy and text[0].isalnum():
            return Fuzzy(fuzzy[1], int(fuzzy[2] or 1), field)
        return Is(field, text)

    def _range(self, text: str, part: Part, field: str) -> Query | None:
        if text == "*":
            return Range(field, None, None)
        found = _RANGE.fullmatch(text)
        if found is None:
            bounds = _first(text, field), _last(text, field)
        elif found[5]:
            bounds = _compared(found, field)
        else:
            low, high = found[1] or found[3], found[2] or found[4]
            bounds = (
                _first(low, field) if low else None,
                _last(high, field) if high else None,
            )
            if (low and bounds[0] is None) or (high and bounds[1] is None) or not (low or high):
                bounds = (None, None)
        if bounds == (None, None):
            label = BY_NAME[field].label.lower()
            self._notes.append(
                Note(f"{text!r} is no {label}; searched for the words instead.", part.position)
            )
            return self._plain(text, EVERYWHERE, stemmed=True)
        low_, high_ = bounds
        if low_ is not None and high_ is not None and low_ > high_:
            low_, high_ = high_, low_
        return Range(field, low_, high_)


def _near_word(part: Query) -> tuple[str, str] | None:
    match part:
        case Word(word, field) if is_text(field):
            return word, field
        case Pattern(pattern, field) if is_text(field):
            return pattern, field
        case _:
            return None


def _form(word: str) -> str:
    return word if has_wildcards(word) else exact(word)


def _longest_run(text: str) -> int:
    """How many letters stand in a row between wildcards; an ideograph says as much as two."""
    runs = re.split(r"[*?]", text)
    return max(sum(1 + (char >= "\u2e80") for char in run if char.isalnum()) for run in runs)


def _is_question(text: str) -> bool:
    """Whether its only wildcard is a question mark at the end: that is the end of a question."""
    return text.endswith("?") and "*" not in text and "?" not in text[:-1]


def code(written: str) -> Query:
    """A code typed among words: itself as one word, or the document that carries it."""
    word = Word(written, stemmed=False)
    normal = normal_code(written)
    return word if normal is None else Either((word, Is("code", normal)))


def is_code(query: Query) -> bool:
    """Whether a query is what `code` makes of a publication code."""
    match query:
        case Either((Word(word, "", False), Is("code", value))):
            return normal_code(word) == value
    return False


def _compared(found: re.Match[str], field: str) -> tuple[int | None, int | None]:
    first, last = _first(found[7], field), _last(found[7], field)
    if first is None or last is None:
        return None, None
    is_date = BY_NAME[field].type is Type.DATE
    if found[5] == ">":
        return (first if found[6] else _next_day(last, 1) if is_date else last + 1), None
    return None, (last if found[6] else _next_day(first, -1) if is_date else first - 1)


def _next_day(day: int, days: int) -> int:
    moved = date(day // 10_000, day // 100 % 100, day % 100) + timedelta(days)
    return moved.year * 10_000 + moved.month * 100 + moved.day


def _first(text: str, field: str) -> int | None:
    return _bound(text, field, last=False)


def _last(text: str, field: str) -> int | None:
    return _bound(text, field, last=True)


def _bound(text: str, field: str, *, last: bool) -> int | None:
    if BY_NAME[field].type is not Type.DATE:
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(group) if group else 0 for group in found.groups())
    month = month or (12 if last else 1)
    if not 1 <= month <= 12 or not 2 <= year <= 9998:
        return None
    longest = calendar.monthrange(year, month)[1]
    return year * 10_000 + month * 100 + (min(day, longest) or (longest if last else 1))
