"""`polisearch searches`: searches that a library keeps."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Typed = Callable[..., Any]


@pytest.fixture
def saved(typed: Typed) -> None:
    said = typed("searches", "save", "rents", "rent", "--city", "Wien")
    assert said.status == 0, said.err


@pytest.mark.usefixtures("saved")
def test_saved_searches_are_listed_with_what_they_ask(typed: Typed) -> None:
    lines = typed("searches", "list").out.splitlines()

    assert lines[0].split() == ["name", "search", "found", "on"]
    assert lines[1].startswith("rents  rent   city:Wien")


@pytest.mark.usefixtures("saved")
def test_programs_get_one_saved_search_a_line(typed: Typed) -> None:
    one = json.loads(typed("searches", "list", "--json").out)

    assert (one["name"], one["query"], one["filters"]) == ("rents", "rent", {"city": ["Wien"]})
    assert one["total"] == 1


@pytest.mark.usefixtures("saved")
def test_what_is_new_since_is_said_until_it_is_taken_note_of(
    typed: Typed, small_library: Path
) -> None:
    file = small_library / "documents" / "second.txt"
    file.write_text("Housing – Case study: Vienna, Austria\n\nRent again.", encoding="utf-8")
    typed("ingest")

    first = typed("searches", "check")
    again = typed("searches", "check", "rents", "--update")
    then = typed("searches", "check")

    assert "rents: rent   city:Wien" in first.out
    assert "New (1)" in first.out
    assert "New (1)" in again.out
    assert "Nothing has changed" in then.out


@pytest.mark.usefixtures("saved")
def test_each_check_is_one_object_for_programs(typed: Typed) -> None:
    typed("searches", "save", "all")

    found = [json.loads(line) for line in typed("searches", "check", "--json").out.splitlines()]

    assert [(one["name"], one["same"]) for one in found] == [("all", True), ("rents", True)]


@pytest.mark.usefixtures("saved")
def test_a_removed_search_is_listed_no_more(typed: Typed) -> None:
    assert typed("searches", "remove", "rents").status == 0

    assert "No search is saved yet" in typed("searches", "list").err


@pytest.mark.usefixtures("saved")
def test_a_search_is_replaced_only_when_told_so(typed: Typed) -> None:
    refused = typed("searches", "save", "rents", "houses")
    replaced = typed("searches", "save", "rents", "houses", "--replace")

    assert (refused.status, replaced.status) == (1, 0)
    assert "already" in refused.err


def test_an_unknown_search_is_an_error(typed: Typed) -> None:
    said = typed("searches", "check", "rents")

    assert said.status == 1
    assert "No saved search is called 'rents'" in said.err


@pytest.mark.usefixtures("saved")
def test_a_broken_file_is_a_note_and_the_others_are_checked(
    typed: Typed, small_library: Path
) -> None:
    (small_library / "searches" / "broken.json").write_text("{", encoding="utf-8")

    said = typed("searches", "check")

    assert said.status == 0
    assert "rents: rent" in said.out
    assert "broken.json is no record" in said.plain_err
