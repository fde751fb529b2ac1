"""Who may change the library: who sits at the machine, or is named and signed in."""

from pathlib import Path

import pytest

from ui.settings import read_settings
from ui.web.admission import Visitor

HERE = {"host": "localhost:8501", "origin": "http://localhost:8501"}


def at_the_machine(**changed: str) -> Visitor:
    return Visitor(served_at="127.0.0.1", headers={**HERE, **changed})


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.0.1", "localhost", "::1"])
def test_whoever_sits_at_the_machine_may(host: str) -> None:
    assert Visitor(served_at=host, headers=HERE).may_administer(())


@pytest.mark.parametrize("host", ["", "0.0.0.0", "::", "192.168.1.5", "reports.example.org"])
def test_served_anywhere_else_nobody_may_who_is_not_named(host: str) -> None:
    assert not Visitor(served_at=host, headers=HERE).may_administer(())


@pytest.mark.parametrize(
    "name", ["reports.example.org", "127.0.0.1.example.org", "", "[", "10.0.0.1"]
)
def test_a_name_of_another_site_that_leads_here_does_not_help(name: str) -> None:
    assert not at_the_machine(host=f"{name}:8501").is_here


def test_a_browser_that_shows_another_site_may_not() -> None:
    assert not at_the_machine(origin="https://reports.example.org").is_here
    assert not at_the_machine(origin="null").is_here


@pytest.mark.parametrize(
    "header", ["x-forwarded-for", "x-forwarded-host", "forwarded", "via", "x-real-ip"]
)
def test_what_came_through_a_proxy_did_not_come_from_here(header: str) -> None:
    assert not at_the_machine(**{header: "127.0.0.1"}).is_here


def test_a_visitor_from_elsewhere_may_not_whatever_the_headers_say() -> None:
    assert not Visitor(served_at="127.0.0.1", address="10.1.1.1", headers=HERE).is_here


def test_no_connection_at_all_is_nobody() -> None:
    assert not Visitor(served_at="127.0.0.1").is_here


def test_those_who_are_named_may_once_they_signed_in() -> None:
    anna = Visitor(served_at="0.0.0.0", email="Anna@Example.org ")

    assert anna.may_administer((" anna@example.org",))
    assert not anna.may_administer(("bert@example.org",))
    assert not Visitor(served_at="0.0.0.0").may_administer(("", "anna@example.org"))


def test_an_empty_name_names_nobody() -> None:
    assert not Visitor(served_at="0.0.0.0", email="").may_administer(("",))


def test_the_settings_name_the_admins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "polisearch.toml").write_text('admins = ["anna@example.org"]\n', encoding="utf-8")
    assert read_settings(tmp_path).admins == ("anna@example.org",)

    monkeypatch.setenv("POLISEARCH_ADMINS", '["bert@example.org"]')
    assert read_settings(tmp_path).admins == ("bert@example.org",)
