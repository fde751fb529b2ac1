"""The readers on real and on hostile files, where they lie beside the project."""

import contextlib
import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import ingest.extract.legacy_office as legacy_office
from corpus.failures import CannotRead
from corpus.words import clean
from ingest.extract.extracted import Extracted
from ingest.extract.readers import reader_for
from ingest.media_type import media_type_of

LEGACY = {".doc": "docx", ".xls": "xlsx", ".ppt": "pptx"}
"""How LibreOffice saves the files of the years before 2007."""

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


@pytest.fixture(scope="module")
def by_few_starts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Have old Office files saved by one start of LibreOffice for all of a format.

    What one start each makes of the same files, `tests/journeys/test_hostile_files.py` asks.
    """
    made: dict[str, Path] = {}
    for suffix, ending in LEGACY.items():
        made |= _saved(files(TORTURE, f"*{suffix}"), tmp_path_factory.mktemp(ending), ending)
    alone = legacy_office._saved

    def saved(program: str, file: Path, ending: str) -> Path:
        return made.get(_content(file)) or alone(program, file, ending)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(legacy_office, "_saved", saved)
        yield


def _saved(old: list[Path], folder: Path, ending: str) -> dict[str, Path]:
    """Some files in another format, by their contents; those that could be saved together."""
    program = next(filter(None, map(shutil.which, legacy_office.PROGRAMS)), None)
    if program is None or not old:
        return {}
    copies = {folder / f"{at}{path.suffix}": path for at, path in enumerate(old)}
    for copy, path in copies.items():
        shutil.copyfile(path, copy)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    settings = profile / "user" / "registrymodifications.xcu"
    settings.write_text(legacy_office.SETTINGS, encoding="utf-8")
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", ending, "--outdir", str(folder), *map(str, copies)]
    subprocess.run(command, capture_output=True, check=False)
    saved = {_content(path): copy.with_suffix(f".{ending}") for copy, path in copies.items()}
    return {content: path for content, path in saved.items() if path.is_file()}


def _content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.usefixtures("by_few_starts")
@pytest.mark.parametrize("path", files(TORTURE), ids=lambda path: path.name[-40:])
def test_a_hostile_file_is_read_or_refused_with_a_reason(path: Path) -> None:
    with contextlib.suppress(CannotRead):
        for page in read(path)[0].pages:
            page.text.encode()  # no lone surrogate
