from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.document import Claim, Origin, Part
from corpus.vocabulary import Term, Vocabulary
from ingest.describe import subject
from ingest.describe.context import Context
from ingest.extract.extracted import Extracted

Extract = Callable[..., Extracted]
Contexts = Callable[..., Context]

HOUSING = (
    "Migrants wait longer for social housing than natives. The landlord asks tenants for money, "
    "rents rise, flats are overcrowded, and segregation grows where dwellings are cheap. "
    "The housing office keeps a waiting list and helps after an eviction."
)
SCHOOL = (
    "Migrant pupils enter school late. Teachers of the kindergarten speak with parents; pre-school "
    "classes shrink, homework clubs help, and the curriculum of higher education opens early."
)
FIRMS = (
    "Ausländer gründen Betriebe: Unternehmer, Existenzgründer und Händler suchen Kredit, die "
    "Handelskammer hilft; Gewerbe, Handwerk und Einzelhandel klagen über Meisterzwang."
)
FAITH = (
    "Les immigrés et la mosquée : dialogue interreligieux, imams, musulmans, préjugés, "
    "médiation, lieu de culte, vivre-ensemble, islam."
)
EVERYTHING = (
    f"{HOUSING} Mosques, imams, prayer, Muslims, dialogue, employees, diversity, staff, "
    "recruitment, equality, business, shops, loans, banks, crafts."
)


def subjects(extracted: Extracted, context: Context) -> dict[str, str]:
    return {claim.field: claim.value for claim in subject.describe(extracted, context)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HOUSING, {"module": "Housing"}),
        (SCHOOL, {"topic": "Education"}),
        (FIRMS, {"module": "Ethnic entrepreneurship"}),
        (FAITH, {"module": "Intercultural policies"}),
    ],
)
def test_the_words_of_a_text_tell_its_module_or_topic(
    an_extract: Extract, a_context: Contexts, text: str, expected: dict[str, str]
) -> None:
    assert subjects(an_extract(text), a_context()) == expected


def test_a_claim_from_words_names_them_and_is_not_certain(
    an_extract: Extract, a_context: Contexts
) -> None:
    (claim,) = subject.describe(an_extract(HOUSING), a_context())

    assert claim.origin is Origin.TEXT
    assert 0.5 <= claim.confidence <= subject.SUREST
    assert "(1)" in claim.evidence


@pytest.mark.parametrize(
    "text",
    [
        HOUSING.replace("Migrants wait", "Families wait"),
        EVERYTHING,
        "Migrants live in this city. Some rent a flat.",
        "",
    ],
    ids=["about nobody", "about everything", "too little", "nothing"],
)
def test_doubt_is_no_value(an_extract: Extract, a_context: Contexts, text: str) -> None:
    assert subjects(an_extract(text), a_context()) == {}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Housing of migrants in five towns", {"module": "Housing"}),
        ("Housing needs assessment", {}),
        ("Equality and housing of migrants", {}),
        ("Education of migrants", {"topic": "Education"}),
        ("Guidelines for good practice: housing", {"module": "Housing"}),
    ],
)
def test_the_words_of_a_title_count_where_it_is_about_migrants(
    an_extract: Extract, a_context: Contexts, title: str, expected: dict[str, str]
) -> None:
    assert subjects(an_extract("Text.", heading=title), a_context()) == expected


def test_a_title_that_names_a_subject_goes_before_the_words_of_the_text(
    an_extract: Extract, a_context: Contexts
) -> None:
    extracted = an_extract(HOUSING, heading="Ethnic business in the suburbs")

    assert subjects(extracted, a_context()) == {"module": "Ethnic entrepreneurship"}


@pytest.mark.parametrize("part", [Part.BIBLIOGRAPHY, Part.BOILERPLATE, Part.INTERVIEWS])
def test_only_the_body_of_a_document_is_read(
    an_extract: Extract, a_context: Contexts, part: Part
) -> None:
    extracted = an_extract(HOUSING)
    pages = tuple(replace(page, part=part) for page in extracted.pages)

    assert subjects(replace(extracted, pages=pages), a_context()) == {}


def test_what_is_left_out_of_a_page_is_not_read(an_extract: Extract, a_context: Contexts) -> None:
    extracted = an_extract(HOUSING)
    pages = tuple(replace(page, left_out=((0, len(HOUSING)),)) for page in extracted.pages)

    assert subjects(replace(extracted, pages=pages), a_context()) == {}


def test_a_library_without_words_it_is_about_takes_every_document(
    an_extract: Extract, a_context: Contexts
) -> None:
    terms = ("soil", "river*", "ground water", "NO3", "farm*", "manure", "nitrate", "well")
    own = Vocabulary(modules=(Term(name="Water", terms=terms),))
    text = "Manure of farms seeps through soil to ground water; nitrate reaches river and well."

    assert subjects(an_extract(text), a_context(names=own)) == {"module": "Water"}


def test_a_library_without_modules_claims_none(an_extract: Extract, a_context: Contexts) -> None:
    assert subjects(an_extract(HOUSING), a_context(names=Vocabulary())) == {}


def test_a_document_with_a_title_line_needs_no_words(
    an_extract: Extract, a_context: Contexts
) -> None:
    line = "Housing and segregation of migrants – Case study: Vienna, Austria"

    found: list[Claim] = subject.describe(an_extract(f"{line}\n{SCHOOL}"), a_context())

    assert found == []
