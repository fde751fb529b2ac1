"""To which level of government do guidelines speak? Headings say so.

An overview report has three such headings; guidelines may have one, or be for
one level as a whole, which their title says.
"""

import re
from collections.abc import Iterator

from corpus.document import Claim, Origin, Page, Part
from ingest.describe.context import Context, one_line
from ingest.describe.title_line import LEVELS, find_title_line, kind_of_title, level_words, titles
from ingest.extract.extracted import Extracted

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
_HEADINGS = {
    level: re.compile(rf"{_BEFORE}(?:{level_words(level)})[:.*_ ]*", re.IGNORECASE)
    for level in LEVELS
}


def describe(extracted: Extracted, context: Context) -> list[Claim]:
    """Claims on level with origin TEXT, by the headings of guidelines and overview reports."""
    found: dict[str, Claim] = {}
    for page in extracted.pages:
        for level, heading in _headings(page):
            found.setdefault(level, _claim(level, heading))
    if len(found) >= FEWEST or (found and _is_guide(extracted, context)):
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


def _is_guide(extracted: Extracted, context: Context) -> bool:
    vocabulary = context.vocabulary
    every = titles(extracted, find_title_line(extracted, vocabulary))
    return any(kind_of_title(title, vocabulary) in _GUIDES for title in every)


def _claim(level: str, heading: str) -> Claim:
    return Claim(
        field="level", value=level, origin=Origin.TEXT,
        evidence=one_line(heading), confidence=0.8,
    )  # fmt: skip
