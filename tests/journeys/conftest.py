"""A library of the pages that it all began with, and one without any."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.needs import SEEDS, read_into
from ui.wiring import Library, make_library, open_library

KEPT = ("tantivy", "whoosh")
"""Engines that keep an index in files."""


@pytest.fixture(scope="session")
def as_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of the seeds, which nobody writes to."""
    folder = tmp_path_factory.mktemp("needs") / "library"
    make_library(folder)
    for seed in sorted(SEEDS.glob("*.txt")):
        shutil.copy(seed, folder / "documents")
    read_into(folder)
    return folder


@pytest.fixture(scope="session")
def seeds(as_made: Path) -> Iterator[Library]:
    opened = open_library(as_made)
    yield opened
    opened.close()


@pytest.fixture
def copied(as_made: Path, tmp_path: Path) -> Path:
    """The library of the seeds, to be written to."""
    return Path(shutil.copytree(as_made, tmp_path / "library"))


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A library without documents."""
    folder = tmp_path / "library"
    make_library(folder)
    return folder


@pytest.fixture(scope="session")
def two_reports_as_made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A library of two reports by each engine, which nobody writes to."""
    return {name: _two_reports(tmp_path_factory.mktemp(name), name) for name in KEPT}


@pytest.fixture
def two_reports(two_reports_as_made: dict[str, Path], tmp_path: Path) -> Path:
    """A library of two reports, one of which speaks of rent, to be damaged."""
    return Path(shutil.copytree(two_reports_as_made["tantivy"], tmp_path / "library"))


@pytest.fixture
def two_reports_in_whoosh(two_reports_as_made: dict[str, Path], tmp_path: Path) -> Path:
    """The same with an index by the other engine."""
    return Path(shutil.copytree(two_reports_as_made["whoosh"], tmp_path / "whoosh"))


def _two_reports(folder: Path, engine: str) -> Path:
    library = folder / "library"
    make_library(library, engine)
    title = "Housing and segregation of migrants – Case study: Vienna, Austria"
    (library / "documents" / "vienna.txt").write_text(f"{title}\n\nWords of rent.", "utf-8")
    (library / "documents" / "plan_graz_2009.txt").write_text("A plan of houses.", "utf-8")
    opened = open_library(library)
    opened.shelf.follow()
    opened.close()
    read_into(library)
    return library
