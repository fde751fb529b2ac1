"""What of the first page of a PDF is its title, told by its looks."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

from pypdf import PdfReader as Pypdf
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from ingest.describe.claims import claims_on
from ingest.describe.context import Context
from ingest.describe.printed_title import title_lines, with_printed_title
from ingest.extract.extracted import Extracted
from ingest.extract.pdf import PdfReader
from ingest.extract.printed import PrintedLine, TitlePage
from ingest.merge import decide
from tests.each import each

TEXT = "The council builds homes that people with low incomes can pay for."

Printed = tuple[str, int, bool, int]
"""Words, size in points, whether they are bold, and points from the bottom of the page."""


def a_pdf(
    folder: Path, *printed: Printed, embedded: str = "", pages: int = 4, text: str = TEXT
) -> Path:
    """A PDF whose first page is printed so, and whose other pages are text."""
    path = folder / "x.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    if embedded:
        canvas.setTitle(embedded)
    for words, size, is_bold, height in printed:
        canvas.setFont("Helvetica-Bold" if is_bold else "Helvetica", size)
        canvas.drawString(72, height, words)
    for _ in range(pages):
        canvas.showPage()
        canvas.setFont("Helvetica", 11)
        for line in range(30):
            canvas.drawString(72, 780 - 14 * line, text)
    canvas.save()
    return path


def title_of(path: Path) -> str:
    (extracted,) = PdfReader().read(path)
    return with_printed_title(extracted).heading


BODY: Sequence[Printed] = [(TEXT, 11, False, 500 - 14 * n) for n in range(20)]


@each(
    ("printed", "expected"),
    [
        # Lines are joined, in the order of the page and not of the file.
        ([("in Fenland", 50, True, 600), ("Facilitating Growth", 50, True, 655)],
         "Facilitating Growth in Fenland"),
        # A line of another size is the subtitle; a much smaller one is none of it.
        ([("Local Housing Need", 32, True, 600), ("Report of Findings", 24, False, 560),
          ("Consultation draft of the report", 12, False, 530)],
         "Local Housing Need: Report of Findings"),
        # A date ends it, and who issues it is no part of it.
        ([("Fenland District Council", 22, True, 640), ("Sites Evidence Report", 22, True, 600),
          ("(August 2022)", 22, True, 560), ("Something large", 22, True, 520)],
         "Sites Evidence Report"),
        # Where nothing is larger than the text: bold, then capitals.
        ([("Statement on the Local Plan", 11, True, 700), ("for the years 2021-", 11, True, 687),
          ("2038", 11, True, 674), *BODY],
         "Statement on the Local Plan for the years 2021-2038"),
        ([("PROGRAMME OF THE LIST", 11, False, 700), *BODY], "Programme of the List"),
        # Contents, a quotation and a chapter are no titles.
        ([("Contents", 20, True, 700), *BODY], ""),
        ([("1. Introduction", 20, True, 700), *BODY], ""),
        ([("them.", 20, True, 700), *BODY], ""),
        ([("&Kdudfwhu odwhuqdwhv", 20, True, 700), *BODY], ""),
        ([("Please see www.example.org", 20, True, 700), *BODY], ""),
        (BODY, ""),
        # A year is one line of a title where a title goes on below it.
        ([("2021", 22, True, 640), ("Energy and Sustainability", 22, True, 612),
          ("Work Plan", 22, True, 584)],
         "2021 Energy and Sustainability Work Plan"),
    ],
)  # fmt: skip
def test_the_title_is_what_is_printed_largest(
    tmp_path: Path, printed: Sequence[Printed], expected: str
) -> None:
    assert title_of(a_pdf(tmp_path, *printed)) == expected


def test_a_line_may_begin_small_and_go_on_large(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    canvas = Canvas(str(path))
    canvas.setFont("Helvetica", 21)
    canvas.drawString(300, 700, "Energy and Water")
    canvas.setFont("Helvetica", 9)
    canvas.drawString(200, 672, "example.gov")
    canvas.setFont("Helvetica", 21)
    canvas.drawString(300, 672, "Work Plan")
    canvas.showPage()
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 700, f"{TEXT} {TEXT}")
    canvas.save()

    assert title_of(path) == "Energy and Water Work Plan"


def test_a_page_that_lies_on_its_side_is_read_as_it_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.rotate(90)
    canvas.setFont("Helvetica-Bold", 19)
    canvas.drawString(200, -100, "Sustainability")
    canvas.drawString(200, -125, "Master Plan")
    canvas.showPage()
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 700, f"{TEXT} {TEXT}")
    canvas.save()
    writer = PdfWriter(clone_from=Pypdf(io.BytesIO(path.read_bytes())))
    writer.pages[0].rotate(90)
    writer.write(path)

    assert title_of(path) == "Sustainability Master Plan"


def test_a_cover_that_is_a_picture_leaves_it_to_a_page_with_little_else(tmp_path: Path) -> None:
    title: Printed = ("Programme for the City", 20, False, 480)
    path = tmp_path / "x.pdf"
    for rest, expected in (([], "Programme for the City"), (BODY, "")):
        canvas = Canvas(str(path))
        canvas.showPage()
        for words, size, _, height in (title, *rest):
            canvas.setFont("Helvetica", size)
            canvas.drawString(72, height, words)
        canvas.showPage()
        canvas.setFont("Helvetica", 10)
        for line in range(40):
            canvas.drawString(72, 780 - 14 * line, TEXT)
        canvas.save()

        assert title_of(path) == expected


@each(
    ("embedded", "printed", "expected"),
    [
        ("STRUCTURE OF THE INDC", [("Climate Plan of Kiribati", 24, True, 600)],
         "Climate Plan of Kiribati"),
        ("Climate Plan of Kiribati", [], "Climate Plan of Kiribati"),
        ("", [], "The name of the file"),
    ],
)  # fmt: skip
def test_what_is_printed_goes_before_what_a_program_wrote(
    tmp_path: Path,
    a_context: Callable[..., Context],
    embedded: str,
    printed: Sequence[Printed],
    expected: str,
) -> None:
    path = a_pdf(tmp_path, *printed, *BODY, embedded=embedded)
    (extracted,) = PdfReader().read(path)
    context = a_context("the_name_of_the_file.pdf")

    claims, _ = claims_on(with_printed_title(extracted), (), context)

    assert decide(claims, context.vocabulary)["title"] == (expected,)


def test_a_format_that_knows_its_headings_keeps_them() -> None:
    extracted = Extracted(pages=(), heading="Housing")

    assert with_printed_title(extracted) is extracted


def test_lines_that_no_one_prints_are_passed_over() -> None:
    hostile = [
        PrintedLine(text, 30.0, is_bold=True, across=0.0, down=40.0 * number)
        for number, text in enumerate(
            (
                "." * 100_000,
                "1" + "." * 100_000 + "x",
                "a " * 50_000,
                "May " * 50_000,
                "((1" * 9_999,
            )
        )
    ]
    title = PrintedLine("Housing of migrants", 30.0, is_bold=True, across=0.0, down=900.0)

    assert title_lines(TitlePage((*hostile, title), 11.0, is_cover=True)) == [title]
