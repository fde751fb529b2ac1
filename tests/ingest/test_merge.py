import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Claim, Origin
from corpus.fields import BY_NAME
from corpus.vocabulary import Vocabulary, read_vocabulary
from ingest.merge import COMPUTED, WEAK, decide, implied

VOCABULARY = read_vocabulary()
STRENGTH = list(Origin)

claims = st.builds(
    Claim,
    field=st.sampled_from(["title", "city", "author", "year", "kind", "language", "pages"]),
    value=st.sampled_from(
        ["Wien", "Vienna", "Graz", "2009", "10000", "German", "de", "", " x  y "]
    ),
    origin=st.sampled_from(STRENGTH),
    confidence=st.floats(0, 1),
)


def claim(field: str, value: str, origin: Origin = Origin.TITLE, confidence: float = 1) -> Claim:
    return Claim(field=field, value=value, origin=origin, confidence=confidence)


@given(st.lists(claims))
def test_a_value_comes_from_the_strongest_origin_that_is_sure(said: list[Claim]) -> None:
    for field, values in decide(said, VOCABULARY).items():
        sure = [
            one for one in said
            if one.field == field and one.confidence >= WEAK and decide([one], VOCABULARY)
        ]  # fmt: skip
        if sure:
            strongest = min(sure, key=lambda one: STRENGTH.index(one.origin)).origin
            among = [one for one in sure if one.origin is strongest]
            assert set(values) <= {decide([one], VOCABULARY)[field][0] for one in among}


@given(st.lists(claims))
def test_no_value_is_empty_or_there_twice_and_single_fields_have_one(said: list[Claim]) -> None:
    for field, values in decide(said, VOCABULARY).items():
        assert field not in COMPUTED
        assert all(values)
        assert len(set(values)) == len(values)
        assert BY_NAME[field].many or len(values) == 1


@given(st.lists(claims), claims)
def test_a_weaker_claim_never_changes_what_a_correction_said(
    said: list[Claim], more: Claim
) -> None:
    correction = claim("city", "Wien", Origin.CORRECTION)
    said = [one for one in said if one.origin is not Origin.CORRECTION]
    if more.origin is not Origin.CORRECTION:
        assert decide([correction, *said, more], VOCABULARY)["city"] == ("Vienna",)


@given(st.lists(claims))
def test_deciding_again_on_what_was_decided_changes_nothing(said: list[Claim]) -> None:
    decided = decide(said, VOCABULARY)

    again = [claim(field, value) for field, values in decided.items() for value in values]

    assert decide(again, VOCABULARY) == decided


@pytest.mark.parametrize(
    ("field", "written", "kept"),
    [
        ("city", "Wien", "Vienna"),
        ("city", "Graz", "Graz"),
        ("language", "German", "de"),
        ("country", "Austria", "AT"),
        ("code", "EF/07/94/EN", "EF0794"),
        ("kind", "Fallstudie", "case study"),
        ("kind", "memorandum", "memorandum"),
        ("module", "diversity", "Equality and diversity"),
        ("network", "Cities for Local Integration Policy", "CLIP"),
        ("year", "2009-06-01", "2009"),
    ],
)
def test_a_value_is_kept_in_its_canonical_spelling(field: str, written: str, kept: str) -> None:
    assert decide([claim(field, written)], VOCABULARY) == {field: (kept,)}


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("year", "209"),
        ("year", "soon"),
        ("year", "3009"),
        ("published_on", "29.9.2009"),
        ("published_on", "2009-02-31"),
        ("country", "Narnia"),
        ("language", "Elvish"),
        ("pages", "12"),
        ("sha256", "abc"),
        ("no such field", "x"),
    ],
)
def test_what_cannot_be_a_value_is_dropped(field: str, written: str) -> None:
    assert decide([claim(field, written)], VOCABULARY) == {}


def test_a_doubtful_claim_counts_where_there_is_no_other() -> None:
    doubtful = claim("year", "2011", Origin.EMBEDDED, 0.3)

    assert decide([doubtful], VOCABULARY) == {"year": ("2011",)}
    assert decide([doubtful, claim("year", "2009", Origin.TEXT, 0.7)], VOCABULARY) == {
        "year": ("2009",)
    }


def test_of_doubtful_claims_the_likeliest_counts() -> None:
    weaker = claim("title", "a name", Origin.FILE_NAME, 0.3)
    better = claim("title", "A first line", Origin.TEXT, 0.4)

    assert decide([weaker, better], VOCABULARY) == {"title": ("A first line",)}


def test_a_known_city_implies_its_country_with_the_same_strength() -> None:
    said = [
        claim("city", "Wien", Origin.CORRECTION),
        claim("country", "Croatia", Origin.TITLE),
    ]

    assert decide([*said, *implied(said, VOCABULARY)], VOCABULARY)["country"] == ("AT",)


def test_a_day_of_publication_implies_the_year() -> None:
    said = [claim("published_on", "2009-06-01")]

    assert [one.value for one in implied(said, VOCABULARY)] == ["2009"]


def test_nothing_is_implied_by_a_city_nobody_knows() -> None:
    assert implied([claim("city", "Hintergraz")], Vocabulary()) == []


ISR = "Institute for Urban and Regional Research (ISR), Austrian Academy of Sciences"


def test_an_author_who_is_known_implies_an_institute_less_surely() -> None:
    said = [claim("author", "Fassmann, H.", confidence=0.9)]

    (institute,) = implied(said, VOCABULARY)

    assert (institute.value, institute.follows_from) == (ISR, "author")
    assert WEAK <= institute.confidence < 0.9 * 0.9


def test_an_institute_that_is_said_is_not_implied_again() -> None:
    said = [claim("author", "Fassmann, H."), claim("institute", "Swansea University")]

    assert decide([*said, *implied(said, VOCABULARY)], VOCABULARY)["institute"] == (
        "Swansea University",
    )


def test_an_author_nobody_knows_implies_nothing() -> None:
    assert implied([claim("author", "A. Nobody")], VOCABULARY) == []


def test_spellings_of_one_author_are_one_value() -> None:
    said = [claim("author", name) for name in ("Sonja Gsir", "Gsir, Sonia", "A. Nobody")]

    assert decide(said, VOCABULARY)["author"] == ("Sonia Gsir", "A. Nobody")


def test_the_city_is_not_also_a_place_mentioned() -> None:
    said = [
        claim("city", "Wien", Origin.FILE_NAME),
        claim("place_mentioned", "Vienna"),
        claim("place_mentioned", "Göteborg"),
    ]

    assert decide(said, VOCABULARY)["place_mentioned"] == ("Gothenburg",)
    assert "place_mentioned" not in decide(said[:2], VOCABULARY)


def test_an_event_is_of_the_year_it_begins_in(vocabulary: Vocabulary) -> None:
    begins = Claim(field="start_on", value="2017-10-25", origin=Origin.EMBEDDED)
    published = Claim(field="published_on", value="2016-12-01", origin=Origin.EMBEDDED)

    alone = [begins, *implied([begins], vocabulary)]
    both = [begins, published, *implied([begins, published], vocabulary)]

    assert decide(alone, vocabulary)["year"] == ("2017",)
    assert decide(both, vocabulary)["year"] == ("2016",)
