"""`polisearch upgrade`: a catalogue in a database changes when that is said, and not before."""

import shutil
from pathlib import Path

import pytest

import corpus.catalogue.schema as schema
from corpus.catalogue import versions
from tests.libraries.make import HERE
from tests.ui.cli.conftest import type_here


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of version 2, for a program of version 3."""
    folder = tmp_path / "library"
    shutil.copytree(HERE / "version_2", folder)
    monkeypatch.setattr(schema, "VERSION", "3")
    monkeypatch.setattr(versions, "STEPS", "tests.corpus.steps")
    return folder


def test_a_catalogue_in_the_library_is_upgraded_by_any_command(library: Path) -> None:
    assert type_here("runs", library=library).status == 0

    said = type_here("upgrade", library=library)

    (copy,) = library.glob("catalogue-version-2-*.db")
    assert "version 3" in said.plain_err
    assert "upgraded from version 2 on 2" in said.plain_err
    assert copy.name in said.plain_err


def test_a_catalogue_at_an_address_waits_for_the_word(library: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.db"
    (library / "catalogue.db").rename(elsewhere)
    settings = library / "polisearch.toml"
    settings.write_text(f'catalogue = "sqlite:///{elsewhere}"\n{settings.read_text()}')

    refused = type_here("runs", library=library)
    assert refused.status == 1
    assert "Make a backup of the database, then run 'polisearch upgrade'" in refused.plain_err

    assert type_here("upgrade", library=library).status == 0
    assert type_here("runs", library=library).status == 0


def test_a_catalogue_named_without_its_folder_is_the_one_in_the_library(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = library / "polisearch.toml"
    settings.write_text(f'catalogue = "sqlite:///catalogue.db"\n{settings.read_text()}')
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)

    said = type_here("upgrade", library=library)

    assert "upgraded from version 2" in said.plain_err
    assert list(elsewhere.iterdir()) == []


def test_a_sound_catalogue_of_an_older_version_is_not_begun_anew(library: Path) -> None:
    said = type_here("init", library, "--new-catalogue")

    assert said.status == 1
    assert "is in order" in said.plain_err
