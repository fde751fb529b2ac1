"""A cell holds every text, and a spreadsheet makes nothing else of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.metadata_cells import joined, parted, protected, unprotected

ODD = st.sampled_from("'=+-@\t\r\n\\; ()none0123eE\"\x00\x85\u2028")
texts = st.text(ODD | st.characters(exclude_categories=["Cs"]))
values = texts.filter(str.strip)


@given(text=texts)
def test_what_protects_a_text_is_taken_off_again(text: str) -> None:
    assert unprotected(protected(text)) == text


@given(text=texts)
def test_no_cell_is_a_formula(text: str) -> None:
    assert not protected(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("1234567890123456", "'1234567890123456"),
        ("12345678901234e5", "'12345678901234e5"),
        ("0794", "'0794"),
        ("2009-09-14", "'2009-09-14"),
        ("2009", "2009"),
        ("Vienna", "Vienna"),
        ("", ""),
    ],
)
def test_only_what_is_at_risk_gets_an_apostrophe(text: str, cell: str) -> None:
    assert protected(text) == cell


@given(given=st.lists(values))
def test_several_values_come_back_one_by_one(given: list[str]) -> None:
    assert parted(joined(given, many=True), many=True) == tuple(given)


@given(value=values)
def test_a_single_value_comes_back_whole(value: str) -> None:
    assert parted(joined([value], many=False), many=False) == (value,)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("", None),
        ("  \n", None),
        ("(none)", ()),
        (" (none) ", ()),
        ("\\(none)", ("(none)",)),
        (" Graz ;; Linz;", ("Graz", "Linz")),
        ("a\\;b", ("a;b",)),
        ("C:\\\\dir", ("C:\\dir",)),
        ("ends with \\", ("ends with \\",)),
    ],
)
def test_a_cell_a_person_wrote_is_read_as_it_is_meant(
    cell: str, found: tuple[str, ...] | None
) -> None:
    assert parted(cell, many=True) == found


def test_a_semicolon_parts_nothing_where_there_is_one_value() -> None:
    assert parted("One; two", many=False) == ("One; two",)


def test_a_long_cell_is_read_in_time_that_grows_with_it() -> None:
    cell = "\\;" * 200_000 + " ;" * 200_000

    assert parted(cell, many=True) == (";" * 200_000,)
