"""The order by pages, on every engine: best pages first, known items before all, others below."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from corpus.document import Document, Part
from index.contract import Engine
from index.engines import ENGINES, open_engine
from index.engines.memory.engine import MemoryEngine
from index.query import All, Either, Is, Most, Phrase, Query, Stem, Widened, Word
from index.request import Request, Weighed
from tests.index.test_engines_agree_with_the_oracle import CITIES, WORDS, documents

Builder = Callable[..., Document]
FILLER = "streets parks trams schools clinics " * 20
SOIL, RIVER = Word("soil"), Word("river")


@pytest.fixture(params=[*ENGINES])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(request.param, tmp_path / "index")
    yield opened
    opened.close()


def put(engine: Engine, *held: Document) -> None:
    engine.write(held)
    engine.commit(1)


def order(engine: Engine, *words: Query, **request: object) -> list[str]:
    asked = Request(query=Either(words), words=tuple(map(Weighed, words)), **request)  # type: ignore[arg-type]
    return [found.id for found in engine.answer(asked).found]


def test_a_document_is_worth_its_best_page(engine: Engine, a_document: Builder) -> None:
    long = a_document("long", ["soil and river " + FILLER, *[FILLER] * 30])
    put(engine, long, a_document("thin", "soil " + FILLER * 2), a_document("none", FILLER))

    assert order(engine, SOIL, RIVER) == ["long", "thin"]


def test_a_second_page_decides_between_equals(engine: Engine, a_document: Builder) -> None:
    put(
        engine,
        a_document("1", ["soil " + FILLER, FILLER]),
        a_document("2", ["soil " + FILLER, "soil " + FILLER]),
    )

    assert order(engine, SOIL) == ["2", "1"]


def test_a_page_outside_the_body_is_worth_half(engine: Engine, a_document: Builder) -> None:
    cited = a_document("cited", "soil soil " + FILLER)
    pages = (replace(cited.pages[0], part=Part.BIBLIOGRAPHY),)
    put(engine, replace(cited, pages=pages), a_document("said", "soil " + FILLER))

    assert order(engine, SOIL) == ["said", "cited"]


def test_a_word_of_the_title_counts_on_every_page(engine: Engine, a_document: Builder) -> None:
    titled = a_document("titled", ["soil soil soil", "a river " + FILLER], title="On soil")
    put(engine, titled, a_document("other", "river " + FILLER))

    best = engine.best_pages(Either((SOIL, RIVER)), ["titled"], 3, [Weighed(SOIL), Weighed(RIVER)])

    assert order(engine, SOIL, RIVER) == ["titled", "other"]
    assert [number for number, _ in best["titled"].best] == [2, 1]
    assert best["titled"].total == 2


def test_a_value_named_counts_on_every_page(engine: Engine, a_document: Builder) -> None:
    named = Widened(Word("Turin"), ((Is("city", "Turin"), 1.0),))
    put(
        engine,
        a_document("about", FILLER + "soil", city="Turin"),
        a_document("else", "soil " + FILLER, city="Vienna"),
    )

    assert order(engine, SOIL, named) == ["about", "else"]


def test_what_is_named_stands_first(engine: Engine, a_document: Builder) -> None:
    put(
        engine,
        a_document("loud", "soil " * 50),
        a_document("named", FILLER + "soil", title="The river"),
    )

    assert order(engine, SOIL, first=(Is("title", "the river"),)) == ["named", "loud"]


def test_others_follow_and_are_counted_apart(engine: Engine, a_document: Builder) -> None:
    put(
        engine,
        a_document("both", FILLER + "soil river", city="Vienna"),
        a_document("soil", "soil " * 30, city="Vienna"),
        a_document("none", FILLER),
    )
    asked = Request(
        query=All((SOIL, RIVER)),
        further=Most((SOIL, RIVER), 1),
        words=(Weighed(SOIL), Weighed(RIVER)),
        facets=("city",),
    )

    below, mixed = engine.answer(asked), engine.answer(replace(asked, is_mixed=True))

    assert [(one.id, one.is_further) for one in below.found] == [("both", False), ("soil", True)]
    assert (below.total, below.more) == (1, 1)
    assert below.facets == {"city": {"Vienna": 1}}
    assert {(one.id, one.is_further) for one in mixed.found} == {("both", False), ("soil", True)}
    assert (mixed.total, mixed.more, mixed.facets) == (1, 1, below.facets)


def test_what_is_learnt_finds_no_page(engine: Engine, a_document: Builder) -> None:
    put(engine, a_document("typed", ["soil", "rivers"]), a_document("learnt", "rivers"))
    words = (Weighed(SOIL), Weighed(Stem("en:river"), 5.0, finds=False))

    found = engine.answer(Request(query=All(), words=words)).found

    assert [one.score > 0 for one in found] == [True, False]
    assert engine.best_pages(SOIL, ["typed", "learnt"], 9, words).keys() == {"typed"}


def test_documents_without_pages_come_last(engine: Engine, a_document: Builder) -> None:
    put(
        engine,
        a_document("bare", [], title="Soil"),
        a_document("paged", "soil " + FILLER),
    )

    assert order(engine, SOIL) == ["paged", "bare"]


def test_which_documents_hold_each_of_some_queries(engine: Engine, a_document: Builder) -> None:
    put(engine, a_document("1", "soil river"), a_document("2", "soil"), a_document("3", "soil"))

    assert engine.holding([SOIL, RIVER], ["1", "2"]) == [
        frozenset({"1", "2"}), frozenset({"1"})
    ]  # fmt: skip
    assert engine.holding([SOIL], []) == [frozenset()]


def _scores(engine: Engine, queries: Sequence[Query]) -> dict[str, float]:
    request = Request(query=All(), words=tuple(map(Weighed, queries)), limit=100)
    return {found.id: found.score for found in engine.answer(request).found}


LEAVES: st.SearchStrategy[Query] = st.one_of(
    st.builds(Word, WORDS),
    st.builds(Word, WORDS, st.just(""), st.just(False)),  # noqa: FBT003
    st.builds(Phrase, st.lists(WORDS, min_size=2, max_size=2).map(tuple)),
    st.builds(Stem, st.sampled_from(["en:hous", "de:haus"])),
    st.builds(Word, WORDS, st.just("title")),
)
OTHERS = st.one_of(LEAVES, st.builds(Is, st.just("city"), CITIES))
QUERIES: st.SearchStrategy[Query] = st.one_of(
    LEAVES,
    st.builds(All, st.lists(LEAVES, max_size=2).map(tuple)),
    st.builds(Either, st.lists(LEAVES, max_size=2).map(tuple)),
    st.builds(Widened, LEAVES, st.lists(st.tuples(OTHERS, st.just(0.5)), max_size=2).map(tuple)),
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(held=documents(), queries=st.lists(QUERIES, min_size=1, max_size=3))
@example(held=[], queries=[Widened(Word("house"), ((Word("house", "title"), 0.5),))])
def test_tantivy_weighs_pages_as_the_formula_says(
    held: list[Document], queries: list[Query]
) -> None:
    oracle = MemoryEngine()
    put(oracle, *held)
    with TemporaryDirectory() as folder:
        engine = open_engine("tantivy", Path(folder))
        put(engine, *held)
        assert _scores(engine, queries) == pytest.approx(
            _scores(oracle, queries), rel=1e-3, abs=1e-3
        )
        engine.close()
