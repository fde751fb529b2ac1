"""Lines that look like headings: larger or heavier than the text they stand in."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from corpus.vocabulary import Vocabulary
from ingest.extract.pdf import PdfReader
from ingest.media_type import PDF
from ingest.tidy.document import tidied
from tests.each import each

TEXT = "The council builds homes that people with low incomes can pay for."

Look = tuple[str, str, int]
"""Words, font and size."""

PLAIN, BOLD = "Helvetica", "Helvetica-Bold"


def a_pdf(path: Path, *pages: Sequence[Look]) -> Path:
    canvas = Canvas(str(path), pagesize=(595, 842))
    for looks in pages:
        height = 780
        for words, font, size in looks:
            canvas.setFont(font, size)
            canvas.drawString(72, height, words)
            height -= int(1.3 * size)
        canvas.showPage()
    canvas.save()
    return path


def body(lines: int = 12, number: int = 0) -> list[Look]:
    return [(f"{number}{line} {TEXT}", PLAIN, 11) for line in range(lines)]


def set_off(path: Path) -> list[list[str]]:
    (extracted,) = PdfReader().read(path)
    return [[" ".join(one.lines) for one in page] for page in extracted.set_off]


@each(
    ("looks", "expected"),
    [
        ([("Housing of migrants", PLAIN, 14)], ["Housing of migrants"]),
        ([("Housing of migrants", BOLD, 11)], ["Housing of migrants"]),
        ([("Housing of migrants", BOLD, 11), ("and of their children", BOLD, 11)],
         ["Housing of migrants and of their children"]),
        ([("Housing of migrants,", PLAIN, 14), ("of their children", PLAIN, 14)],
         ["Housing of migrants, of their children"]),
        # Set off, and no heading: a sentence, a caption, numbers, a bold paragraph.
        ([("The council builds homes.", BOLD, 11)], []),
        ([("Our aims are these:", BOLD, 11)], []),
        ([("It builds homes. People can pay", BOLD, 11), ("for them in the town", BOLD, 11)], []),
        ([("Table 3 Homes by year", BOLD, 11)], []),
        ([("2016 - 2021 2021 - 2026 Total", BOLD, 11)], []),
        ([(f"{TEXT} {line}", BOLD, 11) for line in range(6)], []),
        ([("and of their children", BOLD, 11)], []),
        ([("12", PLAIN, 20)], []),
    ],
)  # fmt: skip
def test_headings_are_set_off_by_size_or_weight(
    tmp_path: Path, looks: Sequence[Look], expected: list[str]
) -> None:
    assert set_off(a_pdf(tmp_path / "x.pdf", [*body(), *looks, *body()])) == [expected]


def test_the_head_of_a_table_is_none(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "x.pdf"))
    for line, (words, font, size) in enumerate(body()):
        canvas.setFont(font, size)
        canvas.drawString(72, 780 - 14 * line, words)
    canvas.setFont(BOLD, 11)
    for column, words in enumerate(("Reference", "Address", "Capacity")):
        canvas.drawString(72 + 200 * column, 500, words)
        canvas.drawString(72 + 200 * column, 487, "number")
    canvas.save()

    assert set_off(tmp_path / "x.pdf") == [[]]


def test_bold_is_set_off_in_no_text_that_is_bold(tmp_path: Path) -> None:
    bold = [(words, BOLD, size) for words, _, size in body()]

    assert set_off(a_pdf(tmp_path / "x.pdf", [*bold, ("Housing", BOLD, 11), *bold])) == [[]]


def sections(path: Path, vocabulary: Vocabulary) -> list[str]:
    (extracted,) = PdfReader().read(path)
    return [page.section for page in tidied(extracted, vocabulary, PDF).pages]


def test_a_page_stands_under_the_heading_of_most_of_it(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    path = a_pdf(
        tmp_path / "x.pdf",
        [("Housing of migrants", BOLD, 11), *body(20, 1)],
        body(20, 2),
        [*body(14, 3), ("Schools", PLAIN, 14), *body(4, 4)],
        body(20, 5),
        [*body(4, 6), ("Work and training", BOLD, 11), *body(14, 7)],
    )

    assert sections(path, vocabulary) == [
        "Housing of migrants", "Housing of migrants", "Housing of migrants", "Schools",
        "Work and training",
    ]  # fmt: skip


def test_what_stands_on_many_pages_is_no_heading_of_any(
    tmp_path: Path, vocabulary: Vocabulary
) -> None:
    pages = [
        [*body(3, number), ("Reasoned justification", BOLD, 11), *body(9, number)]
        for number in range(1, 8)
    ]
    path = a_pdf(tmp_path / "x.pdf", [("Policy H1", BOLD, 14), *body(12)], *pages)

    assert sections(path, vocabulary) == ["Policy H1"] * 8
