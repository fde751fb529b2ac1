"""What those want who cite from a library and keep it.

Each test is one of their needs, by its number in the list beside the project, whose
queries are read from there.
"""

import json
import shutil
from pathlib import Path

import pytest

from corpus.document import Document
from search.explaining.explaining import explain
from search.explaining.zero import why_nothing
from tests.ingest.ocr.conftest import made
from tests.journeys.needs import (
    ROOT,
    SAMPLES,
    SEEDS,
    are_absent,
    asked,
    ids,
    read_into,
)
from tests.ui.cli.conftest import type_here
from ui.wiring import open_library

pytestmark = [pytest.mark.shared, are_absent]


QUOTED = "about one dwelling in ten"


@pytest.fixture
def report(empty: Path) -> Path:
    """A library of a PDF whose pages are numbered i, ii, 1, 2."""
    shutil.copy(SAMPLES / "housing" / "antwerp.pdf", empty / "documents")
    read_into(empty)
    return empty


def cited(library: Path, form: str) -> str:
    (hit,) = json.loads(type_here("search", "", "--json", library=library).out)["hits"]
    said = type_here("cite", hit["id"], "--quote", QUOTED, "--format", form, library=library)
    assert said.status == 0
    return said.out


def test_37_a_quotation_is_copied_with_its_printed_page_and_a_link(report: Path) -> None:
    quotation, reference, link = cited(report, "text").splitlines()

    assert quotation == f"“{QUOTED}” (Gsir, 2009, p. 1, page 3 of the file)"
    assert reference.startswith("Gsir, Sonia (2009). Housing and segregation of migrants")
    assert link.endswith("&page=3")


def test_37_a_reference_manager_is_given_the_report_and_the_page(report: Path) -> None:
    ris, bibtex, csl = (cited(report, form) for form in ("ris", "bibtex", "csl"))

    assert {"TY  - RPRT", "AU  - Gsir, Sonia", "SP  - 1"} <= set(ris.splitlines())
    assert "@techreport{Gsir2009Antwerp," in bibtex
    assert json.loads(csl)[0]["locator"] == "1"


def test_38_a_second_run_changes_nothing(copied: Path) -> None:
    opened = open_library(copied)
    revision = opened.catalogue.revision()
    opened.close()

    report = read_into(copied)

    opened = open_library(copied)
    assert opened.catalogue.revision() == revision
    opened.close()
    assert (report.files, report.unchanged) == (5, 5)
    assert (report.indexed, report.updated, report.removed, report.failed) == (0, 0, 0, 0)


def test_38_files_that_were_replaced_are_read_again_and_no_others(copied: Path) -> None:
    for path in sorted((copied / "documents").iterdir())[:3]:
        path.write_text(f"{path.read_text(encoding='utf-8')}\nA word more.", encoding="utf-8")

    report = read_into(copied)

    assert (report.updated, report.unchanged) == (3, 2)
    assert (report.indexed, report.duplicates, report.removed, report.failed) == (0, 0, 0, 0)
    opened = open_library(copied)
    assert asked(opened, "").total == 32
    opened.close()


def test_40_a_scan_is_found_by_its_title_and_told_to_have_no_text(empty: Path) -> None:
    for name in ("scan0007.pdf", "manifest.csv"):
        shutil.copy(SAMPLES / "incoming" / name, empty / "documents")
    read_into(empty)
    opened = open_library(empty)
    results = asked(opened, "segregation Liège")
    missed = asked(opened, "segregation steelworks")

    assert [hit.has_text for hit in results.hits] == [False]
    assert results.coverage.without_text == 1
    why = explain(opened.searcher, missed.ask, results.hits[0].id)
    assert (missed.held, why.missing) == ("some of the words", ("steelworks",))
    nowhere = why_nothing(opened.searcher, asked(opened, "steelworks"))
    assert nowhere is not None
    assert [one.id for one in nowhere.unread] == [results.hits[0].id]
    opened.close()


def described_with(library: Path, city: str, country: str, *spellings: str) -> list[str]:
    """The seeds that change when a city is added, by the number of a seed."""
    told = [part for one in spellings for part in ("--spelling", one)]
    where = ("--latitude", "51", "--longitude", "3")
    adding = ("vocabulary", "add", "city", city, "--country", country, *told, *where)
    assert type_here(*adding, library=library).status == 0
    said = type_here("describe", "--again", "--json", library=library)
    assert said.status == 0
    changed = [json.loads(line) for line in said.out.splitlines()]
    opened = open_library(library)
    documents = opened.catalogue.documents([one["id"] for one in changed if one["fields"]])
    opened.close()
    return sorted({source_of(document) for document in documents.values()})


def source_of(document: Document) -> str:
    return Path(document.first("source")).name[:3]


def test_43_a_city_that_no_text_names_changes_nothing(copied: Path) -> None:
    assert described_with(copied, "Ghent", "BE", "Gent", "Gand") == []


def test_43_a_city_that_is_added_changes_what_names_it_and_nothing_else(empty: Path) -> None:
    shipped = (ROOT / "corpus" / "vocabulary" / "places.csv").read_text(encoding="utf-8")
    others = [line for line in shipped.splitlines() if not line.startswith("Leeds,")]
    (empty / "vocabulary" / "places.csv").write_text("\n".join(others), encoding="utf-8")
    for seed in SEEDS.iterdir():
        shutil.copy(seed, empty / "documents")
    read_into(empty)

    assert described_with(empty, "Leeds", "GB") == ["003"]


def test_44_a_report_filed_in_the_wrong_language_is_read_in_its_own(empty: Path) -> None:
    german = "Die Gemeinde vergibt ihre Wohnungen nach einer Liste, auf der alle lange warten."
    path = empty / "documents" / "report.pdf"
    path.write_bytes(made(german, "Jede Wohnung hat zwei Zimmer und einen Balkon.", "scan"))
    path.with_name("report.pdf.meta.toml").write_text(
        'title = "Flats of a city"\nlanguage = "en"', encoding="utf-8"
    )
    read_into(empty)
    opened = open_library(empty)
    (hit,) = asked(opened, "Wohnung").hits
    reading = opened.searcher.read(hit.id)
    (language,) = (fact for fact in reading.facts if fact.field == "language")
    claimed = {claim.value: claim.confidence for claim in language.claims}

    assert hit.values["language"] == ("en",)
    assert {page.number for page in hit.pages} == {1, 2}
    assert 0 < claimed["de"] <= 1
    assert hit.values["scan"] == ("partly without text",)
    assert ids(asked(opened, "flats of a city")) == {hit.id}
    opened.close()
