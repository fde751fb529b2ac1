"""*Admin* changes the vocabulary, what must be found, the engine and the lists."""

import os
from pathlib import Path
from typing import Any

import pytest

from corpus.vocabulary import SHIPPED
from search.keeping.list_file import begin
from search.keeping.lists import added
from search.keeping.lists import kept as made
from search.question import Ask
from tests.ui.web.pressing import job_of, press
from ui.opened import opened_library


def test_a_mistake_in_the_vocabulary_is_told_with_its_place_and_not_saved(
    admin: Any, library: Path
) -> None:
    admin.open("admin", part="vocabulary", entry="kinds.toml")
    admin.app.text_area(key="text:kinds.toml").set_value("[[kind]]\nname = x")

    html = press(admin, "save:kinds.toml").html

    assert "Not saved. kinds.toml is not readable TOML" in html
    assert "line 2" in html
    assert not (library / "vocabulary" / "kinds.toml").exists()
    assert admin.app.text_area(key="text:kinds.toml").value == "[[kind]]\nname = x"


def test_a_city_that_is_added_is_known_at_once_to_everybody(admin: Any, library: Path) -> None:
    before = opened_library()
    admin.open("admin", part="vocabulary", entry="cities.csv")
    text = (SHIPPED / "cities.csv").read_text(encoding="utf-8")
    added = text.rstrip("\n") + "\nEisenstadt,AT,city,Eisenstadt,,,,,\n"
    admin.app.text_area(key="text:cities.csv").set_value(added)

    html = press(admin, "save:cities.csv").html

    assert "is saved and counts from now on" in html
    assert opened_library() is not before
    assert opened_library().vocabulary.canonical("city", "eisenstadt") == "Eisenstadt"
    before.searcher.coverage()  # whoever asked the one before goes on with it


@pytest.mark.usefixtures("front")
def test_readers_are_served_on_while_a_file_edited_by_hand_is_broken(library: Path) -> None:
    before = opened_library()
    (library / "vocabulary" / "kinds.toml").write_text("[[kind", encoding="utf-8")
    assert opened_library() is before

    (library / "vocabulary" / "kinds.toml").unlink()
    assert opened_library().searcher.coverage().documents == 12


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(admin: Any, library: Path) -> None:
    admin.open("admin", part="vocabulary", entry="kinds.toml")
    own = library / "vocabulary" / "kinds.toml"
    text = (SHIPPED / "kinds.toml").read_text(encoding="utf-8")
    own.write_text(f"{text}\n# theirs\n", encoding="utf-8")

    admin.app.text_area(key="text:kinds.toml").set_value(f"{text}\n# mine\n")
    html = press(admin, "save:kinds.toml").html

    assert "changed by somebody else" in html
    assert own.read_text(encoding="utf-8").endswith("# theirs\n")


def test_what_must_be_found_is_told_in_words(admin: Any, library: Path) -> None:
    rows = "query,document\nhousing dublin,dublin\nrent,<b>none\n"
    admin.open("admin", part="must-find")
    admin.app.text_area(key="text:must_find.csv").set_value(rows)

    html = press(admin, "save:must_find.csv").html

    assert (library / "must_find.csv").read_text(encoding="utf-8") == rows
    assert "1 of 2 found where they must be" in html
    assert "✓ found at 1" in html
    assert "✗ no such document" in html
    assert "&lt;b&gt;none" in html


def test_a_list_that_cannot_be_read_is_not_saved(admin: Any, library: Path) -> None:
    admin.open("admin", part="must-find")
    admin.app.text_area(key="text:must_find.csv").set_value("query,document,within\nrent,x,soon\n")

    html = press(admin, "save:must_find.csv").html

    assert "Not saved. must_find.csv, row 2" in html
    assert not (library / "must_find.csv").exists()


def test_the_engine_is_changed_and_the_front_searches_with_it(admin: Any, library: Path) -> None:
    assert "up to date" in admin.open("admin", part="index").html
    admin.app.radio(key="engine-chosen").set_value("whoosh")

    html = job_of(admin, "use-engine").html

    assert "taken in by whoosh" in html
    assert opened_library().settings.engine == "whoosh"
    assert opened_library().shelf.standing().is_current
    assert opened_library().searcher.search(Ask(text="dublin")).total


@pytest.fixture
def old_list(library: Path) -> Path:
    """A list that nobody touched for a year."""
    begin(library, lambda of: added(of, made("dublin")))
    (file,) = (library / "lists").glob("*.json")
    at = file.stat().st_mtime - 365 * 24 * 60 * 60
    os.utime(file, (at, at))
    return file


def test_old_lists_are_cleared_once_that_is_confirmed(admin: Any, old_list: Path) -> None:
    admin.open("admin", part="lists")
    assert "Untouched for 180 days" in admin.html

    press(admin, "clear-lists-now")
    assert old_list.exists()
    assert "Nothing was removed." in admin.html

    admin.app.checkbox(key="lists-sure").check()
    press(admin, "clear-lists-now")
    assert not old_list.exists()
    assert "1 list removed" in admin.html
