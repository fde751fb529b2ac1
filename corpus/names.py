"""Countries and languages: their codes, and what people call them.

Names come from CLDR through Babel, in the languages below, so that
`country:Österreich` and `country:Austria` are the same country.
"""

import re
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages

from corpus.formal_names import plain, short_names
from corpus.words import fold

LONGEST_COUNTRY = 80
"""Characters of a name that is looked up as a country's."""

NAMED_IN = ("en", "de", "fr", "nl", "es", "it", "pt", "sv", "da", "pl", "fi", "cs", "hr", "tr")
"""Languages in which a country or a language may be named."""

MOST_HOMES = 4
"""States in which a language may be official that has one home: Italian is, in three small ones."""

ALSO_IN = ("ru", "ar", "zh", "ja", "ko", "el", "uk", "bg", "sr", "he", "fa", "hi", "hu", "ro",
           "sk", "sl", "et", "lv", "lt", "no", "is", "vi")  # fmt: skip
"""Languages in which a country may be named in letters that are not English."""

_COUNTRY_ALIASES = {
    "uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "great britain": "GB",
    "britain": "GB", "northern ireland": "GB",
    "united kingdom of great britain and northern ireland": "GB",
    "el": "GR", "turkey": "TR", "czech republic": "CZ", "czechia": "CZ", "holland": "NL",
    "usa": "US", "u.s.a.": "US", "u.s.": "US", "united states of america": "US",
    "united mexican states": "MX", "macedonia": "MK", "former yugoslav republic of macedonia": "MK",
    "hellenic republic": "GR", "slovak republic": "SK", "syrian arab republic": "SY",
    "lao people's democratic republic": "LA", "lao peoples democratic republic": "LA",
    "russian federation": "RU", "korea": "KR", "congo": "CG", "dr congo": "CD", "drc": "CD",
    "rd congo": "CD", "rdc": "CD", "dprk": "KP", "ivory coast": "CI", "swaziland": "SZ",
    "east timor": "TL", "uae": "AE", "holy see": "VA", "palestine": "PS",
    "palestinian authority": "PS", "republic of china": "TW", "serbia and montenegro": "RS",
    "saint kitts": "KN",
}  # fmt: skip
"""What CLDR does not call them: what they were called, are called in short, or in full."""

_NO_STATES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
"""What CLDR has among countries and is none."""

_PARTS = re.compile(r"(?P<name>.+?) (?:\((?P<other>.+)\)|SAR China)")


def country_code(text: str) -> str | None:
    """The ISO 3166-1 code of a country called so in any of the languages, in short or in full.

    >>> country_code("Österreich"), country_code("UK"), country_code("Narnia")
    ('AT', 'GB', None)
    >>> country_code("Democratic Republic of the Congo"), country_code("Saint Kitts and Nevis")
    ('CD', 'KN')
    """
    name = text.strip()
    known = _country_codes().get(fold(name))
    if known or not 1 < len(name) <= LONGEST_COUNTRY:
        return known
    return _in_full(name)


@lru_cache(maxsize=1 << 12)
def _in_full(name: str) -> str | None:
    """The code by a name as `corpus.formal_names` writes it, in more languages if need be."""
    for tongues in (NAMED_IN, () if name.isascii() else ALSO_IN):
        codes = _plain_codes(tongues)
        for one in short_names(name):
            if one in codes:
                return codes[one]
    return None


@cache
def country_names() -> dict[str, str]:
    """What countries are called in the languages above, and the code of each; codes are none."""
    return {name: code for name, code in _country_codes().items() if len(name) > 2}


def countries_in(text: str, language: str) -> list[str]:
    """The countries that a text names in its language, each time it does so, by their codes.

    >>> countries_in("Ghana and Côte d’Ivoire; TOGO, not togo", "en")
    ['GH', 'CI', 'TG']
    """
    names = _written_in(language)
    found, end = [], 0
    for word in _WORDS.finditer(text) if names else ():
        for name, code in names.get(word[0], ()) if word.start() >= end else ():
            after = word.start() + len(name)
            if text.startswith(name, word.start()) and not text[after : after + 1].isalnum():
                found.append(code)
                end = after
                break
    return found


