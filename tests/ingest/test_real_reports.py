"""Real reports, where they are at hand: each is a document or fails for a reason."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.describing import against_manifest
from corpus.catalogue import Catalogue, open_catalogue
from corpus.document import Document
from corpus.failures import Reason
from corpus.records import State
from corpus.vocabulary import read_vocabulary
from ingest.journey import ingest
from ingest.report import Report

SHARED = Path(__file__).resolve().parents[3] / "shared"
REPORTS = SHARED / "data" / "reports"
SEEDS = SHARED / "seeds"
PLANS = REPORTS / "us_city_plans"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not PLANS.is_dir(), reason="the folder of real reports is not here"),
]

AMERICAN_CITIES = (
    "Atlanta", "Winston-Salem", "New Orleans", "Anaheim", "Knoxville", "Savannah",
    "Pembroke Pines", "Nashville", "Fayetteville",
)  # fmt: skip


def test_every_real_report_is_indexed_or_fails_for_a_listed_reason(
    real_reports: tuple[Catalogue, Report],
) -> None:
    _, report = real_reports

    assert report.files == report.indexed + report.duplicates + report.failed
    assert report.indexed > 90
    assert not [f for f in report.failures if f.reason in (Reason.UNEXPECTED, Reason.CRASHED)]


def seeds(catalogue: Catalogue) -> list[Document]:
    return [
        catalogue.document(source.sha256[:16])
        for path, (source, state) in catalogue.sources().items()
        if path.startswith(SEEDS.as_posix()) and state is State.INDEXED
    ]


@pytest.mark.parametrize("field", ["city", "module", "topic", "year", "place_mentioned"])
def test_the_seeds_speak_of_all_cities_modules_and_years_and_are_about_none(
    real_reports: tuple[Catalogue, Report], field: str
) -> None:
    catalogue, _ = real_reports

    assert [document.all(field) for document in seeds(catalogue)] == [()] * 5


def test_the_dates_of_a_meeting_are_no_years_of_the_paper_that_tells_them(
    real_reports: tuple[Catalogue, Report],
) -> None:
    catalogue, _ = real_reports
    (paper,) = [one for one in seeds(catalogue) if "Tampere" in one.pages[0].text]

    assert (paper.all("year"), paper.all("published_on"), paper.all("fieldwork_year")) == (
        (), (), (),
    )  # fmt: skip


def test_the_pages_of_a_network_are_its_own(real_reports: tuple[Catalogue, Report]) -> None:
    catalogue, _ = real_reports

    networks = [document.all("network") for document in seeds(catalogue)]

    assert networks.count(("CLIP",)) == 3
    assert networks.count(()) == 2


def test_no_plan_and_no_programme_gets_a_module(real_reports: tuple[Catalogue, Report]) -> None:
    catalogue, _ = real_reports
    names = {
        source.sha256[:16]: path
        for path, (source, state) in catalogue.sources().items()
        if path.startswith(REPORTS.as_posix()) and state is State.INDEXED
    }

    modules = {path: catalogue.document(id_).all("module") for id_, path in names.items()}

    assert len(modules) > 90
    assert {path: found for path, found in modules.items() if found} == {}


def test_languages_and_years_are_right_without_the_manifest() -> None:
    languages, years = against_manifest(REPORTS, read_vocabulary())

    assert languages.asked >= 70
    assert languages.share(languages.right) >= 0.98, languages
    assert years.asked >= 30
    assert years.share(years.right) >= 0.95, years


def test_a_publication_list_makes_no_case_study(real_reports: tuple[Catalogue, Report]) -> None:
    catalogue, _ = real_reports

    assert "case study" not in {document.first("kind") for document in seeds(catalogue)}


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """The nine plans in a library that knows their cities, without any manifest."""
    library = tmp_path_factory.mktemp("plans")
    (library / "vocabulary").mkdir()
    rows = "".join(f"{name},US,{name}\n" for name in AMERICAN_CITIES)
    (library / "vocabulary" / "cities.csv").write_text(f"name,country,spellings\n{rows}")
    (library / "documents").mkdir()
    for plan in PLANS.glob("*.pdf"):
        shutil.copy(plan, library / "documents")
    catalogue = open_catalogue(library / "catalogue.db")
    ingest(catalogue, read_vocabulary(library / "vocabulary"), [library / "documents"], library)
    yield catalogue
    catalogue.close()


OF_ITS_COUNTY = {"Savannah": "Chatham County"}
"""A plan that names another place in its title than its file's name does."""


@pytest.mark.parametrize("city", AMERICAN_CITIES)
def test_a_plan_gets_its_city_and_year_from_its_file_name_or_title(
    plans: Catalogue, city: str
) -> None:
    (path,) = [path for path in plans.sources() if path.startswith(f"documents/{city},")]
    source, _ = plans.sources()[path]
    document = plans.document(source.sha256[:16])

    assert document.all("city") == (OF_ITS_COUNTY.get(city, city),)
    assert document.all("country") == ("US",)
    assert document.first("year") == path.removesuffix(".pdf")[-4:]
