"""Every claim says whether it decided its field, and if not, why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Claim, Origin
from corpus.vocabulary import Vocabulary, read_vocabulary
from corpus.weighing import WEAK, weigh, weigh_all

VOCABULARY = read_vocabulary()
NONE = Vocabulary()


def a_claim(
    value: str, origin: Origin = Origin.TITLE, confidence: float = 1.0, field: str = "city"
) -> Claim:
    return Claim(field=field, value=value, origin=origin, confidence=confidence)


def whys(*claims: Claim) -> list[str]:
    return [one.why_not for one in weigh(claims, VOCABULARY).claims]


@pytest.mark.parametrize(
    ("others", "whys_expected"),
    [
        ([a_claim("Graz")], ["", ""]),
        ([a_claim("Graz", Origin.TEXT)], ["", "weaker than title"]),
        ([a_claim("Wien", Origin.FILE_NAME)], ["", "weaker than title"]),
        ([a_claim("Graz", confidence=0.4)], ["", "not sure enough"]),
        ([a_claim("Graz", Origin.SIDECAR, 0.4)], ["", "not sure enough"]),
        ([a_claim("Graz", Origin.CORRECTION)], ["corrected", ""]),
        ([a_claim("", Origin.CORRECTION)], ["a correction says that there is none", ""]),
        ([a_claim(" ", Origin.SIDECAR)], ["", "no value of this field"]),
    ],
)
def test_a_claim_says_why_it_does_not_hold_beside_another(
    others: list[Claim], whys_expected: list[str]
) -> None:
    assert whys(a_claim("Vienna"), *others) == whys_expected


@pytest.mark.parametrize(
    ("other", "why_not"),
    [
        (a_claim("2009", confidence=0.8, field="year"), ""),
        (a_claim("2010", confidence=0.8, field="year"), "less sure"),
        (a_claim("2010", field="year"), "said after it"),
        (a_claim("soon", field="year"), "no value of this field"),
    ],
)
def test_a_field_of_one_value_takes_the_surest(other: Claim, why_not: str) -> None:
    assert whys(a_claim("2009", field="year"), other) == ["", why_not]


@pytest.mark.parametrize(
    ("other", "why_not"),
    [
        (a_claim("Graz", Origin.TITLE, 0.3), "less sure than text"),
        (a_claim("Graz", Origin.FILE_NAME, 0.4), ""),
        (a_claim("Graz", Origin.TEXT, 0.1), ""),
    ],
)
def test_where_nothing_is_sure_the_surest_origin_holds(other: Claim, why_not: str) -> None:
    decided = a_claim("Linz", Origin.TEXT, 0.4)

    if other.origin is Origin.FILE_NAME:
        assert whys(decided, other) == ["weaker than file name", ""]
    else:
        assert whys(decided, other) == ["", why_not]


def test_nobody_can_claim_what_follows_from_the_file() -> None:
    weighing = weigh([a_claim("3", field="pages")], NONE)

    assert weighing.values == ()
    assert weighing.claims[0].why_not == "this follows from the file itself"


def test_the_city_is_not_also_a_place_mentioned() -> None:
    said = [
        a_claim("Wien"),
        *(a_claim(place, field="place_mentioned") for place in ("Wien", "Rom")),
    ]

    places = weigh_all(said, VOCABULARY)["place_mentioned"]

    assert places.values == ("Rom",)
    assert [one.why_not for one in places.claims] == ["it is the city", ""]


def test_fields_come_in_their_order_and_what_is_no_field_does_not_come() -> None:
    said = [a_claim("2009", field="year"), a_claim("x", field="colour"), a_claim("Wien")]

    assert list(weigh_all(said, VOCABULARY)) == ["city", "year"]


def test_nothing_claimed_is_nothing_decided() -> None:
    assert weigh([], NONE).values == ()


claims = st.lists(
    st.builds(
        Claim,
        field=st.just("city") | st.just("year"),
        value=st.sampled_from(["", "Wien", "Vienna", "Graz", "2009", "2010", "soon"]),
        origin=st.sampled_from(Origin),
        confidence=st.sampled_from([0.1, 0.3, WEAK, 0.7, 1.0]),
    )
)


@given(claims=claims, field=st.sampled_from(["city", "year"]))
def test_the_values_are_those_of_the_claims_that_hold(claims: list[Claim], field: str) -> None:
    weighing = weigh([claim for claim in claims if claim.field == field], VOCABULARY)

    holding = {one.value for one in weighing.claims if not one.why_not and one.value}
    assert holding == set(weighing.values)
