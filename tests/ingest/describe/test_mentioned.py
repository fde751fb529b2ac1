from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.document import Claim, Origin
from ingest.describe import mentioned
from ingest.describe.claims import claims_on
from ingest.describe.context import Context
from ingest.extract.extracted import Extracted
from ingest.merge import decide

Extract = Callable[..., Extracted]
Contexts = Callable[..., Context]


def places(extracted: Extracted, context: Context) -> list[str]:
    return [claim.value for claim in mentioned.describe(extracted, context)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Leeds and Stockholm support refugee education in Milan", ["Leeds", "Stockholm", "Milan"]),
        ("What the Pact of Amsterdam means for Thessaloniki", ["Thessaloniki"]),
        ("Housing and segregation of migrants – Case study: Vienna, Austria", []),
        ("Amsterdam, Athens, Budapest, Prague and Zagreb take part", []),
    ],
)
def test_places_of_a_title_are_mentioned_and_the_subject_is_not(
    an_extract: Extract, a_context: Contexts, title: str, expected: list[str]
) -> None:
    assert places(an_extract("Text.", heading=title), a_context()) == expected


def test_a_place_of_the_text_is_not_read(an_extract: Extract, a_context: Contexts) -> None:
    text = "A report\nVisitors from Zurich came to Thessaloniki. See also Antwerp and Stuttgart."

    assert places(an_extract(text), a_context()) == []


@pytest.mark.parametrize("line", ["Venue: Stadthalle, Stuttgart", "Lieu : Lüttich", "Ort: Wien"])
def test_an_event_says_where_it_is(an_extract: Extract, a_context: Contexts, line: str) -> None:
    assert len(places(an_extract(f"A conference\n{line}\nText."), a_context())) == 1


def test_a_subtitle_is_read_like_a_title(an_extract: Extract, a_context: Contexts) -> None:
    subtitle = Claim(field="subtitle", value="Lessons from Leeds", origin=Origin.EMBEDDED)

    assert places(replace(an_extract("Text."), claims=(subtitle,)), a_context()) == ["Leeds"]


def test_the_city_of_a_document_is_not_also_mentioned_by_it(
    an_extract: Extract, a_context: Contexts
) -> None:
    said = (Claim(field="city", value="Wien", origin=Origin.SIDECAR),)
    context = a_context()

    claims, _ = claims_on(an_extract("Text.", heading="From Leeds to Vienna"), said, context)

    values = decide(claims, context.vocabulary)
    assert (values["city"], values["place_mentioned"]) == (("Vienna",), ("Leeds",))
