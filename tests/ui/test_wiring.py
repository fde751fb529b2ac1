"""Where the parts of a library are found."""

from pathlib import Path

import pytest

from ui.settings import FILE
from ui.wiring import make_library, open_library


@pytest.mark.parametrize("named", ["sqlite:///other.db", "sqlite:///{folder}/other.db"])
def test_the_file_of_a_catalogue_is_the_same_wherever_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    folder, elsewhere = tmp_path / "library", tmp_path / "elsewhere"
    make_library(folder)
    (folder / FILE).write_text(f'catalogue = "{named.format(folder=folder)}"\n', encoding="utf-8")
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)

    open_library(Path("../library")).close()

    assert (folder / "other.db").is_file()
    assert list(elsewhere.iterdir()) == []
