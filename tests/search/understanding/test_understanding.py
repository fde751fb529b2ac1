"""A search as a whole: what it says it did."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.document import Document
from search.explaining.zero import why_nothing
from search.question import Ask
from search.searcher import Searcher
from tests.search.made_library import searcher_of

Builder = Callable[..., Document]


@pytest.fixture
def searcher(tmp_path: Path, a_document: Builder) -> Searcher:
    return searcher_of(
        tmp_path,
        [
            a_document("vienna", "Entrepreneurship of migrants", city="Vienna", year="2009"),
            a_document("graz", "Entrepreneurs and newcomers", city="Graz", year="2010"),
            a_document("zagreb", "Allotments de", city="Zagreb", year="2010"),
        ],
    )


def found(searcher: Searcher, ask: Ask) -> set[str]:
    return {one.id for one in searcher.every(ask).found}


def test_exact_switches_every_expansion_off(searcher: Searcher) -> None:
    assert found(searcher, Ask(text="migrants")) == {"vienna", "graz"}
    assert found(searcher, Ask(text="migrants", exact=True)) == {"vienna"}
    assert found(searcher, Ask(text="=migrants")) == {"vienna"}


def test_an_expansion_that_is_off_finds_nothing(searcher: Searcher) -> None:
    results = searcher.search(Ask(text="migrants", off=("newcomer",)))

    assert [hit.id for hit in results.hits] == ["vienna"]
    assert {one.text for one in results.expansions if not one.is_on} == {"newcomer"}


def test_a_translation_of_which_only_a_small_word_is_there_is_not_told(searcher: Searcher) -> None:
    # Of "derecho de voto" the library holds "de".
    assert searcher.search(Ask(text="voting rights")).expansions == ()


def test_a_misspelt_word_is_put_right_and_said(searcher: Searcher) -> None:
    results = searcher.search(Ask(text="entreprenership"))

    assert {hit.id for hit in results.hits} == {"vienna", "graz"}
    assert results.corrected is not None
    assert results.corrected.is_shown
    assert "“entrepreneurship”" in str(results.corrected)


def test_one_may_have_what_was_typed(searcher: Searcher) -> None:
    results = searcher.search(Ask(text="entreprenership", correcting=False))

    assert results.total == 0
    assert results.corrected is not None
    assert str(results.corrected) == "Did you mean “entrepreneurship”?"
    assert results.found_nothing


def test_what_is_excluded_is_not_found_and_stays_among_the_facets(searcher: Searcher) -> None:
    results = searcher.search(Ask(without={"city": ("Wien",)}, facets=("city",)))

    assert {hit.id for hit in results.hits} == {"graz", "zagreb"}
    assert [chip.value for chip in results.chips if chip.is_excluded] == ["Vienna"]
    excluded = [value for value in results.facets[0].values if value.is_excluded]
    assert [(value.value, value.count) for value in excluded] == [("Vienna", 0)]


def test_what_must_hold_of_a_question_does_not_depend_on_filters(searcher: Searcher) -> None:
    text = "which entrepreneurs and newcomers have allotments?"

    fewest = {
        searcher.understand(Ask(text=text, filters=filters)).fewest
        for filters in ({}, {"city": ("Vienna",)}, {"year": ("2010",)})
    }

    assert len(fewest) == 1


def test_a_weak_answer_is_said_to_be_one(searcher: Searcher) -> None:
    results = searcher.search(Ask(text="who pays for allotments?"))

    assert [hit.id for hit in results.hits] == ["zagreb"]
    assert "No document holds “pays”." in map(str, results.notes)
    assert results.dropped == ("who", "for")


def test_an_empty_result_is_explained(searcher: Searcher) -> None:
    results = searcher.search(Ask(text="allotments", filters={"city": ("Vienna",)}))

    zero = why_nothing(searcher, results)
    assert zero is not None
    assert any("1 document" in line for line in zero.lines)


def test_a_page_is_read_with_its_expansions_marked(searcher: Searcher) -> None:
    reading = searcher.read("graz", 1, "migrants")

    assert [part.text for part in reading.text if part.is_match] == ["newcomers"]


def test_an_answer_is_the_search_without_passages(searcher: Searcher) -> None:
    ask = Ask(text="entreprenership", per_page=1)

    assert [one.id for one in searcher.answer(ask).found] == [
        hit.id for hit in searcher.search(ask).hits
    ]
