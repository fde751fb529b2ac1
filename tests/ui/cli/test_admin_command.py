"""`polisearch admin`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.cli.conftest import Typed
from ui.admins import begin_session, is_session, keep_served_at, use_entry

Type = Callable[..., Typed]


def test_it_prints_an_address_that_works_once(typed: Type, small_library: Path) -> None:
    said = typed("admin")

    site, _, secret = said.out.strip().partition("admin-entry?token=")
    assert (said.status, site) == (0, "http://127.0.0.1:8501/")
    assert use_entry(small_library, secret)
    assert typed("admin").out != said.out


@pytest.mark.parametrize(
    ("options", "site"),
    [
        ((), "http://127.0.0.1:8507/city/"),
        (("--at", "https://reports.example.org"), "https://reports.example.org/"),
    ],
)
def test_the_address_is_where_the_front_is(
    typed: Type, small_library: Path, options: tuple[str, ...], site: str
) -> None:
    keep_served_at(small_library, "http://127.0.0.1:8507/city/")

    assert typed("admin", *options).out.startswith(f"{site}admin-entry?token=")


def test_all_can_be_signed_out(typed: Type, small_library: Path) -> None:
    secrets = [begin_session(small_library) for _ in range(2)]

    said = typed("admin", "--sign-out-all")

    assert "2 browsers forgotten" in said.plain_err
    assert not said.out
    assert not any(is_session(small_library, secret) for secret in secrets)


def test_a_folder_that_is_no_library_is_refused(typed: Type, tmp_path: Path) -> None:
    said = typed("admin", "--library", tmp_path / "none")

    assert said.status == 1
    assert "no library" in said.plain_err
