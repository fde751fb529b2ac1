"""The table of contents that a PDF brings along, its bookmarks."""

from functools import lru_cache
from pathlib import Path

from corpus.words import clean
from search.presenting.outline import Heading, believed
from ui.pdf.pdfium import Bookmark, Contents
from ui.pdf.processes import NotDrawn, answered, changed_at

LONGEST_TITLE = 300


def contents_of(file: Path) -> tuple[Heading, ...]:
    """The bookmarks of a file that lead to one of its pages.

    None where it is no PDF, or where reading them costs too much or has to wait.
    """
    changed = changed_at(file)
    try:
        return () if changed is None else _contents(Contents(file=str(file), changed=changed))
    except NotDrawn:
        return ()


@lru_cache(maxsize=64)
def _contents(question: Contents) -> tuple[Heading, ...]:
    bookmarks: list[Bookmark] = answered(question)
    return believed([Heading(_title(title), number, depth) for title, number, depth in bookmarks])


def _title(title: str) -> str:
    return " ".join(clean(title).split())[:LONGEST_TITLE]
