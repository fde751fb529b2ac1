"""`polisearch explain`: why a document answers a query."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from corpus.errors import UnknownDocument
from ui.cli.explain import explain

app = typer.Typer()
app.command()(explain)

IdOf = Callable[[str], str]


@pytest.fixture
def typed(small_library_as_made: Path) -> Callable[..., Result]:
    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, [*arguments, "--library", str(small_library_as_made)])

    return run


@pytest.fixture
def vienna(small_library_as_made: Path) -> str:
    from ui.wiring import open_library

    opened = open_library(small_library_as_made)
    (id_,) = opened.catalogue.ids_of_source("documents/vienna.txt")
    opened.close()
    return id_


def test_each_thing_is_told_with_where_it_stands(typed: Callable[..., Result], vienna: str) -> None:
    lines = typed("rent segregation", vienna).stdout.splitlines()

    assert "It answers the query." in lines
    assert lines[lines.index("rent") + 1] == "  text: rent on p. 1"
    assert lines[lines.index("segregation") + 1] == "  title: segregation"
    assert "All 2 meet on p. 1." in lines


def test_a_facet_that_it_lacks_is_told(typed: Callable[..., Result], vienna: str) -> None:
    said = typed("rent", vienna, "--city", "Graz").stdout

    assert "It does not answer the query; not there: city:Graz." in said


def test_a_program_reads_things_ways_and_places(typed: Callable[..., Result], vienna: str) -> None:
    said = json.loads(typed("rent -castle", vienna, "--exact", "--json").stdout)

    assert (said["id"], said["found"], said["missing"]) == (vienna, True, [])
    assert said["pages"] == [[1, 1]]
    assert [(thing["text"], thing["excluded"]) for thing in said["things"]] == [
        ("=rent", False),
        ("=castle", True),
    ]
    assert said["things"][0]["ways"][0]["places"] == [
        {"field": "", "label": "text", "forms": [["rent", 1]], "pages": [1]}
    ]


def test_a_query_obeys_nothing(typed: Callable[..., Result], vienna: str) -> None:
    assert "\x1b" not in typed("\x1b[31mrent \x1b[2J*x", vienna).output


def test_notes_on_the_query_stand_beside_the_results(
    typed: Callable[..., Result], vienna: str
) -> None:
    assert "Note: This bracket was never closed" in typed("(rent", vienna).stderr


def test_an_id_that_is_not_there_is_a_mistake_with_a_hint(typed: Callable[..., Result]) -> None:
    error = typed("rent", "nowhere").exception

    assert isinstance(error, UnknownDocument)
    assert error.hint
