"""Headings that a page shows by their looks, found in its text."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.extract.printed import SetOff
from ingest.tidy.headings import Heading, LeafedPage, letters_of
from ingest.tidy.letters import plainly_lettered

_MORE_IN_BOLD = 1.06
_MOST_PAGES = 3
"""Pages that may have the same heading."""

_BEGINNING = 12
"""Letters of a line by which it is found in a text that was corrected since."""


def with_set_off(
    pages: Sequence[LeafedPage],
    headings: Sequence[Sequence[Heading]],
    set_off: Sequence[Sequence[SetOff]],
    contents: Sequence[int],
    title: str,
) -> list[list[Heading]]:
    """The headings of each page with those that are set off.

    The title of the document is none, nor what many pages have: the head of a table that
    goes on, or "Reasons" under each of a hundred policies.
    """
    if not any(set_off):
        return [list(own) for own in headings]
    found = [
        [] if index in contents else list(found_in(page.text, looks))
        for index, (page, looks) in enumerate(zip(pages, set_off, strict=True))
    ]
    pages_with = Counter(words for own in found for words in {letters_of(one[1]) for one in own})
    usual = {words for words, count in pages_with.items() if count > _MOST_PAGES}
    every: list[list[Heading]] = []
    for own, more in zip(headings, found, strict=True):
        known = {heading.start: heading for heading in own if heading.title}
        for start, words, look in more:
            letters = letters_of(words)
            if letters not in usual and letters not in letters_of(title):
                heading = known.get(start, Heading(start, words))
                known[start] = heading._replace(above=look.above, rank=_rank(look))
        # One that is listed and was not found is among those that are set off.
        unfound = [] if known else [heading for heading in own if not heading.title]
        every.append(sorted([*known.values(), *unfound], key=lambda heading: heading.start))
    return every


def _rank(look: SetOff) -> float:
    return look.size * _MORE_IN_BOLD if look.is_bold else look.size


def found_in(text: str, set_off: Sequence[SetOff]) -> Iterator[tuple[int, str, SetOff]]:
    """Where each heading begins in the text of its page, and its words; not what is blanked."""
    begins: dict[str, list[int]] | None = None
    past = 0
    for one in set_off:
        at = _line_at(text, one.lines[0], past)
        if at < 0:  # its line was corrected since
            begins = _beginnings(text) if begins is None else begins
            places = begins.get(_key(one.lines[0]), [])
            at = next(iter(places[bisect_left(places, past) :]), -1)
        if at >= 0:
            past = at + 1
            yield at, _title(one.lines), one


def _line_at(text: str, line: str, past: int) -> int:
    """Where a line begins in a text, -1 where none is like it."""
    at = text.find(line, past)
    while at > 0 and text[at - 1] != "\n":
        at = text.find(line, at + 1)
    return at


def _beginnings(text: str) -> dict[str, list[int]]:
    """Where the lines begin that begin with the same letters."""
    begins: dict[str, list[int]] = {}
    start = 0
    for line in text.split("\n"):
        if key := _key(line):
            begins.setdefault(key, []).append(start)
        start += len(line) + 1
    return begins


def _key(line: str) -> str:
    return letters_of(plainly_lettered(line))[:_BEGINNING]


def _title(lines: Sequence[str]) -> str:
    title = ""
    for line in lines:
        line = " ".join(plainly_lettered(line).split())
        if title.endswith("-") and line[:1].islower():
            title = title[:-1] + line
        else:
            title = f"{title} {line}".strip()
    return title
