"""What may stand in a cell: nothing that a spreadsheet would take for a formula, or cannot hold.

This is the one place of that rule, for CSV and XLSX alike.
"""

import math
import re

Cell = str | int | float | None

LONGEST = 32_767
"""What a cell of a spreadsheet holds, in UTF-16 units: an emoji is two of them."""

_EXACT_DIGITS = 15
"""Digits of a number that a spreadsheet keeps."""

# Blanks of every kind, and what takes no place, are passed over before a formula.
_PASSED_OVER = r"\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_FORMULA = re.compile(
    rf"[\t\r\n]|[{_PASSED_OVER}]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]"
)
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_LINE_END = re.compile("\r\n|\x85|\u2028|\u2029")


def cell(value: object) -> Cell:
    """A value as a cell: numbers stay numbers, nothing is an empty cell, all else is text.

    >>> cell("=cmd()"), cell(-3), cell("rent"), cell(None)
    ("'=cmd()", -3, 'rent', None)
    """
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) and abs(value) < 10**_EXACT_DIGITS:
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    return text_cell(str(value))


def text_cell(text: str) -> str:
    """A text as a cell, with an apostrophe before what a spreadsheet would calculate.

    What no file of a spreadsheet may hold becomes U+FFFD, and of more than `LONGEST`
    units the end is replaced by an ellipsis.

    >>> text_cell(" ＝1+1"), text_cell("-5 %"), text_cell("5 - 3")
    ("' ＝1+1", "'-5 %", '5 - 3')
    """
    writable = _UNREADABLE.sub("\ufffd", _LINE_END.sub("\n", valid(text)))
    return _short_enough(f"'{writable}" if _FORMULA.match(writable) else writable)


def valid(text: str) -> str:
    """A text with U+FFFD for each lone surrogate, which no file can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _short_enough(text: str) -> str:
    if len(text) * 2 <= LONGEST:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= LONGEST * 2:
        return text
    return units[: (LONGEST - 1) * 2].decode("utf-16-le", "ignore") + "…"
