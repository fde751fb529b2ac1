"""What of a question is looked for where all of it would take too long."""

from pathlib import Path

import pytest

from index.contract import Engine
from index.query import All, Either, Fuzzy, Near, Not, Pattern, Phrase, Query, Word
from search.understanding.effort import FEW, MOST_EVERYWHERE, MOST_OPEN, SHORT_MISSPELT, bounded
from search.understanding.lexicon import Lexicon
from tests.conftest import build_document
from tests.search.made_library import searcher_of

COMMON = tuple(f"common{letter}" for letter in "abcdefgh")
MANY = " ".join(f"co{number}" for number in range(MOST_OPEN))
"""As many words as open words may stand for, all of which begin with the same letters."""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    texts = [
        " ".join((*COMMON, "rare" if not n else "", MANY if not n else "")) for n in range(FEW)
    ]
    documents = [build_document(str(n), text) for n, text in enumerate(texts)]
    return searcher_of(tmp_path_factory.mktemp("effort"), documents).engine


def kept(query: Query, engine: Engine) -> Query:
    return bounded(query, engine, Lexicon())[0]


def said(query: Query, engine: Engine) -> str:
    return " ".join(map(str, bounded(query, engine, Lexicon())[1]))


PAIRS = tuple(Near(one, "commona", 50) for one in COMMON[1:])
SHORT = tuple(Fuzzy(f"a{letter}") for letter in "abcdefgh")


@pytest.mark.parametrize(
    "query",
    [
        All(),
        Either(),
        All((Word("rent"), Not(Word("flat")), Pattern("comm*"), Near("commona", "commonb", 3))),
        Either((Pattern("rar*"), Fuzzy("commona", 2), Phrase(("commona", "commonb")))),
        All(tuple(Pattern(f"{letter}y*z") for letter in "abcdefghijklmnopqrstuvwxyz")),
        Either(tuple(Near("rare", word, 50) for word in COMMON) * 9),
    ],
)
def test_what_a_person_asks_for_is_left_as_it_is(query: Query, engine: Engine) -> None:
    assert bounded(query, engine, Lexicon()) == (query, ())


def test_the_first_open_word_is_looked_for_whatever_it_stands_for(engine: Engine) -> None:
    assert kept(Pattern("co*"), engine) == Pattern("co*")


def test_open_words_beyond_the_bound_are_left_out_and_named(engine: Engine) -> None:
    query = All((Pattern("co*"), Pattern("com*"), Word("rent")))

    assert kept(query, engine) == All((Pattern("co*"), Word("rent")))
    assert said(query, engine) == "Too much to be searched for at once; left out: “com*”."


def test_wrong_words_beyond_the_bound_are_left_out(engine: Engine) -> None:
    assert kept(Either(SHORT), engine) == Either(SHORT[: MOST_OPEN // SHORT_MISSPELT])


def test_open_words_that_are_too_many_to_be_near_are_looked_for_anywhere(engine: Engine) -> None:
    query = Near("co*", "rare", 50)

    assert kept(query, engine) == All((Pattern("co*"), Word("rare", stemmed=False)))
    assert 'not near each other: “"co* rare"~50”' in said(query, engine)


def test_few_open_words_are_looked_for_near_each_other(engine: Engine) -> None:
    assert kept(Near("comm*", "rar*", 50), engine) == Near("comm*", "rar*", 50)


def test_what_is_excluded_never_grows(engine: Engine) -> None:
    query = All((Word("rent"), Not(Near("co*", "rare", 50))))

    assert kept(query, engine) == All((Word("rent"),))


@pytest.mark.parametrize("leaves", [PAIRS, tuple(Phrase((n.word, n.other)) for n in PAIRS)])
def test_of_words_that_are_everywhere_few_are_looked_for_together(
    leaves: tuple[Query, ...], engine: Engine
) -> None:
    assert kept(Either(leaves), engine) == Either(leaves[: int(MOST_EVERYWHERE)])


def test_in_a_small_library_nothing_is_everywhere(tmp_path: Path) -> None:
    small = searcher_of(tmp_path, [build_document("1", " ".join(COMMON))]).engine

    assert bounded(Either(PAIRS), small, Lexicon()) == (Either(PAIRS), ())


def test_of_much_that_is_left_out_a_few_are_named_and_the_others_counted(engine: Engine) -> None:
    assert said(Either(SHORT), engine).endswith("“af~1”, “ag~1”, “ah~1”.")
    assert said(Either((*SHORT, Fuzzy("b" * 500))), engine).endswith("“ah~1” and 1 more.")
