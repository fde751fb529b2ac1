"""The order of results: known items first, then the documents with the best pages."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document, Part
from search.question import Ask
from search.searcher import Searcher
from search.understanding.questions import FEW
from tests.search.made_library import searcher_of

Builder = Callable[..., Document]
FILLER = "streets parks trams schools clinics " * 30


@pytest.fixture(params=["tantivy", "whoosh"])
def order(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Callable[..., Callable[[str], list[str]]]:
    def made(*documents: Document) -> Callable[[str], list[str]]:
        searcher = searcher_of(tmp_path, documents, request.param)
        return lambda text: ids(searcher, text)

    return made


def ids(searcher: Searcher, text: str) -> list[str]:
    return [hit.id for hit in searcher.search(Ask(text=text, per_page=50)).hits]


Order = Callable[..., Callable[[str], list[str]]]


def test_the_document_of_the_very_title_comes_first(order: Order, a_document: Builder) -> None:
    ranked = order(
        a_document(
            "loud", "housing policy in Vienna " * 50, title="Housing policy in Vienna today"
        ),
        a_document(
            "named", FILLER + "housing policy in Vienna", title="Housing – policy in Vienna"
        ),
    )

    assert ranked("housing policy in Vienna")[0] == "named"


def test_what_an_author_published_in_a_year_comes_first(order: Order, a_document: Builder) -> None:
    ranked = order(
        a_document("citing", "Heckmann 2009 " * 40, year="2012"),
        a_document("other", "rents", author="Friedrich Heckmann", year="2006"),
        a_document("meant", FILLER, author="Friedrich Heckmann", year="2009"),
    )

    assert ranked("Heckmann 2009")[0] == "meant"


def test_the_document_of_a_code_comes_first(order: Order, a_document: Builder) -> None:
    ranked = order(
        a_document("citing", "EF/06/22/EN " * 30),
        a_document("meant", FILLER, code="EF0622"),
    )

    for spelling in ("EF0622", "ef/06/22", "EF/06/22/EN", "ef0622en.pdf"):
        assert ranked(spelling) == ["meant", "citing"]


def test_what_was_typed_is_worth_more_than_other_words_for_it(
    order: Order, a_document: Builder
) -> None:
    ranked = order(
        a_document("other", FILLER + "one newcomer"),
        a_document("typed", FILLER + "one migrant"),
    )

    assert ranked("migrant") == ["typed", "other"]


def test_words_that_meet_on_a_page_come_first(order: Order, a_document: Builder) -> None:
    ranked = order(
        a_document("apart", ["mosque " * 20, "allotment " * 20]),
        a_document("together", [FILLER, "a mosque and one allotment", FILLER]),
    )

    assert ranked("mosque allotment") == ["together", "apart"]


def test_words_that_meet_in_a_bibliography_do_not_count_as_meeting(
    order: Order, a_document: Builder
) -> None:
    cited = a_document("cited", [FILLER, "mosque allotment " * 20])
    pages = (cited.pages[0], replace(cited.pages[1], part=Part.BIBLIOGRAPHY))
    ranked = order(
        replace(cited, pages=pages),
        a_document("said", [FILLER, "a mosque and one allotment", FILLER, FILLER]),
    )

    assert ranked("mosque allotment") == ["said", "cited"]


def test_a_word_in_the_title_counts_more(order: Order, a_document: Builder) -> None:
    ranked = order(
        a_document("text", "tram mosque " + FILLER, title="A report on the city"),
        a_document("title", "tram clinic " + FILLER, title="A mosque in the city"),
    )

    assert ranked("mosque") == ["title", "text"]


def test_of_a_report_on_a_city_the_page_on_the_subject_is_the_best(
    tmp_path: Path, a_document: Builder
) -> None:
    report = a_document(
        "report", ["Turin Turin Turin", "a mosque " + FILLER], title="Report on Turin"
    )
    searcher = searcher_of(tmp_path, [report, a_document("else", [FILLER, FILLER])])

    found = searcher.search(Ask(text="mosque Turin")).hits[0]

    assert [page.number for page in found.pages] == [2, 1]


def test_a_long_report_is_worth_its_best_page(order: Order, a_document: Builder) -> None:
    ranked = order(
        a_document("long", ["mosque allotment " + FILLER, *[FILLER] * 40]),
        a_document("short", "a mosque " + FILLER + "an allotment " + FILLER),
    )

    assert ranked("mosque allotment")[0] == "long"


def test_a_question_is_answered_by_what_holds_most_of_it(order: Order, a_document: Builder) -> None:
    ranked = order(
        a_document("all", "lessees insulation boilers subsidies"),
        a_document("most", "lessees insulation boilers"),
        a_document("one", "boilers"),
        a_document("none", "parks"),
    )

    assert ranked("which lessees get subsidies for insulation of boilers?") == [
        "all", "most", "one"
    ]  # fmt: skip


def test_where_few_hold_every_word_others_follow_that_lack_one(
    tmp_path: Path, a_document: Builder
) -> None:
    loud = a_document("one", "boilers boilers", title="Boilers")
    searcher = searcher_of(tmp_path, [loud, a_document("both", "insulation " + FILLER + "boilers")])

    results = searcher.search(Ask(text="insulation boilers", facets=("language",)))

    assert [(hit.id, hit.is_further, hit.lacks) for hit in results.hits] == [
        ("both", False, ()),
        ("one", True, ("insulation",)),
    ]
    assert (results.total, results.more) == (1, 1)
    assert [value.count for value in results.facets[0].values] == [1]
    assert results.counted == "1 of 2 documents holds every word"
    assert results.further == "1 more holds some of the words"
    assert [found.id for found in searcher.every(Ask(text="insulation boilers")).found] == ["both"]


def test_where_many_hold_every_word_no_others_follow(tmp_path: Path, a_document: Builder) -> None:
    both = [a_document(f"both{n}", "insulation of boilers") for n in range(FEW)]
    searcher = searcher_of(tmp_path, [*both, a_document("one", "boilers")])

    results = searcher.search(Ask(text="insulation boilers"))

    assert (results.total, results.more) == (FEW, 0)


def test_where_none_holds_every_word_the_missing_one_is_named(
    tmp_path: Path, a_document: Builder
) -> None:
    searcher = searcher_of(tmp_path, [a_document("one", "boilers"), a_document("none", "parks")])

    results = searcher.search(Ask(text="zanzibar boilers", correcting=False))

    assert [(hit.id, hit.lacks) for hit in results.hits] == [("one", ("zanzibar",))]
    assert results.counted == "1 of 2 documents holds some of the words"
    assert "No document holds “zanzibar”." in map(str, results.notes)
