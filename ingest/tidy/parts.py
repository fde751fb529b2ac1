"""What each page is within its document: body, contents, references, persons met, boilerplate.

A part begins at its heading and ends at the next one. Over the end of a page it
goes on only where the next page looks like it too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Part, Span
from ingest.tidy.edges import edges_of
from ingest.tidy.headings import OPENING_PAGES, Heading, LeafedPage
from ingest.tidy.known_sections import KnownSections
from ingest.tidy.shapes import has_leaders, is_bibliography, is_contents, is_list

_MOST_OF_A_PAGE = 0.6
_MOST_OF_A_DOCUMENT = 0.6
"""A document that is boilerplate to this share is about it: an "About" page is found whole."""

_LONGEST_OTHER_HEADING = 60
_SENTENCE_ENDS = (".", "!", "?", ":", "”", "’", ")", "…")


@dataclass(frozen=True, slots=True)
class Parts:
    """The part of each page, and per page what boilerplate is not matched."""

    parts: list[Part]
    boilerplate: list[tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    part: Part


def contents_pages(pages: Sequence[LeafedPage], known: KnownSections) -> list[int]:
    """The pages of the table of contents: in front, under its heading or with dots to numbers."""
    found: list[int] = []
    for index, page in enumerate(pages):
        goes_on = bool(found) and found[-1] == index - 1
        if index >= OPENING_PAGES and not goes_on:
            break
        is_likely = goes_on or has_leaders(page.text) or _is_headed_contents(page, known)
        if is_likely and is_contents(page.text):
            found.append(index)
    return found


def _is_headed_contents(page: LeafedPage, known: KnownSections) -> bool:
    begun = [known.begun_by(line.text) for line in edges_of(page.text).top]
    return any(one is not None and one.part is Part.CONTENTS for one in begun)


def parts_of(
    pages: Sequence[LeafedPage], headings: Sequence[Sequence[Heading]], contents: Sequence[int]
) -> Parts:
    """The part of each page; boilerplate counts where the document holds more than that."""
    parts: list[Part] = []
    boilerplate: list[tuple[Span, ...]] = []
    running = Part.BODY
    for index, (page, own) in enumerate(zip(pages, headings, strict=True)):
        if index in contents:
            parts.append(Part.CONTENTS)
            boilerplate.append(())
            running = Part.BODY
            continue
        carried = running if _goes_on(page, own, running) else Part.BODY
        stretches = _stretches(page.text, own, carried)
        parts.append(_main_part(stretches))
        boilerplate.append(
            tuple((one.start, one.end) for one in stretches if one.part is Part.BOILERPLATE)
        )
        running = stretches[-1].part if stretches else running
    if _is_about_itself(pages, boilerplate):
        parts = [Part.BODY if part is Part.BOILERPLATE else part for part in parts]
        boilerplate = [()] * len(pages)
    return Parts(parts, boilerplate)


def _stretches(text: str, headings: Sequence[Heading], carried: Part) -> list[_Stretch]:
    """A page cut at its headings; what stands before the first goes on from the page before."""
    found: list[_Stretch] = []
    start, part = 0, carried
    for heading in headings:
        begun = _part_begun(heading, part)
        if begun is not part:
            found += _stretch(text, start, heading.start, part, headings)
            start, part = heading.start, begun
    return found + _stretch(text, start, len(text), part, headings)


def _part_begun(heading: Heading, part: Part) -> Part:
    begins = heading.begins
    if begins is None:
        return Part.BODY
    if begins.is_within:
        return part if part is begins.part else Part.BODY
    # "Contents" in a text that is no table of contents is a word like any other.
    return Part.BODY if begins.part is Part.CONTENTS else begins.part


def _stretch(
    text: str, start: int, end: int, part: Part, headings: Sequence[Heading]
) -> list[_Stretch]:
    if not text[start:end].strip():
        return []
    if part is not Part.BOILERPLATE:
        return [_Stretch(start, end, part)]
    own = {one.start for one in headings if one.begins and one.begins.part is Part.BOILERPLATE}
    past = _end_of_boilerplate(text, start, end, own)
    found = [_Stretch(start, past, part)]
    return found + ([_Stretch(past, end, Part.BODY)] if text[past:end].strip() else [])


def _end_of_boilerplate(text: str, start: int, end: int, own: set[int]) -> int:
    """Where another heading may stand, known or not: what is left out must not go too far.

    `own` is where the headings within the boilerplate begin.
    """
    at = text.find("\n", start, end)
    before = text[start:at].strip()
    while 0 <= at < end:
        next_at = text.find("\n", at + 1, end)
        line = text[at + 1 : next_at if next_at >= 0 else end].strip()
        if before.endswith(_SENTENCE_ENDS) and _may_be_a_heading(line) and at + 1 not in own:
            return at + 1
        before = line or before
        at = next_at
    return end


def _may_be_a_heading(line: str) -> bool:
    return (
        2 < len(line) <= _LONGEST_OTHER_HEADING
        and (line[0].isupper() or line[0].isdigit())
        and not line.endswith((".", ",", ";"))
        and any(map(str.isalpha, line))
    )


def _main_part(stretches: Sequence[_Stretch]) -> Part:
    whole = sum(one.end - one.start for one in stretches)
    for part in (Part.BIBLIOGRAPHY, Part.INTERVIEWS, Part.BOILERPLATE):
        of_it = sum(one.end - one.start for one in stretches if one.part is part)
        if whole and of_it >= _MOST_OF_A_PAGE * whole:
            return part
    return Part.BODY


def _goes_on(page: LeafedPage, headings: Sequence[Heading], part: Part) -> bool:
    """Whether the beginning of a page still looks like the part that the last page ended in."""
    text = page.text[: headings[0].start] if headings else page.text
    if part is Part.BIBLIOGRAPHY:
        return is_bibliography(text)
    if part is Part.INTERVIEWS:
        return is_list(text)
    begins = headings[0].begins if headings else None
    return part is Part.BOILERPLATE and begins is not None and begins.is_within


def _is_about_itself(pages: Sequence[LeafedPage], boilerplate: Sequence[tuple[Span, ...]]) -> bool:
    whole = sum(len(page.text.strip()) for page in pages)
    left_out = sum(end - start for spans in boilerplate for start, end in spans)
    opening = next((index for index, page in enumerate(pages) if page.text.strip()), 0)
    begins = bool(boilerplate) and any(
        not pages[opening].text[:start].strip() for start, _ in boilerplate[opening][:1]
    )
    return begins or left_out > _MOST_OF_A_DOCUMENT * whole
