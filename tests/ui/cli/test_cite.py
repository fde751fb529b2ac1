"""`polisearch cite`: a reference, or a quotation that stands where it is said to stand."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import rispy
import typer
from bibtexparser.entrypoint import parse_string
from typer.testing import CliRunner, Result

from corpus.errors import UnknownDocument
from search.citing.style import UnknownStyle
from ui.cli.cite import NotThere, cite
from ui.wiring import open_library

Cited = Callable[..., Result]
IdOf = Callable[[str], str]


@pytest.fixture
def cited(small_library: Path) -> Cited:
    """What is printed of `polisearch cite` with these arguments."""
    app = typer.Typer()
    app.command()(cite)

    def run(*arguments: str) -> Result:
        return CliRunner(env={"POLISEARCH_LIBRARY": str(small_library)}).invoke(app, arguments)

    return run


@pytest.fixture
def vienna(id_of: IdOf) -> str:
    return id_of("vienna.txt")


def test_a_document_is_cited_with_a_link(cited: Cited, vienna: str) -> None:
    done = cited(vienna)

    assert done.exit_code == 0
    assert "Housing and segregation of migrants" in done.stdout
    assert done.stdout.endswith(f"http://localhost:8501/?document={vienna}\n")


def test_a_quotation_is_found_on_its_page(cited: Cited, vienna: str) -> None:
    done = cited(vienna, "--quote", "Words  of rent", "--address", "https://reports.example/")

    assert done.stdout.startswith("“Words of rent” (")
    assert f"https://reports.example/?document={vienna}" in done.stdout
    assert done.stderr == ""


def test_words_that_stand_nowhere_are_not_quoted(cited: Cited, vienna: str) -> None:
    done = cited(vienna, "--quote", "Words of praise")

    assert isinstance(done.exception, NotThere)
    assert done.stdout == ""


def test_words_that_do_not_stand_on_the_page_named_are_quoted_with_a_note(
    cited: Cited, vienna: str
) -> None:
    done = cited(vienna, "--page", "1", "--quote", "Words of praise")

    assert done.stdout.startswith("“Words of praise” (")
    assert "Note: The words do not stand so on p. 1." in done.stderr


def test_a_page_that_is_not_there_is_told_with_how_many_there_are(
    cited: Cited, vienna: str
) -> None:
    done = cited(vienna, "--page", "9")

    assert isinstance(done.exception, NotThere)
    assert done.exception.hint == "The document has 1 page."


def test_a_document_that_is_not_there_is_told(cited: Cited) -> None:
    assert isinstance(cited("none").exception, UnknownDocument)


def test_html_is_escaped(cited: Cited, vienna: str) -> None:
    done = cited(vienna, "--page", "1", "--quote", "<b>rent</b>", "--format", "html")

    assert "<q>&lt;b&gt;rent&lt;/b&gt;</q>" in done.stdout


def test_reference_managers_get_the_page(cited: Cited, vienna: str) -> None:
    given = (vienna, "--quote", "Words of rent", "--format")

    (ris,) = rispy.loads(cited(*given, "ris").stdout)
    (bibtex,) = parse_string(cited(*given, "bibtex").stdout).entries
    (csl,) = json.loads(cited(*given, "csl").stdout)

    assert ris["start_page"] == bibtex["pages"] == csl["locator"] == "1"
    assert ris["notes"] == [bibtex["annote"]] == [csl["annote"]] == ["Words of rent"]


def test_a_style_is_a_name_or_a_file(cited: Cited, vienna: str, tmp_path: Path) -> None:
    broken = tmp_path / "mine.csl"
    broken.write_text("<nothing/>", encoding="utf-8")

    assert cited(vienna, "--style", "note").exit_code == 0
    assert isinstance(cited(vienna, "--style", "apa").exception, UnknownStyle)
    assert "mine.csl" in str(cited(vienna, "--style", str(broken)).exception)


def test_nothing_hostile_reaches_the_terminal(
    cited: Cited, vienna: str, small_library: Path
) -> None:
    done = cited(vienna, "--page", "1", "--quote", "a\x1b[31mb\u202ec")

    assert not any(letter in done.stdout for letter in "\x1b\u202e")
    open_library(small_library).close()  # which nobody holds
