"""Whose files are taken, and how many."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.http.uploading import AROUND, Admitted, Bounds, Uploading

KILO = 1024
BOUNDS = Bounds(file=100 * KILO, files=3, together=250 * KILO, in_all=400 * KILO)


class Server:
    """What keeps files as Streamlit does, behind the check. `read` counts bytes it saw."""

    def __init__(self) -> None:
        self.held: dict[str, dict[str, int]] = {}
        self.read = 0
        self.admitted = Admitted()
        inner = Starlette(
            routes=[
                Route("/city/_stcore/upload_file/{window}/{file}", self._put, methods=["PUT"]),
                Route("/city/_stcore/upload_file/{window}/{file}", self._drop, methods=["DELETE"]),
            ]
        )
        self.app = Uploading(inner, admitted=self.admitted, bounds=lambda: BOUNDS, held=self._sizes)
        self.client = TestClient(self.app, base_url="http://localhost")

    def admit(self, *windows: str) -> None:
        for window in windows:
            self.admitted.admit(window, lambda: True)

    def put(self, window: str, file: str, size: int) -> int:
        path = f"/city/_stcore/upload_file/{window}/{file}"
        return self.client.put(path, content=b"x" * size).status_code

    def put_in_pieces(self, window: str, size: int) -> int:
        """Without saying before how much it is."""
        pieces = (b"x" * KILO for _ in range(size // KILO))
        path = f"/city/_stcore/upload_file/{window}/file"
        return self.client.put(path, content=pieces).status_code

    def _sizes(self) -> dict[str, Sequence[int]]:
        return {window: list(files.values()) for window, files in self.held.items()}

    async def _put(self, request: Request) -> Response:
        size = 0
        async for piece in request.stream():
            size += len(piece)
            self.read += len(piece)
        self.held.setdefault(request.path_params["window"], {})[request.path_params["file"]] = size
        return Response(status_code=204)

    async def _drop(self, request: Request) -> Response:
        self.held[request.path_params["window"]].pop(request.path_params["file"], None)
        return Response(status_code=204)


@pytest.fixture
def server() -> Server:
    return Server()


def test_who_is_no_admin_sends_nothing_that_is_read(server: Server) -> None:
    assert server.put("window", "file", 10) == 403
    assert server.put("", "", 10) == 403
    assert server.client.delete("/city/_stcore/upload_file/window/file").status_code == 403
    assert server.client.put("/_stcore/upload_file/a/b/c", content=b"x").status_code == 403

    assert not server.read


def test_who_is_an_admin_sends_and_takes_back(server: Server) -> None:
    server.admit("window")

    assert server.put("window", "file", 100) == 204
    assert server.held == {"window": {"file": 100}}
    assert server.put("other", "file", 100) == 403
    assert server.client.delete("/city/_stcore/upload_file/window/file").status_code == 204
    assert server.held == {"window": {}}


def test_who_is_an_admin_no_more_sends_nothing(server: Server) -> None:
    may = [True]
    server.admitted.admit("window", lambda: may[0])
    assert server.put("window", "file", 1) == 204

    may[0] = False

    assert server.put("window", "other", 1) == 403


def test_a_file_that_is_too_large_is_refused_unread(server: Server) -> None:
    server.admit("window")

    assert server.put("window", "file", BOUNDS.file + AROUND + 1) == 413
    assert not server.read
    assert server.put("window", "file", BOUNDS.file) == 204


def test_a_file_that_does_not_say_how_large_it_is_is_counted_as_it_comes(server: Server) -> None:
    server.admit("window")

    assert server.put_in_pieces("window", 10 * BOUNDS.file) == 413
    assert server.read <= BOUNDS.file + AROUND
    assert not server.held
    assert server.put_in_pieces("window", 50 * KILO) == 204


@pytest.mark.parametrize("said", ["-1", "x", "\xb2", "1" * 5000])
def test_a_length_that_is_none_is_refused(server: Server, said: str) -> None:
    server.admit("window")
    path = "/city/_stcore/upload_file/window/file"

    length = {b"content-length": said.encode("latin-1")}
    assert server.client.put(path, headers=length).status_code == 413


def test_too_many_files_are_refused(server: Server) -> None:
    server.admit("window")

    assert [server.put("window", str(n), 0) for n in range(4)] == [204, 204, 204, 413]


def test_too_much_of_one_window_and_of_all_is_refused(server: Server) -> None:
    server.admit("a", "b")

    assert [server.put("a", str(n), 90 * KILO) for n in range(3)] == [204, 204, 413]
    assert [server.put("b", str(n), 90 * KILO) for n in range(3)] == [204, 204, 413]
    assert server.client.delete("/city/_stcore/upload_file/a/0").status_code == 204
    assert server.put("b", "2", 60 * KILO) == 204  # 90 + 90 + 60 of b, 90 of a
    assert server.put("a", "2", 90 * KILO) == 413  # over all


def test_what_is_coming_at_once_is_counted_together(server: Server) -> None:
    server.admit("window")

    async def send_three() -> list[int]:
        every_began = asyncio.Barrier(3)
        return await asyncio.gather(*(one(str(n), every_began) for n in range(3)))

    async def one(file: str, every_began: asyncio.Barrier) -> int:
        path = f"/city/_stcore/upload_file/window/{file}"
        scope = {"type": "http", "method": "PUT", "path": path, "headers": [], "query_string": b""}
        pieces = [b"x" * 45 * KILO] * 2
        said: list[int] = []

        async def receive() -> Any:
            if len(pieces) == 1:  # all three are half through
                await every_began.wait()
            return {"type": "http.request", "body": pieces.pop(), "more_body": bool(pieces)}

        async def send(message: Any) -> None:
            said.append(message.get("status", 0))

        await server.app(scope, receive, send)
        return said[0]

    assert sorted(asyncio.run(send_three())) == [204, 204, 413]


def test_windows_drawn_long_ago_are_forgotten() -> None:
    admitted = Admitted(most=2)
    for window in ("a", "b", "a", "c"):
        admitted.admit(window, lambda: True)

    assert [admitted.holds(window) for window in "abc"] == [True, False, True]
