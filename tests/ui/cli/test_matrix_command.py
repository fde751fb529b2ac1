"""`polisearch matrix` prints a grid that can be read, and takes it away in every form."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.text import Text

from corpus.document import Described, Document
from corpus.records import Source
from tests.ui.cli.conftest import Typed, type_here
from ui.cli.grid import Row, print_grid
from ui.cli.printing import out
from ui.wiring import make_library, open_library

Type = Callable[..., Typed]
Builder = Callable[..., Document]


@pytest.fixture
def library(tmp_path: Path, a_document: Builder) -> Path:
    folder = tmp_path / "tables"
    make_library(folder)
    opened = open_library(folder)
    for document in (
        a_document("1", ["Rent", "Rents"], city="Vienna", module="Housing", year="2009"),
        a_document("2", "Nothing", city="Turin", module="Housing", year="2010"),
        a_document("3", "", city="Liège", module="Housing"),
        a_document("4", "", city="Graz", module="Housing", title="Rent, scanned"),
        a_document("5", "Rent", city="\x1b[31mred", module="Own"),
    ):
        source = Source(path=document.id, root="r", name=document.id, size=1, modified=1)
        opened.catalogue.put(source, [Described(document)], 1)
    opened.shelf.follow()
    opened.close()
    return folder


@pytest.fixture
def asked(library: Path) -> Type:
    def run(*arguments: str | Path) -> Typed:
        return type_here("matrix", *arguments, library=library)

    return run


def rows_of(said: Typed) -> dict[str, list[str]]:
    """The cells of each row by the first word at its head."""
    return {line.split()[0]: line.split()[1:] for line in said.out.splitlines() if line.strip()}


def test_a_grid_tells_documents_passages_and_three_kinds_of_nothing(asked: Type) -> None:
    rows = rows_of(asked("rent"))

    assert rows["Vienna"] == ["1/2", "·", "·", "·", "·", "1/2"]
    assert rows["Turin"][0] == "–"
    assert rows["Liège"][0] == "?"
    assert rows["Graz"][0] == "1/0?"
    assert rows["Athens"] == ["·"] * 6
    assert rows["Total"] == ["2/2", "·", "·", "·", "1/1", "3/3"]


def test_every_line_fits_into_80_columns(asked: Type) -> None:
    assert max(map(len, asked("rent").out.splitlines())) <= 80


def test_the_signs_are_explained_beside_the_results(asked: Type) -> None:
    said = asked("rent", "--city", "Wien")

    assert "2 documents that answer, with 5 passages" in said.err
    assert "no such report" in said.err
    assert "1 document with 2 passages, of 1 looked through" in said.plain_err


def test_one_number_can_be_chosen(asked: Type) -> None:
    assert rows_of(asked("rent", "--passages"))["Vienna"][0] == "2"
    assert rows_of(asked("rent", "--documents"))["Vienna"][0] == "1"
    assert rows_of(asked())["Vienna"][0] == "1"
    assert asked("--passages", "--documents").status == 1


def test_rows_columns_and_layers_are_any_facets(asked: Type) -> None:
    said = asked("rent", "--rows", "module", "--columns", "lang", "--layers", "year")

    assert "Year: 2009" in said.out
    assert "Year: unknown" in said.out
    assert "English" in said.out
    assert "All together" in said.out


def test_a_terminal_is_not_commanded_by_the_name_of_a_city(asked: Type) -> None:
    assert "\x1b" not in asked("rent").out
    assert "\ufffd[31mred" in asked("rent").out


def test_a_table_for_a_spreadsheet_has_a_line_for_each_cell(asked: Type) -> None:
    lines = list(csv.DictReader(io.StringIO(asked("rent", "--csv").out)))
    (vienna,) = [line for line in lines if (line["city"], line["module"]) == ("Vienna", "Housing")]

    assert (vienna["documents"], vienna["passages"], vienna["state"]) == ("1", "2", "found")
    assert vienna["link"].endswith("/?q=rent&city=Vienna&module=Housing")
    assert {line["state"] for line in lines} == {
        "found", "says nothing", "not readable", "no report"
    }  # fmt: skip


def test_a_grid_for_a_spreadsheet_is_one_number(asked: Type) -> None:
    lines = list(csv.reader(io.StringIO(asked("rent", "--csv", "--passages").out)))

    assert lines[0] == [
        "City", "Housing", "Equality and diversity", "Intercultural policies",
        "Ethnic entrepreneurship", "Own", "Total",
    ]  # fmt: skip
    assert ["Vienna", "2", *["no report"] * 4, "2"] in lines


def test_a_workbook_is_written_whole(asked: Type, tmp_path: Path) -> None:
    said = asked("rent", "--xlsx", tmp_path / "m.xlsx")
    sheet = load_workbook(tmp_path / "m.xlsx").active

    assert said.out == ""
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:3] == ["city", "module", "documents"]
    assert [path.name for path in tmp_path.glob("m.xlsx*")] == ["m.xlsx"]


def test_a_workbook_that_cannot_be_written_is_a_mistake(asked: Type, tmp_path: Path) -> None:
    said = asked("rent", "--xlsx", tmp_path / "nowhere" / "m.xlsx")

    assert said.status == 1
    assert "cannot be written" in said.err


def test_programs_get_every_cell_and_the_totals(asked: Type) -> None:
    found = json.loads(asked("rent", "--json").out)
    cells = {(c["row"], c["column"]): c for c in found["cells"]}

    assert {"query", "rows", "columns", "layers", "notes", "cells"} == found.keys()
    assert cells["Vienna", "Housing"]["passages"] == 2
    assert cells["Athens", "Housing"]["state"] == "no report"
    assert cells[None, None]["documents"] == 3
    assert len(cells) == (len(found["rows"]["values"]) + 1) * (len(found["columns"]["values"]) + 1)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--csv", "--json"), "do not go together"),
        (("--rows", "city", "--columns", "city"), "twice"),
        (("--rows", "title"), "no facet"),
    ],
)
def test_a_mistake_is_told(asked: Type, arguments: tuple[str, ...], complaint: str) -> None:
    said = asked(*arguments)

    assert said.status == 1
    assert complaint in said.plain_err


@pytest.fixture
def width(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    return lambda columns: monkeypatch.setattr(out, "_width", columns)


def test_a_grid_that_is_too_wide_is_shown_in_blocks(
    width: Callable[[int], None], capsys: pytest.CaptureFixture[str]
) -> None:
    width(40)
    cells = tuple(Text(str(number)) for number in range(9))
    print_grid("City", [f"Heading {n}" for n in range(9)], [Row(label="Graz", cells=cells)])
    lines = capsys.readouterr().out.splitlines()

    assert max(map(len, lines)) <= 40
    assert " ".join(line for line in lines if line.startswith("Graz")).split() == [
        "Graz", "0", "1", "2", "Graz", "3", "4", "5", "Graz", "6", "7", "8"
    ]  # fmt: skip


def test_headings_are_whole_where_there_is_room(
    width: Callable[[int], None], capsys: pytest.CaptureFixture[str]
) -> None:
    width(140)
    print_grid("City", ["Equality and diversity", "東京の報告書"], [])

    assert capsys.readouterr().out.splitlines() == ["City  Equality and diversity  東京の報告書"]
