"""A passage holds what was looked for, whole sentences where it can, every match marked."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Page
from index.query import Fuzzy, Near, Pattern, Phrase, Text, Word
from search.presenting import passages
from search.presenting.passages import LONGEST, MOST_PIECES, PIECE, marked, passage

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


def test_a_heading_is_left_off() -> None:
    page = a_page("Housing policy\n\nPublic housing\nPoints are awarded for housing need.")

    assert passage(page, (Word("housing"),)).text == "Points are awarded for housing need."


def test_a_heading_counts_for_the_sentences_under_it() -> None:
    page = a_page(f"A mosque rents it.\n\nMosques and halls\n\nBoth are old. {FILLER}")

    assert passage(page, (Word("mosque"), Word("hall"))).text.startswith("Both are old.")


def test_what_goes_on_from_the_page_before_is_shown_only_where_it_must_be() -> None:
    page = a_page("of the city and its rents. Rents rose.")

    assert passage(page, (Word("rent"),)).text == "Rents rose."
    assert passage(page, (CITY,)).text == "… of the city and its rents. Rents rose."


def test_what_goes_on_on_the_next_page_is_left_off_or_ends_with_dots() -> None:
    page = a_page(
        "Rents rose again. Nobody knows what the council and its experts, in the\nold hall"
    )

    assert passage(page, (Word("rent"),)).text == "Rents rose again."
    assert passage(page, (Word("hall"),)).text.endswith("in the old hall …")


def test_items_are_shown_as_items() -> None:
    page = a_page("We will:\n• build flats;\n• let\nthem.")

    assert passage(page, (Word("flat"),)).text == "• build flats; • let them."


def test_lines_of_a_table_are_cells_and_behind_sentences() -> None:
    table = "City\nVienna\nRent\n7.50\n"

    assert passage(a_page(table), (Word("rent"),)).text == "Rent · 7.50"
    assert passage(a_page(f"{table}\nThe rent is low."), (Word("rent"),)).text == "The rent is low."


def test_a_long_sentence_is_cut_between_clauses() -> None:
    clause = "which is as long as a clause of a law may be in this country, "
    page = a_page(f"A law, {clause * 6}has a charter, {clause * 6}and ends.")
    text = passage(page, (Word("charter"),)).text

    assert text.startswith("A law, which")
    assert text.endswith("has a charter, …")


def test_chinese_sentences_stand_without_blanks() -> None:
    assert passage(a_page("房租上涨。谁付？", "zh"), (Word("房租"),)).text == "房租上涨。谁付？"


def test_what_the_title_says_need_not_be_said_again() -> None:
    rent, lamp = Word("rent"), Word("lamp")
    page = a_page(f"Rents and lamps. {FILLER} Vienna rents. {FILLER} A lamp shines. {FILLER}")
    things: dict[Text, int] = {CITY: 0, Word("vienna"): 0, rent: 1, lamp: 2}
    leaves = (Word("vienna"), lamp)

    assert passage(page, leaves, things).text.startswith("Vienna rents.")
    assert passage(page, leaves, things, known={0}).text.startswith("Rents and lamps.")


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


_WORDS = st.sampled_from(["rent", "rents", "flat", "Wien", "EF/06/22", "the", "–", "\n"])
_LEAVES: tuple[Text, ...] = (
    Word("rents"), Word("flats", stemmed=False), Word("EF/06/22", stemmed=False), Word("nowhere"),
    Phrase(("flat", "rent")), Phrase(("the", "flat", "nowhere")), Phrase(()),
    Near("rent", "flat", 3), Pattern("wi*"), Fuzzy("flet"), Word("Wien", "title"),
    Phrase(("Wien", "Graz")),
)  # fmt: skip


def _naively(text: str) -> set[tuple[int, int]]:
    return {span for leaf in _LEAVES for span in leaf.spans(text, "en")}


def _marked(text: str) -> set[tuple[int, int]]:
    return {(m.start, m.end) for m in passages._marks(text, "en", _LEAVES)}


@settings(max_examples=10)
@given(st.lists(_WORDS, min_size=40, max_size=60).map(" ".join))
def test_a_text_marked_in_pieces_has_the_marks_of_the_whole(text: str) -> None:
    book = " ".join([text] * (3 * PIECE // len(text)))

    assert _marked(book) == _naively(book)


def test_of_a_page_as_long_as_a_book_the_piece_with_most_matches_is_shown() -> None:
    book = "Rent. " + "Nothing. " * 5000 + "Flats have a rent. " + "Nothing. " * 5000

    assert "Flats have a rent." in passage(Page(number=1, text=book, language="en"),
                                           (Word("rent"), Word("flat"))).text  # fmt: skip


def test_far_within_a_page_the_first_match_is_shown() -> None:
    book = "Nothing. " * (MOST_PIECES * PIECE // 5) + "Flats have a rent. Nothing."

    assert "Flats have a rent." in passage(Page(number=1, text=book, language="en"),
                                           (Word("rent"),)).text  # fmt: skip


def test_of_a_page_as_long_as_a_book_a_few_pieces_are_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_at: list[int] = []

    def counted(text: str, language: str, leaves: Sequence[Text]) -> list[passages._Mark]:
        looked_at.append(len(text))
        return passages_marks(text, language, leaves)

    passages_marks = passages._marks_of_piece
    monkeypatch.setattr(passages, "_marks_of_piece", counted)

    passage(Page(number=1, text="Flats have a rent. " * 50_000), (Word("rent"),))

    assert len(looked_at) == MOST_PIECES
    assert max(looked_at) <= PIECE + 2 * passages.AROUND
