"""The table of contents that a PDF brings along, its bookmarks."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from corpus.words import clean
from search.showing.outline import MOST_HEADINGS, Heading, believed
from ui.pdf_picture import changed_at, opened_pdf

DEEPEST = 6
LONGEST_TITLE = 300


def contents_of(file: Path) -> tuple[Heading, ...]:
    """The bookmarks of a file that lead to one of its pages; none where it is no PDF."""
    changed = changed_at(file)
    return () if changed is None else _contents(str(file), changed)


@lru_cache(maxsize=64)
def _contents(file: str, _changed: int) -> tuple[Heading, ...]:
    with opened_pdf(Path(file)) as document:
        if not document:
            return ()
        return believed(list(_bookmarks(document)))


def _bookmarks(document: Any) -> Iterator[Heading]:
    count = len(document)
    for bookmark in islice(document.get_toc(max_depth=DEEPEST), MOST_HEADINGS):
        target = bookmark.get_dest()
        index = target.get_index() if target else None
        if index is not None and 0 <= index < count:
            title = " ".join(clean(bookmark.get_title()).split())[:LONGEST_TITLE]
            yield Heading(title, index + 1, bookmark.level)
