"""Words broken at line ends are whole again, with the hyphens their authors wrote."""

import pytest

from ingest.tidy.breaks import with_breaks_marked, with_whole_words
from tests.each import each


def whole(text: str, elsewhere: str = "") -> str:
    return with_whole_words([with_breaks_marked(text), elsewhere])[0]


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        ("the integra\u00ad\ntion of all", "the integration\nof all"),
        ("the integra-\ntion of all", "the integration\nof all"),
        ("EU-\nwide rules", "EU-wide\nrules"),
        ("15\u00ad\n20 pages", "15-20\npages"),
        ("COVID-\n19 came", "COVID-19\ncame"),
        ("Hartz\u00ad\nIV", "Hartz-IV"),
        ("Grund-\nund Boden", "Grund-\nund Boden"),
        ("at the end\u00ad", "at the end-"),
        ("soft\u00adly", "softly"),
        ("ameri\u00ad kanisch", "amerikanisch"),
        ("climate-\u00ad‐resilient", "climate-resilient"),
        ("- one\n- two", "- one\n- two"),
        ("a dash -\nand more", "a dash -\nand more"),
    ],
)
def test_a_hyphen_at_a_line_end_goes_or_stays_by_what_stands_around_it(
    broken: str, expected: str
) -> None:
    assert whole(broken) == expected


def test_a_hyphen_stays_where_the_document_writes_it_elsewhere() -> None:
    assert whole("third-\ncountry nationals", "a third-country national") == (
        "third-country\nnationals"
    )


def test_a_hyphen_goes_where_the_document_writes_the_word_elsewhere() -> None:
    assert whole("land-\nlords", "landlords, land and lords") == "landlords"


def test_two_words_of_the_document_stay_two() -> None:
    assert whole("early-\nwarning", "an early sign, a warning") == "early-warning"


def test_a_document_that_breaks_words_breaks_those_it_has_once_too() -> None:
    text = "inte-\ngration hous-\ning poli-\ncies early-\nwarning"
    elsewhere = "integration housing policies; early and warning"

    assert "earlywarning" in whole(text, elsewhere)


def test_a_document_that_breaks_no_words_keeps_its_hyphens() -> None:
    text = "long-\nterm, low-\nincome, self-\nbuild, newly-\nbuilt"
    elsewhere = "long-term low-income self-build"

    assert "newly-built" in whole(text, elsewhere)


def test_half_a_word_is_no_evidence_that_it_is_a_word() -> None:
    # The half after the break stood in the text as a word of its own: "for" and "eigners".
    assert whole("care for for\u00ad\neigners") == "care for foreigners"


def test_a_word_broken_before_the_lines_were_joined_is_whole() -> None:
    pages = with_whole_words(["inte- gration, Grund- und Boden, hous\u00ad\ning", "integration"])

    assert pages[0] == "integration, Grund- und Boden, housing"


def test_text_without_breaks_is_the_same_text() -> None:
    texts = ["One line", "– and another - so to say"]

    assert with_whole_words(texts) is texts


@each(
    ("before", "after", "expected"),
    [
        ("long", "term", "long-term"),
        ("well", "known", "well-known"),
        ("self", "help", "self-help"),
        ("mother-in", "law", "mother-in-law"),
        ("low", "income", "low-income"),
        ("so", "called", "so-called"),
        ("long", "itude", "longitude"),
        ("well", "ness", "wellness"),
        ("self", "ish", "selfish"),
        ("short", "age", "shortage"),
        ("integra", "tion", "integration"),
        ("so", "cial", "social"),
    ],
)
def test_words_with_a_hyphen_of_their_own_keep_it_at_the_end_of_a_line(
    before: str, after: str, expected: str
) -> None:
    # The document breaks words, and says nothing of this one.
    habit = "hous\u00ad\ning hous\u00ad\ning hous\u00ad\ning", "housing"
    text, *_ = with_whole_words([f"The {before}\u00ad\n{after} of it", *habit])

    assert text == f"The {expected}\nof it"
