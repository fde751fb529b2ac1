"""A work is one hit, which says what other versions, languages and parts there are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, open_catalogue
from corpus.catalogue.relating import Kind
from corpus.document import Described, Document
from corpus.records import Source
from corpus.vocabulary import read_vocabulary
from index.shelf import Shelf
from search.question import Ask
from search.searcher import Searcher

Builder = Callable[..., Document]


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return open_catalogue(tmp_path / "catalogue.db")


@pytest.fixture
def searcher(tmp_path: Path, catalogue: Catalogue, a_document: Builder) -> Searcher:
    shelf = Shelf(tmp_path / "index", catalogue, "tantivy")
    documents = [
        (a_document("print", ["Rent rent rent.", "Two"], title="Rents", year="2009"),
         "application/pdf"),
        (a_document("web", "Rent and more of it.", title="Rents, on line", year="2009"),
         "text/html"),
        (a_document("fr", "Le loyer (rent) est bas.", language="fr", title="Loyers"),
         "application/x-strange"),
        (a_document("list", "News of many things, among them rent.", title="News"), "text/html"),
        (a_document("item", "Rent goes up.", title="An item", part_of="list"), "text/html"),
        (a_document("alone", "Rent in another city, which stands for itself.", title="Alone"),
         "text/html"),
    ]  # fmt: skip
    for document, media_type in documents:
        source = Source(path=document.id, root="r", name=document.id, size=1, modified=1)
        catalogue.put(source, [Described(document, media_type=media_type)], run=1)
    catalogue.relate(Kind.WORK, {"print": "print", "web": "print"})
    catalogue.relate(Kind.TRANSLATION, {"fr": "print"})
    catalogue.relate(Kind.PART, {"item": "list"})
    shelf.follow()
    return Searcher(catalogue, shelf, read_vocabulary())


def test_a_work_is_shown_once_as_its_best_version(searcher: Searcher) -> None:
    results = searcher.search(Ask(text="rent"))
    hits = {hit.id: hit for hit in results.hits}

    assert ("print" in hits) != ("web" in hits)
    best = hits.get("print") or hits["web"]
    assert best.shown_for == 2
    assert {hit.shown_for for hit in hits.values()} == {1, 2}


def test_total_and_facets_still_count_documents(searcher: Searcher) -> None:
    results = searcher.search(Ask(text="rent", facets=("year",)))

    assert (results.total, len(results.hits)) == (6, 5)
    assert [(value.value, value.count) for value in results.facets[0].values] == [("2009", 2)]


def test_ranks_are_those_of_documents(searcher: Searcher) -> None:
    unfolded = {hit.id: hit.rank for hit in searcher.search(Ask(text="rent", folded=False)).hits}

    assert sorted(unfolded.values()) == [1, 2, 3, 4, 5, 6]
    for hit in searcher.search(Ask(text="rent")).hits:
        assert hit.rank == unfolded[hit.id]


def test_pages_of_results_do_not_move(searcher: Searcher) -> None:
    found = [
        hit.id
        for page in (1, 2)
        for hit in searcher.search(Ask(text="rent", per_page=3, page=page)).hits
    ]

    assert len(found) == len(set(found))
    assert {"fr", "list", "item", "alone"} <= set(found)


def test_a_version_alone_on_its_page_of_results_is_shown(searcher: Searcher) -> None:
    ranks = {hit.id: hit.rank for hit in searcher.search(Ask(text="rent", folded=False)).hits}
    hits = searcher.search(Ask(text="rent", per_page=1, page=ranks["web"])).hits

    assert [(hit.id, hit.shown_for) for hit in hits] == [("web", 1)]


def test_a_hit_names_its_other_versions_and_languages(searcher: Searcher) -> None:
    (hit,) = searcher.search(Ask(text="more", filters={"year": ("2009",)})).hits

    assert [(one.id, one.title, str(one)) for one in hit.versions] == [
        ("print", "Rents", "PDF, 2 pages, English")
    ]
    assert [(one.id, one.format, one.language) for one in hit.translations] == [
        ("fr", "x-strange", "fr")
    ]


def test_a_part_names_its_whole_and_the_whole_its_parts(searcher: Searcher) -> None:
    hits = {hit.id: hit for hit in searcher.search(Ask(text="rent")).hits}

    assert hits["item"].part_of is not None
    assert hits["item"].part_of.id == "list"
    assert [one.id for one in hits["list"].parts] == ["item"]
    alone = hits["alone"]
    assert (alone.versions, alone.translations, alone.part_of, alone.parts) == ((), (), None, ())


def test_an_opened_document_names_its_relatives(searcher: Searcher) -> None:
    reading = searcher.read("fr")

    assert [one.id for one in reading.translations] == ["print"]
    assert [one.id for one in searcher.read("web").versions] == ["print"]
    assert [one.id for one in searcher.read("list").parts] == ["item"]


def test_a_version_that_went_is_not_named(searcher: Searcher, catalogue: Catalogue) -> None:
    catalogue.remove_source("print")

    assert searcher.read("web").versions == ()
    assert [one.id for one in searcher.read("item").parts] == []
