"""The strip of pages of long documents."""

from search.results import Reading
from ui.web.address import Address
from ui.web.parts.page_steps import MANY, NEAR, strip


def reading(number: int, count: int, matching: tuple[int, ...] = ()) -> Reading:
    return Reading(
        id="d", title="", summary=(), facts=(), number=number, page_count=count, label="",
        name="", text=(), matches=0, matching=matching, previous_match=None, next_match=None,
    )  # fmt: skip


def test_every_page_of_a_short_document_is_in_it() -> None:
    assert strip(reading(1, MANY), Address(document="d")).count("<li>") == MANY


def test_of_a_long_document_the_matches_around_the_page_are_in_it() -> None:
    html = strip(reading(501, 1000, tuple(range(2, 1001, 2))), Address(document="d"))

    assert html.count("<li>") == NEAR
    assert ">500<" in html
    assert ">502<" in html
    assert ">2<" not in html
    assert "440 more pages with a match" in html


def test_at_both_ends_of_a_long_document_it_is_full() -> None:
    matching = tuple(range(1, 1001))

    for number in (1, 1000):
        html = strip(reading(number, 1000, matching), Address(document="d"))
        assert html.count("<li>") == NEAR
        assert 'aria-current="page"' in html


def test_where_all_matches_are_in_it_nothing_is_said_of_others() -> None:
    assert "more pages" not in strip(reading(1, 1000, (5, 9)), Address(document="d"))


def test_a_long_document_without_a_match_has_none() -> None:
    assert strip(reading(1, 1000), Address(document="d")) == ""
