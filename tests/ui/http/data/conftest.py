"""A small library, asked by programs."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.conftest import Builder, build_document
from tests.ui.http.data.keeping import HOSTILE, Keeper
from ui.http.routes import routes_under
from ui.opened import close_library
from ui.wiring import make_library


@pytest.fixture
def keeper(
    library_of_three: Path, tmp_path: Path, a_document: Builder, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Keeper]:
    """A library that is served, with a report on Vienna, one on Dublin and a hostile one."""
    shutil.copytree(library_of_three, tmp_path / "library")
    monkeypatch.setenv("POLISEARCH_LIBRARY", str(tmp_path / "library"))
    monkeypatch.delenv("POLISEARCH_BASE_PATH", raising=False)
    close_library()
    yield Keeper(tmp_path / "library", a_document)
    close_library()


@pytest.fixture(scope="session")
def library_of_three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is copied for each test, as it takes a while to make."""
    folder = tmp_path_factory.mktemp("three") / "library"
    make_library(folder)
    keeper = Keeper(folder, build_document)
    keeper.put(
        id="vienna",
        title="Housing in Vienna",
        city="Vienna",
        country="AT",
        module="Housing",
        year="2009",
        kind="case study",
        author="Heinz Faßmann",
        pages=["Rent is regulated.", "The housing office allots dwellings.", "Schools."],
    )
    keeper.put(
        id="dublin",
        title="Work in Dublin",
        city="Dublin",
        module="Ethnic entrepreneurship",
        year="2010",
        pages=["Shops and housing above them."],
    )
    keeper.put(
        id="hostile",
        title=f"Bridges {HOSTILE}",
        city="Wrocław",
        kind=HOSTILE,
        author=HOSTILE,
        pages=[f"Bridges of the city {HOSTILE} and more."],
    )
    return folder


@pytest.fixture
def client(keeper: Keeper) -> Iterator[TestClient]:
    """Asks the front for data as another program does."""
    with TestClient(Starlette(routes=routes_under(""))) as client:
        yield client
