"""Institutes, publishers and networks where a document presents itself.

That is its title page, its imprint and its last page, in lines of their own: in
a sentence they are somebody else's.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.document import Claim, Origin, Page, Part
from corpus.vocabulary import Body, Vocabulary
from corpus.words import words
from ingest.describe.context import IMPRINT, Context, first_page, one_line, opening, spaced
from ingest.describe.title_line import find_title_line, titles
from ingest.extract.extracted import Extracted

LONGEST_LINE = 200
MOST_WORDS_BEFORE = 8
"""Words before an institute on its line: more make a sentence."""

MOST_INSTITUTES = 3
"""Institutes on a title page: more are a network's, not the authors'."""

_IMPRINT = re.compile(r"©|\(c\) |\bISBN\b|copyright", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:©|\(c\)\s|copyright)(?P<who>[^\n]{0,150})", re.IGNORECASE)
_PUBLISHED_BY = re.compile(
    r"^[*_ ]*(?:published by|publisher|herausgeber(?:in)?|herausgegeben von|verlag|éditeur|"
    r"publié par|uitgever|uitgegeven door|editor(?:ial)?|publicado por|editore|"
    r"pubblicato da)(?P<sure>\s*:)?\s+(?P<who>[^\n]{3,150})",
    re.IGNORECASE | re.MULTILINE,
)
_ABOUT = re.compile(
    r"^[#* ]*(?:\d[\d.]* +)?(?:about|über|à propos de) +(?P<who>[^\n]{2,80})$|"
    r"^[#* ]*(?P<alone>[^\n]{2,60}) network[* ]*$",
    re.IGNORECASE | re.MULTILINE,
)
_ABOUT_WORDS = ("about ", "über ", "propos ", " network")
_LETTER_SPACED = re.compile(r"\b(?:[A-Z] ){2,8}[A-Z]\b")


def describe(extracted: Extracted, context: Context) -> list[Claim]:
    """Claims on institute, publisher and network with origin TITLE or TEXT."""
    vocabulary = context.vocabulary
    return [
        *_institutes(extracted, vocabulary),
        *_publisher(extracted, vocabulary),
        *_networks(extracted, vocabulary),
    ]


# -- institutes -------------------------------------------------------------------


def _institutes(extracted: Extracted, vocabulary: Vocabulary) -> Iterator[Claim]:
    found = _institutes_of(opening(extracted), vocabulary, Origin.TITLE, 0.8)
    for page in _imprints(extracted):
        if page is not first_page(extracted):
            found += _institutes_of(page.matched[:3000], vocabulary, Origin.TEXT, 0.7)
    yield from found


def _institutes_of(
    text: str, vocabulary: Vocabulary, origin: Origin, confidence: float
) -> list[Claim]:
    """Institutes that stand in lines of a page, none where they are the list of a network."""
    found: dict[str, Claim] = {}
    here = spaced(text)
    count = sum(_place_of(body, text, here) >= 0 for body in vocabulary.institutes)
    if not 0 < count <= MOST_INSTITUTES:
        return []
    for line in text.split("\n"):
        for name in _affiliation(line, vocabulary):
            found.setdefault(
                name,
                Claim(
                    field="institute", value=name, origin=origin,
                    evidence=one_line(line), confidence=confidence,
                ),
            )  # fmt: skip
    return list(found.values())


def _affiliation(line: str, vocabulary: Vocabulary) -> list[str]:
    """The institute of a line such as "Heinz Fassmann, Institute for …", none of a sentence."""
    if len(line) > LONGEST_LINE:
        return []
    here = spaced(line)
    for body in vocabulary.institutes:
        at = _place_of(body, line, here)
        if at >= 0:
            others = [b for b in vocabulary.institutes if b is not body]
            is_alone = all(_place_of(other, line, here) < 0 for other in others)
            return [body.name] if is_alone and at <= MOST_WORDS_BEFORE else []
    return []


def _place_of(body: Body, line: str, here: str) -> int:
    """Number of words before a body's name in a line, -1 where it does not stand there."""
    for name in (body.name, *body.aliases):
        at = here.find(spaced(name))
        if at >= 0:
            return here.count(" ", 0, at)
    for acronym in body.acronyms:
        found = _as_written(acronym).search(line) if acronym in line else None
        if found:
            return len(line[: found.start()].split())
    return -1


