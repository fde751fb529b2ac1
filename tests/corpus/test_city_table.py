"""A table of cities is taken in as a whole; each row is new, known, or refused for a reason."""

from pathlib import Path

import pytest

from corpus.adding_cities import FILE, add_cities
from corpus.city_table import TakenIn, take_in
from corpus.errors import BadVocabulary
from corpus.vocabulary import Vocabulary, read_vocabulary


@pytest.fixture(scope="module")
def shipped() -> Vocabulary:
    return read_vocabulary()


@pytest.fixture
def taken(tmp_path: Path, shipped: Vocabulary) -> TakenIn:
    table = tmp_path / "table.csv"
    table.write_text(
        "City;Country;Spellings;Inhabitants;Latitude;Longitude\n"
        'Graz;Austria;"Gratz; Grad";;;\n'
        "Springfield;US;;60 000;;\n"
        "Wien;AT;;;;\n"
        "Nowhere;AT;;;47,1;15\n"
        "Elsewhere;AT;;;47.1;15.5\n"
        "GRAZ;AT;;;;\n"
        "Gratz-Neustadt;AT;Gratz;;;\n"
        "Utopia;Atlantis;;;;\n"
        ";;;;;\n",
        encoding="utf-8-sig",
    )
    return take_in(table, shipped)


def test_cities_that_are_new_are_added_with_where_they_lie(taken: TakenIn) -> None:
    found = {city.name: (city.country, city.latitude, id_) for city, id_ in taken.added}

    assert found.keys() == {"Graz", "Springfield", "Elsewhere"}
    country, latitude, id_ = found["Graz"]
    assert (country, round(latitude or 0), id_) == ("AT", 47, "2778067")
    assert found["Elsewhere"] == ("AT", 47.1, "")
    assert found["Springfield"][2] != ""


def test_cities_that_are_known_stay_as_they_are(taken: TakenIn) -> None:
    assert taken.known == ["Wien", "GRAZ"]


def test_what_cannot_be_taken_is_named_with_its_row(taken: TakenIn) -> None:
    assert taken.refused == [
        (5, "Nowhere has a number that is none."),
        (8, "Gratz-Neustadt shares a spelling with a row above."),
        (9, "'Atlantis' is no country."),
    ]


def test_all_are_written_at_once_after_those_that_are_there(
    taken: TakenIn, tmp_path: Path, shipped: Vocabulary
) -> None:
    path = add_cities(taken.added, tmp_path / "vocabulary")

    own = read_vocabulary(tmp_path / "vocabulary")
    assert path.name == FILE
    assert own.cities[:-3] == shipped.cities
    assert [city.name for city in own.cities[-3:]] == ["Graz", "Springfield", "Elsewhere"]
    assert own.canonical("city", "gratz") == "Graz"


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"town,country\nGraz,AT\n", "no column 'name'"), (b"name\n\xff\n", "UTF-8"), (None, "read")],
)
def test_a_table_that_cannot_be_read_is_an_error(
    tmp_path: Path, content: bytes | None, message: str
) -> None:
    table = tmp_path / "table.csv"
    if content is not None:
        table.write_bytes(content)

    with pytest.raises(BadVocabulary, match=message):
        take_in(table, Vocabulary())
