"""The names the front answers to, and the pages that may ask it."""

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from ui.http.hosts import Host, Hosts, host_of, origin_of

LOOPBACK = [
    "localhost",
    "localhost:8501",
    "LocalHost.:80",
    "demo.localhost:1",
    "127.0.0.1:9999",
    "127.8.0.1",
    "[::1]:8501",
]
FOREIGN = [
    "",
    "reports.example.org",
    "127.0.0.1.example.org",
    "localhost.example.org",
    "10.0.0.1:8501",
    "0.0.0.0:8501",
    "[::ffff:10.0.0.1]",
    "notlocalhost",
    "localhost@example.org",
    "localhost:8501:1",
    "localhost:99999",
    "localhost, example.org",
    "[",
]


def served(**settings: Any) -> Hosts:
    """What answers everything, behind the check; a window is told by whom it was asked for."""

    async def answer(_: Request) -> PlainTextResponse:
        return PlainTextResponse("here")

    async def talk(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text(f"{socket.headers['host']} {socket.headers.get('origin', '')}")
        await socket.close()

    routes = [
        Route("/{path:path}", answer, methods=["GET", "HEAD", "POST", "PUT", "DELETE"]),
        WebSocketRoute("/{path:path}", talk),
    ]
    return Hosts(Starlette(routes=routes), **settings)


def sent(app: Hosts, kind: str, *headers: tuple[str, str], method: str = "GET") -> list[Any]:
    """What is sent as an answer; a server gives the headers as they came, also twice."""
    messages: list[Any] = []

    async def receive() -> Any:
        return {"type": "websocket.connect" if kind == "websocket" else "http.request"}

    async def send(message: Any) -> None:
        messages.append(message)

    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    scope = {"type": kind, "method": method, "path": "/_stcore/stream", "query_string": b""}
    asyncio.run(app({**scope, "headers": raw}, receive, send))
    return messages


def status(app: Hosts, host: str, *origins: str, method: str = "GET") -> int:
    headers = [("host", host), *(("origin", origin) for origin in origins)]
    return int(sent(app, "http", *headers, method=method)[0]["status"])


def talked(app: Hosts, *headers: tuple[str, str]) -> str | None:
    """What a window is told, None where it is refused before it is one."""
    messages = sent(app, "websocket", *headers)
    if [message["type"] for message in messages] == ["websocket.close"]:
        return None
    return str(messages[1]["text"])


@pytest.mark.parametrize("host", LOOPBACK)
def test_names_of_this_machine_are_answered(host: str) -> None:
    assert status(served(), host) == 200
    assert talked(served(), ("host", host)) == f"{host} "


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize("served_at", ["127.0.0.1", "0.0.0.0", "::"])
def test_any_other_name_is_not(host: str, served_at: str) -> None:
    app = served(served_at=served_at)

    assert status(app, host) == 421
    assert b"hosts =" in sent(app, "http", ("host", host))[1]["body"]
    assert talked(app, ("host", host)) is None


def test_the_address_that_it_listens_at_is_answered() -> None:
    assert status(served(served_at="192.168.1.5"), "192.168.1.5:8501") == 200
    assert status(served(served_at="2001:db8::1"), "[2001:db8::1]:8501") == 200
    assert status(served(served_at="192.168.1.5"), "192.168.1.6:8501") == 421


def test_names_of_the_settings_are_answered_with_their_port_or_any() -> None:
    app = served(named=["Reports.example.org", "city.example.org:8443"])

    assert status(app, "reports.example.org") == 200
    assert status(app, "reports.example.org:1234") == 200
    assert status(app, "city.example.org:8443") == 200
    assert status(app, "city.example.org:8444") == 421
    assert status(app, "example.org") == 421


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "HEAD"])
@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost:9000",  # another program on this machine
        "http://127.0.0.1:8501",
        "https://reports.example.org",
        "http://localhost.example.org:8501",
        "null",
        "",
        "localhost:8501",
        "http://a@localhost:8501",
        "http://localhost:8501/",
        "file://localhost:8501",
    ],
)
def test_pages_of_another_site_are_not_answered(origin: str, method: str) -> None:
    assert status(served(), "localhost:8501", origin, method=method) == 403
    assert talked(served(), ("host", "localhost:8501"), ("origin", origin)) is None


def test_own_pages_are_answered() -> None:
    app = served(named=["reports.example.org", "city.example.org:8443"])

    for host, origin in (
        ("localhost:8501", "http://localhost:8501"),
        ("localhost", "http://localhost"),
        ("[::1]:8501", "http://[::1]:8501"),
        ("reports.example.org", "https://reports.example.org"),
        ("reports.example.org:443", "https://reports.example.org"),
        ("127.0.0.1:8501", "https://reports.example.org"),  # a proxy asks by another name
        ("127.0.0.1:8501", "https://city.example.org:8443"),
    ):
        assert status(app, host, origin, method="PUT") == 200, (host, origin)
        assert talked(app, ("host", host), ("origin", origin)), (host, origin)


def test_another_program_at_a_name_of_the_settings_is_not_answered() -> None:
    app = served(named=["reports.example.org"])

    assert status(app, "reports.example.org", "https://reports.example.org:9000") == 403


def test_streamlit_sees_a_host_that_fits_the_page() -> None:
    app = served(named=["reports.example.org"])
    origin = "https://reports.example.org"

    said = talked(app, ("host", "127.0.0.1:8501"), ("origin", origin))

    assert said == f"reports.example.org {origin}"


def test_a_header_that_comes_twice_is_refused() -> None:
    twice = [("host", "localhost"), ("host", "localhost")]
    assert sent(served(), "http", *twice)[0]["status"] == 421
    assert talked(served(), *twice) is None

    origins = [("host", "localhost"), *[("origin", "http://localhost")] * 2]
    assert sent(served(), "http", *origins)[0]["status"] == 403
    assert talked(served(), *origins) is None


def test_no_host_at_all_is_refused() -> None:
    assert sent(served(), "http")[0]["status"] == 421
    assert talked(served()) is None


@given(st.text(max_size=50))
def test_whatever_a_header_says_is_a_host_or_none(text: str) -> None:
    for found in (host_of(text), origin_of(text), origin_of(f"http://{text}")):
        assert found is None or (found.name and not set(found.name) & set("@/?#, "))


def test_a_host_is_its_name_whatever_the_letters() -> None:
    assert host_of("A.Example.Org.:443") == Host("a.example.org", 443)
