"""Whatever is asked of whatever path, the answer is no error of the server.

Requests are put together as a server hands them over, with bytes that no client would send.
`make nightly` makes up fifty times as many.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware

from corpus.fields import NAMES
from ingest.journey import Options, ingest
from ui.http.failing import HANDLERS
from ui.http.headers import Headers
from ui.http.hosts import Hosts
from ui.http.limits import Allowance, Limits
from ui.http.place import BASE_PATH
from ui.http.routes import ROUTES, routes_under
from ui.http.uploading import ADMITTED, Uploading
from ui.http.windows import Windows
from ui.opened import VARIABLE, close_library, opened_library
from ui.web.sent_files import bounds, held
from ui.wiring import make_library, open_library

SAMPLES = Path(__file__).parents[3] / "corpus" / "samples" / "documents" / "housing"
FEW, MANY = 20, 1_000

METHODS = st.sampled_from(
    ["GET"] * 12 + ["HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get", "BREW"]
)
WORDS = (
    "housing", "vienna", "=rent", '"waiting list"', "hous*", "*", "?*?*?*", "a~", "-", "(", "OR",
    "year:2008..2010", "city:Vienna", "source:*", "title:", "1", "0", "-1", "999999999", "1e9", "٣",
    "NaN", "json", "opensearch", "oai_dc", "ListRecords", "GetRecord", "Identify", "ListSets",
    "ListIdentifiers", "ListMetadataFormats", "2009-01-01", "2009-01-01T00:00:00Z", "city",
    "module",
    "", " ", "..", "../../etc/passwd", "\x00", "\ud800", "\u202e", "<script>", "'\"", "%", "%zz",
    "\r\n",
    "ŵ" * 50, "a" * 5000, "a " * 1000, "((((((((((" * 50, "id:" * 100,
)  # fmt: skip
TEXTS = st.one_of(st.sampled_from(WORDS), st.text(max_size=30))
BYTES = st.one_of(
    TEXTS.map(lambda text: quote(text, errors="surrogatepass").encode()),
    st.sampled_from([b"%", b"%zz", b"%00", b"%ff%fe", b"%c3%28", b"%ed%a0%80", b"+", b"=", b"&",
    b";"]),
    st.binary(max_size=20).map(lambda data: quote(data).encode()),
)  # fmt: skip
PARAMETERS = (
    *("q", "page", "per_page", "facet", "sort", "exact", "typed", "off", "without", "document"),
    *("rows", "columns", "layers", "format", "limit", "verb", "metadataPrefix", "resumptionToken"),
    *("set", "from", "until", "identifier", "list", "more", *NAMES),
)
QUERIES = st.one_of(
    st.lists(st.tuples(st.sampled_from(PARAMETERS), BYTES), max_size=5).map(
        lambda some: b"&".join(name.encode() + b"=" + value for name, value in some)
    ),
    st.lists(BYTES, max_size=5).map(b"&".join),
    st.sampled_from([b"q=housing&" * 200, b"facet=city&" * 500, b"&" * 3000,
    b"q=" + b"%28" * 9000]),
)  # fmt: skip
NAMED = (
    b"range", b"if-range", b"if-none-match", b"if-match", b"if-modified-since", b"host", b"cookie",
    b"if-unmodified-since", b"accept", b"accept-encoding", b"content-type", b"content-length",
    b"x-forwarded-for", b"x-forwarded-proto", b"forwarded", b"origin", b"referer", b"connection",
    b"transfer-encoding", b"authorization", b"user-agent",
)  # fmt: skip
VALUES = st.one_of(
    st.sampled_from([
        b"bytes=0-0", b"bytes=-1", b"bytes=5-2", b"bytes=0-,0-,0-", b"bytes=999999999999-",
        b"bytes=",
        b"bytes=a-b", b"lines=1-2", b"bytes=" + b"0-1," * 500, b"bytes=-0", b"bytes=--1", b"*",
        b'"', b'W/"a"',
        b"Fri, 31 Feb 2026 99:99:99 GMT", b"Thu, 01 Jan 1970 00:00:00 GMT", b"-1", b"a:b:c",
        b"[::1",
        b"[::1]:x", b"city.example:99999", b"\xff\xfe", b"a=b; c", b"=;=",
        b"application/json; charset=x",
        b"multipart/form-data", b"multipart/form-data; boundary=", b"chunked", b"https",
        b"javascript",
        b"a" * 8000,
    ]),
    st.binary(max_size=30).map(lambda data: bytes(b for b in data if b not in b"\r\n\x00")),
)  # fmt: skip
HEADERS = st.lists(st.tuples(st.sampled_from(NAMED), VALUES), max_size=4)


class Asked(NamedTuple):
    """A request as a server hands it over."""

    method: str
    raw_path: bytes
    query: bytes
    headers: list[tuple[bytes, bytes]]
    body: bytes


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of some reports, of which two are PDF."""
    folder = tmp_path_factory.mktemp("asked") / "library"
    make_library(folder)
    shutil.copytree(SAMPLES, folder / "documents" / "housing")
    opened = open_library(folder)
    ingest(opened.catalogue, opened.vocabulary, [folder / "documents"], folder, Options(jobs=1))
    opened.shelf.follow()
    opened.close()
    return folder


