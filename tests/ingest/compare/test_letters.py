"""What a text comes to does not depend on how it was set."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.compare.letters import LOOKED_AT, Letters, sentences

PRINTED = "The city of Wrocław lets flats to families, and its housing-office keeps a waiting list."
BROKEN = (
    "the  City\nof Wroclaw lets flats to fami-\nlies, and its hous-\n\ning-office\n"
    "keeps a wai\u00adting list."
)


def test_line_ends_hyphens_case_and_accents_do_not_count() -> None:
    assert Letters([PRINTED]).shingles.tolist() == Letters([BROKEN]).shingles.tolist()
    assert [s.number for s in sentences([PRINTED])] == [s.number for s in sentences([BROKEN])]


def test_pages_do_not_part_the_letters() -> None:
    first, second = PRINTED[:40], PRINTED[40:]

    assert Letters([PRINTED]).checksum == Letters([first, second]).checksum


def test_another_word_is_another_text() -> None:
    assert Letters([PRINTED]).checksum != Letters([PRINTED.replace("flats", "shops")]).checksum


def test_four_words_in_a_row_make_a_shingle() -> None:
    assert len(Letters(["one two three four five six"]).shingles) == 3


def test_fewer_words_than_a_shingle_are_one() -> None:
    assert len(Letters(["City", "hall"]).shingles) == 1
    assert len(Letters(["", "… – !"]).shingles) == 0


def test_a_sentence_is_found_where_it_stands() -> None:
    page = "Contents\n\nShort one. " + PRINTED + " And so on"
    (found,) = sentences(["", page])

    assert found.page == 1
    assert page[slice(*found.span)] == PRINTED
    assert found.words == 15


def test_a_sentence_ends_with_its_page_with_a_blank_line_and_with_a_bullet() -> None:
    block = "one two three four five six seven eight"
    (number,) = {s.number for s in sentences([block])}

    for page in (f"{block}\n\n{block}", f"• {block} • {block}", f"{block}. {block}!"):
        assert [s.number for s in sentences([page, block])] == [number] * 3


def test_scripts_without_blanks_and_beyond_the_basic_plane_are_read() -> None:
    assert Letters(["住房政策"]).words == 1
    (found,) = sentences(["\U0001f3e0 " + PRINTED])
    assert found.span[0] == 2


@given(st.lists(st.text(max_size=300), max_size=4))
def test_any_text_has_sentences_within_its_pages(pages: list[str]) -> None:
    for one in sentences(pages):
        start, end = one.span
        assert 0 <= start < end <= len(pages[one.page])
    assert Letters(pages).words >= 0


@pytest.mark.parametrize(
    "text",
    ["-\n" * 400_000, "." * 800_000, "a" * 800_000, ". " * 400_000, "\u0301" * 800_000,
     "\U0001f3e0" * 400_000, "a b " * 200_000, "\ud800" * 400_000],
    ids=["hyphens", "stops", "one word", "empty sentences", "marks", "signs", "words", "halves"],
)  # fmt: skip
def test_hostile_text_takes_no_longer_than_prose_of_its_size(text: str) -> None:
    began = time.perf_counter()
    Letters([text])
    said = sentences([text] * 10)

    assert time.perf_counter() - began < 60
    assert all(one.span[1] <= LOOKED_AT for one in said)
