"""Countries and languages: their codes, and what people call them.

Names come from CLDR through Babel, in the languages below, so that
`country:Österreich` and `country:Austria` are the same country.
"""

from functools import cache

from babel import Locale

from corpus.words import fold

NAMED_IN = ("en", "de", "fr", "nl", "es", "it", "pt", "sv", "da", "pl", "fi", "cs", "hr", "tr")
"""Languages in which a country or a language may be named."""

_COUNTRY_ALIASES = {
    "uk": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "great britain": "GB",
    "el": "GR", "turkey": "TR", "czech republic": "CZ", "czechia": "CZ", "holland": "NL",
    "usa": "US", "united states of america": "US", "macedonia": "MK",
    "congo": "CG", "republic of the congo": "CG", "united republic of tanzania": "TZ",
    "lao people's democratic republic": "LA", "russian federation": "RU",
}  # fmt: skip


def country_code(text: str) -> str | None:
    """The ISO 3166-1 code of a country called so in any of the languages.

    >>> country_code("Österreich"), country_code("UK"), country_code("Narnia")
    ('AT', 'GB', None)
    """
    return _country_codes().get(fold(text.strip()))


@cache
def country_names() -> dict[str, str]:
    """What countries are called in the languages above, and the code of each; codes are none."""
    return {name: code for name, code in _country_codes().items() if len(name) > 2}


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
