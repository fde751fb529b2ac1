"""Headings on printed pages, told from lines that only look like them.

Better no heading than a false one. A line is a heading if the table of contents
lists it for this page, if it continues a numbering that runs through the document,
or if it is the name of a known section and stands where such a section does.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.document import Part
from ingest.tidy.edges import LONGEST_LINE
from ingest.tidy.known_sections import ENDING, LONGEST_HEADING, Beginning, KnownSections
from ingest.tidy.shapes import Entry, entries_of, has_leaders, is_bibliography, is_list, lines_of

OPENING_PAGES = 12
"""Pages in front of a document, where a table of contents stands."""

_FEWEST_ENTRIES = 3
_FEWEST_IN_A_NUMBERING = 3
_MOST_NUMBERED = 200
_MOST_LINES = 2_000
"""Lines of a page in which headings are looked for."""

_TOP = 1_000
_LOOKED_THROUGH = 2_000
"""Characters under a heading by which it is seen whether its section stands there."""

_OFF = 1
"""Pages by which a table of contents may be wrong."""

_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+([^\W\d_].{2,70})$")
_OF_A_PICTURE = re.compile(
    r"(?:figure|fig|table|box|map|chart|photo|abbildung|abb|tabelle|tab|karte|tableau|carte|"
    r"graphique|figuur|tabel|kaart|tabla|cuadro|gráfico|mapa|figura|tabella|grafico)\b",
    re.IGNORECASE,
)


def letters_of(text: str) -> str:
    """The letters and digits of a text, by which headings are compared."""
    return "".join(filter(str.isalnum, text)).casefold()


def names_a_picture(line: str) -> bool:
    """Whether a line is the caption of a picture or a table."""
    return _OF_A_PICTURE.match(line) is not None


class Heading(NamedTuple):
    """A heading where it begins in its page, and what part it begins, if any is known.

    `above` is the share of its page that is printed higher, 1 where that is not known.
    `rank` is the size of its font, and a little more in bold; 0 where that is not known.
    """

    start: int
    title: str
    begins: Beginning | None = None
    above: float = 1.0
    rank: float = 0.0


@dataclass(frozen=True, slots=True)
class LeafedPage:
    """A page as a reader leafs through it: its text without heads and feet, and its number."""

    text: str
    number: str


def headings_of(
    pages: Sequence[LeafedPage], contents: Sequence[int], known: KnownSections
) -> list[list[Heading]]:
    """The headings on each page, in order. `contents` are the pages of the table of contents."""
    listed = _Listed(entry for index in contents for entry in entries_of(pages[index].text))
    found: list[list[Heading]] = []
    numbered: list[_Numbered] = []
    for index, page in enumerate(pages):
        own: list[Heading] = []
        for start, line, is_numbered in _candidates(page.text, known.endings, listed):
            begins = known.begun_by(line)
            is_sure = index not in contents and listed.has(line, page.number)
            if is_sure or (begins and _is_believable(begins, pages, index, start)):
                own.append(Heading(start, line, begins))
            elif is_numbered and not listed.openings and len(numbered) < _MOST_NUMBERED:
                numbered += _numbered(index, start, line, page.text)
        found.append(own)
    for one in _in_one_numbering(numbered):
        found[one.page].append(Heading(one.start, one.title))
    _end_where_others_begin(found, pages, listed)
    return [sorted(own, key=lambda heading: heading.start) for own in found]


def _end_where_others_begin(
    found: list[list[Heading]], pages: Sequence[LeafedPage], listed: "_Listed"
) -> None:
    """Put a heading without words where one is listed that was not found: none holds beyond it."""
    known = {_key(heading.title) for own in found for heading in own}
    for page, own in zip(pages, found, strict=True):
        if listed.on_page(page.number) - known:
            own.append(Heading(len(page.text) if own else 0, ""))


class _Listed:
    """The headings that a table of contents lists, each with the page it is listed for.

    `openings` has the first characters of each, in lower case; none where too few are listed.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._numbers: dict[str, str] = {}
        self._by_number: dict[str, set[str]] = {}
        for entry in entries:
            if not names_a_picture(entry.title):
                self._by_number.setdefault(entry.number, set()).add(_key(entry.title))
                if entry.is_whole and not entry.title[0].islower():
                    self._numbers[_key(entry.title)] = entry.number
        is_enough = len(self._numbers) >= _FEWEST_ENTRIES
        self.openings = {title[:ENDING] for title in self._numbers} if is_enough else set[str]()

    def on_page(self, number: str) -> set[str]:
        """What is listed for a page, also what is not said whole; nothing without its number."""
        return self._by_number.get(number, set()) if self.openings and number else set()

    def has(self, line: str, page_number: str) -> bool:
        """Whether a line on a page is a heading listed for it."""
        if line[:ENDING].lower() not in self.openings:
            return False
        number = self._numbers.get(_key(line))
        return number is not None and _is_near(number, page_number)


