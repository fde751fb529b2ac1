"""What readers want of the library, asked of the pages that it began with.

Each test is one of their needs, by its number in the list beside the project, whose
queries are read from there.
"""

import csv
import io
from pathlib import Path

import pytest

from corpus.vocabulary import read_vocabulary
from index.query import All, Either, Near, Not, Phrase, Word
from search.explaining.zero import why_nothing
from search.language.parser import parse
from search.question import Ask
from search.tables.matrix import State, matrix
from search.tables.matrix_rows import cell_rows
from search.understanding.expansions import Because
from tests.journeys.needs import (
    also,
    are_absent,
    asked,
    found_in,
    ids,
    marked_of,
    notes,
    read_into,
    seed_of,
    shown_of,
    typed,
)
from tests.ui.cli.conftest import type_here
from ui.wiring import Library, open_library

pytestmark = [pytest.mark.shared, are_absent]


def test_1_voting_rights_are_found_although_no_text_says_voting(seeds: Library) -> None:
    assert asked(seeds, "=voting").total == 0

    results = asked(seeds, typed(1))

    hit = next(hit for hit in results.hits if seed_of(hit) == "002")
    assert hit.rank <= 2
    participation = "civic and political participation"
    assert participation in also(results)
    assert participation in marked_of(hit)
    assert str(results.coverage).startswith("32 documents searched")


def test_2_a_city_that_is_named_is_found_and_is_no_subject(seeds: Library) -> None:
    results = asked(seeds, typed(2))

    assert {"000", "002", "004"} <= set(found_in(results))
    assert asked(seeds, "city:Stuttgart").total == 0
    assert not any("Stuttgart" in hit.values.get("city", ()) for hit in results.hits)
    assert not results.chips


def test_4_a_misspelt_word_is_put_right_and_told(seeds: Library) -> None:
    results = asked(seeds, typed(4))

    assert results.corrected is not None
    assert results.corrected.is_shown
    assert results.corrected.text == "entrepreneurship"
    assert found_in(results) == ["001", "004", "000", "002"]
    assert ids(results) == ids(asked(seeds, "entrepreneurship"))


def test_5_german_words_find_english_reports(seeds: Library) -> None:
    results = asked(seeds, typed(5))

    assert "Wien is Vienna." in notes(results)
    assert {"housing policy", "Vienna"} <= also(results)
    assert found_in(results)[0] == "001"
    assert ("Vienna",) in [hit.values.get("city") for hit in results.hits[:2]]


def test_7_a_spelling_of_the_other_side_of_the_ocean_finds_the_same(seeds: Library) -> None:
    results = asked(seeds, typed(7))
    other = asked(seeds, typed(7).replace("radicalis", "radicaliz"))

    assert typed(7) != other.ask.text
    assert [hit.id for hit in results.hits] == [hit.id for hit in other.hits]
    hit = next(hit for hit in results.hits if seed_of(hit) == "001")
    assert hit.rank <= 2
    assert "radicalisation" in shown_of(hit)


def test_8_operators_are_read_as_they_are_written(seeds: Library) -> None:
    mix = Phrase(("social", "mix"))
    tree = All((Word("segregation"), Either((Word("quota"), mix)), Not(Word("school"))))

    assert parse(typed(8), read_vocabulary()).query == tree
    assert asked(seeds, typed(8)).total == 0
    unclosed = parse(typed(8).replace(")", ""), read_vocabulary())
    assert [note.position for note in unclosed.notes] == [typed(8).index("(") + 1]


def test_10_what_nobody_says_is_named_and_the_rest_is_found(seeds: Library) -> None:
    results = asked(seeds, typed(10))

    assert results.held == "some of the words"
    assert [hit.lacks for hit in results.hits] == [("anonymous", "applications")]
    assert "No document holds “anonymous”, “applications”." in notes(results)


@pytest.mark.parametrize(
    "code",
    ["ef0622", "EF0622", "EF/06/22", "EF/06/22/EN", "ef0622en.pdf", "ef0631", "EF/06/31"],
)
def test_11_a_publication_code_is_found_however_it_is_written(seeds: Library, code: str) -> None:
    results = asked(seeds, code)

    assert found_in(results) == ["002"]
    assert code[-2:].lower() != "31" or "ef0631" in shown_of(results.hits[0])


