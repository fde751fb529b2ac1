"""Where words stand on a page of a PDF, and how they are marked on its picture."""

import io
import re
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from corpus.document import Span
from ui.pdf.pdfium import MARK, MOST_MARKS, Mark
from ui.pdf.picture import Find, marks_on, picture

HOUSING = Path(__file__).parents[3] / "corpus" / "samples" / "documents" / "housing"
SAMPLE = HOUSING / "vienna.pdf"
SCAN = HOUSING.parent / "incoming" / "scan0007.pdf"


def word(text: str) -> Find:
    def find(page: str) -> Sequence[Span]:
        return [found.span() for found in re.finditer(text, page)]

    return find


def changed(folder: Path, *, turned: int = 0, box: Sequence[float] = ()) -> Path:
    """The sample with its third page turned, or cut to a box."""
    file = folder / "changed.pdf"
    with pypdfium2.PdfDocument(SAMPLE) as document:
        page = document[2]
        if turned:
            page.set_rotation(turned)
        if box:
            page.set_cropbox(*box)
        document.save(file)
    return file


def near(mark: Mark) -> object:
    return pytest.approx(tuple(mark), abs=0.004)


def test_a_word_is_where_it_is_seen() -> None:
    (mark,) = marks_on(SAMPLE, 3, word("Profile of Vienna"))

    assert 0.1 < mark.left < mark.right < 0.35
    assert 0.25 < mark.top < mark.bottom < 0.3


def test_each_place_is_marked() -> None:
    assert len(marks_on(SAMPLE, 3, word("Vienna"))) == 3


def test_words_over_two_lines_are_two_marks() -> None:
    assert len(marks_on(SAMPLE, 3, word(r"block with rent\s+control"))) == 2


def test_a_word_that_a_line_breaks_is_found_whole() -> None:
    assert len(marks_on(SAMPLE, 4, word("citizenship"))) == 2


def test_a_word_that_a_line_breaks_may_keep_its_hyphen() -> None:
    assert len(marks_on(SAMPLE, 4, word("citizen-ship"))) == 2


def test_marks_turn_with_the_page(tmp_path: Path) -> None:
    (plain,) = marks_on(SAMPLE, 3, word("Profile of Vienna"))
    (turned,) = marks_on(changed(tmp_path, turned=90), 3, word("Profile of Vienna"))

    as_turned = Mark(1 - plain.bottom, plain.left, 1 - plain.top, plain.right)
    assert tuple(turned) == near(as_turned)


def test_marks_are_where_a_page_is_cut(tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(SAMPLE) as document:
        width, height = document[2].get_size()
    (plain,) = marks_on(SAMPLE, 3, word("Profile of Vienna"))
    cut = changed(tmp_path, box=(0, height / 2, width, height))

    (mark,) = marks_on(cut, 3, word("Profile of Vienna"))

    as_cut = Mark(plain.left, 2 * plain.top, plain.right, 2 * plain.bottom)
    assert tuple(mark) == near(as_cut)


def test_what_is_cut_away_is_not_marked(tmp_path: Path) -> None:
    with pypdfium2.PdfDocument(SAMPLE) as document:
        width, height = document[2].get_size()
    cut = changed(tmp_path, box=(0, 0, width, height / 2))

    assert marks_on(cut, 3, word("Profile of Vienna")) == ()


def test_a_scan_has_no_marks() -> None:
    assert marks_on(SCAN, 1, word("Housing")) == ()


@pytest.mark.parametrize("number", [0, 5, -1])
def test_a_page_that_is_not_there_has_no_marks(number: int) -> None:
    assert marks_on(SAMPLE, number, word("Vienna")) == ()


@pytest.mark.parametrize("content", [b"", b"text", b"%PDF-1.7\nbroken"])
def test_a_file_that_is_no_pdf_has_no_marks(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(content)

    assert marks_on(file, 1, word("Vienna")) == ()


def test_marks_are_bounded() -> None:
    assert len(marks_on(SAMPLE, 3, word(r"\S"))) == MOST_MARKS


def test_a_mark_colours_the_paper_and_leaves_the_ink() -> None:
    mark = Mark(0.0, 0.0, 1.0, 0.5)
    plain, drawn = _opened(SAMPLE), _opened(SAMPLE, (mark,))

    assert drawn.size == plain.size
    assert plain.getpixel((5, 5)) == (255, 255, 255)
    assert drawn.getpixel((5, 5)) == MARK
    assert drawn.getpixel((5, plain.height - 5)) == (255, 255, 255)
    assert drawn.convert("L").getextrema()[0] == plain.convert("L").getextrema()[0]


def test_a_mark_without_height_or_width_harms_nothing() -> None:
    assert _opened(SAMPLE, (Mark(0.5, 0.5, 0.5, 0.5), Mark(1.0, 1.0, 1.0, 1.0))).size


def _opened(file: Path, marks: tuple[Mark, ...] = ()) -> Image.Image:
    drawn = picture(file, 3, marks)
    assert drawn is not None
    return Image.open(io.BytesIO(drawn)).convert("RGB")
