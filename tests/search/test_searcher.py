"""From what was typed to what is shown."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import open_catalogue
from corpus.document import Claim, Described, Document, Origin
from corpus.errors import UnknownDocument, UnknownField
from corpus.failures import Failure, Reason
from corpus.records import Source
from corpus.vocabulary import read_vocabulary
from index.request import Sort
from index.shelf import Shelf
from search.question import Ask
from search.searcher import Searcher
from tests.search.made_library import searcher_of

Builder = Callable[..., Document]


def source(name: str) -> Source:
    return Source(path=f"reports/{name}", root="reports", name=name, size=1, modified=1)


@pytest.fixture
def searcher(tmp_path: Path, a_document: Builder) -> Searcher:
    catalogue = open_catalogue(tmp_path / "catalogue.db")
    shelf = Shelf(tmp_path / "index", catalogue, "tantivy")
    documents = [
        a_document(
            "vienna",
            ["Contents", "Rent is low.", "Flats are let. Rent rises.", "Rents."],
            title="Housing – Case study: Vienna",
            city="Vienna",
            module="Housing",
            year="2009",
            kind="case study",
            country="AT",
        ),
        a_document(
            "zagreb",
            ["A flat", "The rent of a shop"],
            title="Shops in Zagreb",
            city="Zagreb",
            module="Ethnic entrepreneurship",
            year="2012",
        ),
        a_document("wien", "Die Miete der Wohnung", language="de", city="Vienna", year="2010"),
        a_document("scan", "", title="Flats, scanned", city="Turin"),
    ]
    claim = Claim(field="city", value="Vienna", origin=Origin.TITLE, evidence="Case study: Vienna")
    for document in documents:
        catalogue.put(source(f"{document.id}.pdf"), [Described(document, (claim,))], run=1)
    cut = Failure(reason=Reason.TRUNCATED, message="It ends early.")
    catalogue.put_failure(source("cut.pdf"), cut, run=1)
    shelf.follow()
    return Searcher(catalogue, shelf, read_vocabulary())


def test_a_hit_names_its_best_pages_and_counts_the_others(searcher: Searcher) -> None:
    hit = searcher.search(Ask(text="rent flats", passages=2)).hits[0]

    assert hit.id == "vienna"
    assert hit.rank == 1
    assert hit.pages[0].name == "p. 3"
    assert hit.pages[0].passage.text == "Flats are let. Rent rises."
    assert len(hit.pages) == 2
    assert hit.more_pages == 1


def test_pages_whose_passages_differ_only_in_figures_are_shown_once(
    tmp_path: Path, a_document: Builder
) -> None:
    catalogue = open_catalogue(tmp_path / "catalogue.db")
    shelf = Shelf(tmp_path / "index", catalogue, "tantivy")
    rows = [f"The rent of house {number} is {number}50 euros a month." for number in range(3)]
    pages = [*rows, "Nobody knows why rents are as high as they are."]
    catalogue.put(source("a"), [Described(a_document("1", pages))], run=1)
    shelf.follow()

    found = Searcher(catalogue, shelf, read_vocabulary()).search(Ask(text="rent", passages=4))

    assert sorted(page.similar for page in found.hits[0].pages) == [0, 2]


def test_words_may_stand_on_different_pages(searcher: Searcher) -> None:
    hits = searcher.search(Ask(text="flat shop")).hits

    assert [hit.id for hit in hits if not hit.is_further] == ["zagreb"]


def test_a_document_without_text_is_found_by_its_title(searcher: Searcher) -> None:
    hits = searcher.search(Ask(text="scanned")).hits

    assert [(hit.id, hit.has_text, hit.pages) for hit in hits] == [("scan", False, ())]
    assert [s.text for s in hits[0].title if s.is_match] == ["scanned"]


def test_a_filter_takes_any_spelling_and_becomes_a_chip(searcher: Searcher) -> None:
    results = searcher.search(Ask(filters={"cities": ("Wien", "WIEN"), "lang": ("German",)}))

    assert [hit.id for hit in results.hits] == ["wien"]
    assert [(c.field, c.value, c.value_label) for c in results.chips] == [
        ("city", "Vienna", "Vienna"),
        ("language", "de", "German"),
    ]


def test_values_of_a_facet_are_or_and_facets_are_and(searcher: Searcher) -> None:
    results = searcher.search(
        Ask(filters={"city": ("Vienna", "Zagreb"), "year": ("2009..2010",)}, facets=("city",))
    )

    assert {hit.id for hit in results.hits} == {"vienna", "wien"}
    assert [(v.value, v.count) for v in results.facets[0].values] == [("Vienna", 2), ("Zagreb", 0)]


def test_a_selected_value_stays_without_a_document(searcher: Searcher) -> None:
    facet = searcher.search(
        Ask(text="shop", filters={"city": ("Vienna",)}, facets=("city",))
    ).facets[0]

    assert [(v.value, v.count, v.is_selected) for v in facet.values] == [
        ("Zagreb", 1, False),
        ("Vienna", 0, True),
    ]


def test_years_are_listed_from_the_last(searcher: Searcher) -> None:
    facet = searcher.search(Ask(facets=("year",))).facets[0]

    assert [(v.value, v.count) for v in facet.values] == [("2012", 1), ("2010", 1), ("2009", 1)]


def test_without_words_the_newest_come_first(searcher: Searcher) -> None:
    assert [hit.id for hit in searcher.search(Ask()).hits] == ["zagreb", "wien", "vienna", "scan"]


def test_results_can_be_sorted(searcher: Searcher) -> None:
    by_city = searcher.search(Ask(sort=Sort.CITY))

    assert [hit.id for hit in by_city.hits] == ["scan", "wien", "vienna", "zagreb"]


def test_the_coverage_is_honest(searcher: Searcher) -> None:
    assert str(searcher.search(Ask(text="rent")).coverage) == (
        "4 documents searched, 1 of them without text, 1 file not readable."
    )


def test_a_page_beyond_the_last_is_empty_and_says_how_many_there_are(searcher: Searcher) -> None:
    results = searcher.search(Ask(page=9, per_page=3))

    assert results.hits == ()
    assert (results.total, results.page_count) == (4, 2)


def test_a_report_with_a_picture_for_a_cover_opens_at_its_first_words(
    tmp_path: Path, a_document: Builder
) -> None:
    catalogue = open_catalogue(tmp_path / "catalogue.db")
    shelf = Shelf(tmp_path / "index", catalogue, "tantivy")
    catalogue.put(
        source("a"), [Described(a_document("1", ["", "Rent is low."], city="Graz"))], run=1
    )
    shelf.follow()

    hit = Searcher(catalogue, shelf, read_vocabulary()).search(Ask(text="city:Graz")).hits[0]

    assert hit.has_text
    assert [(page.number, page.passage.text) for page in hit.pages] == [(2, "Rent is low.")]


def test_as_many_results_as_one_likes_can_be_asked_for(searcher: Searcher) -> None:
    assert len(searcher.search(Ask(per_page=10**12)).hits) == 4
    assert searcher.search(Ask(page=10**12)).hits == ()


def test_a_filter_that_is_no_year_is_left_out_with_a_note(searcher: Searcher) -> None:
    results = searcher.search(Ask(filters={"year": ("abc..",), "city": ("Turin",)}))

    assert [hit.id for hit in results.hits] == ["scan"]
    assert [str(note) for note in results.notes] == ["'abc..' is no year; it was left out."]
    assert [chip.field for chip in results.chips] == ["city"]


def test_an_unknown_filter_is_a_mistake(searcher: Searcher) -> None:
    with pytest.raises(UnknownField, match="autor"):
        searcher.search(Ask(filters={"autor": ("x",)}))


def test_a_document_is_read_page_by_page_and_match_by_match(searcher: Searcher) -> None:
    reading = searcher.read("vienna", 3, "rent")

    assert (reading.number, reading.page_count, reading.name) == (3, 4, "p. 3")
    assert reading.matching == (2, 3, 4)
    assert (reading.previous_match, reading.next_match) == (2, 4)
    assert [s.text for s in reading.text if s.is_match] == ["Rent"]
    assert reading.matches == 1


def test_a_fact_carries_its_evidence(searcher: Searcher) -> None:
    facts = {fact.field: fact for fact in searcher.read("vienna").facts}

    assert facts["country"].labels == ("Austria",)
    assert facts["city"].claims[0].evidence == "Case study: Vienna"


@pytest.mark.parametrize(("asked", "shown"), [(0, 1), (-5, 1), (99, 4)])
def test_a_page_outside_the_document_leads_to_the_nearest(
    searcher: Searcher, asked: int, shown: int
) -> None:
    assert searcher.read("vienna", asked).number == shown


def test_a_document_without_pages_can_be_read(searcher: Searcher) -> None:
    assert searcher.read("scan", 1, "flats").text == ()


def test_a_document_that_is_not_there_is_named(searcher: Searcher) -> None:
    with pytest.raises(UnknownDocument, match="nowhere"):
        searcher.read("nowhere")


def test_exact_finds_only_the_words_typed(searcher: Searcher) -> None:
    assert searcher.search(Ask(text="flat", exact=True)).total == 1
    assert searcher.search(Ask(text="flat")).total == 3


def test_a_page_tells_what_it_stands_under(tmp_path: Path, a_document: Builder) -> None:
    document = a_document("plan", ["Flood risk maps.", "Flood barriers.", "Floods."], title="Plan")
    sections = ("Policy ENV2: Flood risk", "Plan", "12")
    pages = zip(document.pages, sections, strict=True)
    document = replace(document, pages=tuple(replace(page, section=one) for page, one in pages))

    [hit] = searcher_of(tmp_path, [document]).search(Ask(text="flood")).hits

    assert {page.number: page.heading for page in hit.pages} == {1: sections[0], 2: "", 3: ""}
