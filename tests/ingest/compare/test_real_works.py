"""Real reports: six programmes stand there twice, and nothing else does."""

from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.document import Document
from ingest.compare.letters import sentences
from ingest.compare.sketch import END_PAGES
from ingest.report import Report

SHARED = Path(__file__).resolve().parents[4] / "shared"
REPORTS = SHARED / "data" / "reports"
SAMPLES = Path(__file__).resolve().parents[3] / "corpus" / "samples" / "documents"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not REPORTS.is_dir(), reason="the folder of real reports is not here"),
]


@pytest.fixture(scope="module")
def catalogue(real_reports: tuple[Catalogue, Report]) -> Catalogue:
    return real_reports[0]


def name(document: Document) -> str:
    return Path(document.first("source")).name


def with_repeated(catalogue: Catalogue) -> list[Document]:
    """The documents in which something is left out because others say it."""
    return [
        one
        for one in catalogue.documents(catalogue.ids(), with_pages=True).values()
        if any(
            now.left_out != by_itself.left_out
            for now, by_itself in zip(one.pages, catalogue.pages_to_compare(one.id), strict=True)
        )
    ]


def test_each_programme_is_one_work_and_no_other_two_documents_are(
    catalogue: Catalogue,
) -> None:
    works: dict[str, set[str]] = {}
    for document in catalogue.documents(catalogue.ids()).values():
        if document.first("work"):
            main = catalogue.document(document.first("work"), with_pages=False)
            works.setdefault(name(main), set()).add(name(document))

    assert works == {
        f"{party}.pdf": {f"{party}.pdf", f"{party}.html"}
        for party in ("cdu", "fdp", "gruene", "linke", "piraten", "spd")
    }


def test_the_russian_plan_translates_the_english_one(catalogue: Catalogue) -> None:
    documents = {
        id_: one
        for id_, one in catalogue.documents(catalogue.ids()).items()
        if one.first("translation_of")
    }
    originals = catalogue.documents([one.first("translation_of") for one in documents.values()])

    assert list(map(name, documents.values())) == ["RUS_Russia_INDC_Russian.pdf"]
    assert list(map(name, originals.values())) == ["RUS_Russia_INDC_English.pdf"]


def test_only_what_the_samples_repeat_is_left_out(catalogue: Catalogue) -> None:
    found = with_repeated(catalogue)

    assert found
    assert all(Path(one.first("source")).is_relative_to(SAMPLES) for one in found)


def test_all_that_is_left_out_can_still_be_found_somewhere(catalogue: Catalogue) -> None:
    everything = catalogue.documents(catalogue.ids(), with_pages=True).values()
    matched = "".join(_letters(page.matched) for one in everything for page in one.pages)

    for one in with_repeated(catalogue):
        before = catalogue.pages_to_compare(one.id, ends=END_PAGES)
        for sentence in sentences([page.matched for page in before]):
            said = before[sentence.page].matched[slice(*sentence.span)]
            assert _letters(said) in matched


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def test_nothing_but_what_the_imprint_says_is_left_out(catalogue: Catalogue) -> None:
    """Which words these are is looked at by people when this list changes."""
    left_out = {
        " ".join(text.split())
        for one in with_repeated(catalogue)
        for now, before in zip(one.pages, catalogue.pages_to_compare(one.id), strict=True)
        for start, end in set(now.left_out) - set(before.left_out)
        for text in (now.text[start:end],)
    }

    assert all(len(text) < 400 for text in left_out)
    assert any("Loughlinstown" in text for text in left_out)
