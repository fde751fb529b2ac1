"""The lines of a document, and where each of them stands.

A list may run over the ends of pages, so it is looked for in the lines of the
whole document. Lines that are not matched are not there at all.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.document import Page, Span

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[•·▪◦‣*+–—-]|\(?\d{1,3}[.)])\s+(?=\S)")
_MARKS = " \t#>*_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Characters `start` to `end` of a page, counted from 0 in the order of pages.

    `raw` is the line as it stands, `text` its words without the marks of a heading.
    `begins_block` says that a blank line or the end of a page is before it,
    `is_heading` that its section is called so.
    """

    raw: str
    text: str
    page: int
    start: int
    end: int
    begins_block: bool = False
    is_heading: bool = False

    @property
    def item(self) -> str:
        """The words after a bullet or a number; empty where the line is no item of a list."""
        found = _BULLET.match(self.raw)
        return self.raw[found.end() :].strip() if found else ""


def lines_of(pages: Sequence[Page]) -> list[Line]:
    """Every line with words, in order."""
    return [line for at, page in enumerate(pages) for line in _lines_of(at, page)]


def blocks_of(lines: Iterable[Line]) -> list[list[Line]]:
    """The lines in groups between blank lines."""
    blocks: list[list[Line]] = []
    for line in lines:
        if line.begins_block or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def words_of(lines: Iterable[Line]) -> str:
    """Some lines as one."""
    return " ".join(" ".join(line.text.split()) for line in lines)


def without(pages: Sequence[Page], taken: Iterable[Line]) -> tuple[Page, ...]:
    """The pages, with these lines shown and no longer matched."""
    spans: dict[int, list[Span]] = {}
    for line in taken:
        spans.setdefault(line.page, []).append((line.start, line.end))
    return tuple(
        replace(page, left_out=_joined(page.text, merged((*page.left_out, *spans[at]))))
        if at in spans
        else page
        for at, page in enumerate(pages)
    )


def _joined(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans with nothing but white space between them as one."""
    return merged(
        (start, after if end < after and text[end:after].isspace() else end)
        for (start, end), (after, _) in pairwise((*spans, (len(text), len(text))))
    )


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters in spans that are in order and apart.

    >>> merged([(5, 7), (0, 2), (2, 3)])
    ((0, 3), (5, 7))
    """
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif start < end:
            found.append((start, end))
    return tuple(found)


def _lines_of(at: int, page: Page) -> Iterator[Line]:
    matched = page.matched
    label = " ".join(page.label.split())
    end = 0
    for found in _LINE.finditer(matched):
        raw = found[0]
        text = raw.strip(_MARKS)
        if not text:
            continue
        yield Line(
            raw=raw,
            text=text,
            page=at,
            start=found.start(),
            end=found.end(),
            begins_block=not end or found.start() > end + 1,
            is_heading=text == label or raw.lstrip().startswith("#"),
        )
        end = found.end()
