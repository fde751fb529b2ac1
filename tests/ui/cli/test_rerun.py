"""`polisearch rerun`: a recorded search asked again."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Typed = Callable[..., Any]


@pytest.fixture
def recorded(typed: Typed, tmp_path: Path) -> Path:
    file = tmp_path / "search.json"
    said = typed("search", "rent OR houses", "--record", file)
    assert said.status == 0, said.err
    return file


def write(library: Path, name: str, text: str) -> None:
    (library / "documents" / name).write_text(text, encoding="utf-8")


def test_a_search_asked_again_at_once_has_not_changed(typed: Typed, recorded: Path) -> None:
    said = typed("rerun", recorded)

    assert said.status == 0
    assert said.out.startswith("rent OR houses\nNothing has changed since ")
    assert said.err == "2 documents searched.\n"


def test_what_came_left_and_was_replaced_is_listed(
    typed: Typed, recorded: Path, small_library: Path
) -> None:
    write(small_library, "dublin.txt", "A report on rent in Dublin.")
    write(small_library, "plan_graz_2009.txt", "Another plan of houses.")
    (small_library / "documents" / "vienna.txt").unlink()
    typed("ingest")

    said = typed("rerun", recorded)

    assert "New (1)\n  A report on rent in Dublin" in said.out
    assert "Gone (1)\n  Housing and segregation of migrants" in said.out
    assert "    no longer in the library" in said.out
    assert "Changed (1)\n" in said.out
    assert "    new version of " in said.out


def test_programs_get_one_object(typed: Typed, recorded: Path, small_library: Path) -> None:
    write(small_library, "dublin.txt", "A report on rent in Dublin.")
    typed("ingest")

    found = json.loads(typed("rerun", recorded, "--json").out)

    assert (found["same"], found["total_before"], found["total"]) == (False, 2, 3)
    assert [one["source"] for one in found["new"]] == ["documents/dublin.txt"]
    assert (found["gone"], found["changed"]) == ([], [])


def test_a_record_can_be_brought_up_to_date(
    typed: Typed, recorded: Path, small_library: Path
) -> None:
    write(small_library, "dublin.txt", "A report on rent in Dublin.")
    typed("ingest")

    typed("rerun", recorded, "--update")

    assert "Nothing has changed" in typed("rerun", recorded).out


def test_without_being_told_so_a_record_stays_as_it_is(
    typed: Typed, recorded: Path, small_library: Path
) -> None:
    before = recorded.read_bytes()
    write(small_library, "dublin.txt", "A report on rent in Dublin.")
    typed("ingest")

    typed("rerun", recorded)

    assert recorded.read_bytes() == before


def test_a_search_does_not_overwrite_a_record(typed: Typed, recorded: Path) -> None:
    said = typed("search", "rent", "--record", recorded)

    assert said.status == 1
    assert "There is a file" in said.err


def test_what_else_is_otherwise_is_named(typed: Typed, recorded: Path) -> None:
    said = json.loads(recorded.read_text(encoding="utf-8"))
    said["circumstances"]["program"] = "0.0.1"
    recorded.write_text(json.dumps(said), encoding="utf-8")

    assert "Otherwise than then: the version of polisearch." in typed("rerun", recorded).plain_err


def test_a_hostile_record_moves_no_terminal(typed: Typed, recorded: Path) -> None:
    said = json.loads(recorded.read_text(encoding="utf-8"))
    said["asked"]["query"] = "\x1b[2Jrent\u202e"
    said["documents"][0] |= {"id": "\x1b]0;x\x07", "title": "\x9b31m\nred"}
    recorded.write_text(json.dumps(said), encoding="utf-8")

    shown = typed("rerun", recorded)

    assert shown.status == 0
    assert not set(shown.out + shown.err) & set("\x1b\x07\x9b\u202e")


@pytest.mark.parametrize("content", ["", "{}", "[1, 2]", "\0", '{"format": "x"}'])
def test_a_file_that_is_no_record_is_an_error_with_a_hint(
    typed: Typed, tmp_path: Path, content: str
) -> None:
    (tmp_path / "wrong.json").write_text(content, encoding="utf-8")

    said = typed("rerun", tmp_path / "wrong.json")

    assert said.status == 1
    assert "is no record of a search" in said.plain_err
    assert "--record" in said.err
