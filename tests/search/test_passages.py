"""A passage holds what was looked for, whole sentences where it can, every match marked."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Page
from index.query import Phrase, Text, Word
from search.passages import LONGEST, marked, passage

FILLER = "The council meets twice a year in the town hall. " * 20

CITY = Word("city")


def a_page(text: str, language: str = "en") -> Page:
    return Page(number=1, text=text, language=language)


def matches(page: Page, *leaves: Text) -> list[str]:
    return [s.text for s in passage(page, leaves).segments if s.is_match]


def test_every_form_of_a_word_is_marked() -> None:
    page = a_page("Houses and housing; no household.")

    assert matches(page, Word("house")) == ["Houses", "housing"]


def test_a_word_is_marked_in_the_language_of_its_page() -> None:
    assert matches(a_page("Zwei Häuser am See.", "de"), Word("Haus")) == ["Häuser"]


def test_a_phrase_is_marked_as_one_and_only_where_it_is_whole() -> None:
    page = a_page("Social policy and social\nhousing.")

    assert matches(page, Phrase(("social", "housing"))) == ["social housing"]


def test_the_passage_is_where_the_words_meet() -> None:
    text = f"A mosque was built. {FILLER} The mosque rents a hall. {FILLER} The hall is old."
    found = passage(a_page(text), (Word("mosque"), Word("hall")))

    assert "The mosque rents a hall." in found.text


def test_all_that_meets_is_shown_although_a_common_word_stands_before_it() -> None:
    text = f"{FILLER} City by city, {'of all the many cities here, ' * 6}a list was made. "
    found = passage(a_page(f"{text} A city signs the charter. {FILLER}"), (CITY, Word("charter")))

    assert "A city signs the charter." in found.text


def test_what_meets_in_no_short_sentence_is_shown_all_the_same() -> None:
    text = f"{'word ' * 90}mosque {'word ' * 40}hall {'word ' * 90}"

    assert matches(a_page(text), Word("mosque"), Word("hall")) == ["mosque", "hall"]


def test_the_passage_is_where_what_is_rare_on_the_page_stands() -> None:
    text = f"A city has a hall. {FILLER} Another city and its hall. {FILLER} A city has a charter."
    found = passage(a_page(text), (CITY, Word("hall"), Word("charter")))

    assert found.text.endswith("A city has a charter.")


def test_two_ways_to_say_a_thing_are_one_thing() -> None:
    rent, flat, dwelling = Word("rent"), Word("flat"), Word("dwelling")
    page = a_page(f"A flat is a dwelling. {FILLER} The rent of a flat. {FILLER}")

    assert "rent" not in passage(page, (rent, dwelling, flat)).text
    assert "rent" in passage(page, (rent, dwelling, flat), {rent: 0, dwelling: 1, flat: 1}).text


def test_a_passage_begins_and_ends_with_sentences() -> None:
    found = passage(a_page(FILLER + "A mosque was built. " + FILLER), (Word("mosque"),))

    assert found.text.startswith("A mosque was built. The council")
    assert found.text.endswith("town hall.")


def test_a_sentence_too_long_is_cut_between_words_and_says_so() -> None:
    text = "word " * 200 + "mosque " + "word " * 200
    found = passage(a_page(text), (Word("mosque"),))

    assert "mosque" in found.text
    assert found.text.startswith("… word")
    assert found.text.endswith("word …")
    assert len(found.text) <= LONGEST + 4


def test_lines_of_a_page_are_joined_in_a_passage_and_kept_on_the_page() -> None:
    page = a_page("Rent of\nflats")

    assert passage(page, (Word("rent"),)).text == "Rent of flats"
    assert "".join(s.text for s in marked(page, (Word("rent"),))) == "Rent of\nflats"


def test_without_a_match_the_passage_is_the_beginning() -> None:
    found = passage(a_page(FILLER), (Word("mosque"),))

    assert found.text.startswith("The council meets")
    assert not any(segment.is_match for segment in found.segments)


def test_an_empty_page_has_an_empty_passage() -> None:
    assert passage(a_page(""), (Word("mosque"),)).segments == ()


@given(
    st.text(st.sampled_from("ab .\n“é1’s\u0301"), max_size=900), st.sampled_from(["a", "b", "é"])
)
def test_a_page_with_marks_is_the_page(text: str, word: str) -> None:
    segments = marked(a_page(text), (Word(word),))

    assert "".join(segment.text for segment in segments) == text


@given(st.text(max_size=2000), st.text(min_size=1, max_size=5))
def test_a_passage_is_bounded_whatever_the_text(text: str, word: str) -> None:
    assert len(passage(a_page(text), (Word(word),)).text) <= LONGEST + len(word) + 8
