"""Of all cities of one name, what stands beside it tells the one that is meant."""

import pytest

from corpus.vocabulary import City, Vocabulary
from ingest.describe.places import Place
from ingest.describe.resolving import Near, place_said, resolve

NOTHING = Vocabulary()


@pytest.mark.parametrize(
    ("name", "near", "place"),
    [
        ("Bristol", Near(), Place("Bristol", "GB")),
        ("Bristol", Near(state="CT"), Place("Bristol, CT", "US")),
        ("Bristol", Near(countries=("US",), states={"CT": 3}), Place("Bristol, CT", "US")),
        ("Bristol", Near(spoken_of={"GB": 4, "US": 1}), Place("Bristol", "GB")),
        ("Cambridge", Near(), None),
        ("Cambridge", Near(spoken_of={"GB": 1}), Place("Cambridge", "GB")),
        ("Cambridge", Near(spoken_of={"US": 1}, states={"MA": 1}), Place("Cambridge", "US")),
        ("Wien", Near(), Place("Vienna", "AT")),
        ("Athens", Near(state="GA"), Place("Athens, GA", "US")),
        ("Nowhere at All", Near(), None),
        ("Bristol", Near(countries=("DE",)), None),
    ],
)
def test_a_state_a_country_or_what_is_spoken_of_decides(
    name: str, near: Near, place: Place | None
) -> None:
    assert resolve(name, NOTHING, near) == place


def test_a_city_of_the_library_goes_first() -> None:
    own = Vocabulary(cities=(City(name="Bristol (Avon)", country="GB", spellings=("Bristol",)),))

    assert resolve("Bristol", own, Near()) == Place("Bristol (Avon)", "GB")
    assert resolve("Bristol", own, Near(state="CT")) == Place("Bristol, CT", "US")


def test_a_namesake_of_a_city_of_the_library_is_told_from_it() -> None:
    own = Vocabulary(cities=(City(name="Cambridge", country="GB", spellings=("Cambridge",)),))

    assert resolve("Cambridge", own, Near()) == Place("Cambridge", "GB")
    assert resolve("Cambridge", own, Near(state="MA")) == Place("Cambridge, MA", "US")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Atlanta, GA", Place("Atlanta", "US")),
        ("Atlanta, Georgia", Place("Atlanta", "US")),
        ("Winston-Salem, NC", Place("Winston-Salem", "US")),
        ("Smallville Corners, KS", Place("Smallville Corners", "US")),
        ("Bristol", Place("Bristol", "GB")),
        ("Graz, Austria", Place("Graz", "AT")),
        ("Tewkesbury Borough Council", Place("Tewkesbury", "GB")),
        ("Maldon District Council", Place("Maldon", "GB")),
        ("Chad", Place("", "TD")),
        ("Georgia", Place("", "GE")),
        ("Cambridge", Place()),
        ("Nowhere, Austria", Place()),
        ("the west", Place()),
    ],
)
def test_a_cell_says_a_city_or_a_country(text: str, place: Place) -> None:
    assert place_said(text, NOTHING) == place


def test_the_country_of_the_row_decides() -> None:
    assert place_said("Cambridge", NOTHING, "GB") == Place("Cambridge", "GB")
    assert place_said("Bristol", NOTHING, "US") == Place()
