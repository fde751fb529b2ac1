"""How often one search asks the engine and the catalogue: counted, and not timed."""

from collections import Counter
from collections.abc import Iterator
from functools import wraps
from typing import Any

import pytest
import sqlalchemy as sql

from index import shelf
from index.engines.tantivy.engine import TantivyEngine
from search.question import Ask
from search.searcher import Searcher
from tests.conftest import build_document
from tests.each import each
from tests.search.made_library import searcher_of

CALLS = ("answer", "best_pages", "holding", "count_pages", "words", "frequencies")
"""What an engine looks up."""

FACETS = ("city", "year", "language")


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    texts = ["Rent of flats for migrants", "Housing policy and mosques", "Housing and low rents"]
    documents = [
        build_document(str(n), [text] * 3, city="Vienna", title=f"Report {n}")
        for n, text in enumerate(texts * 5)
    ]
    return searcher_of(tmp_path_factory.mktemp("budgets"), documents)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Calls of the engine by name, and statements put to the catalogue."""
    seen: Counter[str] = Counter()

    def counting(name: str) -> Any:
        called = getattr(TantivyEngine, name)

        @wraps(called)
        def count(*args: Any, **options: Any) -> Any:
            seen[name] += 1
            return called(*args, **options)

        return count

    def statement(*_: object) -> None:
        seen["statements"] += 1

    monkeypatch.setattr(shelf, "LOOKED_AFTER", 3600.0)  # whether the index is sound is not asked
    for name in CALLS:
        monkeypatch.setattr(TantivyEngine, name, counting(name))
    sql.event.listen(sql.Engine, "before_cursor_execute", statement)
    yield seen
    sql.event.remove(sql.Engine, "before_cursor_execute", statement)


@each(
    ("text", "calls", "statements"),
    [
        ("housing", 3, 3),
        ("housing policy", 4, 3),  # few hold both words: which others hold one?
        ('"housing policy"', 3, 3),
        ("rent -mosques", 3, 3),
        ("city:Vienna", 3, 4),
        ("hous*", 3, 3),
        ("huosing", 6, 4),
        ("minaret", 6, 4),
        ("", 3, 4),
    ],
)
def test_a_search_asks_no_more_than_it_needs(
    searcher: Searcher, counted: Counter[str], text: str, calls: int, statements: int
) -> None:
    """What a library has told of a word is remembered, so that the second search counts."""
    ask = Ask(text=text, facets=FACETS)
    searcher.search(ask)
    counted.clear()

    searcher.search(ask)

    assert 0 < counted.pop("statements") <= statements
    assert 0 < counted.total() <= calls, dict(counted)


def test_a_question_is_asked_about_a_few_times_more(
    searcher: Searcher, counted: Counter[str]
) -> None:
    ask = Ask(text="who pays the rent of flats for migrants?", facets=FACETS)
    searcher.search(ask)
    counted.clear()

    searcher.search(ask)

    assert 0 < counted.pop("statements") <= 5
    assert 0 < counted.total() <= 15, dict(counted)
