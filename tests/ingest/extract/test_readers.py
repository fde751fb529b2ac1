import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from corpus.failures import CannotRead, Reason
from ingest.extract import readers
from ingest.extract.extracted import Extracted

ROOT = Path(__file__).resolve().parents[3]


class LinesReader:
    def read(self, path: Path) -> list[Extracted]:
        return [Extracted(pages=())]


class NoReader:
    pass


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[EntryPoint]]:
    """Readers from outside, as if installed."""
    points: list[EntryPoint] = []
    monkeypatch.setattr(readers, "entry_points", lambda group: points)
    readers._from_outside.cache_clear()
    readers.reader_for.cache_clear()
    yield points
    readers._from_outside.cache_clear()
    readers.reader_for.cache_clear()


def point(media_type: str, value: str) -> EntryPoint:
    return EntryPoint(media_type, value, readers.GROUP)


@pytest.mark.parametrize("media_type", readers.BUILT_IN)
def test_every_built_in_reader_is_there(media_type: str) -> None:
    assert callable(readers.reader_for(media_type).read)


def test_a_format_without_a_reader_is_named_to_the_person() -> None:
    with pytest.raises(CannotRead, match=r"an Outlook message \(\.msg\)") as refused:
        readers.reader_for("application/vnd.ms-outlook")

    assert refused.value.reason is Reason.UNSUPPORTED


def test_text_of_any_other_kind_is_read_as_plain_text() -> None:
    assert type(readers.reader_for("text/vtt")).__name__ == "PlainTextReader"


def test_a_reader_from_outside_is_found_by_its_media_type(outside: list[EntryPoint]) -> None:
    outside.append(point("application/rtf", "lines_module:LinesReader"))
    sys.modules["lines_module"] = sys.modules[__name__]

    assert isinstance(readers.reader_for("application/rtf"), LinesReader)
    del sys.modules["lines_module"]


@pytest.mark.parametrize("value", ["no_such_module:Reader", "builtins:NoSuchName", "builtins:int"])
def test_a_broken_reader_from_outside_is_listed_and_passed_over(
    outside: list[EntryPoint], value: str
) -> None:
    outside.append(point("text/html", value))

    assert type(readers.reader_for("text/html")).__name__ == "HtmlReader"
    assert value in readers.broken_readers()["text/html"]


def test_no_format_library_is_imported_before_the_first_file_comes() -> None:
    code = (
        "import sys, ingest.media_type, ingest.extract.readers;"
        "heavy = {'pypdf', 'pypdfium2', 'bs4', 'lxml', 'docx', 'markdown_it', 'pptx', 'openpyxl',"
        " 'msoffcrypto', 'olefile'};"
        "print(*heavy & sys.modules.keys(), end='')"
    )

    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert found.stdout == ""


def test_supported_suffixes_are_those_with_a_reader() -> None:
    read = set(readers.supported_suffixes())

    assert {".pdf", ".html", ".docx", ".md", ".txt", ".jsonl", ".odt", ".rtf", ".eml"} <= read
    assert ".msg" not in read


def test_the_libraries_of_rare_formats_are_not_loaded_before_the_workers() -> None:
    code = (
        "import sys, ingest.preloaded;"
        "print(*{'pptx', 'openpyxl', 'msoffcrypto', 'olefile'} & sys.modules.keys(), end='')"
    )

    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert found.stdout == ""
