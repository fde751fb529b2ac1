"""The small parts: tables, percentiles, files that are made, Recoll's absence, lines."""

import doctest
import shutil
from pathlib import Path

import pytest

from benchmarks import collection, commands, lines, recoll, tables
from benchmarks.asking import Timed
from benchmarks.corpora import copy_pdfs, pdfs_in, write_small_files
from benchmarks.search import percentile
from benchmarks.tables import Table


def test_examples_in_the_docstrings_hold() -> None:
    assert all(doctest.testmod(module).failed == 0 for module in (tables, recoll))


def test_a_table_puts_numbers_to_the_right() -> None:
    table = Table(title="T", columns=("what", "ms"), rows=[("a", 1.5), ("long", 22000)])

    assert table.text().splitlines() == ["T", "-", "what      ms", "a       1.50", "long  22,000"]


def test_a_percentile_is_one_of_the_times() -> None:
    timed = [Timed(float(seconds), 1) for seconds in range(1, 21)]

    assert (percentile(timed, 50), percentile(timed, 95), percentile(timed[:1], 95)) == (10, 19, 1)


def test_the_same_content_is_given_once_and_nothing_but_pdf_files(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, content in {
        "a.pdf": b"1",
        "b.PDF": b"1",
        "c.pdf": b"22",
        "manifest.csv": b"f",
    }.items():
        (reports / name).write_bytes(content)

    copied = copy_pdfs(reports, tmp_path / "pdfs")

    assert [path.name for path in pdfs_in(copied)] == ["c.pdf", "a.pdf"]
    assert len(list(copied.iterdir())) == 2


def test_small_files_all_differ(tmp_path: Path) -> None:
    folder = write_small_files(tmp_path / "notes", 120)

    texts = {path.read_text(encoding="utf-8") for path in folder.rglob("*.txt")}
    assert len(texts) == 120


def test_recoll_without_its_pdf_reader_is_left_out_with_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "pdftotext" else f"/{name}")

    assert "pdftotext (poppler-utils" in recoll.reason_against()


def test_a_command_that_fails_is_no_measurement() -> None:
    with pytest.raises(commands.CommandFailed, match="wrong place"):
        commands.run(commands.POLISEARCH[0], "-c", "raise SystemExit('wrong place')")


def test_lines_that_are_not_blank_are_counted_by_room(tmp_path: Path) -> None:
    for name, text in {"corpus/a.py": "a\n\nb\n", "tests/corpus/test_a.py": "a\n",
                       "tests/conftest.py": "a\nb\n"}.items():  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    rows = {row[0]: row for row in lines.measure(tmp_path).rows}

    assert rows["corpus"][1:5] == (1, 2, 2, 1)
    assert rows["all together"][4] == 2
    assert rows["sum"][4] == 3


def test_a_collection_is_ingested_and_its_lines_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.collection.progress", lambda _: None)

    ((lines_, documents, *_),) = collection.measure([5], 1, tmp_path).rows

    assert (lines_, documents) == (5, 5)
