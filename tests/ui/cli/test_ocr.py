"""`polisearch ocr`, with a program that says what Tesseract would."""

import importlib.util
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from corpus.catalogue import open_catalogue
from corpus.document import Described, Document, Page
from corpus.records import Source
from corpus.scans import ScanState
from tests.ui.cli.conftest import Typed, type_here

ROOT = Path(__file__).resolve().parents[3]
SCAN = ROOT / "corpus" / "samples" / "documents" / "incoming" / "scan0007.pdf"
SAID = "Solidarity fund of neighbours renovates one house a year in the district of Seraing."

pytest.importorskip("pytesseract")


class Library:
    """A library with one scan, and a Tesseract that says the same of every page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "library"
        self.path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        place = ROOT / "tests" / "ingest" / "ocr" / "fake_tesseract.py"
        spec = importlib.util.spec_from_file_location("fake_tesseract", place)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        self.tesseract: Any = module.FakeTesseract(folder / "bin")
        self.tesseract.says(SAID)

    def run(self, *arguments: str, path: str = "") -> Typed:
        return type_here(*arguments, library=self.folder, path=path or self.path)

    @property
    def document(self) -> str:
        return str(json.loads(self.run("search", "--json").out)["hits"][0]["id"])


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library(tmp_path)
    (made.folder / "documents").mkdir(parents=True)
    shutil.copy(SCAN, made.folder / "documents" / "scan0007.pdf")
    (made.folder / "polisearch.toml").touch()
    said = made.run("ingest", path="/nowhere")
    assert said.status == 0, said.err
    return made


def total(library: Library, query: str) -> int:
    return int(json.loads(library.run("search", query, "--json").out)["total"])


def test_a_scan_is_found_by_its_text_once_it_was_read(library: Library) -> None:
    assert total(library, "neighbours Seraing") == 0
    assert total(library, 'scan:"without text"') == 1

    said = library.run("ocr")

    assert said.out.startswith("1 page of 1 document read, in ")
    assert total(library, "neighbours Seraing") == 1
    assert total(library, 'scan:"read by OCR"') == 1
    assert total(library, 'scan:"without text"') == 0


def test_running_again_says_that_nothing_waits(library: Library) -> None:
    library.run("ocr")

    assert library.run("ocr").out == "No scan waits to be read.\n"


def test_one_page_is_read_again_in_a_language(library: Library) -> None:
    library.run("ocr")

    said = library.run("ocr", library.document, "--page", "1", "--language", "German", "--json")

    assert json.loads(said.out)["read"] == 1
    assert library.tesseract.languages[-1] == "deu"


def test_text_that_was_recognised_is_shown_as_such(library: Library) -> None:
    library.run("ocr")

    said = library.run("show", library.document, "--page", "1")
    shown = library.run("show", library.document, "--page", "1", "--json")

    assert SAID in said.out
    assert "recognised in a picture" in said.err
    assert json.loads(shown.out)["page"]["is_ocr"] is True


def test_without_tesseract_a_person_is_told_what_to_do(library: Library) -> None:
    said = library.run("ocr", path="/nowhere")

    assert said.status == 1
    assert "is not installed" in said.err
    assert "apt install" in said.err


def test_a_language_that_is_not_installed_is_an_error_with_the_ones_that_are(
    library: Library,
) -> None:
    said = library.run("ocr", "--language", "pol")

    assert said.status == 1
    assert "deu, eng, fra" in said.err


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["--page", "1"], 2), (["nothing"], 1), (["--page", "9", ""], 1)],
    ids=["a page of no document", "no such document", "no such page"],
)
def test_what_is_not_there_is_an_error(library: Library, arguments: list[str], status: int) -> None:
    given = [one or library.document for one in arguments]

    said = library.run("ocr", *given)

    assert said.status == status
    assert "Traceback" not in said.err


def test_doctor_says_whether_scans_wait_and_can_be_read(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.run("init", str(library.folder))
    catalogue = open_catalogue(library.folder / "catalogue.db")
    scan = Document(id="a", values={"sha256": ("abc",)}, pages=(Page(number=1, text=""),))
    file = Source(path="a.pdf", root="", name="a.pdf", size=1, modified=1, sha256="abc")
    catalogue.put(file, [Described(scan)], run=1)
    catalogue.keep_looks("a", {1: ScanState.WAITING})
    catalogue.close()

    def found(path: str = "") -> dict[str, dict[str, Any]]:
        lines = library.run("doctor", "--json", path=path).out.splitlines()
        return {one["what"]: one for one in map(json.loads, lines)}

    with_it, without = found(), found("/nowhere")

    assert "deu, eng, fra" in with_it["Tesseract"]["said"]
    assert not with_it["scans"]["is_good"]
    assert without["scans"]["is_good"]
    assert without["Tesseract (optional)"]["is_good"]
    assert without["LibreOffice (optional)"]["is_good"]
