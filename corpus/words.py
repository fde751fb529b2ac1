"""Text into words: the one place where words are made.

Engines, queries and the highlighter all use these functions, so that what is
indexed, what is asked for and what is marked are the same words.

A word has two forms. The *exact* form is folded: lower case, no accents. The
*stem* form is the Snowball stem (https://snowballstem.org) of the word in the
language of its page, written `en:hous`, so that stems of different languages
never meet.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Generic, Protocol, TypeVar

import snowballstemmer

from corpus.document import Span

_Made = TypeVar("_Made")

STEMMERS: dict[str, str] = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hu": "hungarian",
    "it": "italian",
    "lt": "lithuanian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "tr": "turkish",
}
"""Languages with a stemmer, by ISO 639-1 code."""

LANGUAGES: tuple[str, ...] = tuple(sorted({*STEMMERS, "bg", "hr", "lv", "mt", "sk", "sl", "uk"}))
"""Languages a page can be in."""

LONGEST_WORD = 64
"""Characters of a word that are kept; what is longer is not language."""

LONGEST_CODE = 32


@dataclass(frozen=True, slots=True)
class Token:
    """A word where it stands: characters `start` to `end` of its text."""

    exact: str
    start: int
    end: int


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 -- the library's name


def _marks() -> str:
    """Combining marks, as ranges for a character class: they belong to the letter before."""
    marks = [c for c in range(0x300, 0x3000) if unicodedata.combining(chr(c))]
    ranges: list[list[int]] = []
    for code in marks:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\u{low:04x}-\\u{high:04x}" for low, high in ranges)


_JOINERS = "\u00ad\u200c\u200d"  # soft hyphen, zero-width joiners: inside a word, part of none
_DROPPED = dict.fromkeys([*map(ord, _JOINERS), *range(0xD800, 0xE000)])  # and lone surrogates
_WORD = re.compile(rf"[^\W_]+(?:[{_marks()}{_JOINERS}]+[^\W_]*)*")
_INSIDE = re.compile(rf"[^\W_]|[{_marks()}{_JOINERS}]")
_POSSESSIVE = re.compile(rf"['’](?<=\w.)[sS](?![^\W_]|[{_marks()}{_JOINERS}])")
_CODE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]++(?:[/.\-][A-Za-z0-9]++)++")
_PERHAPS_A_CODE = re.compile(r"[/.\-]\d|\d[/.\-]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SYMBOL = re.compile(r"(?<!\S)[\ue000-\uf8ff](?!\S)")
_UNDECOMPOSED: dict[int, str | None] = _DROPPED | str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h"}
)


def clean(text: str) -> str:
    """Text as it is stored: NFC, plain spaces, one kind of line end, no control characters.

    Lone surrogates, which no database and no browser accepts, become U+FFFD. A sign
    of a symbol font that stands alone, as at the head of a list, becomes a bullet.

    >>> clean("Terrassa\\u00a0(ES)\\r\\n")
    'Terrassa (ES)\\n'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    text = _CONTROL.sub(lambda found: "\ufffd" if found[0] >= "\ud800" and found[0] <= "\udfff"
                        else "", text)  # fmt: skip
    return unicodedata.normalize("NFC", _SYMBOL.sub("•", _SPACES.sub(" ", text)))


