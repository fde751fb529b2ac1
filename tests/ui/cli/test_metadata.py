"""`polisearch metadata`: what is known, out to a table and back."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Typed = Callable[..., Any]
IdOf = Callable[[str], str]


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def exported(typed: Typed, tmp_path: Path) -> Path:
    file = tmp_path / "metadata.csv"
    assert typed("metadata", "export", file).status == 0
    return file


def corrected(file: Path, **cells: str) -> Path:
    """The table with corrections in the rows of the document about Vienna, by field."""
    rows = table(file.read_text(encoding="utf-8-sig"))
    for row in rows:
        if row["source"].endswith("vienna.txt") and row["field"] in cells:
            row["correction"] = cells[row["field"]]
    written = io.StringIO()
    writer = csv.DictWriter(written, rows[0], delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    file.write_text(written.getvalue(), encoding="utf-8", newline="")
    return file


def test_a_table_goes_to_a_file_with_a_mark_or_to_the_output(typed: Typed, exported: Path) -> None:
    said = typed("metadata", "export")

    assert exported.read_bytes() == b"\xef\xbb\xbf" + said.out.encode()
    assert {row["field"] for row in table(said.out)} >= {"title", "city", "module", "year"}


def test_a_table_taken_in_changes_what_is_known_and_found(typed: Typed, exported: Path) -> None:
    file = corrected(exported, city="Zagreb", module="(none)")

    said = typed("metadata", "import", file)

    assert said.status == 0
    assert "City: Vienna → Zagreb" in said.out
    assert "Country: Austria → Croatia" in said.out
    assert "Module: Housing → unknown" in said.out
    assert "2 corrections kept; 1 document described otherwise now." in said.plain_err
    found = json.loads(typed("search", "city:Zagreb", "--json").out)
    assert found["total"] == 1


def test_taking_it_in_again_changes_nothing(typed: Typed, exported: Path) -> None:
    typed("metadata", "import", corrected(exported, city="Zagreb"))
    typed("metadata", "export", exported)
    before = exported.read_bytes()

    said = typed("metadata", "import", exported)
    typed("metadata", "export", exported)

    assert said.out == ""
    assert "0 corrections kept" in said.plain_err
    assert exported.read_bytes() == before


def test_a_dry_run_only_says_what_would_be_kept(typed: Typed, exported: Path) -> None:
    file = corrected(exported, city="Zagreb")

    said = typed("metadata", "import", file, "--dry-run")

    assert "City: Vienna → Zagreb" in said.out
    assert "1 correction would be kept." in said.plain_err
    assert "1 correction kept" in typed("metadata", "import", file).plain_err


def test_a_dry_run_for_programs_is_json(typed: Typed, exported: Path, id_of: IdOf) -> None:
    file = corrected(exported, city="Zagreb")

    said = json.loads(typed("metadata", "import", file, "--dry-run", "--json").out)

    assert said == {
        "id": id_of("vienna.txt"),
        "title": "Housing and segregation of migrants – Case study: Vienna, Austria",
        "field": "city",
        "before": ["Vienna"],
        "correction": ["Zagreb"],
    }


def test_one_mistake_and_nothing_is_taken_in(typed: Typed, exported: Path) -> None:
    file = corrected(exported, city="Zagreb", year="soon")

    said = typed("metadata", "import", file)

    assert said.status == 1
    assert "'soon' is no value of the field year" in said.plain_err
    assert "Nothing was changed" in said.plain_err
    assert json.loads(typed("search", "city:Zagreb", "--json").out)["total"] == 0


def test_an_interrupted_import_is_made_whole_by_another(
    typed: Typed, exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = corrected(exported, city="Zagreb")
    with monkeypatch.context() as broken:
        broken.setattr("ui.cli.metadata.describe_shown", interrupted)
        assert typed("metadata", "import", file).status == 130

    said = typed("metadata", "import", file)

    assert "City: Vienna → Zagreb" in said.out


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id,field,correction\nx,city,K\xf6ln\n", "is not UTF-8 text"),
        (b"id,field\nx,city\n", "no column 'correction'"),
    ],
)
def test_a_table_that_cannot_be_read_is_an_error(
    typed: Typed, tmp_path: Path, content: bytes, message: str
) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(content)

    said = typed("metadata", "import", file)

    assert said.status == 1
    assert message in said.plain_err


def test_a_table_that_is_not_there_is_an_error(typed: Typed, tmp_path: Path) -> None:
    assert "cannot be read" in typed("metadata", "import", tmp_path / "no.csv").err
    assert typed("metadata", "export", tmp_path / "no" / "folder.csv").status == 1


def test_one_field_can_be_corrected_and_the_correction_taken_back(
    typed: Typed, id_of: IdOf
) -> None:
    id_ = id_of("vienna.txt")

    said = typed("metadata", "set", id_, "cities", "Agram", "Graz", "--note", "title page")
    back = typed("metadata", "set", id_, "city", "--withdraw")

    assert "City: Vienna → Zagreb; Graz" in said.out
    assert "City: Zagreb; Graz → Vienna" in back.out


def test_a_field_can_be_said_to_have_no_value(typed: Typed, id_of: IdOf) -> None:
    said = typed("metadata", "set", id_of("vienna.txt"), "module", "--clear", "--json")

    assert json.loads(said.out)["fields"] == {"module": {"before": ["Housing"], "after": []}}


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("city",), 2, "Give a VALUE, or --clear, or --withdraw"),
        (("city", "Graz", "--clear"), 2, "Give a VALUE"),
        (("cty", "Graz"), 1, "Did you mean city"),
        (("year", "soon"), 1, "Write a year as four digits"),
        (("year", "2009", "2010"), 1, "The field year has one value, not 2"),
        (("sha256", "x"), 1, "cannot be corrected"),
    ],
)
def test_a_mistake_in_a_correction_is_told(
    typed: Typed, id_of: IdOf, arguments: tuple[str, ...], status: int, message: str
) -> None:
    said = typed("metadata", "set", id_of("vienna.txt"), *arguments)

    assert said.status == status
    assert message in said.plain_err
    assert said.out == ""


@pytest.mark.parametrize("name", ["export", "import", "set"])
def test_help_has_an_example(typed: Typed, name: str) -> None:
    said = typed("metadata", name, "--help")

    assert said.status == 0
    assert f"polisearch metadata {name}" in said.out
    assert "Example" in said.out
