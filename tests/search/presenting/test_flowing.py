"""Lines of a printed page flow on a screen."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.presenting.flowing import flowing
from search.results import Segment

FILLED = "Vienna owns more flats than any other landlord does in"
PRINTED = [FILLED, FILLED, FILLED, FILLED, "the country."]

segments = st.lists(st.builds(Segment, st.text("ab -.\n", max_size=80), st.booleans()), max_size=12)


def flowed(*lines: str) -> list[str]:
    text = "\n".join(lines)
    return "".join(one.text for one in flowing([Segment(text)])).split("\n")


def test_filled_lines_are_one_paragraph() -> None:
    assert flowed(*PRINTED) == [" ".join(PRINTED)]


def test_a_heading_stays_a_line_of_its_own() -> None:
    assert flowed("Housing policy", *PRINTED)[0] == "Housing policy"


def test_a_heading_after_a_last_line_that_is_filled_stays_one() -> None:
    assert flowed(*PRINTED[:4], FILLED[:-1] + ".", "Housing policy")[-1] == "Housing policy"


def test_what_follows_the_end_of_a_paragraph_begins_anew() -> None:
    assert flowed(*PRINTED, *PRINTED) == [" ".join(PRINTED)] * 2


@pytest.mark.parametrize("sign", ["•", "–", "-", "1.", "(a)", "iv".upper()[0] + "."])
def test_entries_of_a_list_stay_apart(sign: str) -> None:
    assert len(flowed(*[f"{sign} {FILLED}"] * 6)) == 6


def test_entries_of_a_table_of_contents_stay_apart() -> None:
    assert len(flowed(*["The allocation of flats by points ........... 12"] * 6)) == 6


def test_blank_lines_part_paragraphs() -> None:
    assert len(flowed(*PRINTED[:4], "", *PRINTED[:4])) == 3


def test_a_hyphen_within_a_word_is_followed_by_its_other_half() -> None:
    lines = flowed(*PRINTED[:3], "Most of the outer districts are poor and working-", "class here.")

    assert "working-class here." in lines[-1]


@pytest.mark.parametrize("length", [10, 400])
def test_what_no_printer_filled_stays_as_it_is(length: int) -> None:
    lines = ["x" * length] * 8

    assert flowed(*lines) == lines


def test_few_lines_tell_nothing_of_a_paper() -> None:
    assert flowed(FILLED, FILLED) == [FILLED, FILLED]


@given(segments)
def test_nothing_but_white_space_is_changed(given_: list[Segment]) -> None:
    def words(some: list[Segment]) -> list[tuple[str, bool]]:
        return [(c, one.is_match) for one in some for c in re.sub(r"\s", "", one.text)]

    assert words(list(flowing(given_))) == words(given_)
