"""How is the text of a printed page read on a screen, whose lines are longer or shorter?

Lines that were filled on paper flow into the next one; what ended early, such as a heading,
an entry of a list or the end of a paragraph, stays a line of its own.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from search.results import Segment

FEWEST_LINES = 5
SHORTEST, LONGEST = 35, 160
"""Characters of a filled line: columns are narrower and paragraphs wider than any paper."""

_FILLED = 0.72
_NEARLY = 0.92
_ENDS = re.compile(r"[.!?:…][\"'”’»)\]]*\Z")
_LISTED = re.compile(r"[•◦▪■●*–—·\-]\s|\(?(?:\d{1,3}|[A-Za-z])[.)]\s")
_LEADS_TO_PAGE = re.compile(r"[.…·]{3}[\s.…·]*\w{1,6}\Z|\s{3,}\d+\Z")


def flowing(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The same text, its filled lines joined by blanks; marks stay where they were.

    >>> flowing([Segment("Rent\\nIn "), Segment("Rome", is_match=True)])
    (Segment(text='Rent\\nIn ', is_match=False), Segment(text='Rome', is_match=True))
    """
    text = "".join(segment.text for segment in segments)
    joints = _joints(text)
    if not joints:
        return tuple(segments)
    flowed, at = [], 0
    for segment in segments:
        ends = range(at, at + len(segment.text))
        letters = (joints.get(place, text[place]) for place in ends)
        flowed.append(Segment("".join(letters), segment.is_match))
        at += len(segment.text)
    return tuple(segment for segment in flowed if segment.text)


def _joints(text: str) -> dict[int, str]:
    """The ends of lines that are no ends, by place, with what stands for them."""
    lines = text.split("\n")
    lengths = sorted(length for line in lines if (length := len(line.strip())))
    if len(lengths) < FEWEST_LINES:
        return {}
    full = lengths[len(lengths) * 9 // 10]
    if not SHORTEST <= full <= LONGEST:
        return {}
    found: dict[int, str] = {}
    at = -1
    for line, following in pairwise(lines):
        at += len(line) + 1
        if _flows(line.strip(), following.strip(), full):
            is_hyphen = line.endswith("-") and following[:1].islower() and line[-2:-1].isalpha()
            found[at] = "" if is_hyphen else " "
    return found


def _flows(line: str, following: str, full: int) -> bool:
    if not following or len(line) < _FILLED * full:
        return False
    if _LISTED.match(following) or _LEADS_TO_PAGE.search(line):
        return False
    if not _ENDS.search(line) or following[0].islower():
        return True
    is_heading = len(following) < _FILLED * full and not _ENDS.search(following)
    return len(line) >= _NEARLY * full and not is_heading
