"""The heading that each printed page stands under."""

from collections.abc import Sequence

from corpus.document import Part
from ingest.tidy.headings import Heading, LeafedPage

_TOP = 1 / 3
"""A heading in this share of a page is the page's; further down the last one still holds."""


def sections_of(
    pages: Sequence[LeafedPage],
    headings: Sequence[Sequence[Heading]],
    parts: Sequence[Part],
    chapters: Sequence[str],
) -> list[str]:
    """The heading over each page; where a document has none that are sure, its running heads.

    The heading of a known part, such as the references, holds for the pages of that part.
    """
    is_sure = any(one.title and one.begins is None for own in headings for one in own)
    if any(chapters) and not is_sure:
        return list(chapters)
    sections: list[str] = []
    current: Heading | None = None
    for page, own, part in zip(pages, headings, parts, strict=True):
        top = _at_the_top(page, own)
        over = top or current
        sections.append(over.title if over and _holds(over, part, is_here=over is top) else "")
        current = own[-1] if own else current
    return sections


def _at_the_top(page: LeafedPage, headings: Sequence[Heading]) -> Heading | None:
    first = headings[0] if headings else None
    if first is None or len(page.text[: first.start].strip()) > _TOP * len(page.text):
        return None
    return first


def _holds(heading: Heading, part: Part, *, is_here: bool) -> bool:
    return heading.begins is None or is_here or heading.begins.part is part
