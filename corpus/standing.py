"""Where do words stand in a text? Only what begins as they do is looked at."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from corpus.document import Span
from corpus.word_shapes import DOTTED, IS_UNPARTED, JOINERS, STRETCH
from corpus.words import Token, exact, fold, stem, words_in

LONGEST = 6
"""Letters of the beginning by which a word is looked for."""

CHANGED = frozenset({"ar", "et", "fi", "ga", "nl", "sr", "tr"})
"""Languages in which a stem may begin otherwise than its word does."""

JOINTS = ".,'’"
"""Signs that may stand within a word: `U.N.`, `1,234`, `city’s`."""

Standing = tuple[str, Span]
"""A word as it is written, and where it stands: characters (start, end)."""


def tokens(text: str) -> list[Token]:
    """The words of a text in exact form, with where they stand.

    >>> [(token.exact, token.start) for token in tokens("The city’s flats")]
    [('the', 0), ('city', 4), ('flats', 11)]
    """
    return [Token(exact(word), start, end) for word, (start, end) in standing(text)]


@lru_cache(maxsize=64)
def standing(text: str) -> tuple[Standing, ...]:
    """All words of a text, in order."""
    return tuple(_since(text, 0))


def places(text: str, language: str, word: str, *, stemmed: bool) -> list[Span]:
    """Where a word stands in a text, in any of its forms if `stemmed`.

    >>> places("a city, the city’s and cities", "en", "city", stemmed=True)
    [(2, 6), (12, 16), (23, 29)]
    """
    form = exact(word)
    if not stemmed:
        return [place for one, place in _like(text, form) if exact(one) == form]
    wanted = stem(word, language)
    return [
        place
        for one, place in _like(text, form, _beginning(wanted))
        if exact(one) == form or stem(one, language) == wanted
    ]


def places_of_stem(text: str, stem_: str) -> list[Span]:
    """Where the words of a stem (`en:hous`) stand in a text of its language."""
    language = stem_.partition(":")[0]
    return [
        place
        for one, place in _like(text, _beginning(stem_))
        if exact(one) and stem(one, language) == stem_
    ]


def places_where(text: str, test: Callable[[str], bool]) -> list[Span]:
    """Where the words stand whose exact form passes a test."""
    return [place for one, place in standing(text) if (form := exact(one)) and test(form)]


def places_of_phrase(text: str, words: Sequence[str]) -> list[Span]:
    """Where words stand in this order with nothing between, in exact form.

    >>> places_of_phrase("social housing: the Social-Housing act", ["social", "housing"])
    [(0, 14), (20, 34)]
    """
    others = [exact(word) for word in words[1:]]
    found = []
    for start, end in places(text, "", words[0], stemmed=False):
        following = (one for one in _since(text, _chunk(text, start)) if one[1][0] > start)
        there = list(islice(following, len(others)))
        if [exact(one) for one, _ in there] == others:
            found.append((start, there[-1][1][1] if there else end))
    return found


def _since(text: str, start: int, end: int | None = None) -> Iterator[Standing]:
    """The words of a text from a place on that is within no word."""
    for stretch in STRETCH.finditer(text, start, len(text) if end is None else end):
        at = stretch.start()
        for word, (low, high) in words_in(stretch[0]):
            yield word, (at + low, at + high)


_OTHERWISE = "\0"
_TWO = re.compile("ss|ae|oe|th")
_ARABIC = re.compile("[\u0600-\u06ff]")  # whose words lose their article in any language
_UMLAUT = re.compile("[aou]")
_BLANK = re.compile(r"\s")


def _chunk(text: str, at: int) -> int:
    """Where the blank ends that stands before a place."""
    return max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1


def _like(text: str, *beginnings: str) -> Iterator[Standing]:
    """The words of a text, in order: all that begin so in exact form, and others beside them."""
    letters = _letters(text)
    if letters.are_odd or "" in beginnings:
        yield from standing(text)
        return
    cut = {_cut(one, letters.most) for one in beginnings}
    there = [one for one in cut if one in letters.text]
    if not there:
        return
    past = 0
    for found in _pattern(*sorted(there)).finditer(letters.text):
        start, end = found.span()
        if start < past:
            continue
        if text[start:end].isalpha() and text[start - 1 : start] not in JOINTS:
            past = end
            yield text[start:end], (start, end)
        else:
            begin = max(past, _chunk(text, start))
            blank = _BLANK.search(text, end)
            past = blank.start() if blank else len(text)
            yield from _since(text, begin, past)


def _beginning(stem_: str) -> str:
    """How the words of a stem begin, which may end otherwise: `dying` is a form of `die`."""
    language, _, letters = stem_.partition(":")
    if language in CHANGED or _ARABIC.match(letters):
        return ""
    if language == "de" and (vowel := _UMLAUT.search(letters)):  # zuerst is de:zurst
        return letters[: vowel.end()]
    return letters[: max(len(letters) - 2, 1 if len(letters) < 4 else 3)]


def _cut(form: str, most: int) -> str:
    """The beginning of a form, as `_letters` writes it; a number may be written `1,234`."""
    form = form[: 1 if form[0].isdigit() else most]
    two = _TWO.search(form)
    return form[: two.start() + 1] if two else form


@lru_cache(maxsize=4096)
def _pattern(*beginnings: str) -> re.Pattern[str]:
    """Letters and digits, and signs between them, from where one of the beginnings stands."""
    before = (r"\d" if one[0].isdigit() else r"[^\W_]" for one in beginnings)
    # The letters come first, because a search for letters is the fastest.
    those = "|".join(rf"{one}(?<!{of}{one})" for one, of in zip(beginnings, before, strict=True))
    return re.compile(rf"(?:{those})[^\W_]*(?:[{JOINTS}]+[^\W_]+)*")


class _Text(NamedTuple):
    """A text in the letters of exact forms, character by character.

    Of two letters that stand for one, as ss for ß, it has the first. `are_odd` tells of
    what changes words otherwise, such as a mark without its letter, or Chinese. `most`
    letters of a word are certain to stand together.
    """

    text: str
    are_odd: bool
    most: int


@lru_cache(maxsize=256)
def _letters(text: str) -> _Text:
    letters = text.lower() if text.isascii() else text.translate(_LETTERS)
    return _Text(letters, _OTHERWISE in letters, 1 if DOTTED.search(text) else LONGEST)


def _make_letter(char: str) -> str:
    if not char.isalnum():
        return _OTHERWISE if char in JOINERS or unicodedata.combining(char) else char
    if IS_UNPARTED.match(char):
        return _OTHERWISE
    folded = fold(char)
    if len(folded) == 1 or _TWO.fullmatch(folded):
        return folded[0]
    return _OTHERWISE


class _Letters(dict[int, str]):
    """The letter that each character is in exact forms, kept once it was met."""

    def __missing__(self, code: int) -> str:
        letter = self[code] = _make_letter(chr(code))
        return letter


_LETTERS = _Letters()
