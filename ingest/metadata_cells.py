"""Values as cells of a spreadsheet, and back, without losing a letter."""

import re
from collections.abc import Iterable, Iterator

NONE = "(none)"
"""What stands in a cell for "it has none"; an empty cell says nothing."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# What a spreadsheet takes for a number or a date of its own, and writes back otherwise.
_REWRITTEN = re.compile(r"0\d+|\d{12,}|\d+[eE]\d+|\d{4}-\d\d(?:-\d\d)?")


def protected(text: str) -> str:
    """A text with an apostrophe before it, where a spreadsheet would make something else of it.

    >>> protected("=A1"), protected("2009-09-14"), protected("Vienna")
    ("'=A1", "'2009-09-14", 'Vienna')
    """
    return f"'{text}" if _is_at_risk(text) else text


def unprotected(cell: str) -> str:
    """The text that `protected` was given."""
    return cell[1:] if cell.startswith("'") and _is_at_risk(cell[1:]) else cell


def _is_at_risk(text: str) -> bool:
    bare = text.lstrip("'")  # so that an apostrophe of the text itself is told from ours
    return bare.startswith(_FORMULA) or _REWRITTEN.fullmatch(bare) is not None


def joined(values: Iterable[str], *, many: bool) -> str:
    """Values as one cell: between semicolons where a field may have several.

    >>> joined(["Graz", "Linz; Wels"], many=True), joined([], many=True)
    ('Graz; Linz\\\\; Wels', '(none)')
    """
    return "; ".join(_escaped(value, many=many) for value in values) or NONE


def parted(cell: str, *, many: bool) -> tuple[str, ...] | None:
    """The values of a cell; None for an empty one, and no value where it says there is none.

    >>> parted("Graz; Linz", many=True), parted("(none)", many=True), parted(" ", many=True)
    (('Graz', 'Linz'), (), None)
    """
    if cell.strip() in ("", NONE):
        return () if cell.strip() else None
    return tuple(value for value in _parts(cell, many=many) if value)


def _escaped(value: str, *, many: bool) -> str:
    if value == NONE:
        return f"\\{value}"
    text = re.sub(r"[\\;]" if many else r"\\", r"\\\g<0>", value)
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return "".join((_each(text[:start]), text[start:end], _each(text[max(start, end) :])))


def _each(blanks: str) -> str:
    return "".join(f"\\{blank}" for blank in blanks)


def _parts(cell: str, *, many: bool) -> Iterator[str]:
    """The values between semicolons, without blanks around them and backslashes before letters."""
    letters: list[tuple[str, bool]] = []  # with whether it stands for itself
    found = re.finditer(r"\\(?P<itself>.)|(?P<plain>.)", cell, re.DOTALL)
    for one in found:
        itself, plain = one["itself"], one["plain"]
        if many and plain == ";":
            yield _value(letters)
            letters = []
        else:
            letters.append((itself or plain, itself is not None))
    yield _value(letters)


def _value(letters: list[tuple[str, bool]]) -> str:
    kept = [index for index, (letter, itself) in enumerate(letters) if itself or letter.strip()]
    if not kept:
        return ""
    return "".join(letter for letter, _ in letters[kept[0] : kept[-1] + 1])
