"""Notes and filled fields that people added to a page of a PDF are part of its text."""

from pathlib import Path

from pypdf import PdfReader as Pypdf
from pypdf import PdfWriter
from pypdf.annotations import FreeText, Highlight, Link, Text
from pypdf.generic import ArrayObject, FloatObject, NameObject, NumberObject
from reportlab.pdfgen.canvas import Canvas

from ingest.extract.pdf import PdfReader

RECT = (50, 550, 300, 600)


def a_form(path: Path) -> Path:
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "Name of the office:")
    canvas.acroForm.textfield(name="office", x=72, y=650, width=200, value="Office zzfilled")
    canvas.acroForm.textfield(
        name="secret", x=72, y=600, width=200, value="zzsecret", fieldFlags="password"
    )
    canvas.acroForm.checkbox(name="agreed", x=72, y=550, checked=True)
    canvas.acroForm.choice(name="town", x=72, y=500, value="Graz", options=["Graz", "Linz"])
    canvas.showPage()
    canvas.drawString(72, 700, "The second page")
    canvas.save()
    return path


def texts(path: Path) -> list[str]:
    (extracted,) = PdfReader().read(path)
    return [page.text for page in extracted.pages]


def test_the_values_of_a_form_are_text_of_its_page(tmp_path: Path) -> None:
    assert texts(a_form(tmp_path / "x.pdf")) == [
        "Name of the office:\nOffice zzfilled\nGraz",
        "The second page",
    ]


def test_notes_are_text_of_their_page_and_links_are_not(tmp_path: Path) -> None:
    path = a_form(tmp_path / "x.pdf")
    writer = PdfWriter(clone_from=Pypdf(path))
    hidden = Text(rect=RECT, text="zzhidden")
    hidden[NameObject("/F")] = NumberObject(2)
    link = Link(rect=RECT, url="https://example.org")
    link[NameObject("/Contents")] = FreeText(text="zzlink", rect=RECT)["/Contents"]
    corners = ArrayObject([FloatObject(n) for n in (50, 600, 300, 600, 50, 550, 300, 550)])
    marked = Highlight(rect=RECT, quad_points=corners)
    marked[NameObject("/Contents")] = FreeText(text="zzmarked", rect=RECT)["/Contents"]
    for note in (Text(rect=RECT, text="zznote"), FreeText(text="zzfree", rect=RECT), hidden, link,
                 marked):  # fmt: skip
        writer.add_annotation(1, note)
    writer.write(path)

    assert texts(path)[1] == "The second page\nzznote\nzzfree\nzzmarked"


def test_a_value_that_is_printed_too_is_there_once(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "The office of Graz")
    canvas.acroForm.textfield(name="office", x=72, y=650, width=200, value="office of Graz")
    canvas.save()

    assert texts(path) == ["The office of Graz"]
