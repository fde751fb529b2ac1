"""The benchmark of nasty queries: what it asks, and what it says of the times."""

from pathlib import Path

from benchmarks.nasty import SLOWEST, ask_all, table
from benchmarks.nasty_queries import nasty
from corpus.vocabulary import read_vocabulary
from tests.conftest import build_document
from tests.search.made_library import searcher_of


def test_every_query_is_asked_and_timed(tmp_path: Path) -> None:
    searcher = searcher_of(tmp_path, [build_document("1", "The rent of flats")])

    times = ask_all(searcher)

    assert times.keys() == nasty(read_vocabulary()).keys()
    assert min(times.values()) >= 0


def test_the_slowest_are_listed_and_all_are_counted() -> None:
    times = {f"query {number}": number / 1000 for number in range(1, 401)}

    made = table("tantivy", times)

    assert made.rows[0] == ("query 400", 400.0)
    assert len(made.rows) == SLOWEST
    assert made.notes == ("400 queries: p95 380 ms, max 400 ms; 200 of them above 200 ms.",)
