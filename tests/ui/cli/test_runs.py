import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Typed = Callable[..., Any]


def test_a_run_names_what_it_made_searchable_changed_and_removed(
    typed: Typed, small_library: Path
) -> None:
    documents = small_library / "documents"
    (documents / "dublin.txt").write_text("A report on rent in Dublin.", encoding="utf-8")
    (documents / "vienna.txt").unlink()
    (documents / "broken.pdf").write_bytes(b"%PDF-1.4")
    assert typed("ingest").status == 0

    said = typed("runs", "2")

    assert "Newly searchable (1)\n  documents/dublin.txt" in said.out
    assert "Removed (1)\n  documents/vienna.txt" in said.out
    assert "Failed: truncated (1)" in said.out
    assert "  documents/broken.pdf" in said.out


def test_the_last_runs_are_listed_the_newest_first(typed: Typed, small_library: Path) -> None:
    typed("ingest")

    lines = typed("runs").out.splitlines()

    assert [line.split()[0] for line in lines] == ["run", "2", "1"]


def test_programs_get_one_run_a_line(typed: Typed, small_library: Path) -> None:
    run = json.loads(typed("runs", "--json").out)

    assert (run["run"], run["indexed"]) == (1, 2)
    assert run["seconds_by_stage"]["find"] >= 0


def test_a_run_that_was_never_is_an_error(typed: Typed) -> None:
    said = typed("runs", "99")

    assert said.status == 1
    assert "There is no run 99" in said.err
