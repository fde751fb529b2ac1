"""No reader is told where on the machine a file lies, whatever is asked for."""

import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

import ui.web.admission as admission
from ingest.journey import Options, ingest
from search.export import FORMATS, write_documents
from search.export.entries import Entry
from search.keeping.record import record
from search.keeping.record_file import write_record
from search.question import Ask
from ui.http.failing import HANDLERS
from ui.http.routes import ROUTES, routes_under
from ui.opened import VARIABLE, close_library, opened_library
from ui.web.admission import Visitor
from ui.wiring import make_library, open_library

ROOT = Path(__file__).parents[3]
APP = ROOT / "ui" / "web" / "app.py"
SAMPLES = ROOT / "corpus" / "samples" / "documents"
PRIVATE = "treasury"
"""A folder above the one that is ingested; its name is no part of any document."""

GUESS = f"source:*{PRIVATE[:-1]}?/*"
QUERIES = ("vienna", "broken", GUESS, "source:*vienna.pdf")
PLACES = {
    "/api/search": "?q={q}",
    "/api/documents/{id:[\\s\\S]*}": "",
    "/feed.xml": "?q={q}",
    "/oai": "?verb=ListRecords&metadataPrefix=oai_dc",
    "/api/complete": "?q={q}",
    "/api/matrix": "?q={q}",
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of reports in a folder elsewhere: one is broken, one empty, one in an archive."""
    place = tmp_path_factory.mktemp("places")
    root = place / PRIVATE / "reports"
    root.mkdir(parents=True)
    shutil.copytree(SAMPLES / "housing", root / "housing")
    (root / "housing" / "vienna-broken.pdf").write_bytes(b"%PDF-1.4\nno more")
    (root / "housing" / "vienna-empty.txt").write_bytes(b" \n")
    with zipfile.ZipFile(root / "more.zip", "w") as archive:
        archive.writestr("inside.md", "# Housing in Graz\n\nRent and tenancy in Graz.\n")
    folder = place / "library"
    make_library(folder)
    opened = open_library(folder)
    ingest(opened.catalogue, opened.vocabulary, [root], folder, Options(jobs=1))
    opened.shelf.follow()
    assert all(PRIVATE in path for path in opened.catalogue.sources())
    opened.close()
    return folder


@pytest.fixture
def library(kept: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """That library, served."""
    monkeypatch.setenv(VARIABLE, str(kept))
    close_library()
    yield kept
    close_library()


@pytest.fixture
def client(library: Path) -> Iterator[TestClient]:
    app = Starlette(routes=routes_under(""), exception_handlers=HANDLERS)
    with TestClient(app) as client:
        yield client


def paths_of(route: str) -> Iterator[str]:
    """What is asked of a route: each document, each query."""
    for id_ in opened_library().catalogue.ids():
        for query in QUERIES:
            at = route.partition("{")[0]
            rest = {"/page/": f"{id_}/1.png", "/doc/": id_, "/files/": id_}.get(at, id_)
            yield at + (rest if "{" in route else "") + PLACES.get(route, "").format(q=query)


@pytest.mark.parametrize("route", sorted({route.path for route in ROUTES}))
def test_no_answer_says_where_a_file_lies(client: TestClient, route: str) -> None:
    for path in dict.fromkeys(paths_of(route)):
        answer = client.get(path)
        headers = "".join(f"{name}: {value}" for name, value in answer.headers.items())

        assert PRIVATE not in answer.text + headers, path


def test_the_answers_say_what_a_file_is_called(client: TestClient) -> None:
    found = client.get("/api/search?q=vienna").json()["hits"]

    assert "housing/vienna.pdf" in [hit["source"] for hit in found]


def test_a_place_cannot_be_guessed_letter_by_letter(library: Path) -> None:
    searcher = opened_library().searcher

    assert searcher.search(Ask(text=GUESS)).total == 0
    assert searcher.search(Ask(text="source:housing/v*a.pdf")).total == 1


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_no_export_says_where_a_file_lies(library: Path, form: str) -> None:
    catalogue = opened_library().catalogue
    stream = io.BytesIO()
    documents = catalogue.documents(catalogue.ids()).values()
    write_documents(stream, [Entry(document=one) for one in documents], form)

    data = stream.getvalue()
    if form == "xlsx":
        with zipfile.ZipFile(stream) as book:
            data = b"".join(book.read(name) for name in book.namelist())
    assert b"Vienna" in data
    assert PRIVATE.encode() not in data


def test_no_record_of_a_search_says_where_a_file_lies(library: Path, tmp_path: Path) -> None:
    written = record(opened_library().searcher, Ask(text="housing"))
    write_record(written, tmp_path / "record.json")

    text = (tmp_path / "record.json").read_text()
    assert "housing/vienna.pdf" in text
    assert PRIVATE not in text


@pytest.mark.parametrize(
    ("screen", "parameters"),
    [
        ("", {"q": "vienna"}),
        ("", {"q": "broken"}),
        ("", {"q": "city:Vienna brokenness"}),
        ("matrix", {"q": "housing"}),
        ("coverage", {}),
        ("places", {}),
        ("compare", {"q": "housing", "side": "Vienna"}),
        ("help", {}),
        ("list", {}),
        ("admin", {}),
    ],
)
def test_no_screen_says_where_a_file_lies(
    front: Any, monkeypatch: pytest.MonkeyPatch, screen: str, parameters: dict[str, str]
) -> None:
    monkeypatch.setattr(admission, "visitor", lambda _library: Visitor())

    front.open(screen, **parameters)

    assert PRIVATE not in drawn(front)


def test_no_document_screen_says_where_its_file_lies(
    front: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "visitor", lambda _library: Visitor())
    ids = opened_library().catalogue.ids()

    pages = [drawn(front.open(document=id_)) for id_ in ids]

    assert any("housing/vienna.pdf" in page for page in pages)
    assert not any(PRIVATE in page for page in pages)


def drawn(front: Any) -> str:
    """Everything that the front sent to the browser."""
    return "\n".join(str(one.proto) for one in front.app._tree if hasattr(one, "proto"))


@pytest.fixture
def spoilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A library below a private folder with a blank in its name, which is not opened yet."""
    folder = tmp_path / f"{PRIVATE} of ours" / "library"
    make_library(folder)
    monkeypatch.setenv(VARIABLE, str(folder))
    close_library()
    yield folder
    close_library()


def no_library(folder: Path) -> None:
    shutil.rmtree(folder)


def no_settings(folder: Path) -> None:
    (folder / "polisearch.toml").write_text("engine = ")


def unknown_setting(folder: Path) -> None:
    (folder / "polisearch.toml").write_text('machine = "tantivy"')


def no_catalogue(folder: Path) -> None:
    (folder / "catalogue.db").write_bytes(b"This is no database, and never was one. " * 100)


def no_vocabulary(folder: Path) -> None:
    (folder / "vocabulary" / "cities.csv").write_bytes(b"\xff\xfe")


@pytest.mark.parametrize(
    "spoil", [no_library, no_settings, unknown_setting, no_catalogue, no_vocabulary]
)
def test_no_error_says_where_the_library_lies(
    spoilt: Path, spoil: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    spoil(spoilt)
    app = Starlette(routes=routes_under(""), exception_handlers=HANDLERS)
    with TestClient(app, raise_server_exceptions=False) as client:
        answers = [
            client.get(path) for path in ("/health", "/api/search", "/oai", "/feed.xml", "/doc/a")
        ]

    assert {answer.status_code for answer in answers} == {503}
    assert not [answer.text for answer in answers if PRIVATE in answer.text]
    assert PRIVATE in caplog.text  # for those who keep it


def test_no_screen_says_where_a_library_lies_that_cannot_be_opened(spoilt: Path) -> None:
    no_library(spoilt)

    front = AppTest.from_file(str(APP), default_timeout=60).run()

    shown = "\n".join(str(one.proto) for one in front._tree if hasattr(one, "proto"))
    assert "There is no library" in shown
    assert PRIVATE not in shown
