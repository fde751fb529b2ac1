"""A city is added to the library's own file, and nothing else of it changes."""

from pathlib import Path

import pytest

from corpus.adding_cities import FILE, add_cities, new_city
from corpus.errors import BadVocabulary
from corpus.vocabulary import SHIPPED, City, Vocabulary, read_vocabulary


@pytest.fixture(scope="module")
def shipped() -> Vocabulary:
    return read_vocabulary()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of a library's own vocabulary; not there yet."""
    return tmp_path / "vocabulary"


GRAZ = City(
    name="Graz",
    country="AT",
    spellings=("Graz", "Gratz", "Grad, der"),
    needs_context=("Gratz",),
    latitude=47.06667,
    longitude=-0.5,
)


def test_a_city_that_was_added_is_known_in_all_its_spellings(own: Path) -> None:
    path = add_cities([(GRAZ, "2778067")], own)

    vocabulary = read_vocabulary(own)
    assert path == own / FILE
    assert [vocabulary.canonical("city", name) for name in ("GRAZ", "gratz", "Grad, der")] == [
        "Graz"
    ] * 3
    city = vocabulary.city("Graz")
    assert city is not None
    assert (city.country, city.needs_context) == ("AT", ("Gratz",))
    assert (city.latitude, city.longitude) == (47.0667, -0.5)
    assert path.read_text(encoding="utf-8").endswith(",2778067\n")


def test_a_library_without_cities_of_its_own_keeps_those_shipped(
    own: Path, shipped: Vocabulary
) -> None:
    before = (SHIPPED / FILE).read_bytes()

    add_cities([(GRAZ, "")], own)

    assert (own / FILE).read_bytes().startswith(before)
    assert read_vocabulary(own).cities[:-1] == shipped.cities
    assert (SHIPPED / FILE).read_bytes() == before


@pytest.mark.parametrize(
    "text",
    [
        "name,country,spellings\nLinz,AT,Linz; Lentia\n",
        "name,country,spellings\nLinz,AT,Linz; Lentia",
        "\ufeffname,country,spellings\r\nLinz,AT,Linz; Lentia\r\n",
        'spellings,remark,name,country\n"Linz; Lentia","by hand, me",Linz,AT\n',
        "name,country,spellings,latitude,longitude,needs_context,kind\nLinz,AT,Linz; Lentia,,,,\n",
        "name,spellings\nLinz,Linz; Lentia\n",
    ],
)
def test_a_file_of_any_shape_keeps_its_rows_and_gets_one_more(own: Path, text: str) -> None:
    own.mkdir()
    (own / FILE).write_bytes(text.encode())

    add_cities([(GRAZ, "")], own)

    linz, graz = read_vocabulary(own).cities
    assert (linz.name, linz.spellings) == ("Linz", ("Linz", "Lentia"))
    assert graz.spellings == GRAZ.spellings
    assert (graz.country, graz.latitude) == ("AT", 47.0667)
    written = (own / FILE).read_bytes()
    assert (b"\r\n" in written) is ("\r\n" in text)
    assert written.startswith(b"\xef\xbb\xbf") is text.startswith("\ufeff")
    assert ("by hand, me" in text) is (b'"by hand, me"' in written)


def test_nothing_is_left_beside_the_file(own: Path) -> None:
    add_cities([(GRAZ, "")], own)
    add_cities([(City(name="Linz", country="AT", spellings=("Linz",)), "")], own)

    assert [path.name for path in own.iterdir()] == [FILE]
    assert read_vocabulary(own).cities[-2:][0].name == "Graz"


def test_a_city_without_a_place_has_none(own: Path) -> None:
    add_cities([(City(name="Linz", country="AT", spellings=("Linz",)), "")], own)

    city = read_vocabulary(own).cities[-1]
    assert (city.name, city.latitude, city.longitude) == ("Linz", None, None)


def test_a_new_city_has_its_name_and_what_needs_context_among_its_spellings(
    shipped: Vocabulary,
) -> None:
    city = new_city(
        " Bad  Ischl ", "Austria", shipped, spellings=["Ischl", "Ischl"], needs_context=["Bad"]
    )

    assert city.name == "Bad Ischl"
    assert city.country == "AT"
    assert city.spellings == ("Bad Ischl", "Ischl", "Bad")
    assert city.needs_context == ("Bad",)


@pytest.mark.parametrize(
    ("name", "country", "more", "message"),
    [
        ("Vienna", "AT", {}, "has a city Vienna already"),
        ("WIEN", "AT", {}, "'WIEN' is a spelling of Vienna already"),
        ("Graz", "AT", {"spellings": ["Wenen"]}, "'Wenen' is a spelling of Vienna"),
        ("Graz", "AT", {"needs_context": ["wiener"]}, "'wiener' is a spelling of Vienna"),
        ("Graz", "Atlantis", {}, "'Atlantis' is no country"),
        ("Graz", "AT", {"latitude": 47.1}, "a latitude and a longitude"),
        ("Graz", "AT", {"spellings": ["a;b"]}, "semicolon"),
        (" \n", "AT", {}, "needs a name"),
    ],
)
def test_what_cannot_be_added_is_refused_and_named(
    shipped: Vocabulary, name: str, country: str, more: dict[str, list[str]], message: str
) -> None:
    with pytest.raises(BadVocabulary, match=message):
        new_city(name, country, shipped, **more)  # type: ignore[arg-type]
