"""A library that any released version made is opened by this one, with all that was in it."""

import shutil
from collections.abc import Iterator

import pytest

import corpus.catalogue.schema as schema
from search.keeping.list_file import read_list
from search.keeping.must_find import check, read_must_find
from search.keeping.rerun import rerun
from search.keeping.saved import saved_search, saved_searches
from search.question import Ask
from tests.libraries.make import HERE
from ui.wiring import Library, open_library

VERSIONS = sorted(path.name for path in HERE.glob("version_*"))


@pytest.fixture(params=VERSIONS, scope="module")
def library(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Library]:
    """A library as it was made then, opened, and with an index made of it."""
    folder = tmp_path_factory.mktemp("older") / "library"
    shutil.copytree(HERE / request.param, folder)
    opened = open_library(folder)
    opened.shelf.follow()
    yield opened
    opened.close()


def id_of(library: Library, name: str) -> str:
    (id_,) = library.catalogue.ids_of_source(f"documents/{name}.txt")
    return id_


def test_there_is_a_library_of_every_version_from_the_second_on() -> None:
    expected = [f"version_{number}" for number in range(2, int(schema.VERSION) + 1)]

    assert sorted(expected) == VERSIONS


def test_its_documents_are_found(library: Library) -> None:
    assert library.catalogue.counts().documents == 2
    hits = library.searcher.search(Ask(text="rent")).hits
    assert [hit.id for hit in hits] == [id_of(library, "vienna")]


def test_its_corrections_hold(library: Library) -> None:
    graz = id_of(library, "graz")

    (said,) = library.catalogue.corrections([graz])[graz]
    assert (said.field, said.value) == ("year", "2009")
    assert library.catalogue.document(graz).first("year") == "2009"


def test_its_runs_and_failures_are_told(library: Library) -> None:
    last, first = library.catalogue.runs(10)

    assert first.report["indexed"] == 3
    assert last.report["removed"] == 1
    (failed,) = library.catalogue.failures()
    assert failed.path == "documents/broken.pdf"


def test_its_lists_hold_their_pages_and_searches(library: Library) -> None:
    (file,) = (library.folder / "lists").glob("*.json")
    kept = read_list(library.folder, file.stem)

    assert [(item.document, item.page) for item in kept.items] == [(id_of(library, "vienna"), 1)]
    assert [search.name for search in kept.searches] == ["Rent"]


def test_its_saved_searches_run_again(library: Library) -> None:
    assert [saved.name for saved in saved_searches(library.folder)] == ["rent in Vienna"]
    again = rerun(library.searcher, saved_search(library.folder, "rent in Vienna"))
    assert not again.new
    assert not again.gone


def test_what_it_must_find_is_found(library: Library) -> None:
    (row,) = check(library.searcher, read_must_find(library.folder / "must_find.csv"))

    assert row.is_good


def test_its_settings_and_its_vocabulary_are_read(library: Library) -> None:
    assert library.settings.ingest.secret_passwords == {"documents/secret.pdf": "Sesam"}
    assert "Poliville" in [city.name for city in library.vocabulary.cities]
