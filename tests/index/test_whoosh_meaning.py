"""Where whoosh's own queries would answer differently from what a query means."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.document import Document
from index.engines.whoosh.engine import WhooshEngine
from index.query import All, Fuzzy, Is, Pattern, Phrase, Query, Word
from index.request import Request

Builder = Callable[..., Document]


def ids(engine: WhooshEngine, query: Query) -> set[str]:
    return {found.id for found in engine.answer(Request(query=query, limit=1000)).found}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Fuzzy("form"), False),  # two letters changed places: two edits
        (Fuzzy("form", 2), True),
        (Fuzzy("grom"), True),  # the first letter may be the wrong one
        (Fuzzy("rom"), True),
        (Fuzzy("froms"), True),
    ],
    ids=str,
)
def test_letters_are_changed_left_out_or_added(
    whoosh: WhooshEngine,
    a_document: Builder,
    query: Query,
    found: bool,  # noqa: FBT001
) -> None:
    whoosh.write([a_document("1", "from")])
    whoosh.commit(1)

    assert ids(whoosh, query) == ({"1"} if found else set())


def test_a_field_matched_whole_takes_every_kind_of_question(
    whoosh: WhooshEngine, a_document: Builder
) -> None:
    whoosh.write([a_document("1", "x", city="Graz", author="Ann Bo", title="On cities")])
    whoosh.commit(1)

    for query in (
        Is("author", "ann bo"),
        Is("title", "ON CITIES"),
        Word("GRAZ", field="city", stemmed=False),
    ):
        assert ids(whoosh, query) == {"1"}


def test_a_pattern_of_many_stars_is_answered(whoosh: WhooshEngine, a_document: Builder) -> None:
    whoosh.write([a_document(str(n), "a" * (40 + n)) for n in range(20)])
    whoosh.commit(1)

    assert ids(whoosh, Pattern("*a" * 25 + "b")) == set()
    assert len(ids(whoosh, Pattern("*a" * 25 + "?*"))) == 20


def test_the_score_of_a_document_does_not_depend_on_what_else_is_asked(
    whoosh: WhooshEngine, a_document: Builder
) -> None:
    whoosh.write([a_document("1", "social housing"), a_document("2", "housing"), a_document("3")])
    whoosh.commit(1)
    phrase = Phrase(("social", "housing"))

    alone = whoosh.answer(Request(query=phrase)).found
    narrowed = whoosh.answer(Request(query=phrase, filters={"id": Is("id", "1")})).found
    within = whoosh.answer(Request(query=All((Is("id", "1"), phrase)))).found

    assert alone == narrowed
    assert within[0].score == pytest.approx(alone[0].score + 1.0)


def test_importing_whoosh_says_nothing(tmp_path: Path) -> None:
    # Python warns when it compiles a module: it is made to compile all of them again.
    asked = [sys.executable, "-W", "error", "-X", f"pycache_prefix={tmp_path}"]
    program = (
        "from pathlib import Path; from corpus.document import Document, Page\n"
        "from index.engines import open_engine; from index.query import Phrase\n"
        "from index.request import Request\n"
        f"engine = open_engine('whoosh', Path({str(tmp_path / 'index')!r}))\n"
        "engine.write([Document(id='1', pages=(Page(number=1, text='a b'),))]); engine.commit(1)\n"
        "assert engine.answer(Request(query=Phrase(('a', 'b')))).total == 1; engine.close()\n"
    )

    answer = subprocess.run([*asked, "-c", program], capture_output=True, text=True)

    assert (answer.returncode, answer.stderr) == (0, "")
