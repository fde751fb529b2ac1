from pathlib import Path

import pytest

from corpus.failures import CannotRead, Reason
from ingest.extract.extracted import Allowed
from ingest.extract.plain_text import PlainTextReader


def text_of(tmp_path: Path, text: str) -> str:
    path = tmp_path / "notes.txt"
    path.write_text(text, encoding="utf-8")
    return "\n".join(page.text for page in PlainTextReader().read(path)[0].pages)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("see http://x.example/a?ID\\_NO=3 now", "see http://x.example/a?ID_NO=3 now"),
        ("[http://x.example/\\\\_a](b)", "[http://x.example/_a](b)"),
        ("C:\\_old\\files and ID\\_ITEMS", "C:\\_old\\files and ID\\_ITEMS"),
        ("http://x.example/a\\b", "http://x.example/a\\b"),
    ],
)  # fmt: skip
def test_an_address_is_written_as_it_is_opened(tmp_path: Path, written: str, read: str) -> None:
    assert text_of(tmp_path, written) == read


def test_a_text_may_not_have_more_pages_than_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("One\fTwo\fThree", encoding="utf-8")

    with pytest.raises(CannotRead) as refused:
        PlainTextReader().read(path, Allowed(pages=2))
    assert refused.value.reason is Reason.TOO_LARGE


@pytest.mark.parametrize(
    "hostile", ["http://" * 50_000, "http://x" + "\\" * 300_000, "\\" * 300_000]
)
def test_hostile_addresses_are_read_in_time(tmp_path: Path, hostile: str) -> None:
    assert text_of(tmp_path, hostile)
