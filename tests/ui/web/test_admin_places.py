"""*Admin* offers the places that documents name, and takes back what was accepted."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ui.web.pressing import finish, job_of, press
from ui.opened import opened_library
from ui.places_found import places_found

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def found(put: Callable[..., None]) -> None:
    """Two reports on Bristol, one on a district, one that mentions a Cambridge beside them."""
    put(id="a", title="A", city="Bristol", country="GB", collection="uk")
    put(id="b", title="B", city="Bristol", country="GB", collection="uk")
    put(id="c", title="C", city="Mid Suffolk", country="GB", collection="uk")
    put(id="d", title="D", place_mentioned=("Cambridge",), collection="uk")
    put(id="e", title="E", city=HOSTILE)


def cities_of(library: Path) -> str:
    path = library / "vocabulary" / "cities.csv"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@pytest.mark.usefixtures("found")
def test_places_are_counted_and_matched(admin: Any) -> None:
    html = admin.open("admin", part="places").html

    assert "6 places found: 2 known, 4 new." in html
    assert "Bristol, United Kingdom, 479,024 inhabitants" in html
    assert "no city of this name is known; it gets no place on the map" in html
    boxes = {box.key: box.value for box in admin.app.checkbox if box.key.startswith("place:")}
    assert boxes == {
        "place:Bristol": True,
        "place:Mid Suffolk": True,
        "place:Cambridge": False,
        f"place:{HOSTILE}": False,
    }
    assert HOSTILE not in html


@pytest.mark.usefixtures("found")
def test_what_is_open_is_proposed_by_the_rest_of_its_folder(admin: Any) -> None:
    admin.open("admin", part="places")

    (cambridge,) = [one for one in places_found(opened_library()) if one.is_open]
    assert (cambridge.name, cambridge.country) == ("Cambridge", "GB")


@pytest.mark.usefixtures("found")
def test_what_is_ticked_becomes_a_city_and_can_be_taken_back(admin: Any, library: Path) -> None:
    admin.open("admin", part="places")
    html = job_of(admin, "accept-places").html

    assert "2 places accepted" in html or "Accepted last: Bristol, Mid Suffolk." in html
    bristol = opened_library().vocabulary.city("Bristol")
    assert bristol is not None
    assert bristol.latitude is not None
    assert bristol.needs_context == ("Bristol",)
    assert "Mid Suffolk,GB" in cities_of(library)

    job_of(admin, "undo-places")

    assert cities_of(library) == ""
    assert opened_library().vocabulary.city("Bristol") is None


@pytest.mark.usefixtures("found")
def test_nothing_is_taken_back_once_somebody_else_changed_the_file(
    admin: Any, library: Path
) -> None:
    admin.open("admin", part="places")
    press(admin, "accept-places")
    finish()
    own = library / "vocabulary" / "cities.csv"
    own.write_text(f"{cities_of(library)}Linz,AT,city,Linz,,,,,\n", encoding="utf-8")

    admin.open("admin", part="places")

    assert "undo-places" not in [button.key for button in admin.app.button]
    assert "Linz" in cities_of(library)


def test_where_all_is_known_nothing_is_offered(admin: Any) -> None:
    html = admin.open("admin", part="places").html

    assert "2 places found: 2 known, 0 new." in html
    assert "Every place that documents name is known." in html
