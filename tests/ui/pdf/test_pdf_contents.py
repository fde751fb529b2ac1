"""The bookmarks of a PDF."""

from pathlib import Path

import pytest

from search.presenting.outline import Heading
from ui.pdf.contents import contents_of

SAMPLES = Path(__file__).parents[3] / "corpus" / "samples" / "documents"


def test_bookmarks_lead_to_pages() -> None:
    contents = contents_of(SAMPLES / "housing" / "vienna.pdf")

    assert contents[0] == Heading("About CLIP", 2, 0)
    assert [one.number for one in contents] == [2, 3, 3, 3, 3, 3, 4, 4]


def test_a_pdf_without_bookmarks_has_no_contents() -> None:
    assert contents_of(SAMPLES / "intercultural" / "torino.pdf") == ()


@pytest.mark.parametrize("content", [b"", b"text", b"%PDF-1.7\nbroken"])
def test_a_file_that_is_no_pdf_has_no_contents(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(content)

    assert contents_of(file) == ()


def test_a_file_that_is_gone_has_no_contents(tmp_path: Path) -> None:
    assert contents_of(tmp_path / "gone.pdf") == ()
