"""Pictures of PDF pages."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import ui.pdf.picture
from ui.pdf.pdfium import WIDEST
from ui.pdf.picture import picture

SAMPLE = Path(__file__).parents[3] / "corpus" / "samples" / "documents" / "housing" / "vienna.pdf"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(autouse=True)
def nothing_drawn_before() -> None:
    ui.pdf.picture._drawn.cache_clear()


def test_a_page_is_a_png_no_wider_than_is_shown() -> None:
    drawn = picture(SAMPLE, 1)

    assert drawn is not None
    assert drawn.startswith(PNG)
    assert 0 < int.from_bytes(drawn[16:20]) <= WIDEST + 1


@pytest.mark.parametrize("number", [0, 5, -1])
def test_a_page_that_is_not_there_has_no_picture(number: int) -> None:
    assert picture(SAMPLE, number) is None


@pytest.mark.parametrize("content", [b"", b"text", b"%PDF-1.7\nbroken"])
def test_a_file_that_is_no_pdf_has_no_picture(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(content)

    assert picture(file, 1) is None


def test_a_file_that_is_gone_has_no_picture(tmp_path: Path) -> None:
    assert picture(tmp_path / "gone.pdf", 1) is None


def test_readers_at_the_same_time_get_the_same_pictures() -> None:
    alone = [picture(SAMPLE, number) for number in range(1, 5)]
    ui.pdf.picture._drawn.cache_clear()

    with ThreadPoolExecutor(8) as readers:
        together = list(readers.map(lambda n: picture(SAMPLE, n), [1, 2, 3, 4] * 4))

    assert together == alone * 4
