"""Every section runs and prints. How long anything took decides nothing here."""

import json
import shutil
import tempfile

import pytest

from benchmarks.__main__ import conditions, measure
from benchmarks.corpora import SAMPLES
from benchmarks.libraries import COMPARED
from benchmarks.sizes import Sizes
from benchmarks.steps import STEPS
from benchmarks.tables import Table

HANDFUL = (
    "diversity/vienna.pdf",
    "diversity/malmo.html",
    "entrepreneurship/vienna.pdf",
    "entrepreneurship/frankfurt.pdf",
    "entrepreneurship/zurich.md",
    "intercultural/torino.pdf",
)
TINY = Sizes(
    repeats=1, small_files=12, queries=2, synthetic_pages=60, recoll_queries=1, memory_queries=4
)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> list[Table]:
    """All tables of a tiny run; whatever it wrote lay in the folder `scratch`."""
    reports, scratch = tmp_path_factory.mktemp("reports"), tmp_path_factory.mktemp("scratch")
    for name in HANDFUL:
        copy = reports / name
        copy.parent.mkdir(exist_ok=True)
        shutil.copy(SAMPLES / name, copy)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(scratch))
        made = list(measure(reports, TINY))
    assert list(scratch.iterdir()) == []
    return made


def test_every_section_prints(tables: list[Table]) -> None:
    titles = [table.title for table in tables]

    assert titles[:4] == [
        "Ingest, PDF file to searchable",
        "Ingest, where the time goes",
        "Run again, nothing changed",
        titles[3],
    ]
    assert titles[3].startswith("Search, the reports: ")
    assert titles[4] == "Search, where the time goes, the reports"
    assert titles[5] == "Search, the reports, against recollq"
    assert titles[6] == "Search, a larger library: 60 pages"
    assert titles[7:] == [
        "Search, where the time goes, a larger library",
        "Memory after answering, a larger library",
        "Memory of ingestion, at its peak",
        "Lines",
    ]
    assert all(table.text().startswith(f"{table.title}\n---") for table in tables)


def test_a_section_without_rows_says_why(tables: list[Table]) -> None:
    assert all(table.rows or "left out" in table.notes[0] for table in tables)


def test_every_row_has_a_value_for_each_column(tables: list[Table]) -> None:
    assert all(len(row) == len(table.columns) for table in tables for row in table.rows)


def test_the_limit_and_ingestion_take_the_same_files_and_pages(tables: list[Table]) -> None:
    limit, ours = (dict(zip(tables[0].columns, row, strict=True)) for row in tables[0].rows[:2])

    assert (limit["files"], limit["pages"]) == (ours["files"], ours["pages"])
    assert limit["of the limit"] == 1


def test_the_engines_did_the_same_work(tables: list[Table]) -> None:
    assert not [note for table in tables for note in table.notes if note.startswith("Not the same")]


def test_memory_was_seen_in_the_workers_too(tables: list[Table]) -> None:
    sizes = {row[0]: row[1] for row in tables[9].rows}

    assert sizes["process that writes"]
    assert sizes["largest worker"]


def test_the_whole_run_is_one_json_object(tables: list[Table]) -> None:
    said = {
        "conditions": conditions(SAMPLES, is_quick=True),
        "tables": [table.as_json() for table in tables],
    }

    read = json.loads(json.dumps(said))
    assert read["conditions"]["reports"] == "the sample corpus"
    assert set(read["tables"][0]["rows"][0]) == set(tables[0].columns)


def test_the_steps_of_a_search_add_up(tables: list[Table]) -> None:
    for row in tables[4].rows:
        _, _, together, *steps = row

        assert together == pytest.approx(sum(step for step in steps if isinstance(step, float)))


@pytest.mark.parametrize("engine", COMPARED)
def test_every_step_of_a_search_was_seen(tables: list[Table], engine: str) -> None:
    rows = [row for row in tables[4].rows if row[0] == engine]
    seen = {name for row in rows for name, cell in zip(tables[4].columns, row, strict=True) if cell}

    # A small library has no choice of good documents to learn from.
    assert {*STEPS} - seen <= {"feedback"}
