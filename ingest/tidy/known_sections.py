"""Which part of a document a heading begins, by the headings that the vocabulary knows."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from corpus.document import Part
from corpus.sections import Section
from corpus.words import fold

LONGEST_HEADING = 90
"""Characters of a line that may be a heading."""

ENDING = 4
"""Characters at the end of a line by which most lines are told from known headings."""

_BEFORE = re.compile(
    r"(?:(?:annexe?|appendix|anhang|bijlage|anexo|allegato|chapter|kapitel|section)\b\W*)?"
    r"(?:(?:\d{1,2}(?:\.\d{1,2}){0,3}|[ivx]{1,5}|[a-h])(?:[.):\s–-]+|(?=\W)))?\W*"
)


class Beginning(NamedTuple):
    """What a heading begins: a part, or a section within boilerplate."""

    part: Part
    is_within: bool = False


class KnownSections:
    """The headings of a vocabulary, ready to be asked for.

    `endings` has the last characters, in lower case, of every line that may be one.
    """

    def __init__(self, sections: Iterable[Section]) -> None:
        self._by_heading: dict[str, Beginning] = {}
        endings: set[str] = set()
        for section in sections:
            for headings, is_within in ((section.headings, False), (section.within, True)):
                for heading in headings:
                    found = Beginning(section.part, is_within)
                    self._by_heading.setdefault(fold(heading), found)
                    endings |= {heading, heading + ":", fold(heading), fold(heading) + ":"}
        self.endings = frozenset(heading[-ENDING:].lower() for heading in endings)

    def begun_by(self, heading: str) -> Beginning | None:
        """What a line begins that is a known heading, numbered or not.

        >>> books = Section(part=Part.BIBLIOGRAPHY, headings=("References",))
        >>> KnownSections([books]).begun_by("Annex 2: References").part
        <Part.BIBLIOGRAPHY: 'bibliography'>
        """
        if len(heading) > LONGEST_HEADING or heading[-ENDING:].lower() not in self.endings:
            return None
        title = fold(" ".join(heading.split())).rstrip(" :")
        found = self._by_heading.get(title)
        if found is None:
            before = _BEFORE.match(title)
            found = self._by_heading.get(title[before.end() :]) if before else None
        return found


@lru_cache(maxsize=4)
def known_sections(sections: tuple[Section, ...]) -> KnownSections:
    """The sections of a vocabulary, made ready once for the many documents of a library."""
    return KnownSections(sections)
