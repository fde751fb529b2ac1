"""Where may a text without pages be cut?

What is found is a passage, not a book: a section of 600,000 characters as one
page would rank for every word it holds and show the reader nothing. So long
texts are cut, at the best place there is: between paragraphs, else between
lines, else between sentences, else between words, and anywhere as a last resort.
"""

import re
from collections.abc import Iterable, Iterator

from corpus.document import Page
from corpus.words import clean

LONGEST_SECTION = 6_000
"""Characters of a page made from a section with a heading: about two printed pages."""

LONGEST_PLAIN_PAGE = 3_000
"""Characters of a page of plain text: about a printed page."""

_CUTS = ("\n\n", "\n", ". ", " ")
_BLANK_LINES = re.compile(r"\n{3,}")
# Tried only where a run of spaces begins: a line of a million spaces must cost no more than one.
_LINE_ENDS = re.compile(r"(?<![ \t])[ \t]++\n")


def sections_as_pages(
    sections: Iterable[tuple[str, str]], longest: int = LONGEST_SECTION
) -> tuple[Page, ...]:
    """Pages from (label, text) sections, in order; sections without text leave no page.

    A section that is cut gives its label to each of its pages.
    """
    cut = ((label, piece) for label, text in sections for piece in pieces(readable(text), longest))
    return tuple(
        Page(number=number, text=piece, label=" ".join(clean(label).split()))
        for number, (label, piece) in enumerate(cut, start=1)
    )


def readable(text: str) -> str:
    """Clean text without spaces at line ends and without runs of blank lines."""
    return _BLANK_LINES.sub("\n\n", _LINE_ENDS.sub("\n", clean(text))).strip(" \n")


def pieces(text: str, longest: int) -> Iterator[str]:
    """A text in pieces of at most `longest` characters, cut where it hurts least.

    >>> list(pieces("One two.\\n\\nThree four.", 12))
    ['One two.', 'Three four.']

    Nothing but white space is lost:

    >>> list(pieces("Immigrants", 4))
    ['Immi', 'gran', 'ts']
    """
    start = 0
    while len(text) - start > longest:
        end = _cut(text, start, start + longest)
        if piece := text[start:end].strip():
            yield piece
        start = end
    if piece := text[start:].strip():
        yield piece


def _cut(text: str, start: int, limit: int) -> int:
    """The last good place before the limit, but not in the first half: pages stay alike in size."""
    for mark in _CUTS:
        at = text.rfind(mark, start + (limit - start) // 2, limit)
        if at != -1:
            return at + len(mark)
    return limit
