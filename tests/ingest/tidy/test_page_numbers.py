"""A printed page number is one that keeps in step with the pages."""

import pytest

from ingest.tidy.edges import edges_of
from ingest.tidy.page_numbers import printed_numbers


def numbers(*pages: str) -> list[str]:
    return printed_numbers([edges_of(page) for page in pages])


def test_numbers_are_read_where_they_differ_from_the_place_of_the_page() -> None:
    assert numbers("Title", "1\nOne", "2\nTwo", "3\nThree", "4\nFour") == ["", "1", "2", "3", "4"]


@pytest.mark.parametrize(
    "foot", ["Page {}", "{} | Page", "Seite {} von 40", "– {} –", "Housing 2009 {} CLIP"]
)
def test_a_number_is_found_in_the_words_around_it(foot: str) -> None:
    pages = [f"Text of this page\n{foot.format(n)}" for n in range(7, 12)]

    assert numbers(*pages) == ["7", "8", "9", "10", "11"]


def test_numbers_begin_again_after_an_annex() -> None:
    found = numbers(*[f"text\n{n}" for n in (1, 2, 3, 4, 1, 2, 3, 4)])

    assert found == ["1", "2", "3", "4"] * 2


def test_roman_numbers_stand_in_front() -> None:
    assert numbers("ii\na", "iii\nb", "iv\nc", "1\nd", "2\ne", "3\nf") == [
        "ii", "iii", "iv", "1", "2", "3",
    ]  # fmt: skip


def test_a_page_between_two_numbered_ones_is_numbered() -> None:
    assert numbers("5\na", "6\nb", "a picture", "8\nc", "9\nd") == ["5", "6", "7", "8", "9"]


@pytest.mark.parametrize(
    "pages",
    [
        ("In 2009", "In 2009", "In 2009", "In 2009"),
        ("12\na", "40\nb", "3\nc", "77\nd"),
        ("1\na", "b", "c", "d", "e", "6\nf"),
    ],
)
def test_numbers_out_of_step_are_none(pages: tuple[str, ...]) -> None:
    assert not any(numbers(*pages))