@lru_cache(maxsize=1 << 17)
def fold(text: str) -> str:
    """Lower case without accents, so that spellings of one word meet.

    >>> fold("Wrocław"), fold("İzmir"), fold("Faßmann"), fold("Ålborg")
    ('wroclaw', 'izmir', 'fassmann', 'alborg')
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.translate(_UNDECOMPOSED)


class Learnt(dict[str, _Made], Generic[_Made]):
    """Words and what was made of each, kept because a library repeats its words."""

    MOST = 1 << 18

    def __init__(self, make: Callable[[str], _Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> _Made:
        if len(self) >= self.MOST:
            self.clear()
        made = self[word] = self._make(word)
        return made


def exact(word: str) -> str:
    """The exact form of one word: folded, letters and digits only, at most LONGEST_WORD long.

    Empty for what is no word. NFKD can leave a space or a dash in a word ("⅓"): a term holds none.
    """
    return _EXACT[word]


def stem(word: str, language: str) -> str:
    """The stem form of a word in a language.

    Where a language has no stemmer, the exact form stands in.

    >>> stem("houses", "en"), stem("Häuser", "de"), stem("kuće", "hr")
    ('en:hous', 'de:haus', 'hr:kuce')
    """
    return _stems_in(language)[word]


def _make_exact(word: str) -> str:
    folded = fold(word[:LONGEST_WORD])
    if not folded.isalnum():
        folded = "".join(c for c in folded if c.isalnum())
    return folded[:LONGEST_WORD]


_EXACT = Learnt(_make_exact)


@cache
def _stems_in(language: str) -> Learnt[str]:
    stemmer = _stemmer(language)

    def make(word: str) -> str:
        lowered = word.lower().translate(_DROPPED)[:LONGEST_WORD]
        stemmed = stemmer.stemWord(lowered) if stemmer else lowered
        return f"{language}:{_make_exact(stemmed)}"

    return Learnt(make)


def _stemmer(language: str) -> _Stemmer | None:
    name = STEMMERS.get(language)
    if name is None:
        return None
    made: _Stemmer = snowballstemmer.stemmer(name)
    return made


def stems(word: str) -> frozenset[str]:
    """The stem forms a word has in all languages: what a query for the word looks for."""
    return frozenset(stem(word, language) for language in ("", *LANGUAGES))


def codes(text: str) -> list[Token]:
    """Words that hold together around slashes, dots or hyphens, such as `EF/09/176/EN`.

    They hold a letter, and a digit beside a joint, and are found as one word
    beside their parts.

    >>> [code.exact for code in codes("See EF/09/176/EN (2009), pp. 12-14.")]
    ['ef/09/176/en']
    """
    found, past = [], 0
    for spot in _PERHAPS_A_CODE.finditer(text):
        if spot.start() < past:
            continue
        start, past = _run(text, spot.start(), past)
        found += [
            Token(fold(code[0]), code.start(), code.end())
            for code in _CODE.finditer(text, start, past)
            if len(code[0]) <= LONGEST_CODE
            and any(char.isalpha() for char in code[0])
            and _PERHAPS_A_CODE.search(code[0])
        ]
    return found


def _run(text: str, at: int, since: int) -> Span:
    """The stretch of letters, digits and joints around a place, not reaching back over another."""
    start = at
    while start > since and _is_of_a_code(text[start - 1]):
        start -= 1
    end = at
    while end < len(text) and _is_of_a_code(text[end]):
        end += 1
    return start, end


def _is_of_a_code(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "/.-")


def _without_possessives(text: str) -> str:
    """The text with blanks for every 's, so that places stay what they are."""
    return _POSSESSIVE.sub("  ", text) if "'" in text or "’" in text else text


def words(text: str) -> list[str]:
    """The words of a text as they are written, in order."""
    return _WORD.findall(_without_possessives(text))


def tokens(text: str) -> list[Token]:
    """The words of a text in exact form, with where they stand.

    >>> [(token.exact, token.start) for token in tokens("The city’s flats")]
    [('the', 0), ('city', 4), ('flats', 11)]
    """
    return [
        Token(form, found.start(), found.end())
        for found in _WORD.finditer(_without_possessives(text))
        if (form := exact(found[0]))
    ]


def starts(text: str) -> list[int]:
    """Where the words of a text begin: the characters at which `tokens` start."""
    found_words = _WORD.finditer(_without_possessives(text))
    return [found.start() for found in found_words if exact(found[0])]


def places(text: str, written: Iterable[str]) -> list[Span]:
    """Where words, as they are written, stand in a text: characters (start, end), in order.

    >>> places("a city, the city’s and cities", {"city"})
    [(2, 6), (12, 16)]
    """
    found = []
    for word in written:
        start = text.find(word)
        while start >= 0:
            end = start + len(word)
            if not _goes_on_before(text, start) and not _INSIDE.match(text, end):
                found.append((start, end))
            start = text.find(word, end)
    return sorted(found)


def _goes_on_before(text: str, at: int) -> bool:
    """Whether the character before belongs to the same word: a letter, whatever marks it bears."""
    while at and (char := text[at - 1]) and not char.isalnum():
        if _INSIDE.match(char) is None:
            return False
        at -= 1
    return at > 0


@dataclass(frozen=True, slots=True)
class Terms:
    """What an engine is given of one text: its words in both forms, and its codes.

    `exact` and `stems` run in parallel, one entry a word.
    """

    exact: list[str]
    stems: list[str]
    codes: list[str]


def terms(text: str, language: str) -> Terms:
    """The words of a text in both forms."""
    written = words(text)
    exacts = [*map(_EXACT.__getitem__, written)]
    if "" in exacts:
        written = [word for word, form in zip(written, exacts, strict=True) if form]
        exacts = [form for form in exacts if form]
    return Terms(
        exacts,
        [*map(_stems_in(language).__getitem__, written)],
        [code.exact for code in codes(text)],
    )
