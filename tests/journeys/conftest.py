"""A library of the pages that it all began with, and one without any."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.needs import SEEDS, read_into
from ui.wiring import Library, make_library, open_library


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
