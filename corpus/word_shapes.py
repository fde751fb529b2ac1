"""How a word looks in a text, as regular expressions: what `corpus.words` cuts texts by."""

import re
import unicodedata


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


JOINERS = "\u00ad\u200b\u200c\u200d\u2060"
"""Soft hyphen, zero-width spaces and joiners: inside a word, part of none."""

_UNPARTED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005\u3007\u3040-\u30fa\u30fc-\u30ff"  # Japanese
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese
)
"""Letters of scripts that part words by no blanks."""

_LETTER = rf"[^\W_{_UNPARTED}]"  # or digit
_CAPITAL = "[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]"
_NOTE = r"[\d¹²³⁰⁴-⁹]{1,4}"
_PLAIN = rf"{_LETTER}+(?:[{_marks()}{JOINERS}]+{_LETTER}*)*"
_BEFORE_NOTE = rf"[^\W\d_¹²³⁰⁴-⁹{_UNPARTED}]{{4,}}(?={_NOTE}(?!{_LETTER}))"  # tenants12
_ACRONYM = rf"{_CAPITAL}(?:\.{_CAPITAL})+(?!{_LETTER})"  # U.N.
DOTTED = re.compile(rf"{_CAPITAL}\.{_CAPITAL}")
"""The beginning of an acronym with dots."""

_NUMBER = "|".join(  # 1,234
    rf"(?<!\d{mark})[1-9]\d{{0,2}}(?:{mark}\d{{3}})+(?!{_LETTER}|{mark}\d)"
    for mark in ("\\.", ",", "['’]")
)
WORD = re.compile(
    rf"(?<!{_LETTER})(?:{_BEFORE_NOTE}|{_ACRONYM}|{_NUMBER})|{_PLAIN}|[{_UNPARTED}{JOINERS}]+"
)
IS_UNPARTED = re.compile(f"[{JOINERS}]*[{_UNPARTED}]")
STRETCH = re.compile(
    rf"[^\W_]+(?:[{_marks()}{JOINERS}{_UNPARTED}.,'’]++(?=[^\W_])[^\W_]+)*[{_marks()}{JOINERS}{_UNPARTED}]*"
)
SIMPLE = re.compile(rf"(?!{_BEFORE_NOTE}){_PLAIN}")
UNIT = re.compile(r"[^\W_](?:[^\w]|_)*")  # a letter and its marks
POSSESSIVE = re.compile(rf"['’](?<=\w.)[sS](?![^\W_]|[{_marks()}{JOINERS}])")