@pytest.fixture(scope="module", params=["", "/reports/city"], ids=["root", "below a path"])
def base(request: pytest.FixtureRequest, kept: Path) -> Iterator[str]:
    """The path at which that library is served."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(VARIABLE, str(kept))
        patched.setenv(BASE_PATH, request.param)
        close_library()
        yield request.param
        close_library()


@pytest.fixture(scope="module")
def portal() -> Iterator[BlockingPortal]:
    with start_blocking_portal() as portal:
        yield portal


@pytest.fixture(scope="module")
def front(base: str) -> Starlette:
    """All paths, with what stands before them; a client may ask as much as it likes."""
    routes = routes_under(base)
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(Headers, ours=routes, policy="default-src 'self'"),
            Middleware(Hosts, served_at="127.0.0.1", named=("city.example",)),
            Middleware(Limits, base=base, allowance=Allowance(burst=1e12, per_second=1e9)),
            Middleware(Windows),
            Middleware(Uploading, admitted=ADMITTED, bounds=bounds, held=held),
        ],
        exception_handlers=HANDLERS,
    )


def status_of(portal: BlockingPortal, front: Starlette, asked: Asked) -> int:
    """What is answered. An error that nobody foresaw is raised."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": asked.method,
        "scheme": "http",
        "path": unquote(asked.raw_path.decode("ascii")),
        "raw_path": asked.raw_path,
        "query_string": asked.query,
        "root_path": "",
        "headers": asked.headers,
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8501),
    }
    statuses: list[int] = []
    left = [{"type": "http.request", "body": asked.body, "more_body": False}]

    async def receive() -> Any:
        return left.pop() if left else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    portal.call(front, scope, receive, send)
    (status,) = statuses
    return status


def requests_of(route: str, ids: list[str]) -> st.SearchStrategy[Asked]:
    """Requests to a route: for documents that are there, and for what nobody has."""
    start, _, rest = route.partition("{")
    names = st.one_of(st.sampled_from([id_.encode() for id_ in ids]), BYTES)
    suffix = st.sampled_from(
        [b"", b"", b".ris", b".bib", b".json", b"/1.png", b"/0.png", b"/9.png", b"/", b"//", b"/.."]
    )
    below = st.tuples(names, suffix).map(b"".join) if rest else st.one_of(st.just(b""), suffix)
    return st.builds(
        Asked,
        method=METHODS,
        raw_path=below.map(lambda name: start.encode() + name),
        query=QUERIES,
        headers=HEADERS,
        body=st.one_of(st.just(b""), QUERIES, st.binary(max_size=50)),
    )


def ask_much(
    portal: BlockingPortal, front: Starlette, base: str, route: str, examples: int
) -> None:
    ids = opened_library().catalogue.ids()

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(asked=requests_of(route, ids))
    def answered(asked: Asked) -> None:
        named = any(name == b"host" for name, _ in asked.headers)
        host = [] if named else [(b"host", b"localhost:8501")]
        asked = asked._replace(
            raw_path=base.encode() + asked.raw_path, headers=[*host, *asked.headers]
        )
        assert status_of(portal, front, asked) < 500

    answered()


PATHS = sorted({route.path for route in ROUTES} | {"/_stcore/upload_file/{id:path}"})


@pytest.mark.parametrize("route", PATHS)
def test_no_request_is_an_error_of_the_server(
    portal: BlockingPortal, front: Starlette, base: str, route: str
) -> None:
    ask_much(portal, front, base, route, FEW)


@pytest.mark.nightly
@pytest.mark.parametrize("route", PATHS)
def test_no_request_of_many_is_an_error_of_the_server(
    portal: BlockingPortal, front: Starlette, base: str, route: str
) -> None:
    ask_much(portal, front, base, route, MANY)
