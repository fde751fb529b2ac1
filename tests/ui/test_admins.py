"""Secrets of admins: used once, for a time, and written nowhere."""

import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ingest.find import find_sources
from ui.admins import (
    ENTRY_SECONDS,
    SESSION_SECONDS,
    NoAdminFolder,
    begin_entry,
    begin_session,
    cookie_name,
    end_all,
    is_session,
    keep_served_at,
    served_at,
    use_entry,
)
from ui.wiring import make_library


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    make_library(folder)
    return folder


def files_of(library: Path) -> list[Path]:
    return sorted((library / "admin").iterdir())


def grown_old(library: Path, seconds: float) -> None:
    for file in files_of(library):
        os.utime(file, (0, time.time() - seconds))


def test_an_address_works_once(library: Path) -> None:
    secret = begin_entry(library)

    assert not use_entry(library, "another")
    assert use_entry(library, secret)
    assert not use_entry(library, secret)


def test_of_many_who_open_it_at_once_one_gets_in(library: Path) -> None:
    secret = begin_entry(library)

    with ThreadPoolExecutor(8) as threads:
        got_in = list(threads.map(lambda _: use_entry(library, secret), range(50)))

    assert sum(got_in) == 1


def test_an_address_works_for_a_day(library: Path) -> None:
    secret = begin_entry(library)
    grown_old(library, ENTRY_SECONDS - 60)
    other = begin_entry(library)
    assert use_entry(library, secret)

    grown_old(library, ENTRY_SECONDS + 60)

    assert not use_entry(library, other)


def test_a_browser_is_known_for_thirty_days(library: Path) -> None:
    secret = begin_session(library)
    grown_old(library, SESSION_SECONDS - 60)
    assert is_session(library, secret)

    grown_old(library, SESSION_SECONDS + 60)

    assert not is_session(library, secret)
    begin_session(library)
    assert len(files_of(library)) == 1  # what is too old is cleared away


def test_all_are_forgotten(library: Path) -> None:
    sessions = [begin_session(library) for _ in range(3)]
    entry = begin_entry(library)

    assert end_all(library) == 3

    assert not any(is_session(library, secret) for secret in sessions)
    assert not use_entry(library, entry)
    assert end_all(library) == 0


def test_no_secret_is_written_to_the_disk(library: Path) -> None:
    secrets = [begin_entry(library), begin_session(library)]
    keep_served_at(library, "http://127.0.0.1:8501/")

    for file in (path for path in library.rglob("*") if path.is_file()):
        assert not any(secret in file.name for secret in secrets)
        assert not any(secret.encode() in file.read_bytes() for secret in secrets)


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_nobody_else_can_look_into_the_folder(library: Path) -> None:
    (library / "admin").mkdir(mode=0o755)

    begin_entry(library)

    assert stat.S_IMODE((library / "admin").stat().st_mode) == 0o700


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_what_root_makes_the_owner_of_the_library_can_use_up(library: Path) -> None:
    os.chown(library, 12345, 12345)

    begin_entry(library)

    assert {path.stat().st_uid for path in (library / "admin", *files_of(library))} == {12345}


def test_a_library_that_cannot_be_written_says_so(library: Path) -> None:
    (library / "admin").write_text("in the way")

    with pytest.raises(NoAdminFolder) as error:
        begin_entry(library)

    assert "cannot be written" in error.value.message
    assert error.value.hint
    assert not is_session(library, "x")
    assert not use_entry(library, "x")


def test_it_is_kept_where_the_front_is(library: Path) -> None:
    assert served_at(library) == ""

    keep_served_at(library, "http://127.0.0.1:8502/city/")

    assert served_at(library) == "http://127.0.0.1:8502/city/"


def test_two_libraries_have_two_cookies(library: Path, tmp_path: Path) -> None:
    assert cookie_name(library) != cookie_name(tmp_path)
    assert cookie_name(library) == cookie_name(library / "admin" / "..")


def test_the_folder_is_no_source_of_documents(library: Path) -> None:
    begin_entry(library)
    begin_session(library)
    (library / "report.md").write_text("# Rent")

    found = find_sources([library], library).found

    assert [one.source.path for one in found] == ["report.md"]
