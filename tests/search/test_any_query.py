"""Whatever is typed, on whatever engine, the answer is an answer.

`make nightly` asks 100,000 queries, put together from what queries are made of and from
what nobody means by anything. They are other ones each time, but for those of CI.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from corpus.fields import FACETS, NAMES
from index.request import Sort
from ingest.journey import Options, ingest
from search.question import Ask
from search.searcher import Searcher
from tests.conftest import ReadHere
from ui.wiring import make_library, open_library

SAMPLES = Path(__file__).parents[2] / "corpus" / "samples" / "documents"
ENGINES = ("tantivy", "whoosh")
FEW, MANY = 60, 50_000
"""Queries of a test, and of a night, for each engine."""

READ_EVERY = 10
"""Every so many queries, a document is opened with one, which takes as long as searching."""

SEED = 20260101 if os.environ.get("CI") else Random().randrange(2**32)

WORDS = [
    "housing",
    "Vienna",
    "Wien",
    "rent",
    "migrants",
    "the",
    "which",
    "cities",
    "waiting",
    "list",
    "segragation",
    "EF0794",
    "Wohnungspolitik",
    "EF/09/176/EN",
    "co-operation",
    "city’s",
    "2009",
    "жильё",
    "مساكن",
    "İzmir",
    "ﬁve",
    "½",
    "a",
    "ß",
    "東京",
    "é",
    "👩\u200d👩",
    "x" * 300,
]
SIGNS = [
    "OR",
    "AND",
    "NOT",
    "NEAR/10",
    "NEAR/99999999999",
    "NEAR",
    "-",
    "+",
    "=",
    "(",
    ")",
    "((",
    "))",
    '"',
    '""',
    "'",
    "“",
    "”",
    "«",
    "*",
    "?",
    "~",
    "~2",
    "~99999999999",
    "^2",
    ":",
    "..",
    "…",
    "[",
    "]",
    "{",
    "}",
    "/",
    "\\",
    "|",
    "||",
    "&&",
    "!",
    ",",
    ";",
    "<",
    ">",
    "@",
    "#",
    "%",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\t",
    "\r\n",
    "\x00",
    "\x1b[31m",
    "\u202e",
    "\u200b",
]
HALVES = ["\ufeff", "\ud800", "\udfff", "\uffff", "\U0010ffff"]
FIELDS = [f"{name}:" for name in NAMES] + ["nofield:", "City:", "YEAR:", "http://"]
RANGES = [
    "2008..2010",
    "..2010",
    "2008..",
    "2010..2008",
    "..",
    "1..99999999999999999999",
    "-5..5",
    "٢٠٠٨..",
    "2009-01-01..2010-02-30",
    "a..z",
    ">2008",
    "<=2010",
]
PATTERNS = ["hous*", "*ing", "w?men", "*", "?", "**", "?*?*?*", "*a*e*i*o*", "h*~2"]
ALL = (WORDS, WORDS, SIGNS, SIGNS, FIELDS, RANGES, PATTERNS, HALVES)


def piece(chance: Random) -> str:
    """Something that a query may hold."""
    if chance.random() < 0.1:
        return "".join(chr(chance.randrange(0x11000)) for _ in range(chance.randrange(6)))
    return chance.choice(chance.choice(ALL))


def query(chance: Random) -> str:
    """A query as nobody would type it."""
    match chance.randrange(12):
        case 0:
            return piece(chance) * chance.randrange(1, 400)
        case 1:
            return "(" * chance.randrange(300) + "housing" + ")" * chance.randrange(300)
        case 2:
            return " ".join(
                chance.choice(FIELDS) + piece(chance) for _ in range(chance.randrange(5))
            )
        case number:
            many = chance.randrange(12)
            return ("" if number < 6 else " ").join(piece(chance) for _ in range(many))


def ask(chance: Random) -> Ask:
    """A search with all that may be said beside the words."""
    filters = {}
    while chance.random() < 0.2:
        values = (chance.choice([*WORDS, *RANGES, piece(chance)]) for _ in range(2))
        filters[chance.choice(FACETS)] = tuple(values)
    return Ask(
        text=query(chance),
        filters=filters,
        sort=chance.choice(list(Sort)),
        exact=chance.random() < 0.3,
        folded=chance.random() < 0.7,
        page=chance.choice([1, 1, 1, 2, 10_000]),
    )


Open = Callable[[Path], Searcher]


@pytest.fixture(params=ENGINES)
def searcher_of(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Makes a library of the files in a folder, kept by one engine or the other."""
    folder = tmp_path / "library"
    make_library(folder, request.param)
    opened = open_library(folder)

    def searcher(files: Path) -> Searcher:
        shutil.copytree(files, folder / "documents" / files.name)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("ingest.journey.Workers", ReadHere)
            roots = [folder / "documents"]
            ingest(opened.catalogue, opened.vocabulary, roots, folder, Options(jobs=1))
        opened.shelf.follow()
        return opened.searcher

    yield searcher
    opened.close()


def ask_many(searcher: Searcher, number: int) -> None:
    chance, documents = Random(SEED), searcher.catalogue.ids()
    for count in range(number):
        one = ask(chance)
        document = "" if count % READ_EVERY else chance.choice(documents)
        answer(searcher, one, document)


def answer(searcher: Searcher, one: Ask, document: str) -> None:
    """Ask in all the ways there are; what it was stands in the traceback where that fails."""
    results = searcher.search(one)
    assert len(results.hits) <= min(results.total + results.more, one.per_page)
    searcher.complete(one.text)
    if document:
        searcher.read(document, 1, one.text, exact=one.exact)


def test_any_query_is_answered(searcher_of: Open) -> None:
    ask_many(searcher_of(SAMPLES / "housing"), FEW)


@pytest.mark.nightly
def test_any_query_of_a_hundred_thousand_is_answered(searcher_of: Open) -> None:
    ask_many(searcher_of(SAMPLES), MANY)
