from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.document import Claim
from corpus.vocabulary import City, Vocabulary
from ingest.describe import file_name
from ingest.describe.context import Context
from ingest.extract.extracted import Extracted

Extract = Callable[..., Extracted]
Contexts = Callable[..., Context]


@pytest.fixture
def claims(an_extract: Extract, a_context: Contexts) -> Callable[..., list[Claim]]:
    def made(name: str, **context: object) -> list[Claim]:
        return file_name.describe(an_extract("Text."), a_context(name, **context))

    return made


def values(claims: list[Claim], field: str) -> list[str]:
    return [claim.value for claim in claims if claim.field == field]


@pytest.mark.parametrize(
    ("name", "cities"),
    [
        ("wien_2009.pdf", ["Vienna"]),
        ("CLIP4_izmir_2012.pdf", ["Izmir"]),
        ("Wrocław.pdf", ["Wrocław"]),
        ("Wroclaw.pdf", ["Wrocław"]),
        ("Copy of vienna (1).pdf", ["Vienna"]),
        ("Stuttgart-Fallstudie.docx", ["Stuttgart"]),
        ("vienna/housing/report.pdf", ["Vienna"]),
        ("vienna/stuttgart.pdf", ["Stuttgart"]),
        ("vienna-zagreb-exchange.pdf", ["Vienna", "Zagreb"]),
        ("Pact of Amsterdam.pdf", []),
        ("University_of_Antwerp_report.pdf", []),
        ("Dublin-Regulation.pdf", []),
        ("Lisbon_Strategy_2000.pdf", []),
        ("dublin.pdf", ["Dublin"]),
        ("dublin_18.pdf", ["Dublin"]),
        ("Amsterdam_June 2009.pdf", ["Amsterdam"]),
        ("paris.pdf", []),
        ("Wiener Wohnen.pdf", []),
        ("viennale.pdf", []),
        ("000_2bc2f958434e1139.txt", []),
    ],
)
def test_a_city_is_a_whole_word_of_the_name_in_a_spelling_that_needs_no_context(
    claims: Callable[..., list[Claim]], name: str, cities: list[str]
) -> None:
    assert values(claims(name), "city") == cities


def test_the_longest_spelling_is_the_city(claims: Callable[..., list[Claim]]) -> None:
    names = Vocabulary(
        cities=(
            City(name="Orleans", country="FR", spellings=("Orleans",)),
            City(name="New Orleans", country="US", spellings=("New Orleans",)),
        )
    )

    assert values(claims("New Orleans plan.pdf", names=names), "city") == ["New Orleans"]


def test_a_namesake_in_an_american_state_is_another_city(
    claims: Callable[..., list[Claim]],
) -> None:
    assert values(claims("Stuttgart, AR Green Plan.pdf"), "city") == []


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("CAF_Central-African-Republic_INDC_French.pdf", ["CF"]),
        ("SSD_South-Sudan_INDC_English.pdf", ["SS"]),
        ("LAO_Lao-People-s-Democratic-Republic_INDC_English.pdf", ["LA"]),
        ("COG_Congo_INDC_French.pdf", ["CG"]),
        ("TZA_United-Republic-of-Tanzania_INDC_English.pdf", ["TZ"]),
        ("island_report.pdf", []),
        ("report in it.pdf", []),
    ],
)
def test_a_country_is_named_in_words(
    claims: Callable[..., list[Claim]], name: str, country: list[str]
) -> None:
    assert values(claims(name), "country") == country


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("housing/vienna.pdf", "module", ["Housing"]),
        ("diversity/a/b.pdf", "module", ["Equality and diversity"]),
        ("ef0794en.pdf", "code", ["EF0794"]),
        ("overview_housing_ef0794en.pdf", "code", ["EF0794"]),
        ("EF_09_176_EN.pdf", "code", ["EF09176"]),
        ("brief 0794.pdf", "code", []),
        ("malmo_2009.pdf", "year", ["2009"]),
        ("report 2008 (rev. 2010).pdf", "year", ["2010"]),
        ("12009.pdf", "year", []),
        ("1066.pdf", "year", []),
        ("CMR_INDC_French.pdf", "language", ["fr"]),
        ("Infoblatt_de.pdf", "language", ["de"]),
        ("ef0794en.pdf", "language", ["en"]),
        ("Turkish migrants in Stuttgart.pdf", "language", []),
        ("german_programmes/a.pdf", "language", ["de"]),
        ("fr/a.pdf", "language", ["fr"]),
        ("fr/housing/b.pdf", "language", ["fr"]),
        ("housing/b.pdf", "language", []),
        ("612feee4c8d17a8bfe64f545480d01bf.pdf", "title", []),
        ("Green_Plan_for_All.pdf", "title", ["Green Plan for All"]),
        ("(35_progr_2_)-programma_elettorale.pdf", "title", ["Programma elettorale"]),
        ("E07000078 LocalPlanReview2019.pdf", "title", ["Local Plan Review2019"]),
        ("E07000078.pdf", "title", []),
        ("housing/vienna.pdf", "collection", ["housing"]),
        ("vienna.pdf", "collection", ["documents"]),
    ],
)
def test_a_name_tells(
    claims: Callable[..., list[Claim]], name: str, field: str, value: list[str]
) -> None:
    assert values(claims(name), field) == value


@pytest.mark.parametrize("field", ["title", "language"])
def test_what_a_name_says_less_surely_than_the_text_is_weak(
    claims: Callable[..., list[Claim]], field: str
) -> None:
    (claim,) = [c for c in claims("Local Green Plan_French.pdf") if c.field == field]

    assert claim.confidence < 0.5


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("COD_Democratic-Republic-of-the-Congo_Plan_French.txt", "CD"),
        ("COG_Congo_Plan_French.txt", "CG"),
        ("KOR_Republic-of-Korea_Plan_English.txt", "KR"),
        ("TTO_Trinidad-and-Tobago_Plan_English.txt", "TT"),
        ("KNA_Saint-Kitts-and-Nevis_Plan_English.txt", "KN"),
        ("STP_Sao-Tome-and-Principe_Plan_French.txt", "ST"),
    ],
)
def test_a_country_is_named_in_full_in_a_file_name(
    claims: Callable[..., list[Claim]], name: str, country: str
) -> None:
    assert values(claims(name), "country") == [country]


CASES = Path(__file__).resolve().parents[3] / "shared/data/field_cases/F27"


@pytest.mark.shared
@pytest.mark.skipif(not CASES.is_dir(), reason="the shared field cases are not here")
def test_the_countries_of_the_field_case_are_known(claims: Callable[..., list[Claim]]) -> None:
    found = {path.name[:3]: values(claims(path.name), "country") for path in CASES.glob("*.txt")}

    assert found == {"COD": ["CD"], "KOR": ["KR"], "TTO": ["TT"]}
