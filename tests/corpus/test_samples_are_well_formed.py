import json
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from corpus.fields import BY_NAME
from corpus.samples import DOCUMENTS, EXPECTED
from corpus.samples.other_formats import BY_ENDING
from ingest.extract.readers import reader_for
from ingest.media_type import media_type_of
from tests.each import each

pypdfium2 = pytest.importorskip("pypdfium2")

NOT_DOCUMENTS = {"manifest.csv"}
SAYS_SAMPLE = ("sample", "Muster", "échantillon")
STATES = {"indexed", "failed", "duplicate"}
REASONS = {"encrypted", "truncated"}
FILES = sorted(
    path
    for path in DOCUMENTS.rglob("*")
    if path.is_file() and path.name not in NOT_DOCUMENTS and not path.name.endswith(EXPECTED)
)
LISTED = {"city", "country", "module", "kind", "year", "language"}


def expected(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.with_name(path.name + EXPECTED).read_text(encoding="utf-8"))


def expected_values(path: Path) -> list[dict[str, Any]]:
    description = expected(path)
    parts = description.get("documents", [description])
    return [part["values"] for part in parts if "values" in part]


def page_texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def first_text(path: Path) -> str:
    if path.suffix == ".pdf":
        return page_texts(path)[0]
    if path.suffix == ".docx":
        docx = pytest.importorskip("docx")
        return "\n".join(part.text for part in docx.Document(str(path)).paragraphs[:8])
    if path.suffix in BY_ENDING:
        document = reader_for(media_type_of(path)).read(path)[0]
        return "\n".join(page.text for page in document.pages[:1])
    return path.read_text(encoding="utf-8")[:2000]


def test_there_are_at_least_forty_documents() -> None:
    assert len(FILES) >= 40


def test_all_of_them_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in DOCUMENTS.rglob("*") if path.is_file()) < 3_000_000


def test_every_document_has_an_expected_description_and_the_other_way_round() -> None:
    described = {
        path.with_name(path.name.removesuffix(EXPECTED)) for path in DOCUMENTS.rglob("*" + EXPECTED)
    }

    assert described == set(FILES)


@each("path", FILES)
def test_a_description_has_a_known_state_and_known_fields(path: Path) -> None:
    description = expected(path)

    assert description["state"] in STATES
    assert (description.get("reason") in REASONS) == (description["state"] == "failed")
    assert bool(expected_values(path)) == (description["state"] == "indexed")
    for values in expected_values(path):
        assert values.keys() <= BY_NAME.keys()
        assert {"title", "kind", "language"} <= values.keys()
        assert all(isinstance(values[name], list) for name in LISTED & values.keys())


@each("path", FILES)
def test_a_case_study_names_one_city_one_country_and_one_module(path: Path) -> None:
    for values in expected_values(path):
        counts = [len(values.get(name, ())) for name in ("city", "country")]

        assert counts == ([1, 1] if values["kind"] == ["case study"] else [0, 0])
        assert len(values.get("module", ())) == 1 or values["kind"] != ["case study"]


@each("path", FILES)
def test_a_document_says_on_its_first_page_that_it_is_a_sample(path: Path) -> None:
    description = expected(path)
    if description["state"] == "failed" or "without_text" in description:
        return  # it has no text that can be read

    text = first_text(path)

    assert "Polisearch" in text
    assert any(word in text for word in SAYS_SAMPLE)


@each("path", [p for p in FILES if p.suffix == ".pdf"])
def test_a_pdf_has_the_pages_that_are_expected_and_text_unless_it_is_a_scan(path: Path) -> None:
    description = expected(path)
    if description["state"] == "failed":
        with pytest.raises(pypdfium2.PdfiumError):
            pypdfium2.PdfDocument(path)
        return

    texts = page_texts(path)

    assert len(texts) == description.get("pages", len(texts))
    assert any(texts) != description.get("without_text", False)


@pytest.mark.parametrize("ending", [*BY_ENDING, ".eml"])
def test_there_is_a_document_in_each_format(ending: str) -> None:
    assert [path for path in FILES if path.suffix == ending]


def test_letters_outside_latin_1_can_be_read_from_the_pdfs() -> None:
    read = {
        "intercultural/Wrocław.pdf": "Wrocław",
        "entrepreneurship/CLIP4_izmir_2012.pdf": "İzmir",
        "housing/stuttgart.pdf": "Lüken-Klaßen",
        "entrepreneurship/prague.pdf": "Čermáková",
    }

    assert all(word in "".join(page_texts(DOCUMENTS / name)) for name, word in read.items())


def test_every_line_of_json_is_described_and_in_the_same_order() -> None:
    path = DOCUMENTS / "network" / "records.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    assert [line["id"] for line in lines] == [part["id"] for part in expected(path)["documents"]]
    assert all("Polisearch" in json.dumps(line) for line in lines)


def test_the_duplicate_has_the_bytes_of_another_document() -> None:
    duplicates = [path for path in FILES if expected(path)["state"] == "duplicate"]
    others = {path.read_bytes() for path in FILES if path not in duplicates}

    assert duplicates
    assert all(path.read_bytes() in others for path in duplicates)


def test_making_them_again_gives_the_same_bytes(tmp_path: Path) -> None:
    for package in ("reportlab", "font_roboto", "docx", "PIL", "pptx", "openpyxl"):
        pytest.importorskip(package)
    from corpus.samples import make

    if any(version(name) != known for name, known in make.MADE_WITH.items()):
        pytest.skip("other versions of the libraries write other bytes")
    made = {path.relative_to(tmp_path): path.read_bytes() for path in make.main(tmp_path)}

    assert made == {name: (DOCUMENTS / name).read_bytes() for name in made}
