"""A small library, and the web front on it, driven without a browser."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import ui.web.admission as admission
from corpus.document import Claim, Described, Document, Origin
from corpus.records import Source
from tests.ui.web.pressing import finish
from ui.admins import begin_session
from ui.opened import close_library
from ui.web.admission import Visitor
from ui.wiring import make_library, open_library

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "corpus" / "samples" / "documents" / "housing" / "vienna.pdf"

Builder = Callable[..., Document]


class Front:
    """The web front, as a reader meets it: addresses to open, and what is then shown."""

    def __init__(self) -> None:
        self.app = AppTest.from_file(str(ROOT / "ui" / "web" / "app.py"), default_timeout=60)

    def open(self, screen: str = "", **parameters: str | list[str]) -> "Front":
        """Open an address of a screen in a new window."""
        if screen:
            self.run()  # which tells the driver of the screens there are
            self.app._page_hash = self._hash_of(screen)  # switch_page knows files only
        self.app.query_params.clear()
        for name, value in parameters.items():
            self.app.query_params[name] = value
        return self.run()

    def _hash_of(self, screen: str) -> str:
        pages = self.app._registered_pages.items()
        return next(key for key, page in pages if page.get("url_pathname") == screen)

    def run(self) -> "Front":
        self.app.run()
        assert not self.app.exception
        return self

    def search(self, words: str) -> "Front":
        self.app.text_input(key="words").set_value(words)
        self.app.button(key="search-now").click()
        return self.run()

    @property
    def address(self) -> dict[str, list[str]]:
        return {
            name: [given] if isinstance(given, str) else list(given)
            for name, given in self.app.query_params.items()
        }

    @property
    def html(self) -> str:
        """All HTML drawn, without the style and the script of the front."""
        bodies: list[str] = [element.proto.body for element in self.app.get("html")]
        return "\n".join(body for body in bodies if not body.startswith(("<style", "<script")))


@pytest.fixture
def library(tmp_path: Path, a_document: Builder) -> Path:
    """Eleven reports on Vienna, one on Dublin as a PDF that can be drawn."""
    folder = tmp_path / "library"
    make_library(folder)
    shutil.copy(SAMPLE, folder / "documents" / "dublin.pdf")
    dublin = a_document(
        id="dublin",
        title="Housing in Dublin",
        city="Dublin",
        country="IE",
        year="2009",
        kind="case study",
        sha256=hashlib.sha256(SAMPLE.read_bytes()).hexdigest(),
        pages=["Rent and tenancy.", "The housing office.", "Nothing here.", "Housing again."],
    )
    claims = [
        Claim(field="city", value="Dublin", origin=Origin.TITLE, evidence="Housing in <Dublin>"),
        Claim(field="city", value="Vienna", origin=Origin.TEXT, evidence="vienna.pdf"),
    ]
    opened = open_library(folder)
    run = opened.catalogue.begin_run()
    opened.catalogue.put(_source("documents/dublin.pdf"), [Described(dublin, tuple(claims))], run)
    for number in range(1, 12):
        vienna = a_document(
            id=f"vienna-{number}",
            title=f"Schools in Vienna {number}",
            city="Vienna",
            country="AT",
            year=str(2000 + number),
            kind="case study",
            sha256=f"v{number}",
            tag=(f"tag {number}",),
            pages=["Housing and schools, housing and work."],
        )
        opened.catalogue.put(_source(f"documents/vienna-{number}.md"), [Described(vienna)], run)
    opened.shelf.follow()
    opened.close()
    return folder


@pytest.fixture
def front(library: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Front]:
    """The front on the small library."""
    monkeypatch.setenv("POLISEARCH_LIBRARY", str(library))
    close_library()
    yield Front()
    close_library()


@pytest.fixture
def as_visitor(monkeypatch: pytest.MonkeyPatch) -> Callable[[Visitor], None]:
    """Makes whoever comes to the front somebody."""
    return lambda one: monkeypatch.setattr(admission, "visitor", lambda _: one)


@pytest.fixture
def admin(front: Any, library: Path, as_visitor: Callable[[Visitor], None]) -> Iterator[Any]:
    """The front, as a browser meets it that opened an address of `polisearch admin`."""
    as_visitor(Visitor(secret=begin_session(library)))
    yield front
    finish()


@pytest.fixture
def put(library: Path, a_document: Builder) -> Callable[..., None]:
    """Puts one more document into the library, from a file that does not exist."""

    def add(**values: Any) -> None:
        opened = open_library(library)
        document = a_document(**{"sha256": values["id"], **values})
        opened.catalogue.put(_source(f"documents/{document.id}.md"), [Described(document)], 1)
        opened.shelf.follow()
        opened.close()

    return add


def _source(path: str) -> Source:
    return Source(path=path, root="documents", name=Path(path).name, size=1, modified=1)
