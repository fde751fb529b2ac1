"""How many windows may be open at once."""

import asyncio
from typing import Any

from ui.http.windows import Windows


class Opened:
    """Windows that stay open until they are closed."""

    def __init__(self, most: int) -> None:
        self.app = Windows(self._hold, most=most)
        self.closing = asyncio.Event()
        self.tasks: list[asyncio.Future[None]] = []

    async def _hold(self, *_: Any) -> None:
        await self.closing.wait()

    async def open(self, client: str) -> list[int]:
        """The codes with which this window was refused, none where it is open."""
        codes: list[int] = []

        async def send(message: Any) -> None:
            codes.append(message["code"])

        scope = {"type": "websocket", "client": (client, 1)}
        self.tasks.append(asyncio.ensure_future(self.app(scope, _nothing, send)))
        await asyncio.sleep(0)
        return codes

    async def close(self) -> None:
        self.closing.set()
        await asyncio.gather(*self.tasks)


async def _nothing(*_: Any) -> Any:
    raise AssertionError("nothing is to be read, or sent")


def test_one_address_has_half_of_them_and_others_find_room() -> None:
    async def ask() -> None:
        windows = Opened(10)
        refused = [await windows.open("1.1.1.1") for _ in range(20)]
        assert refused == [[]] * 5 + [[1013]] * 15
        assert [await windows.open("2.2.2.2") for _ in range(4)] == [[], [], [], [1013]]
        assert await windows.open("3.3.3.3") == []
        await windows.close()

    asyncio.run(ask())


def test_a_window_that_is_closed_leaves_its_place() -> None:
    async def ask() -> None:
        windows = Opened(2)
        assert await windows.open("1.1.1.1") == []
        assert await windows.open("1.1.1.1") == [1013]
        await windows.close()
        assert await windows.open("1.1.1.1") == []
        await windows.close()

    asyncio.run(ask())


def test_pages_are_no_windows() -> None:
    async def ask() -> None:
        reached = []

        async def app(scope: Any, *_: Any) -> None:
            reached.append(scope["type"])

        await Windows(app, most=0)({"type": "http"}, _nothing, _nothing)
        assert reached == ["http"]

    asyncio.run(ask())
