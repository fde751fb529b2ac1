"""Sections out of paragraphs and headings, for the formats that know their headings."""

from collections.abc import Iterable, Iterator

DEEPEST = 2
"""Levels of headings that begin a section."""

Block = tuple[int, str]
"""A paragraph or a table with its level: 1 and 2 are headings, 0 is none of a section."""


def sections(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """(heading, text) of each section; a heading with nothing below it goes to the next one.

    >>> list(sections([(1, "Housing"), (2, "Rents"), (0, "They rose.")]))
    [('Rents', 'Housing\\n\\nRents\\n\\nThey rose.')]
    """
    label, parts, has_body = "", list[str](), False
    for level, text in blocks:
        if level and text.strip():
            if has_body:
                yield label, "\n\n".join(parts)
                parts, has_body = [], False
            label = text
        else:
            has_body = has_body or bool(text.strip())
        parts.append(text)
    yield label, "\n\n".join(parts)


def first_heading(blocks: Iterable[Block]) -> str:
    """The first heading of the outermost level, on one line; empty where there is none."""
    found = (" ".join(text.split()) for level, text in blocks if level == 1)
    return next(filter(None, found), "")
