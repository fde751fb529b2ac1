"""Whatever is typed is answered, and what a query can cost is bounded."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.nasty_queries import MILLION, nasty
from corpus.document import Document
from corpus.vocabulary import read_vocabulary
from index.looking import leaves
from index.query import Fuzzy, Pattern, Phrase
from index.request import Sort
from search.explaining.zero import why_nothing
from search.language.leaves import LONGEST_PHRASE
from search.language.parser import MOST_LEAVES, parse
from search.question import Ask
from search.searcher import Searcher
from search.understanding.effort import FEWEST_OPEN, MISSPELT, MOST_OPEN
from search.understanding.feedback import TERMS
from search.understanding.questions import MOST_WORDS
from search.understanding.widening import MOST_WAYS
from tests.conftest import build_document
from tests.each import each
from tests.search.made_library import searcher_of

NASTY = {
    "a word of a million letters": "a" * MILLION,
    "a million words": "rent " * (MILLION // 5),
    "a million quotation marks": '"' * MILLION,
    "a million blanks": " " * MILLION,
    "ten thousand brackets": "(" * 10_000 + "rent" + ")" * 10_000,
    "closing brackets": ")" * 10_000,
    "thousands of OR": "a OR " * 5000,
    "thousands of NOT": "NOT " * 5000 + "rent",
    "thousands of NEAR": "a NEAR/50 " * 5000 + "b",
    "thousands of dashes": "-" * 5000 + "rent",
    "nothing but wildcards": "* ? ** ?? *?*",
    "a pattern of many stars": "a*b*c*d*e*f*g*",
    "open at both ends": "*a*",
    "near patterns": '"a* b*"~50',
    "patterns near each other": "r* NEAR/999999 *t",
    "fuzzy of everything": "~ a~ rent~2 ~~~",
    "half a surrogate pair": "\ud800 rent \udfff",
    "control characters": "\x00\x01rent\x1b[31m",
    "changes of direction": "\u202erent\u2066 flats",
    "marks without letters": "\u0301" * 5000,
    "one letter with many marks": "a" + "\u0301" * 5000,
    "signs without words": "!@#$%^&*()_+{}|:<>?[]\\;',./",
    "fields without values": "city: year: title: nosuch: code:",
    "an impossible range": "year:99999999999999999999..-5",
    "every operator": "AND OR NOT NEAR AND NOT OR",
    "a formula": "=cmd|' /C calc'!A0",
    "markup": "<script>alert(1)</script>",
    "no spaces": "住房政策" * 500,
    "small pictures": "🦊" * 1000,
}
VOCABULARY = read_vocabulary()
ALSO_NASTY = nasty(VOCABULARY)
"""What the benchmark asks of a large library, for what it does here."""


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def searcher(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = tmp_path_factory.mktemp("bounds")
    texts = ["Rent of flats for migrants", "Housing policy and mosques", "住房政策", ""]
    documents = [build_document(str(n), [text] * 3, city="Vienna") for n, text in enumerate(texts)]
    return searcher_of(folder, documents, request.param)


@each("name", NASTY)
def test_nothing_that_is_typed_is_refused(searcher: Searcher, name: str) -> None:
    results = searcher.search(Ask(text=NASTY[name], facets=("city",)))

    assert results.total + results.more >= len(results.hits)
    assert results.found_nothing == (why_nothing(searcher, results) is not None)


@each("name", NASTY)
def test_a_query_is_read_up_to_a_bound(name: str) -> None:
    assert sum(1 for _ in leaves(parse(NASTY[name], VOCABULARY).query)) <= 2 * MOST_LEAVES


@each("name", ALSO_NASTY)
def test_what_is_nasty_to_a_large_library_is_answered(searcher: Searcher, name: str) -> None:
    results = searcher.search(ALSO_NASTY[name])

    assert results.total + results.more >= len(results.hits)
    assert results.found_nothing == (why_nothing(searcher, results) is not None)


@each("name", ALSO_NASTY)
def test_what_an_engine_is_asked_is_bounded(searcher: Searcher, name: str) -> None:
    understood = searcher.understand(ALSO_NASTY[name])
    looked_for = list(leaves(understood.query))
    open_ = {leaf for leaf in looked_for if isinstance(leaf, Pattern | Fuzzy)}

    assert len(set(looked_for)) <= MOST_LEAVES + 3 * MOST_WAYS
    assert len(understood.expansions) <= MOST_WAYS
    assert understood.fewest == len(understood.words) or len(understood.words) <= MOST_WORDS
    assert len(understood.scored) <= MOST_WORDS + TERMS + MOST_LEAVES
    assert len(open_) <= MOST_OPEN // FEWEST_OPEN + MOST_WAYS  # a code may be any of a pattern
    assert sum(isinstance(leaf, Fuzzy) for leaf in open_) <= MOST_OPEN // MISSPELT
    assert all(len(leaf.words) <= LONGEST_PHRASE for leaf in looked_for if isinstance(leaf, Phrase))


@each("name", [name for name in ALSO_NASTY if ALSO_NASTY[name].text])
def test_what_is_nasty_can_be_completed_and_read(searcher: Searcher, name: str) -> None:
    text = ALSO_NASTY[name].text

    assert searcher.complete(text).typed == text
    assert searcher.read("0", 1, text).text


@each(
    "name",
    [
        "a million: words, all different",
        "thousands of OR",
        "all middles",
        "short words wrong",
        "a long phrase",
        "terms",
        "thousands of filters",
    ],
)
def test_what_is_left_out_is_said(searcher: Searcher, name: str) -> None:
    assert searcher.search(ALSO_NASTY[name]).notes


@pytest.mark.parametrize("documents", [[], [build_document("empty", "")]])
def test_a_library_that_holds_nothing_answers_whatever_is_asked(
    tmp_path: Path, documents: list[Document]
) -> None:
    searcher = searcher_of(tmp_path, documents)

    for name in (
        "all beginnings, OR",
        "pairs of beginnings",
        "OR of pairs of common words",
        "terms",
    ):
        assert searcher.search(ALSO_NASTY[name]).total == 0


def test_what_is_left_out_of_a_long_query_is_said(searcher: Searcher) -> None:
    notes = " ".join(map(str, searcher.search(Ask(text=NASTY["a million words"])).notes))

    assert "Only the first" in notes


def test_all_words_of_policy_at_once_are_answered(searcher: Searcher) -> None:
    concepts = list(VOCABULARY.thesaurus.concepts.values())
    text = " ".join(term for one in concepts for term in one.terms.get("en", ())[:1])

    assert searcher.search(Ask(text=text)).total


SIGNS = st.sampled_from(
    ['"', "(", ")", "-", "=", "*", "?", "~", "~9", " AND ", " OR ", " NOT ", " NEAR/3 ", "city:",
     "year:", "..", "2009", "rent", "migrants", "Wien", "EF/06/22", "住", "\ud800", "\x00", " "]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=40), st.lists(SIGNS, max_size=25).map("".join))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    text=TEXTS,
    filters=st.dictionaries(
        st.sampled_from(["city", "year", "author"]), st.lists(TEXTS, max_size=2).map(tuple)
    ),
    off=st.lists(TEXTS, max_size=2).map(tuple),
    sort=st.sampled_from(Sort),
    page=st.sampled_from([1, 2, 10**9]),
    per_page=st.sampled_from([0, 1, 10, 10**6]),
    exact=st.booleans(),
)
def test_any_question_is_answered(
    searcher: Searcher,
    text: str,
    filters: dict[str, tuple[str, ...]],
    off: tuple[str, ...],
    sort: Sort,
    page: int,
    per_page: int,
    exact: bool,  # noqa: FBT001
) -> None:
    ask = Ask(
        text=text, filters=filters, off=off, sort=sort, page=page, per_page=per_page, exact=exact
    )

    results = searcher.search(ask)

    assert len(results.hits) <= results.total
