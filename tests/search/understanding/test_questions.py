"""When all words of a question must hold, and when most of them will do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.question_words import QuestionWords
from index.query import All, Is, Most, Not, Phrase, Query, Widened, Word
from search.understanding.questions import (
    MOST_WORDS,
    asked,
    calmed,
    is_question,
    most_held,
    rarest,
)

A, B, C, D = (Word(letter * 3) for letter in "abcd")


def test_words_may_be_given_up_and_all_else_is_required() -> None:
    quoted, excluded = Phrase(("waiting", "list")), Not(Word("student"))

    parts = asked(All((A, quoted, B, excluded, Is("city", "Vienna"))))

    assert parts.words == (A, B)
    assert parts.required == (quoted, excluded, Is("city", "Vienna"))


def test_a_word_typed_twice_is_one_word_that_counts_twice() -> None:
    parts = asked(All((A, B, A)))

    assert parts.words == (A, B)
    assert parts.times == (2, 1)


def test_with_fewer_words_what_is_required_still_is() -> None:
    parts = asked(All((A, B, C, Is("city", "Vienna"))))

    assert parts.with_at_least(2) == All((Most((A, B, C), 2), Is("city", "Vienna")))
    assert parts.with_at_least(3) == All((A, B, C, Is("city", "Vienna")))


def test_a_question_of_as_many_words_as_people_ask_in_keeps_them_all() -> None:
    parts = asked(All(tuple(Word(f"w{number}") for number in range(MOST_WORDS))))

    assert rarest(parts, lambda _: 1) == parts


def test_of_a_longer_question_the_rarest_words_that_are_there_are_kept_in_their_order() -> None:
    typed = tuple(Word(f"w{number}") for number in range(MOST_WORDS + 20))
    frequent = {word: 1000 - number for number, word in enumerate(typed)}
    frequent |= dict.fromkeys(typed[-10:], 0)
    quoted = Phrase(("waiting", "list"))
    whole = asked(All((*typed, typed[-11], quoted)))

    parts = rarest(whole, lambda word: frequent[word])  # type: ignore[index]

    assert parts.words == typed[10:-10]
    assert parts.times == (*(1,) * (MOST_WORDS - 1), 2)
    assert parts.strictly == All((*typed[10:-10], quoted))
    assert parts.required == (quoted,)


@pytest.mark.parametrize(
    ("typed", "opened", "expected"),
    [(2, False, False), (3, False, False), (4, False, True), (2, True, True)],
)
def test_what_is_taken_for_a_question(typed: int, opened: bool, expected: bool) -> None:  # noqa: FBT001
    assert is_question((A, B), typed, opened=opened) is expected


def test_a_single_word_is_never_relaxed() -> None:
    assert not is_question((A,), 9, opened=True)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=9))
def test_as_many_words_must_hold_as_any_document_holds(falling: list[int]) -> None:
    # counts[n] documents hold n + 1 words or more: fewer, the more words; none holds all.
    counts = [*sorted(falling, reverse=True), 0]
    parts = asked(All(tuple(Word(f"w{n}") for n in range(len(counts)))))

    def count(query: Query) -> int:
        return counts[query.fewest - 1] if isinstance(query, Most) else counts[-1]

    assert most_held(parts, count) == sum(1 for number in counts if number)


def test_of_a_term_each_word_may_be_given_up() -> None:
    assert asked(All((All((A, B)), C))).words == (A, B, C)
    assert asked(All((All((A, B)), C))).strictly == All((All((A, B)), C))


def test_another_way_to_say_a_word_goes_with_it() -> None:
    wide = Widened(A, ((B, 0.5),))

    assert asked(All((wide, C))).words == (wide, C)


WORDS = QuestionWords(function_words={"en": frozenset({"the", "of"})})


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("RENTS OF THE POOR AND THE RICH", "rents of the poor and the rich"),
        ("CLIP OR EUKN", "CLIP OR EUKN"),
        ("CLIP", "CLIP"),
        ("EF/06/22/OF", "EF/06/22/OF"),
        ("Rents OF the poor", "Rents OF the poor"),
        ("İZMİR OF THE", "İZMİR OF THE"),
        ("", ""),
    ],
)
def test_a_sentence_in_capitals_is_read_as_one(typed: str, read: str) -> None:
    assert calmed(typed, WORDS, ["en"]) == read
