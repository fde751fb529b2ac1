"""Dates of files and manifests from the field, where they are at hand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from ingest.report import Report

CASES = Path(__file__).resolve().parents[3] / "shared" / "data" / "field_cases"
Run = Callable[..., Report]

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES.is_dir(), reason="the folder of field cases is not here"),
]


@pytest.mark.parametrize(
    ("case", "field", "values"),
    [
        ("F15/a-semi-bom", "published_on", ["2010-12-31", "2011-02-01"]),
        ("F15/b-sep-line", "published_on", ["2010-12-31", "2011-02-01"]),
        ("F15/f-blank-first", "year", ["2010"]),
        ("F15/k-us-date", "published_on", ["2010-12-31", "2011-03-04"]),
        ("F15/m-badyear", "year", ["2010", "2010"]),
    ],
)
def test_a_manifest_from_the_field_is_read(
    run: Run, catalogue: Catalogue, case: str, field: str, values: list[str]
) -> None:
    run(roots=[CASES / case])

    documents = catalogue.documents(catalogue.ids()).values()
    assert sorted(value for one in documents for value in one.all(field)) == values


def test_a_target_year_is_none_of_publication(run: Run, catalogue: Catalogue) -> None:
    run(roots=[CASES / "F29"])

    (document,) = catalogue.documents(catalogue.ids()).values()
    assert document.first("year") != "2030"
