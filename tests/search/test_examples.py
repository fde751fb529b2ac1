"""Examples for help, made of what a library holds."""

from collections.abc import Callable
from pathlib import Path

from corpus.document import Document
from search.examples import examples
from search.language.parser import parse
from search.language.syntax import SYNTAX
from search.question import Ask
from search.searcher import Searcher
from tests.search.made_library import searcher_of

Builder = Callable[..., Document]


def _full(folder: Path, a_document: Builder) -> Searcher:
    text = "The municipal landlords of the city. Tenants and municipal landlords. Neighbourhood."
    facts = {"kind": "case study", "language": "en", "module": "Housing"}
    return searcher_of(
        folder,
        [
            a_document("1", text, title="A municipal plan", city="Turin", year="2004", **facts),
            a_document("2", "Municipal landlords.", title="Shops", city="Malmö", year="2011"),
            a_document("3", "Neighbourhood.", title="Report", code="EF0794"),
        ],
    )


def test_every_example_finds_something_in_a_library_that_has_the_fields(
    tmp_path: Path, a_document: Builder
) -> None:
    searcher = _full(tmp_path, a_document)
    words = examples(searcher)

    found = {
        text: searcher.search(Ask(text=text, correcting=False)).total
        for text in (one.example(words) for one in SYNTAX)
    }

    assert not [text for text, total in found.items() if not total]


def test_every_example_shows_its_construct_with_the_words_of_the_library(
    tmp_path: Path, a_document: Builder
) -> None:
    searcher = _full(tmp_path, a_document)
    words = examples(searcher)

    for one in SYNTAX:
        parsed = parse(one.example(words), searcher.vocabulary)
        assert one.shows(parsed.query), one.sign
        assert parsed.notes == ()


def test_words_that_stand_beside_each_other_are_the_phrase(
    tmp_path: Path, a_document: Builder
) -> None:
    assert examples(_full(tmp_path, a_document))["phrase"] == "municipal landlords"


def test_the_years_are_the_first_and_the_last(tmp_path: Path, a_document: Builder) -> None:
    words = examples(_full(tmp_path, a_document))

    assert (words["first"], words["last"]) == ("2004", "2011")


def test_a_city_is_spelt_by_a_name_that_means_nothing_else(
    tmp_path: Path, a_document: Builder
) -> None:
    searcher = searcher_of(tmp_path, [a_document("1", city="Vienna")])

    assert examples(searcher)["spelt"] == "Wien"


def test_an_empty_library_gives_no_words(tmp_path: Path) -> None:
    assert examples(searcher_of(tmp_path, [])) == {}


def test_values_that_hold_quotation_marks_do_not_break_the_examples(
    tmp_path: Path, a_document: Builder
) -> None:
    odd = 'x" OR "y'
    searcher = searcher_of(tmp_path, [a_document("1", city=odd, kind=odd, code=odd)])

    words = examples(searcher)

    assert not [word for word in words.values() if odd in word]
