"""Starting the web front and ending it."""

import io
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from corpus.errors import BadSetting, LibraryNotFound
from ui.admins import served_at, use_entry
from ui.web.server import ServerDidNotStart, _command, free_port, run_server, said_at_start

ROOT = Path(__file__).parents[3]
SERVE = "import sys; from pathlib import Path; from ui.web.server import run_server; "


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens at."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def test_a_port_that_is_taken_gives_way_to_a_later_one(taken: int) -> None:
    assert free_port("127.0.0.1", taken) > taken


def test_an_address_of_another_machine_is_an_error_with_a_hint() -> None:
    with pytest.raises(ServerDidNotStart) as error:
        free_port("192.0.2.1", 8501)

    assert "--host" in error.value.hint


def test_a_folder_that_is_no_library_is_not_served(tmp_path: Path) -> None:
    with pytest.raises(LibraryNotFound):
        run_server(tmp_path)


class Terminal(io.StringIO):
    """What a person reads at once."""

    def isatty(self) -> bool:
        return True


def test_a_person_at_a_terminal_is_told_an_address_that_works_once(library: Path) -> None:
    with redirect_stdout(Terminal()):
        said = said_at_start(library, "127.0.0.1", "http://127.0.0.1:8501/")

    secret = said.rpartition("http://127.0.0.1:8501/admin-entry?token=")[2].strip()
    assert use_entry(library, secret)
    assert served_at(library) == "http://127.0.0.1:8501/"


def test_a_log_is_told_no_secret(library: Path) -> None:
    with redirect_stdout(io.StringIO()):
        said = said_at_start(library, "127.0.0.1", "http://127.0.0.1:8501/")

    assert "polisearch admin" in said
    assert "token" not in said
    assert not list((library / "admin").glob("entry-*"))


def test_who_serves_other_machines_is_told_to_name_hosts(library: Path) -> None:
    assert "hosts = [" in said_at_start(library, "0.0.0.0", "http://127.0.0.1:8501/")

    (library / "polisearch.toml").write_text('hosts = ["reports.example.org"]\n')

    assert "hosts = [" not in said_at_start(library, "0.0.0.0", "http://127.0.0.1:8501/")


def test_a_library_that_cannot_be_written_is_served(library: Path) -> None:
    (library / "admin").write_text("in the way")

    assert "cannot be written" in said_at_start(library, "127.0.0.1", "http://127.0.0.1:8501/")


def test_secrets_that_are_not_where_they_are_said_to_be_are_missed_at_once(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLISEARCH_SECRETS", str(library / "none.toml"))

    with pytest.raises(BadSetting, match=r"none\.toml"):
        run_server(library)


def test_the_front_answers_under_its_path_and_ends_with_sigterm(library: Path, taken: int) -> None:
    call = f"sys.exit(run_server(Path({str(library)!r}), port={taken}, base_path='/reports/'))"
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE + call],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    try:
        assert server.stdout is not None
        said = server.stdout.readline()
        place = next(word for word in said.split() if word.startswith("http"))
        assert place.endswith("/reports/")
        with urlopen(place) as page:
            assert page.status == 200
    finally:
        server.send_signal(signal.SIGTERM)
        _, complaints = server.communicate(timeout=30)

    assert server.returncode == 0
    assert f"Port {taken} is taken" in complaints
    with pytest.raises(URLError):
        urlopen(place)


def test_what_a_browser_sends_in_one_message_is_bounded() -> None:
    flags = _command("127.0.0.1", 8501, "")

    assert "--server.maxMessageSize=16" in flags
    assert "--server.maxWidgetStateSize=4" in flags
    assert "--server.enableAgentApi=false" in flags
