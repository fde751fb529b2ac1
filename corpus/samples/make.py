"""Makes the sample documents that are not plain text: PDF, Office files, a scan, damaged files.

    python -m corpus.samples.make

The same versions of the libraries give the same bytes on every run, so a
changed file means a changed text.
"""

import sys
import textwrap
from collections.abc import Iterator
from importlib import resources
from io import BytesIO
from pathlib import Path

import docx
from docx.opc.coreprops import CoreProperties
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer

from corpus.samples import DOCUMENTS
from corpus.samples.other_formats import BY_ENDING, LONG_AGO, without_clock
from corpus.samples.source import Block, Source, about_clip, blocks, read_all

MADE_WITH = {
    "reportlab": "5.1.0",
    "python-docx": "1.2.0",
    "pillow": "13.0.0",
    "python-pptx": "1.0.2",
    "openpyxl": "3.1.5",
}

ADDRESS = (
    "European Foundation for the Improvement of Living and Working Conditions, "
    "Wyattville Road, Loughlinstown, Dublin 18, Ireland. (Address as printed in the real series.)"
)
BREAKABLE = """
    neigh-bour-hood in-te-gra-tion mu-nic-i-pal-ity mu-nic-i-pal dis-crim-i-na-tion
    en-tre-pre-neur-ship en-tre-pre-neur al-lo-ca-tion seg-re-ga-tion com-mu-ni-ties con-sul-ta-tion
    ad-min-is-tra-tion ap-pli-ca-tion or-gan-i-sa-tion rad-i-cal-i-sa-tion res-i-dents de-part-ment
    em-ploy-ment em-ploy-ees for-eign-ers new-com-ers com-plaints pro-gramme cer-tifi-cate
    house-holds land-lords land-lord rec-og-ni-tion mi-nori-ties cit-i-zen-ship tra-ders ad-vis-ers
    coun-cil of-fi-cers fam-i-lies build-ings dis-trict quar-ters mem-bers stud-ies lan-guages
"""
SOFT_HYPHENS = {word.replace("-", ""): word.replace("-", "\xad") for word in BREAKABLE.split()}
LIGATURES = {"ffi": "ﬃ", "fi": "ﬁ", "fl": "ﬂ"}
REGULAR, BOLD = "Roboto-Regular", "Roboto-Bold"

TEXT = ParagraphStyle(
    "text", fontName=REGULAR, fontSize=11, leading=15, spaceAfter=7, embeddedHyphenation=1
)
BULLET = ParagraphStyle("bullet", TEXT, leftIndent=14, bulletIndent=2, spaceAfter=4)
HEADING = ParagraphStyle(
    "heading", fontName=BOLD, fontSize=14, leading=18, spaceBefore=9, spaceAfter=6
)
SUBHEADING = ParagraphStyle(
    "subheading", HEADING, fontSize=12, leading=15, spaceBefore=4, spaceAfter=4
)
TITLE = ParagraphStyle("title", fontName=BOLD, fontSize=22, leading=28, spaceAfter=14)
SMALL = ParagraphStyle("small", fontName=REGULAR, fontSize=9, leading=12, spaceAfter=6)


def fonts() -> Path:
    """The folder of the Roboto fonts (Apache-2.0), which have every letter we print."""
    return Path(str(resources.files("font_roboto"))) / "files"


def register_fonts() -> None:
    for name in (REGULAR, BOLD):
        pdfmetrics.registerFont(TTFont(name, fonts() / f"{name}.ttf"))


def breakable(text: str) -> str:
    """The text with soft hyphens in long words, so that lines end in hyphens as in print."""
    for plain, soft in SOFT_HYPHENS.items():
        text = text.replace(plain, soft)
    return text.replace("&", "&amp;")


# --- PDF ------------------------------------------------------------------------------------