@cache
def home_of(language: str) -> tuple[str, str]:
    """The country where nearly all live who speak a language, and how words for its people
    begin in it; two empty texts for a language of many countries.

    >>> home_of("it"), home_of("es")
    (('IT', 'italian'), ('', ''))
    """
    if language not in NAMED_IN:
        return "", ""
    every = [str(code) for code in _english().territories if len(str(code)) == 2]
    official = [code for code in every if language in get_official_languages(code, de_facto=True)]
    home = str(get_global("likely_subtags").get(language, "")).rpartition("_")[2]
    if home not in official or len(official) > MOST_HOMES:
        return "", ""
    return home, str(Locale(language).languages[language])[:-1].lower()


_WORDS = re.compile(r"[^\W\d_]+")


@cache
def _written_in(language: str) -> dict[str, list[tuple[str, str]]]:
    """The names of countries in a language, as they are and in capitals, with their codes: by
    their first words, the longest first."""
    codes: dict[str, str] = {}
    if language == "en":
        codes = {"England": "GB", "Scotland": "GB", "Wales": "GB"}
        codes |= {name.title(): code for name, code in _COUNTRY_ALIASES.items() if " " in name}
    known = language in (*NAMED_IN, *ALSO_IN)
    for code, name in Locale(language).territories.items() if known else ():
        if len(code) == 2 and code.isalpha() and code not in _NO_STATES:
            parts = _PARTS.fullmatch(name)
            for one in filter(None, parts.groups() if parts else (name,)):
                codes.setdefault(one, code)
    found: dict[str, list[tuple[str, str]]] = {}
    for name, code in sorted(codes.items(), key=lambda entry: -len(entry[0])):
        for written in dict.fromkeys((name, name.upper())):
            first = _WORDS.search(written)
            if first and first.start() == 0:
                found.setdefault(first[0], []).append((written, code))
    return found


def language_code(text: str) -> str | None:
    """The ISO 639-1 code of a language called so in any of the languages.

    >>> language_code("German"), language_code("français"), language_code("de-AT")
    ('de', 'fr', 'de')
    """
    folded = fold(text.strip())
    codes = _language_codes()
    return codes.get(folded) or codes.get(folded.replace("_", "-").split("-")[0])


def country_name(code: str) -> str:
    """What the country is called in English; the code itself where it is none.

    >>> country_name("AT")
    'Austria'
    """
    return str(_english().territories.get(code, code))


def language_name(code: str) -> str:
    """What the language is called in English; the code itself where it is none."""
    return str(_english().languages.get(code, code))


@cache
def _english() -> Locale:
    return Locale("en")


@cache
def _country_codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for tongue in NAMED_IN:
        for code, name in Locale(tongue).territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(fold(name), code)
                found.setdefault(fold(code), code)
    return found | _COUNTRY_ALIASES


@cache
def _plain_codes(tongues: tuple[str, ...]) -> dict[str, str]:
    """The same by plain names; "Myanmar (Burma)" is two, "Hong Kong SAR China" is Hong Kong."""
    found = {plain(name): code for name, code in _COUNTRY_ALIASES.items() if len(name) > 2}
    for tongue in tongues:
        for code, name in Locale(tongue).territories.items():
            if len(code) == 2 and code.isalpha():
                parts = _PARTS.fullmatch(name)
                every = (name, *(filter(None, parts.groups()) if parts else ()))
                for one in every:
                    found.setdefault(plain(one), code)
    return found


@cache
def _language_codes() -> dict[str, str]:
    found: dict[str, str] = {}
    codes = [str(code) for code in _english().languages if len(str(code)) == 2]
    for code in codes:
        found[code] = code
    for tongue in NAMED_IN:
        names = Locale(tongue).languages
        found.setdefault(fold(str(names[tongue])), tongue)  # "deutsch", "français"
        for code in codes:
            if code in names:
                found.setdefault(fold(str(names[code])), code)
    return found
