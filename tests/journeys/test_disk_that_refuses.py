"""A full disk, and a folder where nothing can be written: said, with nothing lost; searched on."""

import ctypes
import errno
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys.damaged import assert_whole
from tests.ui.cli.conftest import Typed, type_here
from ui.web.uploads import Sent, put_in

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits are set as on Linux")

HERE = """
import ingest.journey
from tests.conftest import ReadHere
from ui.cli.main import main
ingest.journey.Workers = ReadHere
main()
"""
"""The command line, with files read in its own process."""

_RIGHTS_OF_ROOT = (1, 2)
"""The capabilities to write and to read whatever the permissions say."""


def in_a_process(library: Path, *arguments: str, first: Callable[[], None]) -> Typed:
    """Type a command in a process that does something `first`."""
    ended = subprocess.run(
        [sys.executable, "-c", HERE, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "POLISEARCH_LIBRARY": str(library)},
        cwd=ROOT,
        preexec_fn=first,
        check=False,
    )
    return Typed(ended.stdout, ended.stderr, ended.returncode)


def as_anybody() -> None:
    """Give up the rights of root, to whom permissions do not apply."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for right in _RIGHTS_OF_ROOT:
            if libc.prctl(24, right, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "the rights of root cannot be given up")


def with_small_files() -> None:
    """No file may grow beyond 300 kB: what SQLite and engines meet is what a full disk gives."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


@pytest.fixture
def read_only(two_reports: Path) -> Iterator[Path]:
    yield from _locked(two_reports)


@pytest.fixture
def read_only_in_whoosh(two_reports_in_whoosh: Path) -> Iterator[Path]:
    yield from _locked(two_reports_in_whoosh)


def _locked(library: Path) -> Iterator[Path]:
    parts = [library, *library.rglob("*")]
    for part in parts:
        part.chmod(0o555 if part.is_dir() else 0o444)
    yield library
    for part in parts:
        part.chmod(0o755 if part.is_dir() else 0o644)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk, where one can be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", "size=12m", "polisearch-test", str(folder)]
    if mount is None or subprocess.run([mount, *options], capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_library_that_cannot_be_written_is_searched(read_only: Path) -> None:
    for command in (["search", "rent"], ["status"], ["matrix", "rent"]):
        typed = in_a_process(read_only, *command, first=as_anybody)
        assert typed.status == 0, typed
        assert "Vienna" in typed.out or "2 documents" in typed.out


def test_a_library_of_whoosh_that_cannot_be_written_is_searched(read_only_in_whoosh: Path) -> None:
    typed = in_a_process(read_only_in_whoosh, "search", "rent", first=as_anybody)

    assert typed.status == 0, typed
    assert "Vienna" in typed.out


@pytest.mark.parametrize("command", [["ingest"], ["index"], ["describe", "--again"]])
def test_writing_where_nothing_can_be_written_is_refused_in_a_sentence(
    read_only: Path, command: list[str]
) -> None:
    typed = in_a_process(read_only, *command, first=as_anybody)

    assert typed.status == 1
    assert "cannot be written" in typed.plain_err
    assert "make its folder writable, or copy it" in typed.plain_err
    assert "Traceback" not in typed.err


def test_what_a_writer_left_unfinished_is_read_where_nothing_can_be_written(
    two_reports: Path, tmp_path: Path
) -> None:
    """A copy of a library that is being written: its last changes are in the log beside."""
    code = (
        "import os, sys; from corpus.catalogue import open_catalogue; "
        "c = open_catalogue(sys.argv[1]); c.remember('roots', '[\"/mark\"]'); os._exit(0)"
    )
    place = f"sqlite:///{two_reports / 'catalogue.db'}"
    subprocess.run([sys.executable, "-c", code, place], cwd=ROOT, check=True)
    assert (two_reports / "catalogue.db-wal").stat().st_size

    for library in _locked(two_reports):
        typed = in_a_process(library, "search", "rent", first=as_anybody)

    said = f"{typed.out} {typed.plain_err}"
    assert "Traceback" not in said
    assert "Vienna" in typed.out or (typed.status == 1 and "catalogue.db" in typed.err)


def fill_up(disk: Path, leaving: int) -> None:
    free = shutil.disk_usage(disk).free - leaving
    (disk / "other").write_bytes(b"x" * max(free, 0))


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
@pytest.mark.parametrize("leaving", [0, 60_000, 200_000])
def test_a_full_disk_is_said_and_loses_nothing(
    small_disk: Path, two_reports_as_made: dict[str, Path], engine: str, leaving: int
) -> None:
    library = Path(shutil.copytree(two_reports_as_made[engine], small_disk / "library"))
    more = small_disk.parent / "more"
    more.mkdir()
    for number in range(30):
        text = " ".join(f"word{number}x{place}" for place in range(2000))
        (more / f"{number}.txt").write_text(f"Report {number}. {text}", encoding="utf-8")
    fill_up(small_disk, leaving)

    typed = type_here("ingest", more, library=library)

    assert typed.status == 1, typed
    assert "disk" in typed.plain_err.lower()
    assert "Make room" in typed.plain_err or "what was kept before is whole" in typed.plain_err
    assert "Traceback" not in typed.err
    (small_disk / "other").unlink()
    shutil.rmtree(more)
    assert type_here("index", library=library).status == 0, typed
    assert json.loads(type_here("search", "rent", "--json", library=library).out.split("\n")[0])


def test_a_file_that_may_not_grow_is_said(two_reports: Path, tmp_path: Path) -> None:
    for number in range(40):
        text = " ".join(f"word{number}x{place}" for place in range(2000))
        (two_reports / "documents" / f"{number}.txt").write_text(text, encoding="utf-8")

    typed = in_a_process(two_reports, "ingest", first=with_small_files)

    assert typed.status == 1, typed
    assert "Traceback" not in typed.err
    assert "whole" in typed.plain_err or "limit" in typed.plain_err
    assert type_here("ingest", library=two_reports).status == 0
    assert "bug" not in type_here("failures", library=two_reports).out
    assert type_here("ingest", "--retry-failed", library=two_reports).status == 0
    assert_whole(two_reports, documents=42)


def test_an_upload_to_a_full_disk_leaves_nothing_behind(small_disk: Path) -> None:
    fill_up(small_disk, leaving=4096)

    with pytest.raises(OSError, match="No space left") as refused:
        put_in(small_disk / "documents", Sent(name="a.txt", data=b"x" * 100_000))

    assert refused.value.errno == errno.ENOSPC
    assert not list((small_disk / "documents").iterdir())