def _candidates(
    text: str, endings: frozenset[str], listed: _Listed
) -> Iterator[tuple[int, str, bool]]:
    """Lines that may be headings, where they begin, and whether they begin with a number.

    This asks of every line of every page, so it asks what is quickly answered.
    """
    openings = listed.openings
    start = 0
    for line in lines_of(text, _MOST_LINES):
        length = len(line)
        if 3 < length <= LONGEST_HEADING:
            is_numbered = line[0].isdigit()
            if (
                is_numbered
                or line[-ENDING:].lower() in endings
                or line[:ENDING].lower() in openings
                or line[0] == " "
            ) and (stripped := " ".join(line.split())):
                yield start, stripped, is_numbered
        start += length + 1


def _is_believable(begins: Beginning, pages: Sequence[LeafedPage], index: int, start: int) -> bool:
    """Whether a section may begin here: words like "Sources" stand under pictures too."""
    text = pages[index].text
    is_at_the_top = start < _TOP and len(text[:start].strip()) <= LONGEST_LINE
    is_late = 2 * index >= len(pages)
    following = text[start : start + _LOOKED_THROUGH]
    if len(following) < _LOOKED_THROUGH and index + 1 < len(pages):
        following += pages[index + 1].text[: _LOOKED_THROUGH // 2]
    if begins.part is Part.CONTENTS:
        return is_at_the_top and index < OPENING_PAGES
    if begins.part is Part.BIBLIOGRAPHY:
        return (is_at_the_top or is_late) and (
            (is_at_the_top and is_late) or is_bibliography(following)
        )
    if begins.part is Part.INTERVIEWS:
        return (is_at_the_top or is_late) and is_list(following)
    return True


def _key(line: str) -> str:
    return " ".join(line.lower().split()).rstrip(" .:")


def _is_near(listed: str, printed: str) -> bool:
    """Whether a heading listed for a page stands on it; where neither has a number, it may."""
    if not printed or printed.isdigit() != listed.isdigit():
        return not printed
    return not listed.isdigit() or abs(int(listed) - int(printed)) <= _OFF


class _Numbered(NamedTuple):
    """A line that begins with a number as a heading does: (2, 1) for "2.1 Housing"."""

    page: int
    start: int
    title: str
    number: tuple[int, ...]


def _numbered(page: int, start: int, line: str, text: str) -> Iterator[_Numbered]:
    found = _NUMBERED.match(line)
    if not found or not found[2][0].isupper() or line[-1] in ".,;:-" or has_leaders(line):
        return
    end = text.find("\n", start)
    if end >= 0 and text[end + 1 : end + 2].islower():
        return  # a sentence that goes on
    yield _Numbered(page, start, line, tuple(map(int, found[1].split("."))))


def _in_one_numbering(lines: Sequence[_Numbered]) -> list[_Numbered]:
    """The longest row of lines each of which is numbered next after the one before.

    A list on one page is numbered too; only a row that goes over pages is one of headings.
    """
    best: list[list[_Numbered]] = []
    for line in lines:
        before = [row for row in best if _follows(row[-1].number, line.number)]
        row = max(before, key=len, default=[] if line.number[-1] == 1 else None)
        if row is not None:
            best.append([*row, line])
    longest = max(best, key=len, default=[])
    pages = {line.page for line in longest}
    return longest if len(longest) >= _FEWEST_IN_A_NUMBERING and len(pages) > 2 else []


def _follows(before: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether a number is next: 2.2 after 2.1 or 2.1.3, and 2.1 after 2."""
    if number == (*before, 1):
        return True
    same = before[: len(number)]
    return len(same) == len(number) and number == (*same[:-1], same[-1] + 1)
