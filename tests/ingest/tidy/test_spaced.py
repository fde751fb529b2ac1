"""Letter-spaced words are words, and columns of letters stay columns."""

import pytest

from ingest.tidy.spaced import without_letter_spacing


@pytest.mark.parametrize(
    ("spaced", "expected"),
    [
        ("H O U S I N G", "HOUSING"),
        ("H O U S I N G  P O L I C Y", "HOUSING POLICY"),
        ("1 | P a g e", "1 | P a g e"),
        ("A B C D E F", "A B C D E F"),
        ("Y N N Y N Y", "Y N N Y N Y"),
        ("J F M A M J J A S O N D", "J F M A M J J A S O N D"),
        ("S M T W T F S", "S M T W T F S"),
        ("H M L H M L", "H M L H M L"),
        ("1 2 3 4 5", "1 2 3 4 5"),
    ],
)
def test_spaces_between_letters_go_where_a_word_is_left(spaced: str, expected: str) -> None:
    assert without_letter_spacing([spaced]) == [expected]


def test_a_word_that_the_document_knows_needs_no_vowels() -> None:
    assert without_letter_spacing(["the C L I P network", "CLIP met"])[0] == "the CLIP network"
    assert without_letter_spacing(["3 | P a g e", "this page"])[0] == "3 | Page"


def test_words_run_together_are_told_by_the_words_of_the_document() -> None:
    pages = without_letter_spacing(["г о д а к г о д у и н а", "года году иная и на"])

    assert pages[0] == "г о д а к г о д у и н а"  # nothing explains the single letters
    assert without_letter_spacing(["h o u s i n g p o l i c y", "housing policy"])[0] == (
        "housing policy"
    )


def test_a_run_without_end_is_left_alone() -> None:
    text = "a " * 500_000

    assert without_letter_spacing([text]) == [text]
