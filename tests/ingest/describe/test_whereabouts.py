"""The city or district a document is about, and its country, from all that names it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.document import Claim, Origin
from ingest.describe.claims import claims_on
from ingest.describe.context import Context
from ingest.extract.extracted import Extracted
from ingest.media_type import JSON_LINES
from ingest.merge import decide

Extract = Callable[..., Extracted]
Contexts = Callable[..., Context]
Decide = Callable[..., tuple[tuple[str, ...], tuple[str, ...]]]

PROSE = "This report says what was found about homes and how many of them will be needed. "


@pytest.fixture
def claimed(an_extract: Extract, a_context: Contexts) -> Callable[..., list[Claim]]:
    def made(*pages: str, name: str = "a.pdf", heading: str = "", title: str = "") -> list[Claim]:
        context = a_context(name)
        return claims_on(an_extract(*pages, heading=heading, title=title), (), context)[0]

    return made


@pytest.fixture
def about(claimed: Callable[..., list[Claim]], a_context: Contexts) -> Decide:
    """The city and the country that are decided: `about("Text.", name="a.pdf", title="…")`."""

    def made(*pages: str, **more: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        values = decide(claimed(*pages, **more), a_context().vocabulary)
        return values.get("city", ()), values.get("country", ())

    return made


@pytest.mark.parametrize(
    ("heading", "city", "country"),
    [
        ("Maldon District Council", "Maldon", "GB"),
        ("Watford Borough Council, Watford Local Plan 2018-2036, Report", "Watford", "GB"),
        ("Sustainability Appraisal - Fenland District Council", "Fenland", "GB"),
        ("Cumbria Minerals and Waste Local Plan 2015-2030", "Cumbria", "GB"),
        ("West Suffolk Local Plan", "West Suffolk", "GB"),
        ("City of Winston-Salem 2020 Sustainability Plan", "Winston-Salem", "US"),
        ("Klimaschutzkonzept für den Landkreis Görlitz", "Landkreis Görlitz", "DE"),
        ("Plan climat de la Ville de Grenoble", "Grenoble", "FR"),
        ("Piano d'azione del Comune di Modena", "Modena", "IT"),
    ],
)
def test_a_title_that_names_a_body_or_its_plan_names_the_place(
    about: Decide, heading: str, city: str, country: str
) -> None:
    assert about(PROSE, heading=heading) == ((city,), (country,))


@pytest.mark.parametrize(
    ("name", "city", "country"),
    [
        ("Atlanta, GA Mitigation Plan 2018.pdf", "Atlanta", "US"),
        ("plans/2021_Knoxville, TN.pdf", "Knoxville", "US"),
        ("Bristol, CT/plan.pdf", "Bristol, CT", "US"),
        ("Athens, GA Plan.pdf", "Athens, GA", "US"),
    ],
)
def test_a_city_with_its_state_in_a_name_is_the_city(
    about: Decide, name: str, city: str, country: str
) -> None:
    assert about(PROSE, name=name) == ((city,), (country,))


def test_a_folder_and_a_title_that_agree_name_the_city(about: Decide) -> None:
    found = about(
        "Homes in Bristol are dear.", name="Bristol/Housing/a.pdf",
        heading="Housing strategy for Bristol 2021",
    )  # fmt: skip

    assert found == (("Bristol",), ("GB",))


def test_a_city_is_the_one_of_the_state_that_the_text_speaks_of(about: Decide) -> None:
    text = "The City of Bristol, Connecticut. Homes in Bristol, CT 06010, and in Hartford."

    assert about(text, heading="Housing plan of the City of Bristol") == (("Bristol, CT",), ("US",))


def test_of_two_cities_of_a_name_none_is_taken_while_nothing_decides(
    claimed: Callable[..., list[Claim]], a_context: Contexts
) -> None:
    claims = claimed(PROSE, heading="City of Cambridge Housing Plan")

    values = decide(claims, a_context().vocabulary)
    assert (values.get("city"), values["place_mentioned"]) == (None, ("Cambridge",))


def test_the_council_that_the_first_pages_name_most_is_that_of_the_place(
    about: Decide, claimed: Callable[..., list[Claim]]
) -> None:
    pages = (
        "Local Development Scheme\nFebruary 2025",
        (
            "Tewkesbury Borough Council must keep a plan.\n"
            "Tewkesbury Borough Council and Cheltenham Borough Council make it for Tewkesbury."
        ),
    )

    assert about(*pages) == (("Tewkesbury",), ("GB",))
    (claim,) = [one for one in claimed(*pages) if one.field == "city"]
    assert claim.origin is Origin.TEXT
    assert claim.evidence == "Tewkesbury Borough Council, named 2 times"


@pytest.mark.parametrize(
    "text",
    [
        "Leeds City Council, Hull City Council and York City Council took part. " * 2,
        "An example comes from Leeds City Council.",
        "The Economic and Social Research Council paid. The Research Council asked.",
        "The Danish Aid Council paid for it. The Danish Aid Council asked.",
        "Every city of tomorrow needs homes.",
    ],
)
def test_councils_that_are_examples_or_none_name_no_place(about: Decide, text: str) -> None:
    assert about(PROSE + text)[0] == ()


def test_the_address_of_a_council_names_its_place(about: Decide) -> None:
    text = "Equality Impact Assessment\nThe Council keeps a plan for the future of Buckinghamshire."

    assert about(f"{text}\nAsk planning@buckinghamshire.gov.uk") == (("Buckinghamshire",), ("GB",))


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("Cities of Migration.pdf", "Cities of Migration (Maytree Foundation)"),
        ("a.pdf", "Leeds and Stockholm support refugee education in Milan"),
        ("a.pdf", "City policies for migrants in Europe"),
        ("Green Plan 2009.pdf", "Greenhouse Gas Reduction Plan"),
        ("Reading list.pdf", "Reading list"),
        ("paris.pdf", ""),
    ],
)
def test_a_name_alone_names_no_place(about: Decide, name: str, heading: str) -> None:
    assert about(PROSE, name=name, heading=heading)[0] == ()


def test_a_document_on_a_country_has_no_city(about: Decide) -> None:
    text = "The Ville de Bangui. The Ville de Bangui keeps it. Bangui is the capital. " * 3

    assert about(text, name="CAF_Central-African-Republic_Plan.pdf") == ((), ("CF",))


@pytest.mark.parametrize(
    ("text", "heading", "country"),
    [
        ("Deutschland braucht Wohnungen, und Deutschland hat Geld. " * 3, "", "DE"),
        ("L'Italia e gli italiani hanno bisogno di case. " * 3, "", "IT"),
        ("Le pays a besoin de logements.", "République du Congo", "CG"),
        ("El país necesita viviendas.", "Contribuciones de la República del Perú", "PE"),
        ("Germany and Austria, Germany and France, Germany and Spain, Germany too.", "", ""),
        ("France is named once.", "", ""),
    ],
)
def test_a_country_is_that_of_the_title_or_the_one_named_by_far_the_most(
    about: Decide, text: str, heading: str, country: str
) -> None:
    assert about(text, heading=heading)[1] == ((country,) if country else ())


def test_the_text_of_a_record_of_a_list_tells_no_country(
    an_extract: Extract, a_context: Contexts
) -> None:
    extract = an_extract("Deutschland braucht Wohnungen, und Deutschland hat Geld. " * 3)
    records = replace(a_context("a.jsonl"), media_type=JSON_LINES)

    found = [
        claim.value for claim in claims_on(extract, (), records)[0] if claim.field == "country"
    ]

    assert found == []
