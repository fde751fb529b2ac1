"""A server as `polisearch serve` starts it: who becomes its admin, and whom it contacts."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from corpus.lock import writing
from tests.ui.web.window import Refused, opened
from ui.admins import begin_entry, begin_session, cookie_name, end_session, entry_address
from ui.jobs.job import kept
from ui.wiring import make_library, open_library

ROOT = Path(__file__).parents[3]
SERVE = (
    "import sys; from pathlib import Path; from ui.web.server import run_server; "
    "folder, host, port = sys.argv[1:]; "
    "sys.exit(run_server(Path(folder), host=host, port=int(port), base_path='city'))"
)
NAMED = "reports.example.org"
ORIGIN = f"https://{NAMED}"

RECORDER = """
import json, os, sys

def record(event, arguments, log=os.environ["NETWORK_LOG"]):
    if event in ("socket.connect", "socket.sendto"):
        named = arguments[1]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        named = arguments[0]
    else:
        return
    line = json.dumps([event, named], default=str) + "\\n"
    file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(file, line.encode())
    os.close(file)

sys.addaudithook(record)
"""


class Site:
    """A server that runs, and the log of whom it and its processes contacted."""

    def __init__(self, address: str, library: Path, log: Path, said: str) -> None:
        self.address = address
        self.said = said
        self.library = library
        self.log = log
        self.host = urlsplit(address).netloc
        self.path = urlsplit(address).path

    def cookie(self) -> dict[str, str]:
        """What the browser of an admin sends."""
        return {"Cookie": f"{cookie_name(self.library)}={begin_session(self.library)}"}

    def ask(
        self,
        path: str,
        method: str = "GET",
        headers: dict[str, str] | None = None,
        body: bytes = b"",
    ) -> HTTPResponse:
        connection = HTTPConnection(self.host, timeout=60)
        connection.request(method, self.path + path, body=body or None, headers=headers or {})
        answer = connection.getresponse()
        self.body = answer.read()
        connection.close()
        return answer

    def contacted(self) -> list[list[object]]:
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [json.loads(line) for line in lines]

    def has_job(self) -> bool:
        opened = open_library(self.library)
        try:
            return kept(opened.catalogue) is not None
        finally:
            opened.close()


def opens(site: Site, headers: dict[str, str]) -> bool:
    """Whether a window is opened that is asked for with these headers."""
    try:
        with opened(site.address, "", headers) as window:
            return bool(window.html)
    except Refused:
        return False


@contextmanager
def serving(folder: Path, host: str, port: int) -> Iterator[Site]:
    """A server on a small library, whose network is recorded."""
    library, log = folder / "library", folder / "network.log"
    make_library(library)
    (library / "polisearch.toml").write_text(f'hosts = ["{NAMED}"]\n', encoding="utf-8")
    (folder / "sitecustomize.py").write_text(RECORDER, encoding="utf-8")
    modules = os.pathsep.join([str(folder), str(ROOT)])
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(library), host, str(port)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": modules, "NETWORK_LOG": str(log)},
    )
    assert server.stdout is not None
    address = next(word for word in server.stdout.readline().split() if word.startswith("http"))
    try:
        yield Site(address, library, log, server.stdout.readline())
    finally:
        server.terminate()
        server.communicate(timeout=60)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server for this machine."""
    with serving(tmp_path_factory.mktemp("here"), "127.0.0.1", 8850) as here:
        yield here


