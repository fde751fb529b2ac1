"""Who may change the library: who holds a secret of it, or is named and signed in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import BadSetting
from ui.admins import begin_entry, begin_session, end_session
from ui.settings import read_settings
from ui.web.admission import Visitor
from ui.wiring import Library, make_library, open_library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    make_library(tmp_path)
    (tmp_path / "polisearch.toml").write_text('admins = [" anna@example.org", ""]\n')
    opened = open_library(tmp_path)
    yield opened
    opened.close()


def test_nobody_may_from_wherever_they_come(library: Library) -> None:
    assert not Visitor().may_administer(library)


def test_who_holds_a_secret_may_until_it_ends(library: Library) -> None:
    secret = begin_session(library.folder)
    assert Visitor(secret=secret).may_administer(library)

    end_session(library.folder, secret)

    assert not Visitor(secret=secret).may_administer(library)


@pytest.mark.parametrize("secret", ["", "x", "../polisearch.toml", "\udcff\0" * 10_000])
def test_another_secret_is_none(library: Library, secret: str) -> None:
    begin_session(library.folder)

    assert not Visitor(secret=secret).may_administer(library)


def test_the_secret_of_an_address_that_nobody_opened_is_none_of_a_browser(
    library: Library,
) -> None:
    assert not Visitor(secret=begin_entry(library.folder)).may_administer(library)


def test_a_secret_is_of_one_library(library: Library, tmp_path: Path) -> None:
    make_library(tmp_path / "other")
    other = begin_session(tmp_path / "other")

    assert not Visitor(secret=other).may_administer(library)


def test_a_secret_is_not_shown_by_mistake() -> None:
    assert "abc" not in repr(Visitor(secret="abc"))


def test_those_who_are_named_may_once_they_signed_in(library: Library) -> None:
    assert Visitor(email="Anna@Example.org ").may_administer(library)
    assert not Visitor(email="bert@example.org").may_administer(library)


def test_an_empty_name_names_nobody(library: Library) -> None:
    assert not Visitor(email="").may_administer(library)


def test_the_settings_name_the_admins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "polisearch.toml").write_text('admins = ["anna@example.org"]\n', encoding="utf-8")
    assert read_settings(tmp_path).admins == ("anna@example.org",)

    monkeypatch.setenv("POLISEARCH_ADMINS", '["bert@example.org"]')
    assert read_settings(tmp_path).admins == ("bert@example.org",)


def test_the_settings_name_the_hosts(tmp_path: Path) -> None:
    settings = tmp_path / "polisearch.toml"
    settings.write_text('hosts = ["reports.example.org", "[2001:db8::1]:8443"]\n')
    assert read_settings(tmp_path).hosts == ("reports.example.org", "[2001:db8::1]:8443")

    settings.write_text('hosts = ["https://reports.example.org/"]\n')
    with pytest.raises(BadSetting, match=r"hosts\.0"):
        read_settings(tmp_path)
