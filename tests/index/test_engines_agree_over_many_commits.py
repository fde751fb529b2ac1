"""The other property: an index that grew by commits answers as one made at once."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document, Page
from index.contract import Engine
from index.engines import ENGINES, open_engine
from index.engines.memory.engine import MemoryEngine
from index.query import All, Is, Not, Pattern, Phrase, Query, Word
from index.request import Request

IDS = st.sampled_from("abcdefgh")
TEXTS = st.lists(st.sampled_from(["social", "housing", "houses", "city"]), max_size=4)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    pages = draw(st.lists(TEXTS.map(" ".join), max_size=3))
    return Document(
        id=draw(IDS),
        values={"city": (draw(st.sampled_from(["Graz", "Łódź"])),)},
        pages=tuple(
            Page(number=n, text=text, language="en") for n, text in enumerate(pages, start=1)
        ),
    )


# One commit: what is written and taken out before it, in order.
COMMITS = st.lists(
    st.one_of(st.lists(documents(), max_size=4), st.sets(IDS, min_size=1, max_size=2)), max_size=3
)
QUERIES: tuple[Query, ...] = (
    All(),
    Word("house"),
    Not(Word("city")),
    Phrase(("social", "housing")),
    Pattern("*s"),
)


@pytest.mark.parametrize("name", [name for name in ENGINES if name != "memory"])
@settings(max_examples=25, deadline=None)
@given(history=st.lists(COMMITS, max_size=10))
def test_every_engine_agrees_after_every_commit(
    name: str, history: list[list[list[Document] | set[str]]]
) -> None:
    oracle = MemoryEngine()
    with TemporaryDirectory() as folder:
        engine = open_engine(name, Path(folder))
        for revision, changes in enumerate(history, start=1):
            for each in (oracle, engine):
                change(each, changes, revision)
            for query in QUERIES:
                assert seen(engine, query) == seen(oracle, query)
        engine.close()


def change(engine: Engine, changes: list[list[Document] | set[str]], revision: int) -> None:
    for one in changes:
        if isinstance(one, set):
            engine.delete(sorted(one))
        else:
            engine.write(one)
    engine.commit(revision)


def seen(engine: Engine, query: Query) -> tuple[object, ...]:
    request = Request(
        query=query, filters={"city": Is("city", "Graz")}, facets=("city",), limit=100
    )
    answer = engine.answer(request)
    pages = engine.best_pages(query, list("abcdefgh"), 9)
    return (
        {found.id for found in answer.found},
        answer.total,
        answer.facets,
        {id_: (best.total, {n for n, _ in best.best}) for id_, best in pages.items()},
    )