@pytest.fixture(scope="module")
def site_for_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server for all machines."""
    with serving(tmp_path_factory.mktemp("anywhere"), "0.0.0.0", 8870) as anywhere:
        yield anywhere


def test_what_may_be_a_log_is_told_no_secret(site: Site) -> None:
    assert "run 'polisearch admin'" in site.said
    assert "token=" not in site.said


def test_an_address_of_the_command_makes_a_browser_an_admin_once(site: Site) -> None:
    path = urlsplit(entry_address("http://x/", begin_entry(site.library)))
    asked = f"{path.path[1:]}?{path.query}"

    assert site.ask(asked, "HEAD").status == 204
    assert site.ask(asked, headers={"Sec-Purpose": "prefetch;prerender"}).status == 204
    answer = site.ask(asked)

    assert (answer.status, answer.getheader("Location")) == (303, "/city/admin")
    assert answer.getheader("Cache-Control") == "no-store"
    assert answer.getheader("Referrer-Policy") == "no-referrer"
    cookie, *rules = str(answer.getheader("Set-Cookie")).split("; ")
    assert {"HttpOnly", "SameSite=strict", "Path=/city/_stcore/"} <= set(rules)
    with opened(site.address, "admin", {"Cookie": cookie}) as window:
        assert "admin-menu" in window.html

    again = site.ask(asked)
    assert again.status == 403
    assert b"polisearch admin" in site.body
    assert again.getheader("Set-Cookie") is None


def test_without_a_secret_nobody_is_an_admin_on_this_machine_either(site: Site) -> None:
    for headers in (
        {},
        {"Origin": site.address.rpartition("/city")[0]},
        {"Cookie": f"{cookie_name(site.library)}=guessed"},
        {"X-Forwarded-For": "127.0.0.1", "X-Forwarded-Host": "localhost"},
    ):
        with opened(site.address, "admin", headers) as window:
            assert "Only those who keep this library" in window.html
            assert "admin-menu" not in window.html
            assert not window.buttons


def test_a_secret_that_ended_ends_it_in_the_windows_that_are_open(site: Site) -> None:
    secret = begin_session(site.library)
    cookie = {"Cookie": f"{cookie_name(site.library)}={secret}"}
    with opened(site.address, "admin", cookie) as window:
        assert "admin-menu" in window.html

        end_session(site.library, secret)

        window.run("admin")
        assert "admin-menu" not in window.html


def test_behind_a_relay_that_adds_nothing_nobody_is_an_admin(site: Site) -> None:
    with opened(site.address, "admin", site.cookie()) as admin, writing(site.library, "a test"):
        run = admin.buttons["run"]
        admin.run("admin", press=run)
        assert "being written by a test" in admin.html  # so for an admin this is how to press it

    with Relay(site.host) as relay, opened(f"http://{relay}{site.path}", "admin") as window:
        assert "admin-menu" not in window.html
        window.run("admin", press=run)
        assert "admin-menu" not in window.html

    assert not site.has_job()


@pytest.mark.parametrize("origin", ["http://localhost:9000", "https://evil.example.org", "null"])
def test_a_page_of_another_site_opens_no_window_even_with_the_cookie(
    site: Site, origin: str
) -> None:
    assert not opens(site, {"Origin": origin, **site.cookie()})

    for path in ("", "_stcore/health", "_stcore/host-config", "api/search", "health"):
        assert site.ask(path, headers={"Origin": origin}).status == 403, path


def test_a_name_that_leads_here_is_answered_on_no_path(site: Site) -> None:
    rebound = {"Host": "evil.example.org:8850", "Origin": "http://evil.example.org:8850"}
    assert not opens(site, {**rebound, **site.cookie()})

    for path in ("", "admin", "_stcore/health", "api/search", "health", "admin-entry?token=x"):
        assert site.ask(path, headers={"Host": "evil.example.org"}).status == 421, path


def test_behind_a_proxy_that_is_named_windows_open(site: Site) -> None:
    for host in (NAMED, site.host):  # which the proxy hands on, or not
        assert opens(site, {"Host": host, "Origin": ORIGIN}), host


def test_files_are_taken_of_admins_only(site: Site) -> None:
    token = str(site.ask("_stcore/health").getheader("Set-Cookie")).partition("=")[2].split(";")[0]
    headers = {
        "Cookie": f"_streamlit_xsrf={token}",
        "X-Xsrftoken": token,
        "Content-Type": "multipart/form-data; boundary=x",
    }
    file = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\nrent\r\n--x--\r\n'

    def sent(window: str) -> int:
        return site.ask(f"_stcore/upload_file/{window}/f", "PUT", headers, file).status

    with opened(site.address, "admin") as reader:
        assert reader.name
        assert sent(reader.name) == 403
    with opened(site.address, "admin", site.cookie()) as admin:
        assert sent(admin.name) == 204
    assert sent("another") == 403


@pytest.mark.parametrize("served", ["site", "site_for_all"])
def test_it_contacts_nobody(request: pytest.FixtureRequest, served: str) -> None:
    """Streamlit alone asks other machines at its start, and for pages whose host is another."""
    site: Site = request.getfixturevalue(served)
    for headers in (
        {},
        {"Origin": "https://evil.example.org"},
        {"Origin": ORIGIN},
        {"Host": NAMED, "Origin": ORIGIN},
        {"Host": NAMED},
        {"Host": "evil.example.org"},
        {"Host": "evil.example.org", "Origin": "https://evil.example.org"},
        {"Origin": "null"},
    ):
        site.ask("_stcore/health", headers=headers)
        site.ask("", headers=headers)
        opens(site, headers)

    named = [target for _, target in site.contacted()]
    assert named  # it is recorded: the command asks whether the server answers
    loopback = ("127.", "::1", "localhost", "0.0.0.0")
    strange = [
        target
        for target in named
        if not str(target[0] if isinstance(target, list) else target).startswith(loopback)
    ]
    assert not strange


class Relay:
    """Hands on bytes to a server, and adds nothing: `with Relay(host) as address:`."""

    def __init__(self, host: str) -> None:
        name, _, port = host.rpartition(":")
        self._target = (name, int(port))
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> str:
        self._start(self._accept)
        return f"localhost:{self._listening.getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for one in self._open:
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # it was closed at the other end
        for thread in self._threads:
            thread.join(60)
        for one in self._open:
            one.close()

    def _start(self, what: object, *arguments: object) -> None:
        thread = threading.Thread(target=what, args=arguments, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            far = socket.create_connection(self._target)
            self._open += [near, far]
            self._start(_hand_on, near, far)
            self._start(_hand_on, far, near)


def _hand_on(here: socket.socket, there: socket.socket) -> None:
    try:
        while data := here.recv(65536):
            there.sendall(data)
        there.shutdown(socket.SHUT_WR)
    except OSError:
        return
