"""The section each page of a PDF stands under, as its outline says.

An outline is as good as the program that made it: some list the names of files, or
"Front cover" alone. So an entry counts where its page holds it in words.
"""

import re
from collections.abc import Iterator, Sequence
from ctypes import addressof, create_string_buffer
from typing import Any

from pypdfium2 import raw as pdfium_c

from corpus.words import clean

_MOST_ENTRIES = 1_000
_LONGEST_TITLE = 200
_LOOKED_THROUGH = 6_000
_NO_LETTERS = re.compile(r"[\W_]+")
_FEWEST = 2
"""An outline with one believable entry tells nothing of the other pages."""


def sections_by_outline(document: Any, texts: Sequence[str]) -> list[str]:
    """The heading over each page of an open pdfium document, all empty where none is sure."""
    sections = [""] * len(texts)
    letters: dict[int, str] = {}
    begun: dict[int, list[str]] = {}
    for title, page in _entries(document):
        if 0 <= page < len(texts):
            if page not in letters:
                letters[page] = _letters(texts[page][:_LOOKED_THROUGH])
            words = _letters(title)
            if len(words) > 2 and not words.isdigit() and words in letters[page]:
                begun.setdefault(page, []).append(title)
    if sum(map(len, begun.values())) < _FEWEST:
        return sections
    current = ""
    for index in range(len(texts)):
        own = begun.get(index, [])
        is_at_the_top = own and letters[index].find(_letters(own[0])) <= len(letters[index]) / 3
        sections[index] = own[0] if is_at_the_top else current
        current = own[-1] if own else current
    return sections


def _entries(document: Any) -> Iterator[tuple[str, int]]:
    """Titles and the indices of their pages, in order.

    An outline may lead back to itself, so nothing is followed twice.
    """
    seen: set[int] = set()
    todo = [pdfium_c.FPDFBookmark_GetFirstChild(document.raw, None)]
    while todo and len(seen) < _MOST_ENTRIES:
        bookmark = todo.pop()
        address = _address(bookmark)
        if not address or address in seen:
            continue
        seen.add(address)
        todo.append(pdfium_c.FPDFBookmark_GetNextSibling(document.raw, bookmark))
        todo.append(pdfium_c.FPDFBookmark_GetFirstChild(document.raw, bookmark))
        title = _title(bookmark)
        target = pdfium_c.FPDFBookmark_GetDest(document.raw, bookmark)
        if title and target:
            yield title, pdfium_c.FPDFDest_GetDestPageIndex(document.raw, target)


def _address(bookmark: Any) -> int:
    return addressof(bookmark.contents) if bookmark else 0


def _title(bookmark: Any) -> str:
    size = pdfium_c.FPDFBookmark_GetTitle(bookmark, None, 0)
    if not 2 < size <= 2 * _LONGEST_TITLE + 2:
        return ""
    buffer = create_string_buffer(size)
    pdfium_c.FPDFBookmark_GetTitle(bookmark, buffer, size)
    return " ".join(clean(buffer.raw[: size - 2].decode("utf-16-le", "replace")).split())


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text.lower())
