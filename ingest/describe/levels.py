"""To which level of government do guidelines speak? Headings say so.

An overview report has three such headings; guidelines may have one, or be for
one level as a whole, which their title says.
"""

import re
from collections.abc import Iterator

from corpus.document import Claim, Origin, Page, Part
from ingest.describe.context import Context, one_line
from ingest.describe.kinds import kind_of_title
from ingest.describe.title_line import find_title_line, titles
from ingest.extract.extracted import Extracted

LEVELS = {
    "European": r"European|EU|europäische\w*|européen\w*",
    "national": r"national\w*",
    "local": r"local|city|municipal|lokale\w*|kommunale\w*|locale?s?",
}

FEWEST = 2
"""Levels that must have a heading in a document which is no guidelines by its title."""

LONGEST_HEADING = 90
_GUIDES = ("guidelines", "good practice guide")
_LEVEL = ("evel", "Ebene", "iveau")
_BEFORE = (
    r"[#*_\d.() ]*"
    r"(?:(?:guidelines?|recommendations?|policy|leitlinien|empfehlungen|lignes|recommandations)\b"
    r"[^\n]{0,40}?)?"
    r"(?:(?:at|on|for|auf|au)\s+(?:the\s+)?)?"
)
# "European level", "auf europäischer Ebene", "niveau européen"
_LEVELS = {
    level: rf"\b(?:{words})[ -](?:level|Ebene|niveau)\b|\bniveau (?:{words})\b"
    for level, words in LEVELS.items()
}
_HEADINGS = {
    level: re.compile(rf"{_BEFORE}(?:{pattern})[:.*_ ]*", re.IGNORECASE)
    for level, pattern in _LEVELS.items()
}


def describe(extracted: Extracted, context: Context) -> list[Claim]:
    """Claims on level, by the titles of guidelines, and by the headings of overview reports too."""
    return [*_of_titles(extracted, context), *_of_headings(extracted, context)]


def _of_titles(extracted: Extracted, context: Context) -> Iterator[Claim]:
    for title in _guides(extracted, context):
        for level, pattern in _LEVELS.items():
            if re.search(pattern, title, re.IGNORECASE):
                yield _claim(level, title, Origin.TITLE, 0.9)


def _of_headings(extracted: Extracted, context: Context) -> list[Claim]:
    found: dict[str, Claim] = {}
    for page in extracted.pages:
        for level, heading in _headings(page):
            found.setdefault(level, _claim(level, heading, Origin.TEXT, 0.8))
    if len(found) >= FEWEST or (found and any(_guides(extracted, context))):
        return list(found.values())
    return []


def _headings(page: Page) -> Iterator[tuple[str, str]]:
    if page.part is not Part.BODY:
        return
    for line in (page.section, page.label, *_lines_on_levels(page)):
        if 0 < len(line) <= LONGEST_HEADING:
            for level, pattern in _HEADINGS.items():
                if pattern.fullmatch(line.strip()):
                    yield level, line


def _lines_on_levels(page: Page) -> Iterator[str]:
    """The lines of a page that hold a word for level: few, so that few are looked at."""
    text = page.matched
    for word in _LEVEL:
        at = text.find(word)
        while at >= 0:
            end = text.find("\n", at)
            end = end if end >= 0 else len(text)
            yield text[text.rfind("\n", 0, at) + 1 : end]
            at = text.find(word, end)


def _guides(extracted: Extracted, context: Context) -> Iterator[str]:
    """The titles of a document by which it is guidelines."""
    vocabulary = context.vocabulary
    for title in titles(extracted, find_title_line(extracted, vocabulary)):
        if kind_of_title(title, vocabulary) in _GUIDES:
            yield title


def _claim(level: str, line: str, origin: Origin, confidence: float) -> Claim:
    return Claim(
        field="level", value=level, origin=origin,
        evidence=one_line(line), confidence=confidence,
    )  # fmt: skip
