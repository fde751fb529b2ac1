"""What the best documents have in common raises others; it never finds any."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document
from index.looking import leaves
from index.query import Stem, Word
from search.question import Ask
from search.searcher import Searcher
from search.understanding.feedback import FEWEST
from search.understanding.understanding import Understood
from tests.search.made_library import searcher_of

Builder = Callable[..., Document]
QUESTION = "which lessees get insulation for boilers?"


@pytest.fixture
def searcher(tmp_path: Path, a_document: Builder) -> Searcher:
    good = [a_document(f"good{n}", "lessees insulation boilers thermostat valve") for n in range(4)]
    some = [
        a_document("like", "boilers thermostat valve"),
        a_document("other", "boilers parks tram"),
    ]
    rest = [a_document(f"rest{n}", f"parks trams clinic{n} garden") for n in range(FEWEST)]
    return searcher_of(tmp_path, [*good, *some, *rest])


def test_documents_that_are_like_the_best_rise(searcher: Searcher) -> None:
    ids = [found.id for found in searcher.answer(Ask(text=QUESTION, per_page=20)).found]

    assert ids.index("like") < ids.index("other")


def test_what_is_learnt_finds_nothing_by_itself(searcher: Searcher) -> None:
    understood = searcher.understand(Ask(text=QUESTION))
    typed = tuple(one for one in understood.scored if one.finds)
    without = replace(understood, scored=typed)

    assert "en:thermostat" in _learnt(understood)
    engine = searcher.engine
    both = [engine.answer(one.request(limit=999)).found for one in (understood, without)]
    assert {found.id for found in both[0]} == {found.id for found in both[1]}
    assert all(isinstance(leaf, Word) for leaf in leaves(understood.query))


def test_a_few_words_learn_nothing(searcher: Searcher) -> None:
    understood = searcher.understand(Ask(text="boilers valve"))

    assert not _learnt(understood)


def test_a_small_library_teaches_nothing(tmp_path: Path, a_document: Builder) -> None:
    small = searcher_of(tmp_path, [a_document(str(n), "boilers valve") for n in range(9)])

    understood = small.understand(Ask(text=QUESTION))

    assert not _learnt(understood)


def _learnt(understood: Understood) -> set[str]:
    return {one.query.stem for one in understood.scored if isinstance(one.query, Stem)}
