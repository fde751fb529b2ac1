import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.failures import CannotRead
from ingest.ocr.picture import MOST_PIXELS, draw, look_at, opened
from ingest.ocr.scan import Look, is_scan, may_be_scan

PRINT = Look(ink=0.12, paper=250, picture=1.0)
Made = Callable[..., bytes]


def look(tmp_path: Path, content: bytes) -> Look:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with opened(path) as document:
        return look_at(document, 1)


def test_a_page_without_text_that_shows_something_is_a_scan() -> None:
    assert is_scan("", Look(ink=0.01))


def test_a_blank_page_is_none() -> None:
    assert not is_scan("", Look(ink=0.0))


def test_a_scan_may_bear_a_stamp() -> None:
    assert is_scan("Prot. 1234 / 2009", PRINT)


def test_a_page_of_text_is_none_whatever_it_shows() -> None:
    assert not is_scan("word " * 50, PRINT)


@pytest.mark.parametrize(
    "shown",
    [
        Look(ink=0.6, paper=250, picture=1.0),
        Look(ink=0.1, paper=10, picture=1.0),
        Look(ink=0.1, paper=250, picture=0.1),
    ],
    ids=["a photograph", "a dark one", "a small picture"],
)
def test_a_title_on_a_picture_is_none(shown: Look) -> None:
    assert not is_scan("Housing", shown)


def test_what_is_drawn_decides(tmp_path: Path, a_pdf: Made) -> None:
    assert is_scan("", look(tmp_path, a_pdf("scan")))
    assert not is_scan("", look(tmp_path, a_pdf("blank")))
    assert not is_scan("Chapter", look(tmp_path, a_pdf("Chapter+dark")))
    assert is_scan("Stamp", look(tmp_path, a_pdf("Stamp+scan")))


def test_a_long_text_is_not_counted() -> None:
    began = time.perf_counter()

    assert not may_be_scan("." * 10_000_000)
    assert time.perf_counter() - began < 60


def test_a_page_of_any_size_is_drawn_within_bounds(tmp_path: Path, a_pdf: Made) -> None:
    content = a_pdf("blank").replace(b"0 0 595 842", b"0 0 14399 14")
    (tmp_path / "a.pdf").write_bytes(content)
    with opened(tmp_path / "a.pdf") as document:
        draw(document, 1, tmp_path / "a.pgm")

    size = (tmp_path / "a.pgm").stat().st_size
    across = int((tmp_path / "a.pgm").read_bytes()[:20].split()[1])
    assert size <= MOST_PIXELS + 50
    assert across <= 32_000


def test_what_is_no_pdf_cannot_be_drawn(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"no PDF")

    with pytest.raises(CannotRead), opened(tmp_path / "a.pdf"):
        pass


def test_a_page_that_is_not_there_cannot_be_drawn(tmp_path: Path, a_pdf: Made) -> None:
    (tmp_path / "a.pdf").write_bytes(a_pdf("blank"))

    with opened(tmp_path / "a.pdf") as document, pytest.raises(CannotRead):
        look_at(document, 2)
