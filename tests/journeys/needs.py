"""The needs of the people the library is made for, and how a library is asked for them."""

import json
from functools import cache
from pathlib import Path

import pytest

from ingest.journey import Options, ingest
from ingest.report import Report
from search.question import Ask
from search.results import Hit, Results
from tests.conftest import ReadHere
from ui.wiring import Library, open_library

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
NEEDS = ROOT.parent / "shared" / "domain" / "needs.jsonl"
SAMPLES = ROOT / "corpus" / "samples" / "documents"

are_absent = pytest.mark.skipif(
    not SEEDS.is_dir() or not NEEDS.is_file(), reason="the seeds and the needs are not here"
)


@cache
def typed(number: int) -> str:
    """What is typed for a need."""
    needs = map(json.loads, NEEDS.read_text(encoding="utf-8").splitlines())
    return next(str(need["query"]) for need in needs if need["id"] == number)


def read_into(folder: Path) -> Report:
    """Read what lies in the documents of a library, as `polisearch ingest` does."""
    opened = open_library(folder)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("ingest.journey.Workers", ReadHere)
        report = ingest(
            opened.catalogue, opened.vocabulary, [folder / "documents"], folder, Options(jobs=1)
        )
    opened.shelf.follow()
    opened.close()
    return report


def asked(library: Library, text: str, **filters: str) -> Results:
    chosen = {name: (value,) for name, value in filters.items()}
    return library.searcher.search(Ask(text=text, filters=chosen, per_page=100, folded=False))


def seed_of(hit: Hit) -> str:
    """The number of the seed that a document was read from."""
    return Path(hit.values["source"][0]).name[:3]


def found_in(results: Results) -> list[str]:
    """The seeds in the order in which they are first met among the results."""
    return list(dict.fromkeys(map(seed_of, results.hits)))


def also(results: Results) -> set[str]:
    return {one.text for one in results.expansions}


def notes(results: Results) -> str:
    return " ".join(map(str, results.notes))


def shown_of(hit: Hit) -> str:
    return " ".join(page.passage.text for page in hit.pages)


def marked_of(hit: Hit) -> set[str]:
    return {one.text for page in hit.pages for one in page.passage.segments if one.is_match}


def ids(results: Results) -> set[str]:
    return {hit.id for hit in results.hits}
