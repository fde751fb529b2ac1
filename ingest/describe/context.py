"""What a describer is given beside the text: where the document lies, and the names known."""

from dataclasses import dataclass
from functools import lru_cache

from corpus.document import Page
from corpus.records import Source
from corpus.vocabulary import Vocabulary
from corpus.words import fold, words
from ingest.extract.extracted import Extracted

IMPRINT = 10_000
"""Characters of a page where an imprint is looked for."""

OPENING = 1000
"""Characters at the start of a document where a title, a date or an author is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where a document lies, what its file is, and the names its library knows."""

    source: Source
    vocabulary: Vocabulary
    media_type: str = ""


def first_page(extracted: Extracted) -> Page | None:
    """The first page that has words, among the first three: covers are often pictures."""
    return next((page for page in extracted.pages[:3] if len(page.text.split(None, 2)) > 2), None)


def opening(extracted: Extracted) -> str:
    """The start of the first page, up to the end of a line where that is near."""
    page = first_page(extracted)
    return page.text[:OPENING] if page else ""


def one_line(text: str) -> str:
    """A text with every run of spaces and line ends as one space."""
    return " ".join(text.split())


@lru_cache(maxsize=1 << 13)
def spaced(name: str) -> str:
    """The words of a name, folded, with one space around each: names are found in it as words.

    >>> spaced("city of Liège") in spaced("City_of_Liege-2009")
    True
    """
    return f" {' '.join(words(fold(name).replace('_', ' ')))} "
