"""One suite that every engine passes: what `index.contract` promises."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.document import Document
from index.contract import Engine
from index.engines import ENGINES, open_engine
from index.query import (
    All,
    Either,
    Fuzzy,
    Is,
    Near,
    Not,
    Pattern,
    Phrase,
    Query,
    Range,
    Word,
    split_words,
)
from index.request import Request, Sort

Builder = Callable[..., Document]


@pytest.fixture(params=[*ENGINES])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(request.param, tmp_path / "index")
    yield opened
    opened.close()


def ids(engine: Engine, query: Query, **request: object) -> set[str]:
    answer = engine.answer(Request(query=query, limit=100, **request))  # type: ignore[arg-type]
    assert answer.total == len(answer.found)
    return {found.id for found in answer.found}


def put(engine: Engine, *documents: Document, revision: int = 1) -> None:
    engine.write(documents)
    engine.commit(revision)


def test_an_empty_index_answers_nothing(engine: Engine) -> None:
    assert ids(engine, All()) == set()
    assert engine.revision() == 0


def test_what_is_not_committed_is_not_seen(engine: Engine, a_document: Builder) -> None:
    engine.write([a_document("1", "soil")])

    assert ids(engine, All()) == set()


def test_writing_the_same_id_twice_replaces_the_document(
    engine: Engine, a_document: Builder
) -> None:
    put(engine, a_document("1", "soil"))
    put(engine, a_document("1", "river"), revision=2)

    assert ids(engine, Word("soil")) == set()
    assert ids(engine, Word("river")) == {"1"}
    assert engine.best_pages(Word("soil"), ["1"], 3) == {}


def test_writing_the_same_id_twice_before_a_commit_keeps_the_last(
    engine: Engine, a_document: Builder
) -> None:
    engine.write([a_document("1", "soil")])
    engine.write([a_document("1", "river")])
    engine.commit(1)

    assert ids(engine, All()) == {"1"}
    assert ids(engine, Word("river")) == {"1"}


def test_a_deleted_document_is_not_found(engine: Engine, a_document: Builder) -> None:
    put(engine, a_document("1", "soil"), a_document("2", "soil"))
    engine.delete(["1", "never there"])
    engine.commit(2)

    assert ids(engine, Word("soil")) == {"2"}
    assert engine.best_pages(Word("soil"), ["1", "2"], 3).keys() == {"2"}


def test_a_commit_remembers_its_revision_and_fingerprint(
    engine: Engine, a_document: Builder
) -> None:
    put(engine, a_document("1", "soil"), revision=7)

    assert engine.revision() == 7
    assert len(engine.fingerprint()) == 16


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Word("house"), {"en", "two"}),
        (Word("HOUSING"), {"en", "two"}),
        (Word("Häuser"), {"de"}),
        (Word("haus"), {"de"}),
        (Word("houses", stemmed=False), {"two"}),
        (Word("EF/09/176/EN", stemmed=False), {"two"}),
        (Phrase(("social", "housing")), {"en"}),
        (Phrase(("housing", "policy")), set()),
        (Near("policy", "social", 2), {"en"}),
        (Near("social", "policy", 2), {"en"}),
        (Near("policy", "social", 1), set()),
        (Pattern("hous*"), {"en", "two"}),
        (Pattern("h?user"), {"de"}),
        (Pattern("*ing"), {"en"}),
        (Fuzzy("hosing"), {"en"}),
        (Is("author", "doris lüken-klassen"), {"en"}),
        (Is("author", "doris"), set()),
        (Word("doris", field="author"), {"en"}),
        (Word("policy", field="title"), {"two"}),
        (Phrase(("city", "policy"), field="title"), {"two"}),
        (Is("city", "wroclaw"), {"two"}),
        (Is("city", "Wro"), set()),
        (Pattern("wro*", field="city"), {"two"}),
        (Fuzzy("wroclav", field="city"), {"two"}),
        (Is("code", "ef/09/176/en"), {"two"}),
        (Range("year", 2008, 2009), {"en", "two"}),
        (Range("year", None, 2008), {"en"}),
        (Range("year", 2010, None), set()),
        (All((Word("house"), Not(Word("social")))), {"two"}),
        (Not(Word("house")), {"de"}),
        (Either((Word("haus"), Word("social"))), {"de", "en"}),
        (Either(), set()),
        (All(), {"de", "en", "two"}),
        (Word("Vienna"), {"en"}),
    ],
    ids=lambda one: str(sorted(one)) if isinstance(one, set) else str(one),  # the same in every run
)
def test_a_query_finds_what_it_means(
    engine: Engine, a_document: Builder, query: Query, expected: set[str]
) -> None:
    put(
        engine,
        a_document(
            "en",
            ["Policy of social housing.", "Policy"],
            city="Vienna",
            year="2008",
            author=("H. Fassmann", "Doris Lüken-Klaßen"),
        ),
        a_document("de", "Die Häuser der Stadt", language="de"),
        a_document(
            "two",
            "Small houses; see EF/09/176/EN.",
            title="City policy",
            city=("Zagreb", "Wrocław"),
            code="EF09176",
            year="2009",
        ),
    )

    assert ids(engine, query) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1234", {"en", "de"}),
        ("1.234", {"en", "de"}),
        ("UN", {"en", "de"}),
        ("U.N.", {"en", "de"}),
        ("covid19", {"en", "de"}),
        ("COVID 19", {"en", "de"}),
        ("advises tenants", {"en"}),
        ("tenants", {"en"}),
        ("住房", {"zh"}),
        ("住房政策", {"zh"}),
        ("住政", set()),
        ("5", {"de"}),
    ],
)
def test_words_meet_as_people_write_them(
    engine: Engine, a_document: Builder, typed: str, expected: set[str]
) -> None:
    put(
        engine,
        a_document("en", "The U.N. advises tenants12 on 1,234 flats; COVID-19."),
        a_document("de", "UN: 1.234 Wohnungen zu 1,5 Prozent, covid19.", language="de"),
        a_document("zh", "城市住房政策", language=""),
    )
    parts = split_words(typed)

    assert ids(engine, Word(typed) if len(parts) == 1 else Phrase(parts)) == expected


def test_a_phrase_does_not_reach_over_a_page(engine: Engine, a_document: Builder) -> None:
    put(engine, a_document("1", ["ends with social", "housing begins"]))

    assert ids(engine, Phrase(("social", "housing"))) == set()
    assert ids(engine, Near("social", "housing", 32)) == set()


def test_a_facet_counts_documents_with_every_filter_but_its_own(
    engine: Engine, a_document: Builder
) -> None:
    put(
        engine,
        a_document("1", "flat", city="Vienna", module="Housing"),
        a_document("2", "flat", city=("Vienna", "Graz"), module="Housing"),
        a_document("3", "flat", city="Graz", module="Diversity"),
        a_document("4", "shop", city="Graz", module="Housing"),
    )

    answer = engine.answer(
        Request(
            query=Word("flat"),
            filters={"city": Is("city", "Graz")},
            facets=("city", "module"),
        )
    )

    assert {found.id for found in answer.found} == {"2", "3"}
    assert answer.facets["city"] == {"Vienna": 2, "Graz": 2}
    assert answer.facets["module"] == {"Housing": 1, "Diversity": 1}


def test_the_best_page_holds_most_of_the_words(engine: Engine, a_document: Builder) -> None:
    put(engine, a_document("1", ["rent rent rent rent", "nothing", "rent of flats", "flats"]))

    best = engine.best_pages(All((Word("rent"), Word("flat"))), ["1", "missing"], 2)

    assert best.keys() == {"1"}
    assert best["1"].total == 3
    assert best["1"].best[0][0] == 3
    assert len(best["1"].best) == 2


def test_excluded_words_and_fields_are_no_evidence_on_a_page(
    engine: Engine, a_document: Builder
) -> None:
    put(engine, a_document("1", ["rent", "flat", "title"], title="Title"))

    best = engine.best_pages(
        All((Word("rent"), Word("title", field="title"), Not(Word("tower")))), ["1"], 5
    )

    assert [number for number, _ in best["1"].best] == [1]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.YEAR, ["c", "a", "b", "d"]),
        (Sort.CITY, ["b", "a", "c", "d"]),
        (Sort.TITLE, ["a", "b", "c", "d"]),
    ],
)
def test_sorting_puts_what_has_no_value_last(
    engine: Engine, a_document: Builder, sort: Sort, expected: list[str]
) -> None:
    put(
        engine,
        a_document("a", "x", title="Alpha", year="2009", city="Łódź"),
        a_document("b", "x", title="beta", year="2008", city="Åbo"),
        a_document("c", "x", title="Gamma", year="2012", city="Zagreb"),
        a_document("d", "x", title="Ömega"),
    )

    answer = engine.answer(Request(query=All(), sort=sort))

    assert [found.id for found in answer.found] == expected


def test_every_result_can_be_reached_page_by_page(engine: Engine, a_document: Builder) -> None:
    put(engine, *(a_document(str(n), "flat " * (n + 1)) for n in range(25)))

    pages = [
        engine.answer(Request(query=Word("flat"), offset=offset, limit=10)).found
        for offset in (0, 10, 20, 30)
    ]

    assert [len(page) for page in pages] == [10, 10, 5, 0]
    assert len({found.id for page in pages for found in page}) == 25


def test_words_are_counted_by_document(engine: Engine, a_document: Builder) -> None:
    put(engine, a_document("1", ["Wohnen wohnen", "wohnen"]), a_document("2", "Wohnung wohnen"))

    assert engine.words("wohn", 5) == [("wohnen", 2), ("wohnung", 1)]


def test_hostile_words_are_only_words(engine: Engine, a_document: Builder) -> None:
    put(engine, a_document("1", "plain"))

    for text in ("(", "a" * 5000, "\x00", "[a-z]+", "\\", "🦊", "\ud800"):
        for query in (Word(text), Pattern(f"{text}*"), Fuzzy(text, 2), Phrase((text, text))):
            engine.answer(Request(query=query))
            engine.best_pages(query, ["1"], 3)