def test_11_a_code_that_no_document_has_is_said_to_be_missing(seeds: Library) -> None:
    results = asked(seeds, typed(11))

    assert results.total == 0
    zero = why_nothing(seeds.searcher, results)
    assert zero is not None
    assert typed(11) in zero.verdict


@pytest.mark.parametrize(
    ("number", "written", "sources"),
    [
        (13, "Torino", {"000"}),
        (14, "Wroclaw", {"000", "001"}),
        (16, "Barcelona", {"000", "002"}),
        (17, "Kirklees", {"000"}),
    ],
)
def test_13_14_16_17_a_city_is_found_under_its_other_names(
    seeds: Library, number: int, written: str, sources: set[str]
) -> None:
    results = asked(seeds, typed(number))

    assert set(found_in(results)) == sources
    for hit in results.hits:
        assert any(written in text for text in marked_of(hit))


def test_13_14_what_else_a_city_is_called_is_told(seeds: Library) -> None:
    assert "Torino" in also(asked(seeds, typed(13)))
    assert "Breslau is Wrocław." in notes(asked(seeds, typed(14)))


def test_19_the_matrix_has_every_city_and_module_and_its_gaps(seeds: Library) -> None:
    found = matrix(seeds.searcher, Ask())
    cities = [row for row in found.rows if read_vocabulary().city(row)]
    modules = found.columns[:4]

    assert (len(cities), len(modules)) == (39, 4)
    filled = {(c, m) for c in cities for m in modules if found.cell(c, m).state is State.FOUND}
    assert filled == {
        *(("Vienna", module) for module in modules),
        ("Prague", "Ethnic entrepreneurship"),
        ("Zagreb", "Intercultural policies"),
    }
    assert found.cell("Stuttgart", "Housing").state is State.NO_REPORT
    for city, module in filled:
        asking = found.ask_for(city, module)
        assert seeds.searcher.search(asking).total == found.cell(city, module).documents
    assert len(list(cell_rows(found))) == len(found.rows) * len(found.columns)


def test_19_the_matrix_is_taken_away_as_a_table(as_made: Path) -> None:
    said = type_here("matrix", "--csv", library=as_made)
    rows = list(csv.DictReader(io.StringIO(said.out)))

    assert said.status == 0
    assert len({(row["city"], row["module"]) for row in rows}) >= 39 * 4
    assert {row["state"] for row in rows} == {"found", "no report"}


def test_20_a_wildcard_may_be_near_a_word(seeds: Library) -> None:
    read = parse(typed(20), read_vocabulary())

    assert read.query == Near("radicali*", "mosque", 10)
    assert not read.notes
    assert not asked(seeds, typed(20)).expansions


def test_20_what_is_near_is_found_and_what_is_far_is_not(empty: Path) -> None:
    for name, between in (("near", "counter it with"), ("far", "word " * 11)):
        text = f"Measures on radicalisation {between} the mosque of the quarter."
        (empty / "documents" / f"{name}.txt").write_text(text, encoding="utf-8")
    read_into(empty)
    opened = open_library(empty)

    assert [hit.values["source"] for hit in asked(opened, typed(20)).hits] == [
        ("documents/near.txt",)
    ]
    opened.close()


def test_22_a_weak_match_is_said_to_be_one(seeds: Library) -> None:
    results = asked(seeds, typed(22))

    assert "002" in found_in(results)
    hit = next(hit for hit in results.hits if seed_of(hit) == "002")
    assert "language" in shown_of(hit)
    assert "No document holds “courses”" in notes(results)


def test_23_words_of_the_counter_find_those_of_policy(seeds: Library) -> None:
    results = asked(seeds, typed(23))

    assert {"000", "001"} <= set(found_in(results))
    assert {"social housing", "migrant"} <= also(results)
    assert any("housing" in shown_of(hit).lower() for hit in results.hits[:3])


def test_25_either_word_may_do_and_a_filter_narrows(seeds: Library) -> None:
    place, *_ = typed(25).split(" section filter ")

    assert "001" in found_in(asked(seeds, place.replace(" ", " OR ", 1)))
    inside = asked(seeds, "", module="intercultural")
    assert {hit.values["module"] for hit in inside.hits} == {("Intercultural policies",)}
    assert inside.total == 2
    counted = seeds.searcher.search(
        Ask(filters={"module": ("intercultural",)}, facets=("city",))
    ).facets[0]
    assert {(one.value, one.count) for one in counted.values} == {("Vienna", 1), ("Zagreb", 1)}


