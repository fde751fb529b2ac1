"""Whatever is typed is answered, and what a query can cost is bounded."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.vocabulary import read_vocabulary
from index.looking import leaves
from index.request import Sort
from search.parser import MOST_LEAVES, parse
from search.results import Ask
from search.searcher import Searcher
from tests.conftest import build_document
from tests.search.made_library import searcher_of

MILLION = 1_000_000
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


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def searcher(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = tmp_path_factory.mktemp("bounds")
    texts = ["Rent of flats for migrants", "Housing policy and mosques", "住房政策", ""]
    documents = [build_document(str(n), [text] * 3, city="Vienna") for n, text in enumerate(texts)]
    return searcher_of(folder, documents, request.param)


@pytest.mark.parametrize("name", NASTY)
def test_nothing_that_is_typed_is_refused(searcher: Searcher, name: str) -> None:
    results = searcher.search(Ask(text=NASTY[name], facets=("city",)))

    assert results.total >= len(results.hits)
    assert results.total or results.zero is not None


@pytest.mark.parametrize("name", NASTY)
def test_a_query_is_read_up_to_a_bound(name: str) -> None:
    assert sum(1 for _ in leaves(parse(NASTY[name], VOCABULARY).query)) <= 2 * MOST_LEAVES


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
