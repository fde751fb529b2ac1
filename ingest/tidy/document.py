"""The pages of one document as its readers see them: whole words, sections, and parts.

Text is corrected; what is shown and not matched (heads, feet, page numbers, text that
many documents repeat) is said in `left_out`, and stays where it stands.
"""

from collections.abc import Sequence
from dataclasses import replace

from corpus.document import Claim, Page, Span
from corpus.vocabulary import Vocabulary
from corpus.words import clean
from ingest.extract.extracted import Extracted
from ingest.media_type import JSON_LINES, PDF, PLAIN_TEXT
from ingest.tidy.breaks import with_breaks_marked, with_whole_words
from ingest.tidy.edges import edges_of
from ingest.tidy.glued import without_glue
from ingest.tidy.headings import Heading, LeafedPage, headings_of
from ingest.tidy.known_sections import KnownSections, known_sections
from ingest.tidy.letters import plainly_lettered, well_encoded, without_ligatures
from ingest.tidy.page_numbers import printed_numbers
from ingest.tidy.parts import contents_pages, parts_of
from ingest.tidy.running import FEWEST_PAGES, Running, running_lines
from ingest.tidy.sections import outlined_sections, sections_of
from ingest.tidy.set_off import with_set_off
from ingest.tidy.spaced import without_letter_spacing

_PRINTED = frozenset({PDF, PLAIN_TEXT, JSON_LINES})
"""Formats whose pages are printed ones. A page of any other is a section under its label."""


_TITLES = frozenset({"title", "subtitle"})


def tidied(extracted: Extracted, vocabulary: Vocabulary, media_type: str) -> Extracted:
    """One document with corrected text, and with the section and the part of every page.

    >>> from corpus.vocabulary import read_vocabulary
    >>> page = Page(number=1, text="Integra-\\ntion of\\ufb01ces")
    >>> tidied(Extracted(pages=(page,)), read_vocabulary(), "text/plain").pages[0].text
    'Integration\\noffices'
    """
    texts = _corrected(extracted.pages, media_type)
    known = known_sections(vocabulary.sections)
    if media_type in _PRINTED:
        pages = _printed(extracted, texts, known)
    else:
        pages = _labelled(extracted.pages, texts, known, extracted.heading)
    return replace(
        extracted,
        pages=tuple([_plainly_headed(page) for page in pages]),
        heading=plainly_lettered(extracted.heading),
        claims=tuple(_plainly_titled(claim) for claim in extracted.claims),
    )


def _plainly_headed(page: Page) -> Page:
    if page.label.isascii() and page.section.isascii():
        return page
    label, section = plainly_lettered(page.label), plainly_lettered(page.section)
    return replace(page, label=label, section=section)


def _plainly_titled(claim: Claim) -> Claim:
    is_title = claim.field in _TITLES and not claim.value.isascii()
    return replace(claim, value=plainly_lettered(claim.value)) if is_title else claim


def _corrected(pages: Sequence[Page], media_type: str) -> list[str]:
    texts = [page.text for page in pages]
    if media_type != PDF:  # a PDF has many pages, and its reader has cleaned each
        texts = [clean(text) for text in texts]
    texts = [with_breaks_marked(well_encoded(without_ligatures(text))) for text in texts]
    texts = without_letter_spacing(with_whole_words(texts))
    # What a reader has left out is counted in its own text.
    return [page.text if page.left_out else text for page, text in zip(pages, texts, strict=True)]


def _labelled(
    pages: Sequence[Page], texts: list[str], known: KnownSections, title: str
) -> list[Page]:
    """Pages that are sections: the label of each is its heading."""
    headings = [
        [Heading(0, page.label, known.begun_by(page.label))]
        if page.label and page.label != title
        else []
        for page in pages
    ]
    parts = parts_of([LeafedPage(text, "") for text in texts], headings, [])
    return [
        replace(
            page,
            text=text,
            section=page.section or page.label,
            part=part,
            left_out=_united(page.left_out, ((0, len(text)),) if spans else ()),
        )
        for page, text, part, spans in zip(
            pages, texts, parts.parts, parts.boilerplate, strict=True
        )
    ]


def _printed(extracted: Extracted, texts: list[str], known: KnownSections) -> list[Page]:
    """Printed pages: heads and feet are found by repetition, headings by their looks."""
    pages = extracted.pages
    numbers, running = _run_over(texts, [bool(page.left_out) for page in pages])
    left_out = [_united(page.left_out, run) for page, run in zip(pages, running.spans, strict=True)]
    labels = [page.label for page in pages]
    if not any(labels):
        labels = [n if n != str(p.number) else "" for p, n in zip(pages, numbers, strict=True)]
    is_numbered = any(numbers)
    leafed = [
        LeafedPage(_blanked(text, spans), label or number or str(page.number) * is_numbered)
        for page, text, spans, label, number in zip(
            pages, texts, left_out, labels, numbers, strict=True
        )
    ]
    contents = contents_pages(leafed, known)
    headings = headings_of(leafed, contents, known)
    parts = parts_of(leafed, headings, contents)
    sections = sections_of(
        leafed,
        with_set_off(leafed, headings, extracted.set_off, contents, extracted.heading),
        parts.parts,
        running.chapters,
        outlined_sections([page.section for page in pages], texts, leafed),
    )
    return [
        replace(
            page,
            text=texts[index],
            label=labels[index],
            section=sections[index],
            part=parts.parts[index],
            left_out=_united(left_out[index], parts.boilerplate[index]),
        )
        for index, page in enumerate(pages)
    ]


def _run_over(texts: list[str], is_settled: Sequence[bool]) -> tuple[list[str], Running]:
    """The printed number of every page and what runs over it; the texts lose their glue."""
    numbers = [""] * len(texts)
    if len(texts) < FEWEST_PAGES:
        return numbers, Running([()] * len(texts), numbers)
    edges = [edges_of(text) for text in texts]
    numbers = printed_numbers(edges)
    for index, number in enumerate(numbers):
        text = texts[index]
        loose = text if is_settled[index] else without_glue(text, edges[index], number)
        if loose is not text:
            texts[index], edges[index] = loose, edges_of(loose)
    return numbers, running_lines(edges, numbers)


def _blanked(text: str, spans: tuple[Span, ...]) -> str:
    return Page(number=1, text=text, left_out=spans).matched if spans else text


def _united(spans: tuple[Span, ...], more: tuple[Span, ...]) -> tuple[Span, ...]:
    """All spans in order and apart.

    >>> _united(((0, 3), (8, 9)), ((2, 5),))
    ((0, 5), (8, 9))
    """
    if not spans or not more:
        return spans or more
    united: list[Span] = []
    for start, end in sorted((*spans, *more)):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return tuple(united)
