"""Cities side by side: passages meet under the same heading, and nothing is told from nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.document import Document, Page
from search.comparing.side_by_side import (
    MOST_BESIDE,
    MOST_NAMED,
    MOST_QUOTES,
    Comparison,
    Row,
    heading_of,
    parties,
    side_by_side,
)
from search.question import Ask
from search.searcher import Searcher
from search.tables.matrix import State, matrix
from tests.search.made_library import searcher_of

Builder = Callable[..., Document]


def report(id_: str, city: str, *sections: tuple[str, str], **values: Any) -> Document:
    """A report with a page for each section."""
    pages = tuple(
        Page(number=number, text=text, section=section, language="en")
        for number, (section, text) in enumerate(sections, start=1)
    )
    given = {"title": (f"Report {id_}",), "city": (city,), "language": ("en",)}
    given |= {name: (value,) for name, value in values.items()}
    return Document(id=id_, values=given, pages=pages)


@pytest.fixture
def searcher(tmp_path: Path) -> Searcher:
    return searcher_of(
        tmp_path,
        [
            report(
                "turin",
                "Turin",
                ("2 Profile of Turin", "Rent is high."),
                ("3 Measures", "Rents are paid by the city."),
                ("Only here", "Rent, once more."),
                module="Housing",
            ),
            report(
                "vienna",
                "Vienna",
                ("1. Profile of Vienna", "Rent is low in Vienna."),
                ("Measures", "Schools are built."),
                module="Housing",
            ),
            report("liege", "Liège", ("", "")),
            report("graz", "Graz", ("Measures", "Schools.")),
        ],
    )


def compared(searcher: Searcher, text: str, *names: str, **filters: tuple[str, ...]) -> Comparison:
    chosen, notes = parties(names, searcher)
    assert not notes
    return side_by_side(searcher, Ask(text=text, filters=filters), chosen)


def row(comparison: Comparison, heading: str) -> Row:
    return next(one for one in comparison.rows if one.heading == heading)


def test_passages_meet_under_the_same_heading(searcher: Searcher) -> None:
    found = row(compared(searcher, "rent", "Turin", "Vienna"), "Profile of …")

    assert [[quote.document for quote in spot.quotes] for spot in found.spots] == [
        ["turin"],
        ["vienna"],
    ]


def test_a_heading_of_one_alone_is_in_the_last_row(searcher: Searcher) -> None:
    last = compared(searcher, "rent", "Turin", "Vienna").rows[-1]

    assert last.heading == ""
    assert [quote.heading for quote in last.spots[0].quotes] == ["Only here"]


def test_a_section_that_says_nothing_is_told_from_one_that_is_not_there(
    searcher: Searcher,
) -> None:
    found = row(compared(searcher, "rent", "Turin", "Vienna", "document:graz"), "Measures")

    assert [bool(spot.quotes) for spot in found.spots] == [True, False, False]
    assert found.spots[1].has_section
    assert (
        not row(compared(searcher, "rent", "Turin", "Graz", "Vienna"), "Profile of …")
        .spots[1]
        .has_section
    )


def test_a_city_without_report_is_told_from_one_that_cannot_be_read(searcher: Searcher) -> None:
    columns = compared(searcher, "rent", "Turin", "Graz", "Liège", "Athens").columns

    assert [column.cell.state for column in columns] == [
        State.FOUND,
        State.SILENT,
        State.NOT_READABLE,
        State.NO_REPORT,
    ]


def test_the_counts_are_those_of_the_matrix_and_of_the_search(searcher: Searcher) -> None:
    counts = matrix(searcher, Ask(text="rent"))

    for column in compared(searcher, "rent", "Turin", "Vienna", "Graz").columns:
        assert column.cell == counts.cell(column.party.value)
        assert searcher.search(column.ask).total == column.cell.documents


def test_matches_are_marked_and_lead_to_their_page(searcher: Searcher) -> None:
    (quote,) = row(compared(searcher, "rent", "Turin", "Vienna"), "Measures").spots[0].quotes

    assert [one.text for one in quote.passage.segments if one.is_match] == ["Rents"]
    assert (quote.document, quote.number) == ("turin", 2)


def test_without_words_each_section_is_quoted_from_after_its_heading(tmp_path: Path) -> None:
    searcher = searcher_of(
        tmp_path,
        [
            report("1", "Turin", ("Measures", "Measures\nFlats are let.")),
            report("2", "Vienna", ("Measures", "Schools are built.")),
        ],
    )

    found = compared(searcher, "", "Turin", "Vienna")

    assert not found.has_words
    assert [spot.quotes[0].passage.text for spot in found.rows[0].spots] == [
        "Flats are let.",
        "Schools are built.",
    ]


def test_a_filter_by_city_is_set_aside_and_others_are_kept(searcher: Searcher) -> None:
    found = compared(searcher, "rent", "Turin", "Graz", city=("Vienna",), module=("Housing",))

    assert [column.cell.state for column in found.columns] == [State.FOUND, State.NO_REPORT]


def test_two_documents_of_one_city_can_be_compared(searcher: Searcher) -> None:
    found = compared(searcher, "rent", "document:turin", "document:vienna")

    assert [column.party.label for column in found.columns] == ["Report turin", "Report vienna"]
    assert row(found, "Profile of …").spots[1].quotes[0].document == "vienna"


def test_a_city_is_found_in_any_spelling_and_once(searcher: Searcher) -> None:
    chosen, notes = parties(["Wien", "Vienna", "graz"], searcher)

    assert [one.name for one in chosen] == ["Vienna", "Graz"]
    assert not notes


def test_who_is_not_there_is_named(searcher: Searcher) -> None:
    chosen, notes = parties(["Atlantis", "document:none", "", "document:"], searcher)

    assert chosen == ()
    assert notes[:2] == ("There is no city “Atlantis” here.", "There is no document “none”.")


def test_no_more_than_four_are_compared(searcher: Searcher) -> None:
    chosen, notes = parties(["Turin", "Vienna", "Graz", "Liège", "Athens"], searcher)

    assert len(chosen) == MOST_BESIDE
    assert notes == ("Of 5, the first 4 are compared.",)


def test_of_very_many_names_the_first_are_looked_at(searcher: Searcher) -> None:
    _, notes = parties((f"Nowhere {number}" for number in range(1000)), searcher)

    assert len(notes) == MOST_NAMED


def test_of_many_passages_the_best_are_quoted_and_the_others_counted(tmp_path: Path) -> None:
    many = tuple(("Measures", f"Rent {number}.") for number in range(MOST_QUOTES + 2))
    searcher = searcher_of(
        tmp_path, [report("1", "Turin", *many), report("2", "Vienna", ("Measures", "Rent."))]
    )

    spot = compared(searcher, "rent", "Turin", "Vienna").rows[0].spots[0]

    assert (len(spot.quotes), spot.more) == (MOST_QUOTES, 2)


@pytest.mark.parametrize(
    ("section", "names", "heading"),
    [
        ("3.2.1 Housing policy", (), "Housing policy"),
        ("IV. Lessons", (), "Lessons"),
        ("2009 was a good year", (), "2009 was a good year"),
        ("Viennese housing", ("Vienna",), "Viennese housing"),
        ("VIENNA: a profile", ("Vienna",), "…: a profile"),
        ("In c", ("",), "In c"),
        ("I live here", (), "I live here"),
    ],
)
def test_a_heading_loses_its_number_and_the_name_of_its_city(
    section: str, names: tuple[str, ...], heading: str
) -> None:
    assert heading_of(section, names) == heading
