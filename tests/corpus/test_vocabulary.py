"""Names are known in every spelling, and a library may bring its own."""

from pathlib import Path

import pytest

from corpus.errors import BadVocabulary
from corpus.vocabulary import Body, Term, Vocabulary, read_vocabulary, shown, unknown_files
from tests.each import each


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
        ("author", "Lüken-Klassen, D.", "Doris Lüken-Klaßen"),
        ("author", "Doris Luken-Klassen", "Doris Lüken-Klaßen"),
        ("author", "Simon Guentner", "Simon Güntner"),
        ("author", "Gsir Sonja", "Sonia Gsir"),
        ("author", "Cermakova, D", "D. Čermáková"),
        ("author", "Heinz Faßmann", "Heinz Fassmann"),
        ("author", "FASSMANN, H.", "Heinz Fassmann"),
        ("author", "Fassmann, K.", None),
        ("author", "H. Nobody", None),
        ("institute", "efms", "european forum for migration studies (efms), University of Bamberg"),
        ("institute", "University of Bamberg", None),
        ("publisher", "Europarat", "Council of Europe"),
        ("place_mentioned", "Göteborg", "Gothenburg"),
        ("place_mentioned", "Wien", "Vienna"),
        ("city", "Göteborg", None),
        ("language", "Deutsch", "de"),
        ("country", "UK", "GB"),
        ("code", "ef0794en", "EF0794"),
        ("code", "ef0794en.pdf", "EF0794"),
        ("code", "EF 07 94", "EF0794"),
        ("code", "EF-07-94-EN", "EF0794"),
        ("code", "ef0622.htm", "EF0622"),
        ("code", "TJ-78-07-123-EN-C", None),
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
        ("modules.toml", 'about = "migrant"\n', "about is no list"),
        ("modules.toml", '[[module]]\nname = "x"\nterms = "rent"\n', "terms of x is no list"),
        ("contexts.csv", "before,after\n,Treaty\n,\n", "row 3: it names no words"),
        ("places.csv", "name,country\n,AT\n", "row 2: a city needs a name"),
        ("institutes.toml", '[[person]]\naliases = ["x"]\n', "person.* needs a name"),
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


SHIPPED = read_vocabulary()


@each("person", SHIPPED.people)
def test_a_person_works_at_an_institute_that_is_listed(person: Body) -> None:
    institutes = {institute.name for institute in SHIPPED.institutes}

    assert person.institute in {"", *institutes}


@each("institute", SHIPPED.institutes)
def test_an_institute_is_in_a_place_that_is_listed(institute: Body) -> None:
    place = institute.place

    assert SHIPPED.canonical("place_mentioned", place) == place


def test_no_spelling_of_a_person_means_two() -> None:
    alone = [Vocabulary(people=(person,)) for person in SHIPPED.people]
    spellings = [name for person in SHIPPED.people for name in (person.name, *person.aliases)]

    meant = {name: sum(one.canonical("author", name) is not None for one in alone)
             for name in spellings}  # fmt: skip
    assert {name for name, count in meant.items() if count != 1} == set()


def test_the_slip_of_a_source_names_no_institute() -> None:
    assert SHIPPED.canonical("institute", "IST") is None


@each("module", [*SHIPPED.modules, *SHIPPED.topics])
def test_the_beginning_of_a_word_is_long_enough_to_be_looked_up(module: Term) -> None:
    terms = module.terms

    assert [term for term in terms if term.endswith("*") and len(term) < 4] == []
