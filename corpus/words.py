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
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Generic, NamedTuple, Protocol, TypeVar

import snowballstemmer

from corpus.document import Span
from corpus.word_shapes import (
    IS_UNPARTED,
    JOINERS,
    POSSESSIVE,
    SIMPLE,
    STRETCH,
    UNIT,
    WORD,
)

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

_APART = re.compile(
    r"[a-z]{3,}ib(?=(?:le|les|ly|ility|ilities)$)"  # responsible is no response
    r"|(?:authorit(?=y|ies)|business(?=$|es$)|customer|designat|diversi(?=on)|experiment|importan|informal"
    r"|integrity|objective|positiv|publication|several|transition|universit(?=y|ies))"
)
"""English words that the stemmer takes for forms of another: each is a family of its own.

Found among the words of real reports: author, busy, custom, design, diverse, experience,
import, inform, integrate, object, position, public, severe, transit, universal.
"""

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


_DROPPED = dict.fromkeys([*map(ord, JOINERS), *range(0xD800, 0xE000)])  # and lone surrogates
_CODE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]++(?:[/.\-][A-Za-z0-9]++)++")
_PERHAPS_A_CODE = re.compile(r"[/.\-]\d|\d[/.\-]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SYMBOL = re.compile(r"(?<!\S)[\ue000-\uf8ff](?!\S)")
_UNDECOMPOSED: dict[int, str | None] = _DROPPED | str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h"}
)
_PERSIAN = str.maketrans("یک٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "يك01234567890123456789", "ـ")
"""Letters and digits as Arabic writes them, digits as everybody does, and no stretched letters."""

_ARABIC = _PERSIAN | str.maketrans("ٱةى", "اهي")
"""Forms of an Arabic letter that are as often written for each other."""

_ARTICLE = re.compile(r"^(?:[وفبك]?ال|لل)(?=[^\W_]{3})")
"""The Arabic article, alone or after a small word; the stemmer does not always see it."""


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
    return bare.translate(_UNDECOMPOSED).translate(_ARABIC)


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
        if not lowered.isascii():
            lowered = _ARTICLE.sub("", lowered.translate(_PERSIAN))
        elif not lowered.isalnum():  # 1,234 and U.N.
            lowered = _make_exact(lowered)
        apart = _APART.match(lowered) if language == "en" else None
        stemmed = apart[0] if apart else stemmer.stemWord(lowered) if stemmer else lowered
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


class _Parts(NamedTuple):
    """The words of a stretch of text, as written and in exact form, and where in it they stand."""

    words: tuple[str, ...]
    exacts: tuple[str, ...]
    places: tuple[Span, ...]


def _cut(stretch: str) -> _Parts:
    """The words of letters and signs without a blank between."""
    # Blanks for every 's, so that places stay what they are.
    text = POSSESSIVE.sub("  ", stretch)
    places_ = [
        place
        for found in WORD.finditer(text)
        for place in (
            _of_two(text, found.span()) if IS_UNPARTED.match(found[0]) else [found.span()]
        )
        if exact(stretch[slice(*place)])
    ]
    written = tuple(stretch[start:end] for start, end in places_)
    return _Parts(written, tuple(map(exact, written)), tuple(places_))


def _of_two(text: str, run: Span) -> Iterator[Span]:
    """Words of two letters that overlap, of what no blanks part; one letter alone is a word."""
    letters = [letter.span() for letter in UNIT.finditer(text, *run)]
    for (start, _), (_, end) in pairwise(letters) if letters[1:] else [letters * 2] * len(letters):
        yield start, end


class _Stretches(Learnt[_Made]):
    """What is made of a stretch; of a long one, which will not come again, it is not kept."""

    def __missing__(self, word: str) -> _Made:
        return super().__missing__(word) if len(word) <= LONGEST_WORD else self._make(word)


def _is_word(stretch: str) -> bool:
    return bool(SIMPLE.fullmatch(stretch)) and len(stretch) <= LONGEST_WORD


_PARTS = _Stretches(_cut)
_EXACT_IF_WORD = _Stretches(lambda stretch: exact(stretch) if _is_word(stretch) else "")
"""The exact form of a stretch that is a word; empty where its words have to be cut out."""


def words(text: str) -> list[str]:
    """The words of a text as they are written, in order.

    >>> words("U.N. aid for 1,234 tenants12 in 東京都")
    ['U.N', 'aid', 'for', '1,234', 'tenants', '12', 'in', '東京', '京都']
    """
    return _words_and_exacts(text)[0]


def _words_and_exacts(text: str) -> tuple[list[str], list[str]]:
    stretches = STRETCH.findall(text)
    exacts = [*map(_EXACT_IF_WORD.__getitem__, stretches)]
    if "" not in exacts:
        return stretches, exacts
    written: list[str] = []
    found: list[str] = []
    done = 0
    for at in [at for at, form in enumerate(exacts) if not form]:
        parts = _PARTS[stretches[at]]
        written += [*stretches[done:at], *parts.words]
        found += [*exacts[done:at], *parts.exacts]
        done = at + 1
    return written + stretches[done:], found + exacts[done:]


def words_in(stretch: str) -> Iterable[tuple[str, Span]]:
    """The words of letters and signs without a blank between, as written, and where they stand."""
    if _EXACT_IF_WORD[stretch]:
        return ((stretch, (0, len(stretch))),)
    parts = _PARTS[stretch]
    return zip(parts.words, parts.places, strict=True)


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
    written, exacts = _words_and_exacts(text)
    return Terms(
        exacts,
        [*map(_stems_in(language).__getitem__, written)],
        [code.exact for code in codes(text)],
    )
