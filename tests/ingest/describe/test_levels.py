from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.document import Part
from ingest.describe import levels
from ingest.describe.context import Context
from ingest.extract.extracted import Extracted

Extract = Callable[..., Extracted]
Contexts = Callable[..., Context]

REPORT = "{}\nText of it.\n{}\nText at the local level goes on.\n{}\nThe end."


def found(extracted: Extracted, context: Context) -> list[str]:
    return [claim.value for claim in levels.describe(extracted, context)]


@pytest.mark.parametrize(
    "headings",
    [
        ("European level", "National level", "Local level"),
        ("6.1 European level", "6.2 National level", "6.3 City level"),
        ("## At European level", "## At national level", "## At the local level"),
        (
            "Guidelines for good practice at European level",
            "Guidelines for good practice at national level",
            "Guidelines for good practice at municipal level",
        ),
        ("Europäische Ebene", "Nationale Ebene", "Lokale Ebene"),
        ("Niveau européen", "Niveau national", "Niveau local"),
    ],
)
def test_three_headings_are_three_levels(
    an_extract: Extract, a_context: Contexts, headings: tuple[str, str, str]
) -> None:
    extracted = an_extract("A report", REPORT.format(*headings))

    assert found(extracted, a_context()) == ["European", "national", "local"]


def test_headings_of_sections_count(an_extract: Extract, a_context: Contexts) -> None:
    extracted = an_extract("A report", "Text.", "More.")
    labels = ("", "European level", "National level")
    pages = tuple(
        replace(page, section=label) for page, label in zip(extracted.pages, labels, strict=True)
    )

    assert found(replace(extracted, pages=pages), a_context()) == ["European", "national"]


def test_one_heading_makes_no_level_unless_the_document_is_guidelines(
    an_extract: Extract, a_context: Contexts
) -> None:
    page = "Local level\nText."

    assert found(an_extract("A report", page), a_context()) == []
    assert found(an_extract("A", page, heading="Guidelines on rent"), a_context()) == ["local"]


def test_a_sentence_about_levels_is_no_heading(an_extract: Extract, a_context: Contexts) -> None:
    text = "It happens at the European level.\nAnd then, they say, at national level, too.\n"

    assert found(an_extract("A report", text), a_context()) == []


def test_a_table_of_contents_is_not_read(an_extract: Extract, a_context: Contexts) -> None:
    extracted = an_extract("European level\nNational level")
    pages = tuple(replace(page, part=Part.CONTENTS) for page in extracted.pages)

    assert found(replace(extracted, pages=pages), a_context()) == []


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Guidelines for good practice: housing – European level", "European"),
        ("Guidelines for good practice: housing – national level", "national"),
        ("Guidelines for good practice: housing – local level", "local"),
        ("Guidelines for good practice at city level", "local"),
        ("Leitlinien auf kommunaler Ebene", "local"),
        ("Lignes directrices au niveau européen", "European"),
    ],
)
def test_guidelines_name_their_level(
    an_extract: Extract, a_context: Contexts, title: str, level: str
) -> None:
    assert found(an_extract("Text.", heading=title), a_context()) == [level]
