"""Which places does a document name that are not its subject?

They stand in its title, its subtitle, or where it says the place of an event.
Nothing else of the text is read: a case study names every city of its network.
"""

import re
from collections.abc import Iterator

from corpus.document import Claim, Origin
from ingest.describe.context import Context, one_line, opening
from ingest.describe.places import cities_named
from ingest.describe.title_line import find_title_line, titles
from ingest.extract.extracted import Extracted

MOST = 4
"""Places in one line: more are a list, of a network or of partners."""

_VENUE = re.compile(
    r"^[*_ ]*(?:place|venue|location|where|ort|veranstaltungsort|lieu|plaats|locatie|lugar|luogo)"
    r"\s*:\s*(?P<where>[^\n]{2,120})",
    re.IGNORECASE | re.MULTILINE,
)


def describe(extracted: Extracted, context: Context) -> list[Claim]:
    """Claims on place_mentioned with origin TITLE; the city of a title line is none of them."""
    vocabulary = context.vocabulary
    line = find_title_line(extracted, vocabulary)
    subject = line.city if line else ""
    places = (*vocabulary.cities, *vocabulary.places)
    found: dict[str, Claim] = {}
    for text in _lines(extracted, titles(extracted, line)):
        named = [one.city.name for one in cities_named(text, places, vocabulary.contexts)]
        for name in dict.fromkeys(named) if len(set(named)) <= MOST else ():
            if name != subject:
                found.setdefault(name, _claim(name, text))
    return list(found.values())


def _lines(extracted: Extracted, of_title: list[str]) -> Iterator[str]:
    yield from of_title
    for claim in extracted.claims:
        if claim.field == "subtitle":
            yield claim.value
    for found in _VENUE.finditer(opening(extracted)):
        yield found["where"]


def _claim(name: str, text: str) -> Claim:
    return Claim(
        field="place_mentioned", value=name, origin=Origin.TITLE,
        evidence=one_line(text), confidence=0.7,
    )  # fmt: skip
