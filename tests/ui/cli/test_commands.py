"""The commands, as a shell sees them: stdout, stderr, exit status."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.cli.conftest import Typed
from tests.ui.cli.conftest import type_here as polisearch
from ui.cli.main import NAMES
from ui.settings import read_settings

SAMPLES = Path(__file__).resolve().parents[3] / "corpus" / "samples" / "documents"


def in_a_shell(*arguments: str | Path, library: Path | None = None) -> Typed:
    """Run a command in a process of its own."""
    environment = {"PATH": os.environ["PATH"], "HOME": "/nowhere", "COLUMNS": "100"}
    if library is not None:
        environment["POLISEARCH_LIBRARY"] = str(library)
    ended = subprocess.run(
        [sys.executable, "-c", "from ui.cli.main import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment,
        cwd=Path(__file__).resolve().parents[3],
        check=False,
    )
    return Typed(ended.stdout, ended.stderr, ended.returncode)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "library"
    said = in_a_shell("ingest", SAMPLES, "--json", library=folder)
    assert said.status == 0, said.err
    report = json.loads(said.out)
    assert report["indexed"] >= 40
    assert report["duplicates"] == 1
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_help_is_one_sentence_and_an_example(name: str) -> None:
    said = polisearch(*name.split(), "--help")

    assert said.status == 0
    assert f"polisearch {name}" in said.out
    assert "Example" in said.out


def test_running_again_changes_nothing(library: Path) -> None:
    report = json.loads(polisearch("ingest", SAMPLES, "--json", library=library).out)

    assert report["unchanged"] == report["files"]
    assert report["pages"] == 0


def test_a_search_prints_documents_with_page_numbers(library: Path) -> None:
    said = polisearch("search", "housing", "--city", "Wien", library=library)

    assert "Case study: Vienna, Austria" in said.out
    assert "p. 3" in said.out
    assert "searched" in said.err


def test_a_search_for_programs_keeps_its_keys(library: Path) -> None:
    found = json.loads(
        polisearch("search", "housing", "--facet", "city", "--json", library=library).out
    )

    assert {"query", "total", "took_ms", "notes", "expansions", "hits", "facets"} <= found.keys()
    hit = found["hits"][0]
    assert {"rank", "id", "title", "score", "city", "module", "year", "kind", "language",
            "source", "pages"} <= hit.keys()  # fmt: skip
    assert {"number", "label", "score", "passage"} <= hit["pages"][0].keys()
    assert "Vienna" in dict(found["facets"]["city"])


def test_a_table_can_be_read_back(library: Path) -> None:
    said = polisearch("search", "", "--csv", "-n", "200", library=library)
    rows = list(csv.DictReader(io.StringIO(said.out)))

    assert len(rows) >= 40
    assert rows[0].keys() >= {"rank", "id", "title", "city"}


def test_a_mistake_in_the_query_is_a_note_and_not_an_error(library: Path) -> None:
    said = polisearch("search", '"housing', library=library)

    assert said.status == 0
    assert "never closed" in said.err


def test_a_document_shows_what_is_known_and_why(library: Path) -> None:
    found = polisearch("search", "title:Vienna", "--json", library=library)
    hits = json.loads(found.out)["hits"]

    said = polisearch("show", hits[0]["id"], library=library)

    assert "City: Vienna" in said.out
    assert "— title" in said.out
    shown = json.loads(polisearch("show", hits[0]["id"], "--page", "2", "--json",
                                  library=library).out)  # fmt: skip
    assert shown["page"]["number"] == 2


def test_failures_name_file_reason_and_hint(library: Path) -> None:
    said = polisearch("failures", library=library)

    assert "encrypted" in said.out
    assert "lisbon_internal.pdf" in said.out
    lines = polisearch("failures", "--json", library=library).out.splitlines()
    failed = [json.loads(line) for line in lines]
    assert {one["reason"] for one in failed} == {"encrypted", "truncated"}
    assert all(one["hint"] for one in failed)


def test_status_says_that_the_index_is_up_to_date(library: Path) -> None:
    status = json.loads(polisearch("status", "--json", library=library).out)

    assert status["index_is_current"]
    assert status["failed"] == 2
    assert status["last_run"]["files"] == status["sources"]


def test_the_index_is_made_by_another_engine_which_is_kept(library: Path) -> None:
    made = polisearch("index", "--engine", "whoosh", library=library)
    assert "The engine is whoosh from now on." in made.err
    status = json.loads(polisearch("status", "--json", library=library).out)
    assert (status["engine"], status["index_is_current"]) == ("whoosh", True)
    assert polisearch("index", "--if-needed", library=library).status == 0
    assert read_settings(library).engine == "whoosh"

    polisearch("index", "--engine", "tantivy", library=library)
    assert read_settings(library).engine == "tantivy"


def test_an_engine_that_the_environment_overrules_is_refused(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLISEARCH_ENGINE", "tantivy")

    made = polisearch("index", "--engine", "whoosh", library=library)

    assert made.status == 1
    assert "POLISEARCH_ENGINE is set to tantivy" in made.err
    monkeypatch.delenv("POLISEARCH_ENGINE")
    status = json.loads(polisearch("status", "--json", library=library).out)
    assert (status["engine"], status["index_is_current"]) == ("tantivy", True)


def test_a_batch_answers_every_line_and_writes_a_run(library: Path, tmp_path: Path) -> None:
    run = tmp_path / "run.trec"
    queries = 'housing\n{"id": "q7", "text": "mosque"}\n'

    lines = polisearch("batch", "-", library=library, given=queries).out.splitlines()
    polisearch("batch", "-", "--run", run, library=library, given=queries)

    assert [json.loads(line)["id"] for line in lines] == ["1", "q7"]
    ids = {line.split()[0] for line in run.read_text().splitlines()}
    assert ids == {"1", "q7"}
    assert all(line.split()[1] == "Q0" for line in run.read_text().splitlines())


def test_without_a_path_all_that_was_given_before_is_looked_through(tmp_path: Path) -> None:
    reports, library = tmp_path / "reports", tmp_path / "library"
    reports.mkdir()
    (reports / "a.txt").write_text("A plan for flats in the river town.")
    (reports / "broken.pdf").write_bytes(b"%PDF-1.4")
    polisearch("ingest", reports, library=library)

    again = json.loads(polisearch("ingest", "--json", library=library).out)
    forced = json.loads(polisearch("ingest", "--force", "--json", library=library).out)
    tried = json.loads(polisearch("ingest", "--retry-failed", "--json", library=library).out)

    assert (again["files"], again["unchanged"]) == (2, 2)
    assert (forced["updated"], forced["failed"]) == (1, 1)
    assert (tried["files"], tried["failed"]) == (1, 1)


def test_a_dry_run_makes_no_library(tmp_path: Path) -> None:
    said = polisearch("ingest", SAMPLES, "--dry-run", library=tmp_path / "library")

    assert said.status == 0
    assert " to add, 0 to read again" in said.out
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (
            ("search", "x", "--library", "/nowhere"),
            "There is no library /nowhere",
            "polisearch init",
        ),
        (("show", "nothing"), "No document has the id", "polisearch search"),
        (("search", "x", "--facet", "autor"), "No field is called 'autor'", "author"),
        (("ingest", "/not/there"), "/not/there", ""),
        (("index", "--engine", "lucene"), "No engine is called 'lucene'", "tantivy"),
        (("batch", "/not/there"), "cannot be read", ""),
    ],
)
def test_an_error_names_the_thing_and_the_next_step(
    library: Path, arguments: tuple[str, ...], message: str, hint: str
) -> None:
    said = polisearch(*arguments, library=library)

    assert said.status == 1
    assert message in said.err.replace("\n", " ")
    assert hint in said.err
    assert "Traceback" not in said.err
    assert said.out == ""


def test_a_shell_gets_the_error_and_the_status(library: Path) -> None:
    said = in_a_shell("show", "nothing", library=library)

    assert (said.out, said.status) == ("", 1)
    assert "No document has the id" in said.err
    assert "Traceback" not in said.err


def test_wrong_usage_has_a_status_of_its_own() -> None:
    assert in_a_shell("search", "--no-such-option").status == 2


def test_init_makes_a_library_once(tmp_path: Path) -> None:
    made = polisearch("init", tmp_path / "mine", "--engine", "whoosh")
    again = polisearch("init", tmp_path / "mine")

    assert made.status == again.status == 0
    assert 'engine = "whoosh"' in (tmp_path / "mine" / "polisearch.toml").read_text()
    assert "already" in again.err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('engine = "lucene"', "The setting engine"),
        ("colour = 3", "no setting called colour"),
        ("engine = ", "is no TOML"),
        ("[ingest]\njobs = -1", "The setting ingest.jobs"),
    ],
)
def test_a_bad_setting_is_named_with_its_file(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "polisearch.toml").write_text(text)

    said = polisearch("status", library=tmp_path)

    assert said.status == 1
    assert message in said.plain_err
    assert "polisearch.toml" in said.err.replace("\n", "")


def test_doctor_ends_well_only_if_all_is_well(library: Path, tmp_path: Path) -> None:
    assert polisearch("doctor", library=tmp_path).status == 1
    said = polisearch("doctor", "--json", library=library)
    findings = {one["what"]: one for one in map(json.loads, said.out.splitlines())}

    assert findings["tantivy"]["is_good"]
    assert not findings["failures"]["is_good"]
    assert said.status == 1


def test_the_demo_answers_its_questions() -> None:
    said = polisearch("demo", "--check")

    assert said.status == 0, said.err
    assert "mosque: " in said.out
