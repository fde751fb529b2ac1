"""Searches that a library keeps by name."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corpus.errors import PolisearchError
from search.keeping.record import Record
from search.keeping.record_file import NoRecord, read_record
from search.keeping.saved import BadName, UnknownSearch, remove, save, saved_search, saved_searches
from search.results import Coverage

RECORD = Record(
    date="2024-05-13T10:04:00+00:00",
    query="rent",
    coverage=Coverage(documents=1, without_text=0, failed=0, behind=0),
)


def names(library: Path) -> list[str]:
    return [one.name for one in saved_searches(library)]


def test_what_is_saved_is_there_by_its_name(tmp_path: Path) -> None:
    save(tmp_path, "Wohnen in Köln", RECORD)

    assert saved_search(tmp_path, "Wohnen in Köln") == RECORD
    assert names(tmp_path) == ["Wohnen in Köln"]


def test_a_saved_search_is_a_record_as_any_other(tmp_path: Path) -> None:
    save(tmp_path, "rents", RECORD)

    assert read_record(tmp_path / "searches" / "rents.json") == RECORD


def test_a_library_without_saved_searches_has_none(tmp_path: Path) -> None:
    assert saved_searches(tmp_path) == []


def test_a_name_is_given_once_in_whatever_case(tmp_path: Path) -> None:
    save(tmp_path, "Rents", RECORD)

    with pytest.raises(PolisearchError, match="'Rents' already"):
        save(tmp_path, "rents", RECORD)


def test_a_saved_search_can_be_replaced_and_keeps_its_name(tmp_path: Path) -> None:
    save(tmp_path, "Rents", RECORD)

    assert save(tmp_path, "rents", RECORD, replace=True) == "Rents"
    assert names(tmp_path) == ["Rents"]


def test_accents_typed_in_two_ways_are_one_name(tmp_path: Path) -> None:
    save(tmp_path, "Ko\u0308ln", RECORD)

    assert saved_search(tmp_path, "K\u00f6ln") == RECORD


def test_a_removed_search_is_gone(tmp_path: Path) -> None:
    save(tmp_path, "rents", RECORD)

    assert remove(tmp_path, "RENTS") == "rents"
    assert names(tmp_path) == []


def test_a_search_that_is_not_there_is_named_beside_those_that_are(tmp_path: Path) -> None:
    save(tmp_path, "rents", RECORD)

    for ask in (saved_search, remove):
        with pytest.raises(UnknownSearch) as refused:
            ask(tmp_path, "flats")
        assert "'flats'" in refused.value.message
        assert "rents" in refused.value.hint


def test_a_broken_file_hides_no_other(tmp_path: Path) -> None:
    save(tmp_path, "whole", RECORD)
    (tmp_path / "searches" / "broken.json").write_text("{", encoding="utf-8")

    broken, whole = saved_searches(tmp_path)

    assert (broken.name, broken.record) == ("broken", None)
    assert "broken.json" in broken.problem
    assert whole.record == RECORD
    with pytest.raises(NoRecord):
        saved_search(tmp_path, "broken")


@pytest.mark.parametrize(
    "name",
    ["", " ", ".", "..", "../rents", "a/b", "a\\b", "a\0", "a:b", ".hidden", "rents.", "CON",
     "nul.old", "a\nb", "x" * 201, "a\u202eb", "\ud800"],
)  # fmt: skip
def test_a_name_that_no_file_should_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadName):
        save(tmp_path, name, RECORD)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../outside", "/etc/passwd", "*", "[r]ents", "\0"])
def test_no_name_reaches_another_file(tmp_path: Path, name: str) -> None:
    library = tmp_path / "library"
    library.mkdir()
    save(library, "rents", RECORD)
    (tmp_path / "outside.json").write_text("mine", encoding="utf-8")

    with pytest.raises(UnknownSearch):
        remove(library, name)

    assert (tmp_path / "outside.json").exists()


@given(name=st.text(max_size=30))
def test_a_name_is_refused_or_leads_back_to_what_was_saved(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    library = tmp_path_factory.mktemp("names")
    try:
        kept = save(library, name, RECORD)
    except BadName:
        assume(not name.strip().isalnum())
        assert list(library.iterdir()) == []
        return
    assert names(library) == [kept]
    assert saved_search(library, name) == RECORD
    assert [path.parent for path in library.rglob("*.json")] == [library / "searches"]
