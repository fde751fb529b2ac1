"""A cell holds a text or a number, never a formula, and nothing that no file can hold."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.export.cells import LONGEST, cell, text_cell

NASTY = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    "formula",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\u200b=1",
     "\ufeff=1", "\u202e=1", "＝1+1", "＋1", "－1", "＠A1", "  \t-2+3+cmd|' /C calc'!A0"],
)  # fmt: skip
def test_a_spreadsheet_takes_no_cell_for_a_formula(formula: str) -> None:
    assert cell(formula) == f"'{formula}"


@pytest.mark.parametrize("text", ["rent", "5 - 3", "a=b", "'=1", "", "…", "2009-11-03", "#N/A"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


@pytest.mark.parametrize("number", [0, -3, 2.5, -0.25, 10**14])
def test_numbers_stay_numbers(number: float) -> None:
    assert cell(number) == number
    assert type(cell(number)) is type(number)


@pytest.mark.parametrize(
    ("number", "shown"), [(10**20, "1" + "0" * 20), (-(10**20), "'-1" + "0" * 20)]
)
def test_a_number_whose_digits_a_spreadsheet_would_lose_is_a_text(number: int, shown: str) -> None:
    assert cell(number) == shown


@pytest.mark.parametrize(("value", "shown"), [(float("nan"), "nan"), (float("-inf"), "'-inf")])
def test_what_is_no_number_is_a_text(value: float, shown: str) -> None:
    assert cell(value) == shown


def test_nothing_is_an_empty_cell_and_a_claim_is_a_word() -> None:
    assert [cell(value) for value in (None, True, False)] == [None, "yes", "no"]


def test_a_lone_surrogate_and_a_control_character_are_replaced() -> None:
    assert cell("a\ud800b\x00c\x1b[31m\x9b2J") == "a\ufffdb\ufffdc\ufffd[31m\ufffd2J"


def test_a_pair_of_surrogates_is_the_letter_it_means() -> None:
    assert cell("\ud83d\ude00") == "😀"


def test_line_ends_of_all_kinds_are_one() -> None:
    assert cell("a\r\nb\u2028c\u2029d\x85e") == "a\nb\nc\nd\ne"


@pytest.mark.parametrize("letter", ["a", "😀"])
def test_a_long_text_is_cut_with_an_ellipsis(letter: str) -> None:
    cut = text_cell(letter * 40_000)

    assert len(cut.encode("utf-16-le")) // 2 in (LONGEST, LONGEST - 1)
    assert cut == letter * (len(cut) - 1) + "…"


def test_a_text_that_just_fits_is_not_cut() -> None:
    assert text_cell("a" * LONGEST) == "a" * LONGEST


@given(NASTY)
@example("'" * 3 + "=1")
def test_no_text_is_a_formula_or_unwritable(text: str) -> None:
    shown = text_cell(text)

    shown.encode()
    assert not shown.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not shown.startswith(("\t", "\r", "\n"))
