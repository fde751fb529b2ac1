"""Tags of an item: short items of a list, or a line with a label."""

import re
from collections.abc import Sequence

from corpus.words import fold
from ingest.records.lines import Line, blocks_of
from ingest.records.record import FEWEST

LONGEST_TAG = 40
MOST_WORDS = 4
LONGEST_LINE = 400

_LABELLED = re.compile(
    r"(?:tags?|keywords|topics?|categor(?:y|ies)|filed under|schlagw(?:ort|örter)"
    r"|stichw(?:ort|örter)|kategorien?|themen|mots[- ]clés|thèmes?|catégories?"
    r"|trefwoorden|etiquetas|categorías?)"
    r"\s*:\s*(\S.*)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[,;|·]\s*")


def labelled_tags(line: Line) -> list[str]:
    """The tags of a line that says so: "Tags: housing, school"."""
    found = _LABELLED.fullmatch(line.text) if len(line.text) <= LONGEST_LINE else None
    if found is None:
        return []
    tags = [" ".join(tag.split()).strip("#. ") for tag in _BETWEEN.split(found[1])]
    return [tag for tag in tags if 0 < len(tag) <= LONGEST_TAG]


def menu_in(lines: Sequence[Line]) -> frozenset[str]:
    """The tags of the whole site, where the page begins with them.

    Some formats lose their bullets, so that lines below an item can be told for tags
    only because they stand in the menu, too.
    """
    short = [
        block
        for block in blocks_of(lines)
        if len(block) >= FEWEST and all(_is_short(line.item or line.text) for line in block)
    ]
    return frozenset(fold(line.item or line.text) for block in short for line in block)


def tags_first(
    lines: Sequence[Line], menu: frozenset[str]
) -> tuple[dict[Line, list[str]], list[Line]]:
    """The tags before the words of the next item, and those words."""
    tags: dict[Line, list[str]] = {}
    for at, line in enumerate(lines):
        found = _tag(line) or labelled_tags(line)
        if not found and fold(line.text) in menu:
            found = [line.text]
        if not found:
            return tags, list(lines[at:])
        tags[line] = found
    return tags, []


def tags_last(lines: Sequence[Line]) -> tuple[list[Line], dict[Line, list[str]]]:
    """The words of an item, and the tags after them."""
    at = len(lines)
    while at and _tag(lines[at - 1]):
        at -= 1
    return list(lines[:at]), {line: _tag(line) for line in lines[at:]}


def _tag(line: Line) -> list[str]:
    return [" ".join(line.item.split())] if _is_short(line.item) else []


def _is_short(text: str) -> bool:
    return (
        0 < len(text) <= LONGEST_TAG
        and len(text.split()) <= MOST_WORDS
        and text[-1] not in ".,;:?!"
        and any(map(str.isalpha, text))
    )
