"""A server that is asked much at once, some of it too much, still answers."""

import hashlib
import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from corpus.document import Described, Document
from corpus.records import Source
from ui.wiring import make_library, open_library

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "corpus" / "samples" / "documents" / "housing" / "vienna.pdf"
SERVE = "import sys; from pathlib import Path; from ui.web.server import run_server; "
SLOW = [f"/page/heavy/{number}.png" for number in (1, 2, 3, 4)]
"""Each is drawn for ten seconds of processor time, one after the other, before it is given up."""

OTHERS = ["/page/vienna/1.png", "/page/vienna/2.png", "/doc/vienna", "/api/search?q=housing"]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="clients have addresses of 127/8")


class Server:
    """A server, asked by clients of many addresses."""

    def __init__(self, place: str) -> None:
        self.host, self.port = urlsplit(place).hostname or "", urlsplit(place).port

    def ask(self, path: str, client: int = 0) -> tuple[int, str]:
        """The status, and when to come again; 0 where the server ended before it answered."""
        came_from = (f"127.0.1.{client}", 0) if client else None
        connection = http.client.HTTPConnection(self.host, self.port, source_address=came_from)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()
        return answer.status, answer.headers.get("Retry-After", "")


@pytest.fixture
def library(
    tmp_path: Path, a_document: Callable[..., Document], a_heavy_pdf: Callable[..., bytes]
) -> Path:
    """Two documents, one of them of pages that are drawn for minutes."""
    folder = tmp_path / "library"
    make_library(folder)
    opened = open_library(folder)
    run = opened.catalogue.begin_run()
    files = {"vienna": SAMPLE.read_bytes(), "heavy": a_heavy_pdf(pages=len(SLOW))}
    for name, content in files.items():
        (folder / "documents" / f"{name}.pdf").write_bytes(content)
        document = a_document(
            id=name, sha256=hashlib.sha256(content).hexdigest(), pages=["Housing in the city."] * 4
        )
        path = f"documents/{name}.pdf"
        source = Source(path=path, root="documents", name=f"{name}.pdf", size=1, modified=1)
        opened.catalogue.put(source, [Described(document)], run)
    opened.shelf.follow()
    opened.close()
    return folder


@pytest.fixture
def process(library: Path) -> Iterator["subprocess.Popen[str]"]:
    """The process of a server."""
    call = f"sys.exit(run_server(Path({str(library)!r})))"
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE + call],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    yield process
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)


def test_health_and_other_pictures_are_answered_while_pages_are_drawn_for_minutes(
    process: "subprocess.Popen[str]",
) -> None:
    assert process.stdout is not None
    said = process.stdout.readline()
    server = Server(next(word for word in said.split() if word.startswith("http")))
    assert server.ask("/health")[0] == 200

    with ThreadPoolExecutor(300) as clients:
        slow = [clients.submit(server.ask, path, at) for at, path in enumerate(SLOW, start=1)]
        flood = [
            clients.submit(server.ask, path, client)
            for client in range(1, 41)
            for path in (SLOW[client % len(SLOW)], *OTHERS)
        ]
        quick = [asked for at, asked in enumerate(flood) if at % (1 + len(OTHERS))]
        healths = [server.ask("/health")[0]]
        while not all(asked.done() for asked in quick):
            healths.append(server.ask("/health")[0])
        others = [server.ask(path, 200)[0] for path in OTHERS]
        is_slow_under_way = not all(asked.done() for asked in slow)
        process.send_signal(signal.SIGTERM)

    assert len(flood) == 200
    assert set(healths) == {200}
    assert {status for status, _ in (one.result() for one in quick)} <= {200, 503}
    assert all(again for status, again in (one.result() for one in quick) if status == 503)
    assert others == [200] * len(OTHERS)
    assert is_slow_under_way
