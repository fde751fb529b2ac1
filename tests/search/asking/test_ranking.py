"""The order of results: known items first, then what was typed, then other words for it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document, Part
from index.query import All, Either, Widened, Word
from search.asking.ranking import as_typed
from search.results import Ask
from search.searcher import Searcher
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


def test_what_was_typed_comes_before_other_words_for_it(order: Order, a_document: Builder) -> None:
    ranked = order(
        a_document("other", "newcomer newcomer newcomer", title="Newcomers"),
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


def test_a_word_in_a_heading_counts_more(order: Order, a_document: Builder) -> None:
    headed = a_document("headed", "a mosque " + FILLER)
    ranked = order(
        a_document("plain", "a mosque " + FILLER),
        replace(headed, pages=(replace(headed.pages[0], section="Mosques"),)),
    )

    assert ranked("mosque") == ["headed", "plain"]


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


def test_a_few_words_are_all_asked_for(order: Order, a_document: Builder) -> None:
    ranked = order(a_document("one", "boilers"), a_document("both", "insulation of boilers"))

    assert ranked("insulation boilers") == ["both"]


def test_of_expansions_only_other_spellings_count_as_typed() -> None:
    wide = Widened(Word("organisation"), ((Word("organization"), 1.0), (Word("club"), 0.5)))

    assert as_typed(All((wide, Word("rent")))) == All(
        (Widened(Word("organisation"), ((Word("organization"), 1.0),)), Word("rent"))
    )
    assert as_typed(Either((Widened(Word("a"), ((Word("b"), 0.6),)),))) == Either((Word("a"),))
