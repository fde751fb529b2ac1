"""A printed year after the file was made is no year of publication."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ingest.describe.claims import claims_on
from ingest.describe.context import Context
from ingest.extract import metadata
from ingest.extract.extracted import Extracted
from ingest.merge import decide

Extract = Callable[..., Extracted]
Contexts = Callable[..., Context]

NANOSECONDS = 31_556_952 * 10**9


def year(extracted: Extracted, made: str, context: Context) -> str:
    claims = tuple(metadata.made("CreationDate", made))
    found, _ = claims_on(replace(extracted, claims=claims), (), context)
    return next(iter(decide(found, context.vocabulary).get("year", ())), "")


@pytest.mark.parametrize(
    ("line", "made", "expected"),
    [
        ("2030", "D:20150601", "2015"),
        ("2014", "D:20150601", "2014"),
        ("2016", "D:20150601", "2015"),
        ("January 2016", "D:20151220", "2016"),
        ("January 2030", "D:20151220", "2015"),
        ("© 2014", "D:20151220", "2014"),
        ("2030", "", "2030"),
        ("2009", "D:19700101", "2009"),
        ("2009", "D:20000101000000+00'00'", "2009"),
    ],
)
def test_a_target_year_is_not_the_year_of_publication(
    an_extract: Extract, a_context: Contexts, line: str, made: str, expected: str
) -> None:
    assert year(an_extract(f"A plan for all of us\n{line}\nText."), made, a_context()) == expected


def test_nothing_is_later_than_the_file(an_extract: Extract, a_context: Contexts) -> None:
    context = a_context("Climate plan 2050.txt", media_type="text/plain")
    source = replace(context.source, modified=(2020 - 1970) * NANOSECONDS + NANOSECONDS // 2)

    later = replace(context, source=source)
    assert year(an_extract("A plan for us\n2030\nText."), "", later) == ""
    assert year(an_extract("A plan for us\n2019\nText."), "", later) == "2019"
