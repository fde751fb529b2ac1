"""The heading that each printed page stands under."""

from collections.abc import Sequence
from statistics import median

from corpus.document import Part
from ingest.tidy.headings import Heading, LeafedPage, letters_of

_TOP = 1 / 2
"""A heading in this share of a page is the page's; further down the last one still holds."""

_HIGHEST = 0.05
"""The share of a page that may be printed above a heading that was drawn after its text."""


def sections_of(
    pages: Sequence[LeafedPage],
    headings: Sequence[Sequence[Heading]],
    parts: Sequence[Part],
    chapters: Sequence[str],
    outlined: Sequence[str],
) -> list[str]:
    """The heading over each page: one at its top, else what its outline says, else the last one.

    Where a document has no headings that are sure, its running heads are its chapters. The
    heading of a known part, such as the references, holds for the pages of that part.
    """
    is_sure = any(one.title and one.begins is None for own in headings for one in own)
    if any(chapters) and not is_sure and not any(outlined):
        return list(chapters)
    least = _rank_of_outlined(headings, outlined)
    sections: list[str] = []
    current: Heading | None = None
    for page, own, part, outline in zip(pages, headings, parts, outlined, strict=True):
        top = _at_the_top(page, own)
        if outline:
            over = top if top and top.rank >= least > 0 else None
        else:
            over = top or current or next(iter(own), None)
        section = over.title if over and _holds(over, part, is_here=over in own) else ""
        sections.append(section or outline)
        current = own[-1] if own else current
    return sections


def outlined_sections(
    said: Sequence[str], texts: Sequence[str], pages: Sequence[LeafedPage]
) -> list[str]:
    """What an outline says, without an entry whose words are the head that runs over all pages."""
    known: dict[str, bool] = {"": True}
    for index, title in enumerate(said):
        if title not in known:
            near = range(max(0, index - 1), index + 1)
            letters = letters_of(title)
            known[title] = any(letters in letters_of(pages[n].text) for n in near) or not any(
                letters in letters_of(texts[n]) for n in near
            )
    return [title if known[title] else "" for title in said]


def _rank_of_outlined(headings: Sequence[Sequence[Heading]], outlined: Sequence[str]) -> float:
    """The usual rank of the headings that the outline names, 0 where none is known."""
    names = {letters_of(name) for name in outlined if name}
    ranks = [
        one.rank for own in headings for one in own if one.rank and letters_of(one.title) in names
    ]
    return median(ranks) if ranks else 0.0


def _at_the_top(page: LeafedPage, headings: Sequence[Heading]) -> Heading | None:
    for heading in headings:
        before = len(page.text[: heading.start].strip())
        if before <= _TOP * len(page.text) or heading.above <= _HIGHEST:
            return heading
    return None


def _holds(heading: Heading, part: Part, *, is_here: bool) -> bool:
    return heading.begins is None or is_here or heading.begins.part is part
