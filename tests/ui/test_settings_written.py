"""What the environment and a change of engine do with the settings of a library."""

from pathlib import Path

import pytest

from corpus.errors import BadSetting
from ui.settings import FILE, read_settings, set_engine


def test_a_change_of_engine_keeps_who_may_read_the_settings(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('engine = "tantivy"\n', encoding="utf-8")
    (tmp_path / FILE).chmod(0o600)

    set_engine(tmp_path, "whoosh")

    assert read_settings(tmp_path).engine == "whoosh"
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_an_engine_that_cannot_be_written_is_a_bad_setting(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('"engine" = "tantivy"\n', encoding="utf-8")

    with pytest.raises(BadSetting, match="cannot be written"):
        set_engine(tmp_path, "whoosh")


@pytest.mark.parametrize("name", ["HOSTS", "ADMINS"])
def test_a_list_in_the_environment_that_is_none_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(f"POLISEARCH_{name}", "reports.example.org")

    with pytest.raises(BadSetting) as told:
        read_settings(tmp_path)

    assert "JSON" in told.value.hint
