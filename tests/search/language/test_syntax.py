"""The table of the query language, which help is made of, says what the parser does."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.vocabulary import read_vocabulary
from search.language.parser import parse
from search.language.signs import Sign, cut
from search.language.syntax import SLOTS, SYNTAX, Construct, common_examples
from tests.each import each

VOCABULARY = read_vocabulary()
CASES = each("construct", SYNTAX)

_WORDS = st.text(alphabet="bdgklmnprv", min_size=6, max_size=12)


@CASES
def test_every_example_is_read_without_a_note(construct: Construct) -> None:
    assert parse(construct.example({}), VOCABULARY).notes == ()


@CASES
def test_every_example_is_read_to_the_construct_it_shows(construct: Construct) -> None:
    assert construct.shows(parse(construct.example({}), VOCABULARY).query)


@CASES
def test_no_plain_word_is_any_construct(construct: Construct) -> None:
    assert not construct.shows(parse("housing", VOCABULARY).query)


@CASES
def test_every_slot_has_a_word(construct: Construct) -> None:
    assert set(construct.slots) <= SLOTS.keys()


@CASES
@given(word=_WORDS, other=_WORDS, third=_WORDS)
def test_an_example_shows_its_construct_whatever_the_words(
    construct: Construct, word: str, other: str, third: str
) -> None:
    if len({word, other, third}) < 3:
        return
    words = {"word": word, "other": other, "third": third, "titled": word}

    assert construct.shows(parse(construct.example(words), VOCABULARY).query)


def test_every_sign_that_the_parser_knows_has_an_example() -> None:
    signs = {part.sign for one in SYNTAX for part in cut(one.example({}))[0]}

    assert signs == set(Sign)


def test_every_slot_is_used() -> None:
    assert {slot for one in SYNTAX for slot in one.slots} == SLOTS.keys()


def test_beside_the_search_box_stand_only_the_common_ones() -> None:
    shown = common_examples()

    assert ('"social housing"', "These words in this order, in just this form.") in shown
    assert 0 < len(shown) < len(SYNTAX)
