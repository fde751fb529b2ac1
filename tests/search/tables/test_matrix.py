"""A matrix counts what the question of each cell would find, and tells three kinds of nothing."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.document import Document
from corpus.errors import PolisearchError, UnknownField
from index.query import All, Either, Is, Not, Phrase, Query, Range, Widened, Word
from search.question import Ask
from search.searcher import Searcher
from search.tables.counting import UNKNOWN, Counting, label_of
from search.tables.matrix import Cell, State, matrix, scope
from search.tables.matrix_rows import (
    cell_columns,
    cell_rows,
    grid_columns,
    grid_rows,
    matrix_as_json,
)
from tests.search.made_library import FILTERS, QUERIES, VOCABULARY, documents, searcher_of

Builder = Callable[..., Document]


@pytest.fixture
def searcher(tmp_path: Path, a_document: Builder) -> Searcher:
    return searcher_of(
        tmp_path,
        [
            a_document("1", ["Rent", "Rents rise.", "Flats"], city="Vienna", module="Housing"),
            a_document("2", "No word of it.", city="Vienna", module="Housing", year="2009"),
            a_document("3", "Rent", city=("Vienna", "Graz"), module="Ethnic entrepreneurship"),
            a_document("4", "Nothing", city="Turin", module="Housing"),
            a_document("5", "", city="Liège", module="Housing", title="A scan"),
            a_document("6", "Rent", module="Housing"),
        ],
    )


def test_a_cell_counts_documents_and_pages_with_a_match(searcher: Searcher) -> None:
    assert matrix(searcher, Ask(text="rent")).cell("Vienna", "Housing") == Cell(
        documents=1, passages=2, reports=2
    )


def test_three_kinds_of_nothing_are_told_apart(searcher: Searcher) -> None:
    found = matrix(searcher, Ask(text="rent"))

    assert found.cell("Turin", "Housing").state is State.SILENT
    assert found.cell("Liège", "Housing").state is State.NOT_READABLE
    assert found.cell("Turin", "Ethnic entrepreneurship").state is State.NO_REPORT
    assert found.cell("Vienna", "Housing").state is State.FOUND


def test_the_whole_vocabulary_is_there_and_none_comes_last(searcher: Searcher) -> None:
    found = matrix(searcher, Ask(text="rent"))

    assert {city.name for city in VOCABULARY.cities} < set(found.rows)
    assert found.columns == tuple(module.name for module in VOCABULARY.modules)
    assert "Graz" in found.rows  # which no vocabulary knows
    assert found.rows[-1] == UNKNOWN
    assert found.cell(UNKNOWN, "Housing").documents == 1


def test_a_document_of_two_cities_is_in_both_rows_and_once_in_the_totals(
    searcher: Searcher,
) -> None:
    found = matrix(searcher, Ask(text="rent"))

    assert found.cell("Vienna", "Ethnic entrepreneurship").documents == 1
    assert found.cell("Graz", "Ethnic entrepreneurship").documents == 1
    assert found.cell(None, "Ethnic entrepreneurship").documents == 1
    assert found.cell() == Cell(documents=3, passages=4, reports=6, unread=1)


def test_without_words_documents_are_counted_and_no_passages(searcher: Searcher) -> None:
    found = matrix(searcher, Ask())

    assert not found.has_words
    assert found.cell("Vienna", "Housing").documents == 2
    assert matrix_as_json(found)["cells"][-1] == {  # type: ignore[index]
        "row": None, "column": None, "layer": None, "documents": 6, "passages": None,
        "reports": 6, "not_readable": 1, "state": "found",
    }  # fmt: skip


def test_layers_count_each_year_for_itself(searcher: Searcher) -> None:
    found = matrix(searcher, Ask(), layers="year")

    assert found.layers == ("2009", UNKNOWN)
    assert found.cell("Vienna", "Housing", "2009").documents == 1
    assert found.cell("Vienna", "Housing", UNKNOWN).documents == 1
    assert found.cell("Vienna", "Housing").documents == 2


def test_any_facets_can_be_rows_and_columns_by_any_name(searcher: Searcher) -> None:
    found = matrix(searcher, Ask(), rows="published", columns="lang")

    assert (found.row_field, found.column_field) == ("year", "language")
    assert found.cell("2009", "en").documents == 1


def test_a_filter_on_the_rows_leaves_only_its_values(searcher: Searcher) -> None:
    found = matrix(searcher, Ask(text="rent", filters={"city": ("Wien",)}))

    assert found.rows == ("Vienna",)
    assert found.cell().documents == 2


def test_a_field_in_the_query_says_which_reports_are_looked_through(searcher: Searcher) -> None:
    found = matrix(searcher, Ask(text="rent year:2009"))

    assert found.cell("Turin", "Housing").state is State.NO_REPORT
    assert found.cell("Vienna", "Housing") == Cell(reports=1)


def test_values_that_differ_in_case_are_one(tmp_path: Path, a_document: Builder) -> None:
    held = [a_document(name, "x", tag=name) for name in ("Rent", "rent", "RENT")]
    found = matrix(searcher_of(tmp_path, held), Ask(), rows="tag", columns="language")

    assert len(found.rows) == 1
    assert found.cell(found.rows[0], "en").documents == 3


def test_the_same_field_twice_is_a_mistake(searcher: Searcher) -> None:
    with pytest.raises(PolisearchError, match="twice"):
        matrix(searcher, Ask(), rows="city", columns="cities")


@pytest.mark.parametrize("name", ["title", "nothing"])
def test_what_is_no_facet_is_a_mistake(searcher: Searcher, name: str) -> None:
    with pytest.raises(UnknownField, match=name.capitalize() if name == "title" else name):
        matrix(searcher, Ask(), rows=name)


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        (Word("rent"), All()),
        (Is("city", "Graz"), Is("city", "Graz")),
        (All((Word("rent"), Is("city", "Graz"))), Is("city", "Graz")),
        (All((All((Word("a"), Is("kind", "b"))), Not(Is("city", "c")))),
         All((Is("kind", "b"), Not(Is("city", "c"))))),
        (Either((Word("rent"), Is("city", "Graz"))), All()),
        (Not(Phrase(("a", "b"))), All()),
        (Widened(Word("a", "title"), ((Range("year", 1, 2), 0.5),)),
         Widened(Word("a", "title"), ((Range("year", 1, 2), 0.5),))),
    ],
)  # fmt: skip
def test_the_scope_of_a_query_are_its_fields(query: Query, meant: Query) -> None:
    assert scope(query) == meant


def test_a_grid_says_in_words_why_there_is_nothing_to_count(searcher: Searcher) -> None:
    found = matrix(searcher, Ask(text="rent"))
    grid = {row[0]: row for row in grid_rows(found, Counting.PASSAGES)}

    assert grid_columns(found)[:2] == ("City", "Housing")
    assert grid["Vienna"][1:] == (2, "no report", "no report", 1, 3)
    assert grid["Turin"][1] == 0
    assert grid["Liège"][1] == "not readable"
    assert grid["Total"][-1] == 4
    assert all(len(row) == len(grid_columns(found)) for row in grid.values())


def test_a_line_for_each_cell_has_a_link_to_it(searcher: Searcher) -> None:
    found = matrix(searcher, Ask(text="rent"))
    lines = list(cell_rows(found, lambda ask: str(dict(ask.filters))))

    assert len(lines) == len(found.rows) * len(found.columns)
    assert all(len(line) == len(cell_columns(found)) for line in lines)
    assert (
        "Vienna", "Housing", 1, 2, 2, 0, "found", "{'city': ('Vienna',), 'module': ('Housing',)}"
    ) in lines  # fmt: skip


def test_documents_without_a_value_have_a_name() -> None:
    assert label_of("year", UNKNOWN) == "unknown"
    assert label_of("city", UNKNOWN) == "none"
    assert label_of("language", "de") == "German"


@pytest.mark.parametrize("engine", ["memory", "tantivy"])
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    held=documents(),
    text=QUERIES,
    filters=FILTERS,
    layers=st.sampled_from([None, "year"]),
)
def test_every_cell_is_what_its_question_finds(
    engine: str, held: list[Document], text: str, filters: dict[str, tuple[str, ...]],
    layers: str | None,
) -> None:  # fmt: skip
    with TemporaryDirectory() as folder:
        asked = searcher_of(Path(folder), held, engine)
        ask = Ask(text=text, filters=filters)
        found = matrix(asked, ask, layers=layers)
        rows = (None, "Vienna", "Wrocław", "Graz", UNKNOWN)
        columns = (None, "Housing", "Own", UNKNOWN)
        for place in product(
            set(rows) & {None, *found.rows},
            set(columns) & {None, *found.columns},
            (None, *found.layers),
        ):
            narrow, cell = found.ask_for(*place), found.cell(*place)
            ids = [one.id for one in asked.every(narrow).found]
            assert len(ids) == cell.documents, place
            query = asked.understand(narrow).query
            assert sum(asked.engine.count_pages(query, ids).values()) == cell.passages, place
            if re.fullmatch(r"[\w*=~]*", text):  # words alone: all documents are looked through
                around = matrix(asked, replace(ask, text="")).ask_for(*place[:2])
                if place[2] is None:
                    assert asked.search(around).total == cell.reports, place
        named = {
            (row, column): cell
            for (row, column, layer), cell in found.cells.items()
            if layer is None and row is not None and column is not None
        }
        assert {row for row, _ in named} <= set(found.rows)
        assert {column for _, column in named} <= set(found.columns)
