"""The authors of an entry in a list of publications, as "Surname, Initials"."""

import re

LONGEST = 400
"""Characters of the authors of one publication."""

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_PARTICLES = r"(?:(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|ten|ter|el|zu)\s+)*"
_NAME = rf"{_CAPITAL}[\w'’]*(?:[-–]{_CAPITAL}[\w'’]*)*"
_SURNAME = rf"{_PARTICLES}{_NAME}(?:\s{_NAME})?"
_INITIALS = rf"{_CAPITAL}[a-z]?\.(?:\s?-?\s?{_CAPITAL}[a-z]?\.){{0,4}}"

_STRONG = re.compile(r"\s*(?:;|&|/|\bu\.(?=\s)|\b(?:und|and|et(?!\s+al)|en|y|e|og|och)\b)\s*")
_EDITORS = re.compile(
    r"\s*\((?:hg|hrsg|eds?|editors?|dir|coord|a cura di|red)s?\.?\)", re.IGNORECASE
)
_AND_OTHERS = re.compile(r",?\s*(?:et\s+al\.?|u\.\s?a\.|and others|i\.e\.)\s*$", re.IGNORECASE)
_ONLY_INITIALS = re.compile(_INITIALS)
_SURNAME_FIRST = re.compile(rf"({_SURNAME})\s+({_INITIALS})")
_INITIALS_FIRST = re.compile(rf"({_INITIALS})\s*({_SURNAME})")
_ONLY_SURNAME = re.compile(_SURNAME)
_GIVEN = re.compile(rf"{_NAME}(?:\s(?:{_NAME}|{_CAPITAL}\.))?")
_GIVEN_FIRST = re.compile(rf"({_NAME}(?:\s{_CAPITAL}\.)?)\s+({_PARTICLES}{_NAME})")

BEGINS = re.compile(
    rf"(?:{_SURNAME},?\s+{_INITIALS}|{_INITIALS}\s*{_SURNAME}|{_SURNAME},\s+{_NAME}\s*[;(&])"
)
"""How an entry begins whose first author has initials, or a given name after a comma."""


def persons_in(text: str) -> list[str]:
    """Every person of a list, in order; none at all where something in it is no person.

    >>> persons_in("Bosswick W., Fassmann H. u. D. Lüken-Klassen")
    ['Bosswick, W.', 'Fassmann, H.', 'Lüken-Klassen, D.']
    >>> persons_in("Fassmann, H. & J. Kohlbacher"), persons_in("The city, in short")
    (['Fassmann, H.', 'Kohlbacher, J.'], [])
    """
    text = _AND_OTHERS.sub("", _EDITORS.sub("", " ".join(text[:LONGEST].split()))).strip(" ,;")
    found: list[str] = []
    for group in _STRONG.split(text):
        persons = _in_group([part.strip() for part in group.split(",") if part.strip()])
        if not persons:
            return []
        found += persons
    return found


def _in_group(parts: list[str]) -> list[str]:
    """Persons between commas, which also part a surname from what follows it."""
    found: list[str] = []
    at = 0
    while at < len(parts):
        after = parts[at + 1] if at + 1 < len(parts) else ""
        if (both := _SURNAME_FIRST.fullmatch(parts[at])) is not None:
            found.append(f"{both[1]}, {both[2]}")
        elif (both := _INITIALS_FIRST.fullmatch(parts[at])) is not None:
            found.append(f"{both[2]}, {both[1]}")
        elif _ONLY_SURNAME.fullmatch(parts[at]) and _ONLY_INITIALS.fullmatch(after):
            found.append(f"{parts[at]}, {after}")
            at += 1
        elif (
            len(parts) == 2
            and not at
            and _ONLY_SURNAME.fullmatch(parts[0])
            and _GIVEN.fullmatch(after)
        ):
            found.append(f"{parts[0]}, {after}")
            at += 1
        elif (both := _GIVEN_FIRST.fullmatch(parts[at])) is not None:
            found.append(f"{both[2]}, {both[1]}")
        else:
            return []
        at += 1
    return found
