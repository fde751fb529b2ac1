"""`polisearch describe` and `polisearch vocabulary`: a new name reaches what is there."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ui.wiring import open_library

Typed = Callable[..., Any]
IdOf = Callable[[str], str]

ADD_GRAZ = ("vocabulary", "add", "city", "Graz", "--country", "AT", "--latitude", "47.07",
            "--longitude", "15.44")  # fmt: skip


@pytest.fixture
def graz(typed: Typed) -> None:
    assert typed(*ADD_GRAZ).status == 0


def test_a_city_that_was_added_is_found_in_what_is_there(typed: Typed, graz: None) -> None:
    said = typed("describe", "--again")

    assert said.status == 0
    assert "City: unknown → Graz" in said.out
    assert "Country: unknown → Austria" in said.out
    assert "2 documents described again, 1 of them otherwise." in said.plain_err
    assert json.loads(typed("search", "city:Graz", "--json").out)["total"] == 1


def test_afterwards_the_vocabulary_is_no_longer_new(typed: Typed, graz: None) -> None:
    assert json.loads(typed("status", "--json").out)["vocabulary_changed"]

    typed("describe", "--again")

    assert not json.loads(typed("status", "--json").out)["vocabulary_changed"]


def test_a_second_time_nothing_changes(typed: Typed, graz: None) -> None:
    typed("describe", "--again")

    said = typed("describe", "--again")

    assert said.out == ""
    assert "none of them otherwise" in said.plain_err


def test_only_the_documents_named_are_described(typed: Typed, graz: None, id_of: IdOf) -> None:
    assert typed("describe", id_of("vienna.txt")).out == ""

    said = typed("describe", id_of("plan_graz_2009.txt"), "--json")

    assert json.loads(said.out) == {
        "id": id_of("plan_graz_2009.txt"),
        "title": "A plan of houses.",
        "fields": {
            "city": {"before": [], "after": ["Graz"]},
            "country": {"before": [], "after": ["AT"]},
        },
    }


def test_a_document_that_is_not_there_is_an_error(typed: Typed) -> None:
    said = typed("describe", "nowhere")

    assert said.status == 1
    assert "No document has the id" in said.err


def test_all_documents_are_described_only_when_that_is_said(typed: Typed) -> None:
    said = typed("describe")

    assert said.status == 2
    assert "--again" in said.err


def test_a_city_is_added_with_where_it_lies(typed: Typed, small_library: Path) -> None:
    said = typed(*ADD_GRAZ, "--spelling", "Gratz", "--needs-context", "Grad")

    assert said.status == 0
    assert "Graz (AT) was added to" in said.out
    assert "polisearch describe --again" in said.plain_err
    opened = open_library(small_library)
    city = opened.vocabulary.city("Graz")
    opened.close()
    assert city is not None
    assert (city.spellings, city.latitude) == (("Graz", "Gratz", "Grad"), 47.07)


def test_a_city_whose_place_nobody_knows_is_added_with_a_note(
    typed: Typed, small_library: Path
) -> None:
    said = typed("vocabulary", "add", "city", "Hintergraz", "--country", "Austria")

    assert said.status == 0
    assert "no place on the map" in said.plain_err
    row = (small_library / "vocabulary" / "cities.csv").read_text(encoding="utf-8").split("\n")[-2]
    assert row == "Hintergraz,AT,city,Hintergraz,,,,,"


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("city", "Wien", "--country", "AT"), 1, "'Wien' is a spelling of Vienna already"),
        (("city", "Graz", "--country", "Atlantis"), 1, "'Atlantis' is no country"),
        (("city", "Graz", "--country", "AT", "--latitude", "1"), 1, "a latitude and a longitude"),
        (("city", "Graz", "--country", "AT", "--latitude", "91"), 2, "equal to 90"),
        (("city", "Graz"), 2, "--country"),
        (("village", "Graz", "--country", "AT"), 2, "village"),
    ],
)
def test_what_cannot_be_added_is_an_error_and_changes_nothing(
    typed: Typed, small_library: Path, arguments: tuple[str, ...], status: int, message: str
) -> None:
    said = typed("vocabulary", "add", *arguments)

    assert said.status == status
    assert message in said.plain_err
    assert not list((small_library / "vocabulary").iterdir())


@pytest.mark.parametrize("name", ["describe", "vocabulary add", "vocabulary", "metadata"])
def test_help_has_an_example(typed: Typed, name: str) -> None:
    said = typed(*name.split(), "--help")

    assert said.status == 0
    assert f"polisearch {name}" in said.out
    assert "Example" in said.out


def test_a_table_of_cities_is_taken_in_and_reaches_what_is_there(
    typed: Typed, small_library: Path, tmp_path: Path
) -> None:
    table = tmp_path / "cities.csv"
    table.write_text("name,country\nGraz,AT\nVienna,AT\nLost,Atlantis\nHintergraz,AT\n")

    said = typed("vocabulary", "import", str(table))

    assert said.status == 0
    assert "City: unknown → Graz" in said.out
    assert "Row 4: 'Atlantis' is no country." in said.plain_err
    assert "Cities: 2 added, 1 known already, 1 refused." in said.plain_err
    assert "1 have no place on the map: Hintergraz" in said.plain_err
    assert "2 documents described again, 1 of them otherwise." in said.plain_err
    assert json.loads(typed("search", "city:Graz", "--json").out)["total"] == 1
    assert not json.loads(typed("status", "--json").out)["vocabulary_changed"]


def test_a_table_that_says_nothing_new_changes_nothing(
    typed: Typed, small_library: Path, tmp_path: Path
) -> None:
    table = tmp_path / "cities.csv"
    table.write_text("name,country\nVienna,AT\n")

    said = typed("vocabulary", "import", str(table), "--json")

    assert json.loads(said.out) == {"added": [], "known": ["Vienna"], "refused": []}
    assert not list((small_library / "vocabulary").iterdir())


def test_several_cities_of_a_country_are_added_at_once(typed: Typed, small_library: Path) -> None:
    said = typed("vocabulary", "add", "city", "Graz", "Linz", "--country", "AT")

    assert said.status == 0
    opened = open_library(small_library)
    names = [city.name for city in opened.vocabulary.cities[-2:]]
    opened.close()
    assert names == ["Graz", "Linz"]


def test_the_inhabitants_tell_cities_of_one_name_apart(typed: Typed, small_library: Path) -> None:
    typed("vocabulary", "add", "city", "Springfield", "--country", "US", "--population", "114000")

    opened = open_library(small_library)
    city = opened.vocabulary.city("Springfield")
    opened.close()
    assert city is not None
    assert city.latitude is not None
    assert (round(city.latitude), round(city.longitude or 0)) == (40, -90)  # in Illinois
