"""Publication codes: one normal spelling for `EF/09/176/EN`, `ef09176` and `ef09176en.pdf`.

A code is `EF`, two digits of the year, a serial number, and a language that
does not belong to it (Eurofound's scheme, printed on the back of its reports).
"""

import re

_CODE = re.compile(
    r"(?<![A-Za-z0-9])EF[\s/_.–-]?(\d{2})[\s/_.–-]?(\d{2,4})(?:[\s/_.–-]?([A-Z]{2}))?(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\.(?:pdf|html?|docx?)$", re.IGNORECASE)


def normal_code(text: str) -> str | None:
    """The normal spelling of a text that is a code and nothing else, or None.

    >>> normal_code("ef/07/94/EN"), normal_code("EF 07 94"), normal_code("ef0794en.pdf")
    ('EF0794', 'EF0794', 'EF0794')
    >>> normal_code("effort 94") is None
    True
    """
    found = _CODE.fullmatch(_SUFFIX.sub("", text.strip()))
    return _normal(found) if found else None


def codes_in(text: str) -> list[tuple[str, str]]:
    """Every code in a text as (normal spelling, as it is written)."""
    return [(_normal(found), found[0]) for found in _CODE.finditer(text)]


def _normal(found: re.Match[str]) -> str:
    return f"EF{found[1]}{found[2]}"
