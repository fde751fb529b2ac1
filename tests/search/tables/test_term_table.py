"""A table of terms counts each of them as a search of its own would."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.document import Document
from corpus.errors import UnknownField
from corpus.words import fold
from search.question import Ask
from search.searcher import Searcher
from search.tables.counting import UNKNOWN, Counting
from search.tables.term_table import table_columns, table_rows, term_table
from tests.search.made_library import FILTERS, QUERIES, documents, searcher_of

Builder = Callable[..., Document]


@pytest.fixture
def searcher(tmp_path: Path, a_document: Builder) -> Searcher:
    return searcher_of(
        tmp_path,
        [
            a_document("1", ["Rent", "Rents rise.", "Flats"], city=("Vienna", "Graz")),
            a_document("2", "A flat", city="Vienna", year="2009"),
            a_document("3", "Rent"),
        ],
    )


def test_each_term_has_its_row_in_the_order_given(searcher: Searcher) -> None:
    table = term_table(searcher, ["rent", "flat", "rent"])

    assert [row.term for row in table.rows] == ["rent", "flat", "rent"]
    assert table.rows[0].counts == {"Vienna": 1, "Graz": 1, UNKNOWN: 1}
    assert table.rows[0].total == 2
    assert table.rows[1].counts == {"Vienna": 2, "Graz": 1}
    assert table.rows[2].counts == table.rows[0].counts


def test_passages_are_pages_with_a_match(searcher: Searcher) -> None:
    (row,) = term_table(searcher, ["rent OR flat"], counting=Counting.PASSAGES).rows

    assert row.counts == {"Vienna": 4, "Graz": 3, UNKNOWN: 1}
    assert row.total == 5


def test_notes_stand_beside_their_term(searcher: Searcher) -> None:
    odd, good = term_table(searcher, ["(rent", "rent"], counting=Counting.PASSAGES).rows

    assert "never closed" in str(odd.notes[0])
    assert odd.total == good.total == 3
    assert not good.notes


def test_a_term_without_words_has_no_passages_and_says_so(searcher: Searcher) -> None:
    (row,) = term_table(searcher, ["city:Vienna"], counting=Counting.PASSAGES).rows

    assert row.total == 0
    assert "no passage" in str(row.notes[0])
    assert term_table(searcher, ["city:Vienna"]).rows[0].total == 2


def test_filters_hold_for_all_terms(searcher: Searcher) -> None:
    ask = Ask(text="never read", filters={"city": ("Wien",)})
    table = term_table(searcher, ["rent", ""], ask=ask)

    assert table.values == ("Vienna",)
    assert [row.total for row in table.rows] == [1, 2]


def test_a_table_has_every_count(searcher: Searcher) -> None:
    table = term_table(searcher, ["flat", "rent"], across="published")

    assert table_columns(table) == ("query", "2009", "unknown", "total", "notes")
    assert list(table_rows(table)) == [("flat", 1, 1, 2, ""), ("rent", 0, 2, 2, "")]


def test_what_is_no_facet_is_a_mistake(searcher: Searcher) -> None:
    with pytest.raises(UnknownField, match="facet"):
        term_table(searcher, ["rent"], across="title")


@pytest.mark.parametrize("engine", ["memory", "tantivy"])
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    held=documents(),
    terms=st.lists(QUERIES, max_size=4),
    filters=FILTERS,
    across=st.sampled_from(["city", "module", "year"]),
)
def test_the_counts_are_those_of_the_facet(
    engine: str,
    held: list[Document],
    terms: list[str],
    filters: dict[str, tuple[str, ...]],
    across: str,
) -> None:
    with TemporaryDirectory() as folder:
        searcher = searcher_of(Path(folder), held, engine)
        table = term_table(searcher, terms, across, ask=Ask(filters=filters))
        for row in table.rows:
            results = searcher.search(Ask(text=row.term, filters=filters, facets=(across,)))
            assert row.total == results.total
            counts = {value.value: value.count for value in results.facets[0].values}
            assert set(row.counts) <= set(table.values)
            for value in set(table.values) - {UNKNOWN}:
                spelled = [count for name, count in counts.items() if fold(name) == fold(value)]
                # A document with both spellings of a value is counted in both, and here once.
                assert max(spelled, default=0) <= row.counts.get(value, 0) <= sum(spelled)
