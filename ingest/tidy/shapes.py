"""The shapes by which parts of a document are known without their headings."""

import re
from itertools import pairwise
from typing import NamedTuple

_LEADERS = ("....", ". . . .", "……", "____")
_ENTRY = re.compile(r"(.{3,120}?)(?:[\s.…_·]{2,}|\s)(\d{1,4}|[ivxl]{1,6})$", re.IGNORECASE)
_LONGEST_ENTRY = 240
_FEWEST_ENTRIES = 3
_MOST_LINES = 500

_OF_A_REFERENCE = re.compile(
    r"\((?:19|20)\d\d[a-z]?\)|, (?:19|20)\d\d[a-z]?[.,:;)]|https?://|www\."
    r"|\bpp?\. ?\d|\bISBN\b|\bVol\.|\(eds?\.\)|\(Hrsg\.\)"
)
_CHARACTERS_TO_A_REFERENCE = 350
_SHORT_LINE = 80


class Entry(NamedTuple):
    """A line of a table of contents. One that ends a longer title does not say all of it."""

    title: str
    number: str
    is_whole: bool


def lines_of(text: str, most: int) -> list[str]:
    """The first lines of a page, of which a hostile one has very many."""
    return text.split("\n", most)[:most]


def entries_of(text: str) -> list[Entry]:
    """The lines of a page that end in a page number, as those of a table of contents do."""
    found = []
    is_whole = True
    for line in lines_of(text, _MOST_LINES):
        stripped = line.strip() if len(line) <= _LONGEST_ENTRY else ""
        entry = _ENTRY.match(stripped)
        title = entry[1].strip(" .…_·") if entry else ""
        if entry and title:
            is_whole = is_whole or title[0].isdigit()
            found.append(Entry(title, entry[2].lower(), is_whole))
        is_whole = bool(title) or not stripped or not found
    return found


def has_leaders(text: str) -> bool:
    """Whether lines of a page are led to their page numbers by dots."""
    return any(leader in text for leader in _LEADERS)


def is_contents(text: str) -> bool:
    """Whether a page has the shape of a table of contents: lines that lead to ever later pages."""
    lines = sum(len(line.strip()) > 2 for line in lines_of(text, _MOST_LINES))
    entries = entries_of(text)
    numbers = [int(entry.number) for entry in entries if entry.number.isdigit()]
    rising = sum(after >= before for before, after in pairwise(numbers))
    return (
        len(numbers) >= _FEWEST_ENTRIES
        and len(entries) >= 0.4 * lines
        and rising >= 0.8 * (len(numbers) - 1)
    )


def is_bibliography(text: str) -> bool:
    """Whether a text is dense with what references hold: years, addresses, pages, editors."""
    marks = len(_OF_A_REFERENCE.findall(text[:20_000]))
    return marks > 0 and marks * _CHARACTERS_TO_A_REFERENCE >= len(text[:20_000])


def is_list(text: str) -> bool:
    """Whether most lines of a text are short, as in a list of names."""
    lines = [line for line in lines_of(text, _MOST_LINES) if line.strip()]
    return 2 * sum(len(line) < _SHORT_LINE for line in lines) >= len(lines)