class Report(SimpleDocTemplate):  # type: ignore[misc,unused-ignore]
    """A PDF with running heads, and an outline and page labels where the source asks for them."""

    def __init__(self, target: BytesIO, source: Source) -> None:
        self.source = source
        self.front = 2 if source.labels else 0
        super().__init__(
            target, pagesize=A4, invariant=1, margin=22 * mm, bottomMargin=24 * mm,
            title=source.hidden_title, author=source.hidden_author,
            encrypt=encryption(source),
        )  # fmt: skip

    def first_page(self, canvas: Canvas, _template: SimpleDocTemplate) -> None:
        """Declare the page labels; the title page itself has no running head."""
        if self.source.labels:
            canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
            canvas.addPageLabel(self.front, style="ARABIC", start=1)

    def later_page(self, canvas: Canvas, _template: SimpleDocTemplate) -> None:
        """Print the series above the text and the page label below it."""
        number = canvas.getPageNumber()
        label = "ii" if number <= self.front else str(number - self.front)
        canvas.setFont(REGULAR, 8)
        canvas.drawString(22 * mm, A4[1] - 14 * mm, self.source.series)
        canvas.drawRightString(A4[0] - 22 * mm, 14 * mm, label)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 (reportlab's name)
        """Put every heading into the outline."""
        if self.source.outline and getattr(flowable, "style", None) is HEADING:
            key = f"heading-{self.seq.next('outline')}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.getPlainText(), key, level=0)


def encryption(source: Source) -> StandardEncryption | None:
    """A user password, so that nobody opens the document without it."""
    return StandardEncryption(source.password, strength=128) if source.password else None


def ligated(text: str) -> str:
    """The text with one letter for `fi`, `fl` and `ffi`, as some typesetting programs leave it."""
    for letters, ligature in LIGATURES.items():
        text = text.replace(letters, ligature)
    return text


def paragraph(block: Block) -> Paragraph:
    """One block as it is set on the page."""
    if block.bullet:
        return Paragraph(breakable(block.text), BULLET, bulletText="•")
    style = (TEXT, HEADING, SUBHEADING)[block.depth]
    return Paragraph(breakable(block.text) if block.depth == 0 else block.text, style)


def title_lines(source: Source) -> list[str]:
    """The title on one line with its dash, or stacked on two lines without it."""
    return source.title.split(" – ") if source.stacked else [source.title]


def title_page(source: Source) -> Iterator[Flowable]:
    """Title, line below it, authors, date, code, notice and address, in that order."""
    yield Spacer(1, 40 * mm)
    yield from (Paragraph(line, TITLE) for line in title_lines(source))
    for line in (source.line, source.author_line, source.date, source.code):
        if line:
            yield Paragraph(line, TEXT)
    yield Spacer(1, 60 * mm)
    yield Paragraph(source.notice, SMALL)
    for line in (ADDRESS if source.address else "", source.imprint):
        if line:
            yield Paragraph(line, SMALL)
    yield PageBreak()


def story(source: Source) -> Iterator[Flowable]:
    """Everything in the document, in reading order."""
    yield from title_page(source)
    if source.about_clip:
        yield from map(paragraph, blocks(about_clip()))
        yield PageBreak()
    body = ligated(source.body) if source.ligatures else source.body
    yield from map(paragraph, blocks(body))


def pdf(source: Source) -> bytes:
    """A PDF with text."""
    target = BytesIO()
    report = Report(target, source)
    report.build(list(story(source)), onFirstPage=report.first_page, onLaterPages=report.later_page)
    return target.getvalue()


# --- A scan ---------------------------------------------------------------------------------


def page_images(source: Source) -> Iterator[Image.Image]:
    """The document as black and white pictures at about 100 dots per inch."""
    text = [source.title, source.notice, *(block.text for block in blocks(source.body))]
    lines = [line for part in text for line in [*textwrap.wrap(part, 72), ""]]
    font = ImageFont.truetype(fonts() / f"{REGULAR}.ttf", 18)
    for start in range(0, len(lines), 42):
        image = Image.new("L", (827, 1169), 255)
        ImageDraw.Draw(image).multiline_text(
            (80, 90), "\n".join(lines[start : start + 42]), font=font, spacing=6
        )
        yield image.rotate(0.4, fillcolor=255).convert("1")


def scan(source: Source) -> bytes:
    """A PDF of page images without a single letter of text."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    canvas.setTitle("")
    canvas.setAuthor("")
    for image in page_images(source):
        canvas.drawImage(ImageReader(image), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


# --- DOCX -----------------------------------------------------------------------------------


def word(source: Source) -> bytes:
    """A DOCX with heading styles and core properties."""
    document = docx.Document()
    document.add_heading(source.title, 0)
    for line in (source.line, source.author_line, source.date, source.code, source.notice):
        if line:
            document.add_paragraph(line)
    for block in [*blocks(about_clip() if source.about_clip else ""), *blocks(source.body)]:
        if block.depth:
            document.add_heading(block.text, block.depth)
        else:
            document.add_paragraph(block.text, style="List Bullet" if block.bullet else None)
    name_in_properties(document.core_properties, source)
    target = BytesIO()
    document.save(target)
    return without_clock(target.getvalue())


def name_in_properties(properties: CoreProperties, source: Source) -> None:
    """Replace what python-docx's template says about itself."""
    properties.title, properties.author = source.hidden_title, source.hidden_author
    properties.comments, properties.last_modified_by = "", ""
    properties.created = properties.modified = LONG_AGO


# --- All of them ----------------------------------------------------------------------------

COPIES = {"incoming/Copy of vienna (1).pdf": "housing/vienna.pdf"}


def content_of(source: Source) -> bytes:
    """The bytes of one document, damaged where the source asks for it."""
    ending = Path(source.file).suffix
    if ending == ".docx":
        return word(source)
    if make := BY_ENDING.get(ending):
        return make(source)
    content = scan(source) if source.scanned else pdf(source)
    return content[: len(content) // 2] if source.cut else content


def main(target: Path) -> list[Path]:
    """Write every made document below a folder; the files written, in order."""
    register_fonts()
    made = {source.file: content_of(source) for source in read_all()}
    made |= {copy: made[original] for copy, original in COPIES.items()}
    for name, content in made.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
    return [target / name for name in made]


if __name__ == "__main__":
    written = main(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS)
    print(f"{len(written)} documents written.")
