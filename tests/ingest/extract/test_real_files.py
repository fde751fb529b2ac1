"""The readers on real and on hostile files, where they lie beside the project."""

import contextlib
from pathlib import Path

import pytest

from corpus.failures import CannotRead
from corpus.words import clean
from ingest.extract.extracted import Extracted
from ingest.extract.readers import reader_for
from ingest.media_type import media_type_of

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
REPORTS = SHARED / "data" / "reports"
TORTURE = SHARED / "data" / "torture"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not REPORTS.is_dir(), reason="the folder of real reports is not here"),
]


def read(path: Path) -> list[Extracted]:
    return reader_for(media_type_of(path)).read(path)


def files(folder: Path, pattern: str = "*") -> list[Path]:
    return sorted(path for path in folder.rglob(pattern) if path.is_file())


@pytest.mark.parametrize("path", files(REPORTS), ids=lambda path: path.name[-40:])
def test_a_real_report_has_clean_pages(path: Path) -> None:
    (report,) = read(path)

    assert [page.number for page in report.pages] == list(range(1, len(report.pages) + 1))
    assert all(page.text == clean(page.text) for page in report.pages)
    assert report.warnings == ()


@pytest.mark.parametrize("name", ["cdu", "fdp", "gruene", "linke", "piraten", "spd"])
def test_the_same_programme_as_pdf_and_as_html_has_the_same_words(name: str) -> None:
    words = [
        {word for page in read(path)[0].pages for word in page.text.split() if word.isalpha()}
        for path in (REPORTS / "german_programmes").glob(f"{name}.*")
    ]

    assert len(words[0] & words[1]) > 0.7 * min(map(len, words))


@pytest.mark.parametrize("path", files(TORTURE), ids=lambda path: path.name[-40:])
def test_a_hostile_file_is_read_or_refused_with_a_reason(path: Path) -> None:
    with contextlib.suppress(CannotRead):
        for page in read(path)[0].pages:
            page.text.encode()  # no lone surrogate
