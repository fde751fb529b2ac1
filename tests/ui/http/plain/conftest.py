"""A library with a PDF, hostile documents and files that many share, and its plain answers."""

import hashlib
import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from corpus.document import Claim, Described, Document, Origin
from corpus.records import Source
from ui.http.failing import HANDLERS
from ui.http.headers import Headers
from ui.http.routes import routes_under
from ui.opened import VARIABLE, close_library
from ui.wiring import make_library, open_library

ROOT = Path(__file__).parents[4]
SAMPLE = ROOT / "corpus" / "samples" / "documents" / "housing" / "vienna.pdf"
HOSTILE = "</script><script>alert(1)</script>\"'>\r\nSet-Cookie: a=1"
SCREENS = "default-src 'self'"

Builder = Callable[..., Document]
Ask = Callable[..., Any]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    make_library(folder)
    return folder


@pytest.fixture
def put(library: Path, a_document: Builder) -> Callable[..., None]:
    """Puts a document into the library as read from a file, which is written if bytes are given."""

    def add(path: str, content: bytes | None = None, **values: Any) -> None:
        if content is not None:
            (library / path).parent.mkdir(parents=True, exist_ok=True)
            (library / path).write_bytes(content)
        values = {"sha256": hashlib.sha256(content or b"").hexdigest(), **values}
        document = a_document(**values)
        codes = [
            Claim(field="code", value=code, origin=Origin.TITLE, evidence=code)
            for code in document.all("code")
        ]
        opened = open_library(library)
        run = opened.catalogue.begin_run()
        source = Source(path=path, root="documents", name=Path(path).name, size=1, modified=1)
        opened.catalogue.put(source, [Described(document, tuple(codes))], run)
        opened.close()

    return add


@pytest.fixture
def vienna(put: Callable[..., None]) -> None:
    """A report with all there is to tell, and its PDF."""
    put(
        "documents/vienna.pdf",
        SAMPLE.read_bytes(),
        id="vienna",
        title="Housing in Vienna",
        subtitle="A case study",
        author=("Anna Berger", "Jan Novák"),
        publisher="City Press",
        city="Vienna",
        country="AT",
        module="Housing",
        kind="case study",
        year="2009",
        code="EF0794",
        pages=["Cover", "The city rents out every fourth flat of all. " * 30],
    )


@pytest.fixture
def shared(library: Path, put: Callable[..., None]) -> None:
    """A document in an archive, and one of several in a file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inside.pdf", SAMPLE.read_bytes())
        archive.writestr("../../secret.txt", "treasure")
    (library / "documents").mkdir(exist_ok=True)
    (library / "documents" / "all.zip").write_bytes(packed.getvalue())
    put("documents/all.zip!inside.pdf", id="inside", title="Inside")
    put("documents/all.zip!../../secret.txt", id="climbing", title="Climbing")
    put("documents/many.jsonl", b'{"id":"line"}\n{"id":"other"}', id="line", sha256="5" * 64)


@pytest.fixture
def ask(library: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ask]:
    """Asks for a path with GET, or another method; redirects are not followed."""
    monkeypatch.setenv(VARIABLE, str(library))
    close_library()
    routes = routes_under("")
    headers = Middleware(Headers, ours=routes, policy=SCREENS)
    app = Starlette(routes=routes, middleware=[headers], exception_handlers=HANDLERS)
    client = TestClient(app, base_url="http://city.example", raise_server_exceptions=True)

    def request(path: str, method: str = "GET", **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.request(method, path, headers=named, follow_redirects=False)

    yield request
    close_library()


@pytest.fixture
def hostile(put: Callable[..., None]) -> None:
    """A document of which every word is an attack."""
    put(
        "documents/hostile.svg",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        id="<img src=x>/é?#&",
        title=HOSTILE,
        subtitle=HOSTILE,
        author=HOSTILE,
        publisher=HOSTILE,
        city=HOSTILE,
        module=HOSTILE,
        tag=HOSTILE,
        kind=HOSTILE,
        language=HOSTILE,
        pages=[f"{HOSTILE} \x00\x1b[31m \ud800".replace("\ud800", "") * 20],
    )


@pytest.fixture
def sample() -> Path:
    """The PDF of Vienna."""
    return SAMPLE


@pytest.fixture
def copied(library: Path) -> Callable[[str, str], None]:
    """Copies a file within the library."""

    def copy(one: str, other: str) -> None:
        shutil.copy(library / one, library / other)

    return copy
