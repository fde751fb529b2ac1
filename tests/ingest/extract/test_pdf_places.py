"""What the places of letters on a page of a PDF tell of its text."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.vocabulary import Vocabulary
from ingest.extract.pdf import PdfReader
from ingest.extract.pdf_places import Places
from ingest.media_type import PDF
from ingest.tidy.document import tidied
from tests.each import each

if TYPE_CHECKING:
    import pypdfium2

CASES = Path(__file__).resolve().parents[4] / "shared" / "data" / "field_cases"


def written(path: Path, vocabulary: Vocabulary) -> str:
    (extracted,) = PdfReader().read(path)
    return tidied(extracted, vocabulary, PDF).pages[0].text


def raised(folder: Path, before: str, number: str, after: str, rise: int = 4) -> Path:
    """A line with a number in it that is smaller, and higher by so many points."""
    path = folder / "x.pdf"
    canvas = Canvas(str(path))
    line = canvas.beginText(72, 700)
    line.setFont("Helvetica", 12)
    line.textOut(before)
    line.setFont("Helvetica", 7)
    line.setRise(rise)
    line.textOut(number)
    line.setFont("Helvetica", 12)
    line.setRise(0)
    line.textOut(after)
    canvas.drawText(line)
    canvas.save()
    return path


@each(
    ("before", "number", "after", "rise", "expected"),
    [
        (
            "The office advises tenants",
            "12",
            " of flats",
            4,
            "The office advises tenants 12 of flats",
        ),
        ("It advises tenants.", "3", " They pay", 4, "It advises tenants. 3 They pay"),
        ("", "12", "Interview with the head", 4, "12 Interview with the head"),
        # A unit, what stands lower, and a number of the size of its word are parts of it.
        ("It has 30 m", "2", " of floor", 4, "It has 30 m2 of floor"),
        ("A ton of CO", "2", " a year", -3, "A ton of CO2 a year"),
        ("See the Agenda", "21", " of the town", 0, "See the Agenda21 of the town"),
    ],
)
def test_the_number_of_a_footnote_is_no_part_of_the_word_before_it(
    tmp_path: Path, vocabulary: Vocabulary, before: str, number: str, after: str, rise: int,
    expected: str,
) -> None:  # fmt: skip
    found = written(raised(tmp_path, before, number, after, rise), vocabulary)

    assert " ".join(found.split()) == expected


def test_letters_set_apart_are_words_where_a_gap_is_wider(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    path = tmp_path / "x.pdf"
    canvas = Canvas(str(path))
    canvas.setFont("Helvetica", 12)
    line = canvas.beginText(72, 700)
    line.setCharSpace(4)
    line.textOut("SOCIAL HOUSING")
    canvas.drawText(line)
    canvas.drawString(72, 650, "The text on homes and rents of the town.")
    canvas.save()

    assert written(path, vocabulary).splitlines()[0] == "SOCIAL HOUSING"


def test_lines_that_are_turned_end_where_they_end(tmp_path: Path, vocabulary: Vocabulary) -> None:
    path = tmp_path / "x.pdf"
    canvas = Canvas(str(path))
    canvas.rotate(90)
    canvas.setFont("Helvetica", 12)
    for number, words in enumerate(("Biodiversity", "Transport", "Housing")):
        canvas.drawString(200, -100 - 40 * number, words)
    canvas.save()

    assert written(path, vocabulary).split("\n") == ["Biodiversity", "Transport", "Housing"]


def test_what_stands_beside_the_page_is_no_part_of_it(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    path = tmp_path / "x.pdf"
    canvas = Canvas(str(path), pagesize=(400, 400))
    canvas.drawString(40, 300, "The council builds homes.")
    canvas.drawString(40, 500, "report_final.indd 3")
    canvas.save()

    assert written(path, vocabulary) == "The council builds homes."


class _Turned:
    """A page whose ligature of lam and alef pdfium turned round: one place for two letters."""

    def __init__(self, text: str) -> None:
        self.raw = text

    def get_text_range(self) -> str:
        return self.raw


@each(
    ("given", "ligature", "expected"),
    [
        ("األمم المتحدة", "أل", "الأمم المتحدة"),
        ("خالل عام 2015", "ال", "خلال عام 2015"),
        # Two letters with a place each are as they were written.
        ("المملكة", "", "المملكة"),
        ("قرار )1 / م أ( و )2(", "", "قرار (1 / م أ) و (2)"),
        ("(على المستوى الوطني)", "", "(على المستوى الوطني)"),
    ],
)
def test_arabic_is_written_in_the_order_it_is_read(
    monkeypatch: pytest.MonkeyPatch, given: str, ligature: str, expected: str
) -> None:
    second = given.find(ligature) + 1 if ligature else -1
    monkeypatch.setattr("pypdfium2.raw.FPDFText_CountChars", len)
    monkeypatch.setattr(
        Places, "origin", lambda _self, at: (float(at - 1 if at == second else at), 0.0)
    )

    assert Places(cast("pypdfium2.PdfTextPage", _Turned(given))).text == expected


@pytest.mark.shared
@pytest.mark.skipif(not CASES.is_dir(), reason="the folder of field cases is not here")
@each(
    ("case", "expected"),
    [
        ("F03/a.pdf", "Biodiversity\nTransport\nHousing\nHealth\nEducation"),
        ("F03/c-rotate90-slide.pdf", "housing databases\nShow how a cohort of tenants"),
        ("F09/h-super.pdf", "advises tenants 12 and landlords"),
        ("F25/d-letterspaced.pdf", "SOCIAL HOUSING"),
        ("F26/k-hyphens.pdf", "the well-known\nself-help\ngroups"),
    ],
)
def test_cases_from_the_field(vocabulary: Vocabulary, case: str, expected: str) -> None:
    assert expected in written(CASES / case, vocabulary)
