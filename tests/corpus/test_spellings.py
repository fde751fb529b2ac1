"""English words are known in their British and American spellings, with and without hyphens."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.spellings import MOST_WAYS, british, joined, parted, spellings, written_ways
from corpus.words import words
from tests.each import each

PAIRS = [
    ("organisation", "organization"),
    ("organisational", "organizational"),
    ("reorganising", "reorganizing"),
    ("radicalised", "radicalized"),
    ("naturalisation", "naturalization"),
    ("recognises", "recognizes"),
    ("analysed", "analyzed"),
    ("labour", "labor"),
    ("neighbourhoods", "neighborhoods"),
    ("neighbouring", "neighboring"),
    ("behavioural", "behavioral"),
    ("colourful", "colorful"),
    ("favourites", "favorites"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("centres", "centers"),
    ("theatre", "theater"),
    ("kilometres", "kilometers"),
    ("enrol", "enroll"),
    ("enrolment", "enrollment"),
    ("fulfil", "fulfill"),
    ("skilful", "skillful"),
    ("travelling", "traveling"),
    ("counsellors", "counselors"),
    ("licence", "license"),
    ("defence", "defense"),
    ("catalogue", "catalog"),
    ("dialogues", "dialogs"),
    ("ageing", "aging"),
]


@each(("uk", "us"), PAIRS)
def test_a_british_word_is_also_american(uk: str, us: str) -> None:
    assert spellings(uk) == (us,)


@each(("uk", "us"), PAIRS)
def test_an_american_word_is_also_british(uk: str, us: str) -> None:
    assert spellings(us) == (uk,)


@each(("uk", "us"), PAIRS)
def test_both_spellings_have_one_british_form(uk: str, us: str) -> None:
    assert british(us) == british(uk) == uk


@each(
    "word",
    words(
        "advise advisable exercises promise promising rise arising size resized prize seized"
        " raising enterprise expertise franchise supervised surprise wise otherwise noise"
        " crises citizen our four hour tour laboratory laborious honorary premises basis visa"
        " programmer enrolled licensing story practice analysis"
    ),
)
def test_a_word_with_one_spelling_has_no_other(word: str) -> None:
    assert spellings(word) == ()


def test_ordinals_are_also_words() -> None:
    assert spellings("3rd") == ("third",)
    assert british("3rd") == british("third")


def test_case_makes_no_difference() -> None:
    assert spellings("LABOUR") == spellings("labour")


def test_all_words_of_a_text_are_written_in_other_ways() -> None:
    assert "labor organization" in written_ways("labour organisation")


def test_a_text_with_one_way_to_write_it_has_no_other() -> None:
    assert written_ways("social housing") == ()


@each(
    ("parts", "one"),
    [
        ("co operation", "cooperation"),
        ("un documented", "undocumented"),
        ("Inter cultural", "intercultural"),
        ("start up", "startup"),
        ("anti discrimination policy", "antidiscrimination policy"),
    ],
)
def test_parted_words_are_joined(parts: str, one: str) -> None:
    assert joined(parts.split()) == (one,)


@each("parts", ["third country", "self employed", "single", "", "post 9", "re a"])
def test_what_no_one_joins_stays_parted(parts: str) -> None:
    assert joined(parts.split()) == ()


@each(
    ("word", "with_hyphen"),
    [
        ("cooperation", "co-operation"),
        ("intercultural", "inter-cultural"),
        ("undocumented", "un-documented"),
        ("antiracist", "anti-racist"),
        ("socioeconomic", "socio-economic"),
        ("subcontractors", "sub-contractors"),
        ("preschool", "pre-school"),
        ("bilingual", "bi-lingual"),
    ],
)
def test_a_prefix_may_have_a_hyphen(word: str, with_hyphen: str) -> None:
    assert parted(word) == (with_hyphen,)


@each(
    "word",
    words(
        "community council country interest interview internal multiple understanding union"
        " until university president prevent postal poster reading return subject nonsense"
        " selfish microphone transport transfer supermarket sociology"
    ),
)
def test_a_word_that_only_begins_like_a_prefix_is_not_parted(word: str) -> None:
    assert parted(word) == ()


@given(st.text())
def test_any_word_can_be_asked_for(word: str) -> None:
    assert word.lower() not in spellings(word)
    assert len(written_ways(word)) <= MOST_WAYS
    assert british(british(word)) == british(word)
    assert len(parted(word)) + len(joined([word])) <= 1
