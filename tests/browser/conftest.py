"""A library, the web front on it, and a browser to look at it."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.document import Described, Document, Page
from corpus.records import Source
from ui.wiring import make_library, open_library

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "corpus" / "samples" / "documents" / "housing" / "vienna.pdf"
CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SERVE = "import sys; from pathlib import Path; from ui.web.server import run_server; "


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty reports on Vienna, one on Dublin with a PDF, and one that is hostile."""
    folder = tmp_path_factory.mktemp("library")
    make_library(folder)
    shutil.copy(SAMPLE, folder / "documents" / "dublin.pdf")
    opened = open_library(folder)
    run = opened.catalogue.begin_run()
    for number in range(31):
        city, name = ("Vienna", f"vienna-{number}.md") if number else ("Dublin", "dublin.pdf")
        texts = ["Rents.", "The housing office and " + "a-very-long-word" * 20, "Housing."]
        values = {
            "title": f"Case study: {city}, number {number}, " + "on integration policy " * 5,
            "city": city,
            "year": str(2000 + number % 12),
            "sha256": str(number) if number else hashlib.sha256(SAMPLE.read_bytes()).hexdigest(),
            "pages": "3",
        }
        document = Document(
            id=f"{city}-{number}",
            values={name: (value,) for name, value in values.items()},
            pages=tuple(Page(number=n, text=t, language="en") for n, t in enumerate(texts, 1)),
        )
        source = Source(path=f"documents/{name}", root="documents", name=name, size=1, modified=1)
        opened.catalogue.put(source, [Described(document)], run)
    evil = "<img src=x onerror='window.evil=true;alert(1)'><script>window.evil=true</script>"
    document = Document(
        id="evil",
        values={
            "title": (f"{evil} zebra",),
            "city": (evil,),
            "author": ('"><script>window.evil=true</script>',),
            "sha256": ("evil",),
            "pages": ("1",),
        },
        pages=(Page(number=1, text=f"zebra {evil} zebra", language="en", label=evil),),
    )
    source = Source(
        path="documents/<script>.md", root="documents", name="<script>.md", size=1, modified=1
    )
    opened.catalogue.put(source, [Described(document)], run)
    opened.shelf.follow()
    opened.close()
    return folder


def unused_port() -> int:
    """A port that nobody uses, given by the system: several servers are started at a time."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@pytest.fixture(scope="session")
def front(library: Path) -> Iterator[str]:
    """The address of a server on the library."""
    call = f"sys.exit(run_server(Path({str(library)!r}), port={unused_port()}))"
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE + call],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert server.stdout is not None
    yield next(word for word in server.stdout.readline().split() if word.startswith("http"))
    server.terminate()
    server.communicate(timeout=30)


@pytest.fixture(scope="module")  # its driver keeps an event loop of its own running
def browser() -> Iterator[Any]:
    """Chromium, driven by Playwright."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A window of a laptop's size."""
    window = browser.new_context(viewport={"width": 1280, "height": 900})
    yield window.new_page()
    window.close()
