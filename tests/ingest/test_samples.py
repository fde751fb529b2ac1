"""Every sample gets the description that stands beside it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.catalogue import Catalogue, open_catalogue
from corpus.document import Document
from corpus.records import State
from corpus.vocabulary import read_vocabulary
from ingest.journey import ingest

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples" / "documents"
EXPECTED = ".expected.toml"
CHECKED_EXACTLY = ("city", "module", "kind", "year", "language", "country")

DESCRIBED = sorted(
    path.relative_to(SAMPLES).as_posix().removesuffix(EXPECTED)
    for path in SAMPLES.rglob(f"*{EXPECTED}")
)

pytestmark = pytest.mark.skipif(not DESCRIBED, reason="the samples are not here")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    library = tmp_path_factory.mktemp("samples")
    catalogue = open_catalogue(library / "catalogue.db")
    ingest(catalogue, read_vocabulary(), [SAMPLES], library)
    yield catalogue
    catalogue.close()


@pytest.mark.parametrize("name", DESCRIBED)
def test_a_sample_gets_the_description_beside_it(samples: Catalogue, name: str) -> None:
    expected = tomllib.loads((SAMPLES / (name + EXPECTED)).read_text(encoding="utf-8"))
    path = (SAMPLES / name).as_posix()
    _, state = samples.sources()[path]
    assert state == expected["state"]
    if state is State.FAILED:
        reasons = {failed.path: failed.failure.reason for failed in samples.failures()}
        assert reasons[path] == expected["reason"]
    if state is State.INDEXED:
        for id_, one in _each(samples, path, expected):
            check(samples.document(id_), one)


def _each(
    samples: Catalogue, path: str, expected: dict[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """(id, expectation) of each document of a file."""
    if "documents" in expected:
        yield from ((one["id"], one) for one in expected["documents"])
        return
    source, _ = samples.sources()[path]
    yield source.sha256[:16], expected


def check(document: Document, expected: dict[str, Any]) -> None:
    values = {
        name: (value,) if isinstance(value, str) else tuple(value)
        for name, value in expected.get("values", {}).items()
    }
    found = {name: document.all(name) for name in values}
    assert found == values
    absent = [name for name in CHECKED_EXACTLY if name not in values]
    assert {name: document.all(name) for name in absent} == dict.fromkeys(absent, ())
    if "pages" in expected:
        assert len(document.pages) == expected["pages"]
    if "without_text" in expected:
        has_text = any(page.text.strip() for page in document.pages)
        assert has_text is not expected["without_text"]
