"""A library that something happened to, asked in the terminal, over HTTP and on the screen."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from tests.ui.cli.conftest import Typed, type_here
from ui.http.failing import HANDLERS
from ui.http.routes import routes_under
from ui.opened import VARIABLE, close_library

ROOT = Path(__file__).resolve().parents[2]


class Said(NamedTuple):
    """What a search came to at each way in."""

    terminal: Typed
    plain: Any
    health: Any
    screen: str


def searched(library: Path) -> Said:
    """Ask for 'rent' everywhere."""
    terminal = type_here("search", "rent", library=library)
    close_library()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(VARIABLE, str(library))
        client = TestClient(
            Starlette(routes=routes_under(""), exception_handlers=HANDLERS),
            base_url="http://city.example",
            raise_server_exceptions=False,
        )
        plain, health = client.get("/api/search?q=rent"), client.get("/health")
        app = AppTest.from_file(str(ROOT / "ui" / "web" / "app.py"), default_timeout=60)
        app.query_params["q"] = "rent"
        app.run()
        assert not app.exception
        bodies: list[str] = [element.proto.body for element in app.get("html")]
    close_library()
    screen = "\n".join(body for body in bodies if not body.startswith(("<style", "<script")))
    return Said(terminal, plain, health, screen)


def assert_said(library: Path, message: str, hint: str) -> None:
    """The same sentence and the same next step at each way in; no trace of the program."""
    said = searched(library)
    assert said.terminal.status == 1, said.terminal
    assert message in said.terminal.plain_err
    assert hint in said.terminal.plain_err
    assert (said.plain.status_code, said.health.status_code) == (503, 503), said.health.text
    assert message in said.plain.json()["error"]
    assert hint in said.plain.json()["hint"]
    assert message in said.health.json()["message"]
    assert message.replace("'", "&#x27;") in said.screen
    assert "complaint" in said.screen
    by_readers = said.plain.text + said.health.text + said.screen
    assert "Traceback" not in said.terminal.err + by_readers
    assert str(library) not in by_readers  # who are not told where the library lies


def assert_whole(library: Path, documents: int = 2) -> None:
    """All is found at each way in, and the doctor finds nothing wrong with the library."""
    said = searched(library)
    assert said.terminal.status == 0, said.terminal
    assert said.plain.json()["total"] == 1
    assert said.health.json()["documents"] == documents, said.health.text
    assert "Vienna" in said.screen
    found = type_here("doctor", library=library).out
    assert "!!  index" not in found, found
    assert "!!  library" not in found, found


def flip(file: Path, place: int | None = None) -> None:
    """Turn round the bits of a byte, that in the middle if no other is named."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2 if place is None else place] ^= 0xFF
    file.write_bytes(data)


def index_of(library: Path) -> Path:
    """The folder of the one index."""
    return next(path for path in (library / "index").iterdir() if path.is_dir())
