"""What is claimed follows from what was extracted, said and known, and from nothing else."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.document import Claim, Origin, Part
from ingest.describe.claims import claims_on
from ingest.describe.context import Context
from ingest.extract.extracted import Extracted
from ingest.merge import decide

Extract = Callable[..., Extracted]
Contexts = Callable[..., Context]

COVER = (
    "Housing and segregation of migrants – Case study: Vienna, Austria\n"
    "Authors: Fassmann, H.; Kohlbacher, J.\nSeptember 2009\nEF/09/176/EN"
)
BODY = "About CLIP\nFieldwork took place in 2007. Tenants wait for flats."


def test_the_same_document_gives_the_same_claims(an_extract: Extract, a_context: Contexts) -> None:
    extracted = an_extract(COVER, BODY)

    assert claims_on(extracted, (), a_context()) == claims_on(extracted, (), a_context())


def test_describing_again_what_was_described_gives_the_same_values(
    an_extract: Extract, a_context: Contexts
) -> None:
    context = a_context("housing/vienna.pdf")
    extracted = an_extract(COVER, BODY, heading="A heading", title="An embedded title")
    said = (Claim(field="tag", value="rent", origin=Origin.SIDECAR),)
    first, pages = claims_on(extracted, said, context)

    kept = [c for c in first if c.origin in (Origin.EMBEDDED, Origin.SIDECAR)]
    again = Extracted(
        pages=pages,
        heading=extracted.heading,
        claims=tuple(c for c in kept if c.origin is Origin.EMBEDDED and not c.follows_from),
    )
    second, pages_again = claims_on(again, said, context)

    assert (second, pages_again) == (first, pages)


def test_a_page_keeps_all_but_its_language(an_extract: Extract, a_context: Contexts) -> None:
    extracted = an_extract("The city lets its flats to families who have been waiting for long.")
    page = replace(
        extracted.pages[0],
        section="Housing", part=Part.INTERVIEWS, left_out=((0, 3),), is_ocr=True, label="iv",
    )  # fmt: skip

    _, pages = claims_on(replace(extracted, pages=(page,)), (), a_context())

    assert pages == (replace(page, language="en"),)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("author", ("Heinz Fassmann", "Josef Kohlbacher")),
        (
            "institute",
            ("Institute for Urban and Regional Research (ISR), Austrian Academy of Sciences",),
        ),
        ("year", ("2009",)),
        ("fieldwork_year", ("2007",)),
        ("network", ("CLIP",)),
        ("code", ("EF09176",)),
        ("city", ("Vienna",)),
        ("place_mentioned", ()),
    ],
)
def test_a_case_study_is_described_as_a_whole(
    an_extract: Extract, a_context: Contexts, field: str, expected: tuple[str, ...]
) -> None:
    context = a_context()

    claims, _ = claims_on(an_extract(COVER, BODY), (), context)

    assert decide(claims, context.vocabulary).get(field, ()) == expected
