"""What a country is called in full, and which short name of it that comes to.

"Republic of Moldova", "Tanzania, United Republic of", "Saint Kitts and Nevis",
"Iran (Islamic Republic of)": states are written so in lists, titles and file names.
"""

import re
from collections.abc import Iterator

from corpus.words import fold

_NO_LETTERS = re.compile(r"[\W_]+")
_SMALL = frozenset({"the", "of", "and"})
_SAINT = {"st": "saint", "ste": "sainte"}

_STATES = frozenset({
    "republic", "republique", "republica", "republik", "bundesrepublik", "repubblica", "republiek",
    "republiken", "republika", "kingdom", "royaume", "reino", "konigreich", "regno", "koninkrijk",
    "state", "states", "etat", "etats", "estado", "stato", "staat", "commonwealth", "principality",
    "principaute", "principado", "furstentum", "principato", "sultanate", "sultanat", "emirate",
    "duchy", "union", "federation", "республика", "королевство", "федерация",
})  # fmt: skip
_MOST_BEFORE = 4
_MOST_BETWEEN = 3

_OF_PARTS = {("congo", True): "congo kinshasa", ("korea", True): "north korea"}
"""Of two states of one name, the one that calls itself democratic."""

_TURNED = re.compile(r"(?P<name>[^,(]+?)\s*(?:,\s*(?P<form>[^,()]+)|\((?P<other>[^()]+)\))\s*")


def plain(name: str) -> str:
    """A name in which spellings of a country meet: folded words, without the small ones.

    >>> plain("Trinidad & Tobago"), plain("Trinidad and Tobago"), plain("St. Kitts")
    ('trinidad tobago', 'trinidad tobago', 'saint kitts')
    """
    parts = _NO_LETTERS.sub(" ", fold(name)).split()
    return " ".join(_SAINT.get(part, part) for part in parts if part not in _SMALL)


def short_names(name: str) -> Iterator[str]:
    """The plain names that a formal one may stand for, the likeliest first.

    >>> list(short_names("Korea, Republic of"))
    ['korea republic', 'republic korea', 'korea']
    >>> next(short_names("Democratic People's Republic of Korea"))
    'north korea'
    """
    every = [name]
    turned = _TURNED.fullmatch(name)
    if turned:
        every.append(f"{turned['form'] or turned['other']} {turned['name']}")
    for one in every:
        parts = plain(one).split()
        short = list(_short(parts))
        yield from [other for other in short if other in _OF_PARTS.values()]
        yield " ".join(parts)
        yield from short
    if turned and turned["other"]:
        yield plain(turned["name"])


def _short(parts: list[str]) -> Iterator[str]:
    """What stands behind "republic of the" and its like."""
    at = max((n for n, part in enumerate(parts[:-1]) if part in _STATES), default=-1)
    if not 0 <= at <= _MOST_BEFORE:
        return
    is_democratic = any(part.startswith("democrati") for part in parts)
    for start in range(at + 1, min(at + 2 + _MOST_BETWEEN, len(parts))):
        short = " ".join(parts[start:])
        if parts[at] == "state" and short == "georgia":
            return  # the state of the United States
        yield _OF_PARTS.get((short, is_democratic), short)
