"""A test of many cases fails with every case that breaks it, and never for want of one."""

import pytest

from tests.each import each


@pytest.fixture
def limit() -> int:
    return 3


@each("number", [1, 2])
def test_fixtures_are_given_beside_the_case(number: int, limit: int) -> None:
    assert number < limit


@each(("one", "other"), [(1, "1"), (2, "2")])
def test_a_case_may_have_several_values(one: int, other: str) -> None:
    assert str(one) == other


def test_all_cases_that_break_are_named_and_the_others_are_not() -> None:
    @each(("word", "length"), [("rent", 4), ("flat", 5), ("", 0), ("street", 7)])
    def words_are_as_long(word: str, length: int) -> None:
        if not word:
            raise ValueError("no word")
        assert len(word) == length

    with pytest.raises(ExceptionGroup) as failed:
        words_are_as_long()

    said = str(failed.value)
    assert "3 of 4" in said
    assert all(case in said for case in ("'flat', 5", "'', 0", "'street', 7"))
    assert "'rent'" not in said
    assert [type(one) for one in failed.value.exceptions] == [
        AssertionError, ValueError, AssertionError
    ]  # fmt: skip


def test_no_case_is_no_success() -> None:
    @each("number", [])
    def holds(number: int) -> None:
        assert number

    with pytest.raises(AssertionError, match="no case"):
        holds()
