"""Names are known in every spelling, and a library may bring its own."""

from pathlib import Path

import pytest

from corpus.errors import BadVocabulary
from corpus.vocabulary import read_vocabulary, shown, unknown_files


@pytest.mark.parametrize(
    ("field", "spelling", "value"),
    [
        ("city", "Wien", "Vienna"),
        ("city", "wroclaw", "Wrocław"),
        ("city", " IZMIR ", "Izmir"),
        ("city", "Frankfurt", "Frankfurt am Main"),
        ("module", "diversity policy", "Equality and diversity"),
        ("kind", "Fallstudie", "case study"),
        ("network", "Council of European Municipalities and Regions", "CEMR"),
        ("topic", "voting rights", "Civic and political participation"),
        ("language", "Deutsch", "de"),
        ("country", "UK", "GB"),
        ("code", "ef0794en", "EF0794"),
        ("city", "Atlantis", None),
        ("tag", "anything", None),
    ],
)
def test_a_spelling_leads_to_its_value(field: str, spelling: str, value: str | None) -> None:
    assert read_vocabulary().canonical(field, spelling) == value


def test_codes_are_shown_in_words() -> None:
    assert shown("language", "de") == "German"
    assert shown("country", "AT") == "Austria"
    assert shown("city", "Vienna") == "Vienna"


def test_a_library_may_replace_one_file(tmp_path: Path) -> None:
    (tmp_path / "cities.csv").write_text("name,country,spellings\nAtlanta,US,Atlanta; ATL\n")

    own = read_vocabulary(tmp_path)

    assert [city.name for city in own.cities] == ["Atlanta"]
    assert own.canonical("city", "atl") == "Atlanta"
    assert own.modules == read_vocabulary().modules
    assert own.fingerprint != read_vocabulary().fingerprint


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("cities.csv", "name,country\n,AT\n", "row 2: a city needs a name"),
        ("cities.csv", "name,latitude\nVienna,north\n", "Vienna has a latitude"),
        ("kinds.toml", "[[kind]\n", "not readable TOML"),
        ("modules.toml", "[[module]]\nalias = 3\n", "needs a name"),
        ("kinds.toml", '[[kind]]\nname = "x"\naliases = "flats"\n', "aliases of x is no list"),
    ],
)
def test_a_mistake_in_a_file_names_the_place(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    (tmp_path / name).write_text(text)

    with pytest.raises(BadVocabulary, match=message) as caught:
        read_vocabulary(tmp_path)
    assert caught.value.hint


def test_a_file_that_nothing_reads_is_named(tmp_path: Path) -> None:
    for name in ("cities.csv", "kinds.csv", "README.md"):
        (tmp_path / name).write_text("name")

    assert unknown_files(tmp_path) == ["kinds.csv"]
    assert unknown_files(tmp_path / "nowhere") == []
