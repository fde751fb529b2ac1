"""What a page holds is told by comparing sets; it has to be what its words say."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.words import words
from index.query import Near, Word
from index.written import written

PIECES = st.sampled_from(
    ["rent", "rents", "Miete", "’s", "'", "-", " ", "\n", "\u00a0", "\u2003", "\u0301", "x", "."]
)


@given(st.lists(PIECES).map("".join) | st.text())
def test_the_words_of_a_text_are_those_of_its_pieces(text: str) -> None:
    assert written(text) == frozenset(words(text))


def test_a_word_is_near_only_within_the_distance() -> None:
    text = "rent of the city’s old flats, and rent"

    assert Near("rent", "flats", 5).spans(text, "en") == [(0, 4), (23, 28), (34, 38)]
    assert Near("rent", "flats", 2).spans(text, "en") == [(23, 28), (34, 38)]
    assert Near("rent", "flats", 1).spans(text, "en") == []


def test_forms_of_a_word_are_found_on_every_page_that_comes() -> None:
    for text in ("Houses", "a house", "housing", "HOUSES"):
        assert len(Word("house").spans(text, "en")) == 1
        assert Word("house", stemmed=False).spans(text, "en") == ([(2, 7)] if " " in text else [])