@lru_cache(maxsize=256)
def _as_written(acronym: str) -> re.Pattern[str]:
    """A name with just these capitals, as a word of its own."""
    return re.compile(rf"(?<!\w){re.escape(acronym)}(?!\w)")


def _imprints(extracted: Extracted) -> list[Page]:
    """The first two pages and the last, where they bear an imprint."""
    pages = extracted.pages
    near = dict.fromkeys([*range(min(2, len(pages))), len(pages) - 1]) if pages else {}
    return [
        pages[number]
        for number in near
        if pages[number].part in (Part.BODY, Part.BOILERPLATE)
        and _IMPRINT.search(pages[number].matched[:IMPRINT])
    ]


# -- publishers -------------------------------------------------------------------


def _publisher(extracted: Extracted, vocabulary: Vocabulary) -> Iterator[Claim]:
    """Who published it: named as such, holding the copyright, or with an address on the cover."""
    first = first_page(extracted)
    every = dict.fromkeys([first] if first else []) | dict.fromkeys(_imprints(extracted))
    for page in every:
        text = page.matched[:IMPRINT]
        for found in _PUBLISHED_BY.finditer(text):
            known = _publisher_in(found["who"], vocabulary)
            if known or found["sure"]:
                yield _published(known or one_line(found["who"]).strip(" *_."), found[0], 0.8)
                return
        for found in _COPYRIGHT.finditer(text):
            known = _publisher_in(found["who"], vocabulary)
            if known:
                yield _published(known, found[0], 0.8)
                return
    for line in opening(extracted).split("\n"):
        name, comma, address = line.partition(",")
        holder = vocabulary.canonical("publisher", name) if comma and address.strip() else None
        if holder and len(words(name)) > 2:
            yield _published(holder, line, 0.6)
            return


def _publisher_in(text: str, vocabulary: Vocabulary) -> str:
    """The first publisher of the vocabulary that a text names."""
    here = spaced(text)
    found = [
        (at, body.name)
        for body in vocabulary.publishers
        if (at := _place_of(body, text, here)) >= 0
    ]
    return min(found)[1] if found else ""


def _published(value: str, evidence: str, confidence: float) -> Claim:
    return Claim(
        field="publisher", value=value, origin=Origin.TEXT,
        evidence=one_line(evidence), confidence=confidence,
    )  # fmt: skip


# -- networks ---------------------------------------------------------------------


def _networks(extracted: Extracted, vocabulary: Vocabulary) -> Iterator[Claim]:
    """The network of a title, of a page "About …", or the only one its opening names in full."""
    of_title = dict.fromkeys(
        (name, title)
        for title in titles(extracted, find_title_line(extracted, vocabulary))
        for name in _networks_in(title, vocabulary)
    )
    for name, title in of_title:
        yield _belongs(name, title, Origin.TITLE, 0.8)
    if of_title:
        return
    for page in (*extracted.pages[:6], *extracted.pages[6:][-2:]):
        text = page.text[:3000]
        lowered = text.lower()
        if not any(word in lowered for word in _ABOUT_WORDS):
            continue
        for found in _ABOUT.finditer(text):
            named = _networks_in(found["who"] or found["alone"], vocabulary)
            if len(named) == 1:
                yield _belongs(named[0], found[0], Origin.TEXT, 0.8)
                return
    named = _networks_in(opening(extracted), vocabulary, in_full=True)
    if len(named) == 1:
        yield _belongs(named[0], opening(extracted)[:LONGEST_LINE], Origin.TEXT, 0.6)


def _networks_in(text: str, vocabulary: Vocabulary, *, in_full: bool = False) -> list[str]:
    """Networks by name in any letters, or by an acronym in its own capitals."""
    here = spaced(text)
    joined = _LETTER_SPACED.sub(lambda found: found[0].replace(" ", ""), text)
    return [
        network.name
        for network in vocabulary.networks
        if any(
            _is_written(name, here, "" if in_full else joined)
            for name in (network.name, network.title, *network.aliases)
        )
    ]


def _is_written(name: str, here: str, joined: str) -> bool:
    """Whether a long name stands among the words of a text, or an acronym in its letters."""
    if " " in name:
        return spaced(name) in here
    return bool(name) and name in joined and _as_written(name).search(joined) is not None


def _belongs(name: str, evidence: str, origin: Origin, confidence: float) -> Claim:
    return Claim(
        field="network", value=name, origin=origin,
        evidence=one_line(evidence), confidence=confidence,
    )  # fmt: skip
