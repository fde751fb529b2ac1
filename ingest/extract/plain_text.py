"""Plain text: form feeds are page breaks, otherwise pages are cut at blank lines."""

import re
from collections.abc import Iterator
from pathlib import Path

from ingest.extract.encoding import decoded
from ingest.extract.extracted import ALLOWED, Allowed, Extracted
from ingest.extract.limits import limited
from ingest.extract.pagination import LONGEST_PLAIN_PAGE, readable, sections_as_pages

LONGEST_HEADING = 120
"""Characters of a first line that may still be a heading."""


# Markdown that is called .txt escapes what would be markup: `?ID\\_ITEMS=1`. Looked at is
# only the word around a slash-slash, so that a line of backslashes costs nothing.
_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<>\"]{1,2000}")
_ESCAPE = re.compile(r"\\+(?=[_*~&#()\[\]-])")


class PlainTextReader:
    """Reads text in any encoding that `ingest.extract.encoding` knows.

    Addresses on the web stand in the text as they can be opened.
    """

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        text = _ADDRESS.sub(_unescaped, decoded(path.read_bytes()))
        pages = limited(sections_as_pages(plain_sections(text), LONGEST_PLAIN_PAGE), allowed)
        return [Extracted(pages=pages, heading=_heading(pages[0].text) if pages else "")]


def plain_sections(text: str) -> Iterator[tuple[str, str]]:
    """The printed pages of a text, labelled where empty ones before them shift the numbers."""
    number = 0
    for printed, page in enumerate(text.split("\f"), start=1):
        if readable(page):
            number += 1
            yield "" if number == printed else str(printed), page


def _unescaped(address: re.Match[str]) -> str:
    return _ESCAPE.sub("", address[0]) if "\\" in address[0] else address[0]


def _heading(text: str) -> str:
    line = " ".join(text.partition("\n")[0].split()).lstrip("# ")
    return line if any(map(str.isalpha, line)) and len(line) <= LONGEST_HEADING else ""
