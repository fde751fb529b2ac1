"""`polisearch complete`: how a query may go on."""

import io
import json
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

import pytest
import typer

from ui.cli.complete import complete

Complete = Callable[..., str]


@pytest.fixture
def completed(small_library: Path) -> Complete:
    """What the command prints: `completed("vien", "--json")`."""
    app = typer.Typer()
    app.command()(complete)

    def run(*arguments: str) -> str:
        with redirect_stdout(io.StringIO()) as out:
            app([*arguments, "--library", str(small_library)], standalone_mode=False)
        return out.getvalue()

    return run


def test_a_table_names_what_it_is_with_its_query(completed: Complete) -> None:
    lines = completed("low hous", "-n", "3").splitlines()

    assert lines[0].split() == ["What", "Kind", "Documents", "Query"]
    assert ["Housing", "module", "1", "low", "module:Housing"] in [x.split() for x in lines]
    assert ["houses", "word", "1", "low", "houses"] in [line.split() for line in lines]


def test_another_spelling_is_told(completed: Complete) -> None:
    assert "Vienna (Wien)  city" in completed("wien")


def test_json_is_one_object_a_line(completed: Complete) -> None:
    found = [json.loads(line) for line in completed("rent city:wi", "--json").splitlines()]

    assert found == [
        {
            "label": "Vienna",
            "spelling": "Wien",
            "kind": "city",
            "documents": 1,
            "query": "rent city:Vienna",
            "start": 10,
            "end": 12,
            "inserted": "Vienna",
        }
    ]


def test_no_more_are_printed_than_wanted(completed: Complete) -> None:
    assert len(completed("h", "-n", "2", "--json").splitlines()) == 2


def test_nothing_is_printed_where_nothing_goes_on_so(completed: Complete) -> None:
    assert completed("zzzz") == ""


def test_what_a_terminal_would_obey_is_made_harmless(completed: Complete) -> None:
    assert "\x1b" not in completed("\x1b[31m hous")


def test_the_help_has_an_example(completed: Complete) -> None:
    assert "polisearch complete" in completed("--help")