def test_26_a_charter_is_found_where_it_is_told_what_it_is(seeds: Library) -> None:
    results = asked(seeds, typed(26))

    assert found_in(results)[:2] == ["003", "004"]
    assert "Charter in 2010" in shown_of(results.hits[0])


def test_28_two_networks_are_compared_where_both_are_named(seeds: Library) -> None:
    results = asked(seeds, typed(28))

    assert [seed_of(hit) for hit in results.hits if not hit.is_further] == ["004"]
    assert {"network:CLIP", "network:Intercultural Cities"} <= also(results)
    marked = {s.text for s in seeds.searcher.read(results.hits[0].id, 5, typed(28)).text
              if s.is_match}  # fmt: skip
    assert "CLIP" in marked


def test_28_an_acronym_is_no_other_form_of_a_word(empty: Path) -> None:
    (empty / "documents" / "paper.txt").write_text(
        "Paper clips on the desk of the clerk, who was clipping.", encoding="utf-8"
    )
    read_into(empty)
    opened = open_library(empty)

    assert asked(opened, "clip").total == 1
    assert asked(opened, typed(28).split()[0]).total == 0
    opened.close()


def test_29_two_pieces_of_news_are_two_results(seeds: Library) -> None:
    first, second, *_ = asked(seeds, typed(29)).hits

    assert [hit.values["published_on"] for hit in (first, second)] == [
        ("2017-07-20",),
        ("2017-07-06",),
    ]
    assert "Thessaloniki" in first.values["place_mentioned"]
    assert "Milan" in second.values["place_mentioned"]
    assert {seed_of(first), seed_of(second)} == {"003"}


def test_31_dates_that_do_not_agree_are_both_shown(seeds: Library) -> None:
    first = asked(seeds, typed(31)).hits[0]
    pages = [seeds.searcher.read(first.id, number, typed(31)) for number in (1, 2)]
    text = "".join(segment.text for page in pages for segment in page.text)

    assert seed_of(first) == "004"
    assert "Tampere in September 2010" in shown_of(first)
    assert "10 September 2013" in " ".join(text.split())
    assert "year" not in first.values


def test_32_newcomers_are_migrants_and_labor_is_labour(seeds: Library) -> None:
    results = asked(seeds, typed(32))
    other = asked(seeds, typed(32).replace("labour", "labor"))

    assert {"002", "004"} <= set(found_in(results))
    assert {"migrant", "immigrant"} <= also(results)
    assert [hit.id for hit in results.hits] == [hit.id for hit in other.hits]


def test_34_dutch_words_find_english_reports(seeds: Library) -> None:
    results = asked(seeds, typed(34))

    assert {"000", "002"} <= set(found_in(results))
    assert "Antwerpen is Antwerp." in notes(results)
    assert {"housing", "migrant", "Antwerp"} <= also(results)
    assert "001" in found_in(asked(seeds, typed(34).rpartition(" ")[0]))


def test_35_italian_words_find_english_reports_on_either_city(seeds: Library) -> None:
    results = asked(seeds, typed(35))

    assert {"000", "001"} <= set(found_in(results))
    assert "Any of the cities will do: Bologna, Turin." in notes(results)
    assert "ethnic entrepreneurship" in also(results)


def test_41_common_words_are_no_cities(seeds: Library) -> None:
    results = asked(seeds, typed(41))

    assert "Not looked for: in." in notes(results)
    assert not any(one.because is Because.NAME for one in results.expansions)
    assert not results.chips


def test_41_a_document_of_common_words_has_no_city_and_no_place(empty: Path) -> None:
    text = f"{typed(41)}\n\nWe have seen nice practices in reading, writing and counting."
    (empty / "documents" / "practices.txt").write_text(text, encoding="utf-8")
    read_into(empty)
    opened = open_library(empty)
    (hit,) = asked(opened, "").hits

    assert not {"city", "place_mentioned", "country"} & hit.values.keys()
    opened.close()
