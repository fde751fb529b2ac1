"""A quotation is what stands on the page, letter for letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Page
from search.citing.standing import is_on, page_with, stands_in

PAGE = """The city’s housing pol-
icy is “well-known” – and  cheap. Between
2005 and 2009 re-\nform was slow; migrants' flats (in the ﬁrst ring) are small."""


@pytest.mark.parametrize(
    "words",
    [
        "housing policy",
        "The city's housing policy",
        'is "well-known" - and cheap.',
        "is «well‐known» — and cheap",
        "2005 and\n2009 reform was slow",
        "in the first ring",
        "housing policy […] was slow",
        "housing policy ... was slow … are small.",
        "… migrants’ flats",
        "hous\u00ading",
    ],
)
def test_words_stand_there_however_they_are_set(words: str) -> None:
    assert stands_in(words, PAGE)


@pytest.mark.parametrize(
    "words",
    [
        "housing policies",
        "the city's",
        "ousing policy",
        "cheap. Between 2005 and 200",
        "was slow […] housing policy",
        "policy is well known and",
        "",
        "…",
        "“”",
    ],
)
def test_other_words_do_not(words: str) -> None:
    assert not stands_in(words, PAGE)


def test_a_running_head_in_the_middle_of_a_sentence_is_passed_over() -> None:
    page = Page(number=1, text="rents rose\nHOUSING 7\nin Graz", left_out=((11, 20),))

    assert is_on("rents rose in Graz", page)
    assert is_on("HOUSING 7", page)


def test_the_first_page_with_the_words_is_found() -> None:
    pages = [Page(number=number, text=text) for number, text in enumerate(("a b", "c d", "c d"))]

    assert page_with("c d", pages) == pages[1]
    assert page_with("e", pages) is None


def test_words_that_go_over_a_page_are_found_where_they_begin() -> None:
    pages = [
        Page(number=1, text="the rent of\n"),
        Page(number=2, text="\nflats"),
        Page(number=3, text="x"),
    ]

    assert page_with("rent of flats", pages) == pages[0]


@given(st.text(max_size=40), st.text(max_size=20))
def test_any_text_can_be_asked_for(words: str, text: str) -> None:
    assert stands_in(words, text) in (True, False)


@given(st.lists(st.from_regex(r"[a-zäé]{1,8}", fullmatch=True), min_size=1, max_size=8))
def test_every_run_of_whole_words_stands_there(words: list[str]) -> None:
    text = " ".join(words)

    for start in range(len(words)):
        assert stands_in("\n".join(words[start:]), text)
