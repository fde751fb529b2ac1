"""Columns that were written row by row are read one after the other."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.vocabulary import Vocabulary
from ingest.extract.pdf import PdfReader
from ingest.media_type import PDF
from ingest.tidy.document import tidied

CASES = Path(__file__).resolve().parents[4] / "shared" / "data" / "field_cases" / "F20"

LEFT = (
    "The committee of the town saw the",
    "yearly report on the social hous-",
    "ing and found that the long wait-",
    "ing list had grown by one third",
    "since the last census of the town",
    "and that more families wait now",
)
RIGHT = (
    "households. It asked the integra-",
    "tion office to publish all of the",
    "figures every year, and to ask the",
    "advisory council of the town be-",
    "fore any change of the rents that",
    "families pay for these homes.",
)
TITLE = "Housing report of the town that the committee gave to all of its members"


def written(path: Path, vocabulary: Vocabulary) -> str:
    (extracted,) = PdfReader().read(path)
    return tidied(extracted, vocabulary, PDF).pages[0].text


def a_pdf(path: Path, left: tuple[str, ...], right: tuple[str, ...], at: int = 310) -> Path:
    canvas = Canvas(str(path))
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 740, TITLE)
    for row, (one, other) in enumerate(zip(left, right, strict=True)):
        canvas.drawString(72, 700 - 14 * row, one)
        canvas.drawString(at, 700 - 14 * row, other)
    canvas.save()
    return path


def test_columns_written_row_by_row_are_read_one_after_the_other(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    text = " ".join(written(a_pdf(tmp_path / "x.pdf", LEFT, RIGHT), vocabulary).split())

    assert text == (
        f"{TITLE} The committee of the town saw the yearly report on the social housing and found "
        "that the long waiting list had grown by one third since the last census of the town and "
        "that more families wait now households. It asked the integration office to publish all "
        "of the figures every year, and to ask the advisory council of the town before any change "
        "of the rents that families pay for these homes."
    )


def test_a_table_stays_in_its_rows(tmp_path: Path, vocabulary: Vocabulary) -> None:
    numbers = ("12", "hous- 13", "wait- 14", "15", "16", "17")
    labels = tuple(f"{line} of low- and of high- rent" for line in RIGHT)

    text = written(a_pdf(tmp_path / "x.pdf", numbers, labels), vocabulary)

    assert "17 families pay" in text


@pytest.mark.shared
@pytest.mark.skipif(not CASES.is_dir(), reason="the folder of field cases is not here")
@pytest.mark.parametrize("case", ["a-twocol-rows.pdf", "b-twocol-narrow.pdf"])
def test_cases_from_the_field(vocabulary: Vocabulary, case: str) -> None:
    text = " ".join(written(CASES / case, vocabulary).split())

    assert "council" in text
    assert "integration office" in text
    assert "intethe" not in text
    assert "social housing and found" in text
