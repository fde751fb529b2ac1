"""`polisearch similar`: what is about the same, with the words that say so."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from corpus.document import Described
from corpus.errors import UnknownDocument
from corpus.records import Source
from tests.conftest import build_document
from ui.cli.similar import similar
from ui.wiring import make_library, open_library

HEAT = "Geothermal wells warm the greenhouses; boreholes and turbines bring steam."

app = typer.Typer()
app.command()(similar)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("similar")
    make_library(folder)
    opened = open_library(folder)
    documents = [
        build_document("a", ["Puppets.", HEAT], title="Wells"),
        build_document("b", [f"\x1b[2J {HEAT}"], title="\x1b[31mSteam"),
        *(build_document(word, f"Nothing but {word}.") for word in ("trams", "ponies", "violins")),
    ]
    for document in documents:
        source = Source(path=document.id, root="r", name=document.id, size=1, modified=1)
        opened.catalogue.put(source, [Described(document)], run=1)
    opened.shelf.follow()
    opened.close()
    return folder


def typed(library: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--library", str(library)])


def test_a_document_is_shown_with_its_share_and_the_words_it_shares(library: Path) -> None:
    said = typed(library, "a").stdout

    assert "1.00" in said
    assert "telling words: " in said
    assert "Geothermal" in said


def test_a_passage_is_shown_with_its_page(library: Path) -> None:
    said = typed(library, "a", "--page", "2").stdout

    assert "p. 1: " in said
    assert "bring steam." in said


def test_text_of_documents_obeys_nothing(library: Path) -> None:
    for arguments in (["a"], ["a", "--page", "2"]):
        assert "\x1b" not in typed(library, *arguments).output


def test_a_program_reads_what_was_asked_and_what_was_found(library: Path) -> None:
    said = json.loads(typed(library, "a", "--page", "2", "--json").stdout)

    assert said["to"] == {"id": "a", "title": "Wells", "page": 2}
    assert [(one["id"], one["share"], one["page"]["number"]) for one in said["similar"]] == [
        ("b", 1.0, 1)
    ]
    assert set(said["similar"][0]["words"]) <= set(said["words"])


def test_a_quotation_narrows_the_page(library: Path) -> None:
    words = json.loads(
        typed(
            library, "a", "--page", "2", "--text", "boreholes and turbines bring steam", "--json"
        ).stdout
    )["words"]

    assert "boreholes" in words
    assert "Geothermal" not in words


def test_a_page_beyond_the_last_is_said_to_be_the_last(library: Path) -> None:
    result = typed(library, "a", "--page", "9")

    assert "The document has 2 pages; this is like page 2." in " ".join(result.stderr.split())


def test_a_quotation_needs_a_page(library: Path) -> None:
    assert typed(library, "a", "--text", "steam").exit_code == 2


def test_where_nothing_is_similar_it_is_said(library: Path) -> None:
    result = typed(library, "trams")

    assert result.exit_code == 0
    assert "too few words" in " ".join(result.stderr.split())


def test_an_id_that_is_not_there_is_a_mistake_with_a_hint(library: Path) -> None:
    error = typed(library, "nowhere").exception

    assert isinstance(error, UnknownDocument)
    assert error.hint
