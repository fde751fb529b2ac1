import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send

from ui.http import limits
from ui.http.limits import Allowance, Limits

Answer = Callable[[Scope, Receive, Send], Awaitable[None]]


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def _fine(_: Scope, __: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def _nothing() -> Message:
    return {"type": "http.request"}


async def _status(app: Limits, path: str, client: str = "1.1.1.1") -> tuple[int, dict[str, str]]:
    sent: list[Any] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "client": (client, 1), "headers": []}
    await app(scope, _nothing, send)
    return sent[0]["status"], {k.decode(): v.decode() for k, v in sent[0]["headers"]}


def _asked(app: Limits, path: str, client: str = "1.1.1.1") -> tuple[int, dict[str, str]]:
    return asyncio.run(_status(app, path, client))


def _small(clock: Clock | None = None, most: int = 10) -> Allowance:
    return Allowance(burst=2, per_second=0.5, most=most, clock=clock or Clock())


def test_who_asks_too_much_is_told_when_to_come_again() -> None:
    app = Limits(_fine, allowance=_small())
    statuses = [_asked(app, "/api/search")[0] for _ in range(2)]

    status, headers = _asked(app, "/api/search")

    assert (*statuses, status) == (200, 200, 429)
    assert headers["retry-after"] == "2"


def test_who_waited_is_answered_again() -> None:
    clock = Clock()
    app = Limits(_fine, allowance=_small(clock))
    for _ in range(3):
        _asked(app, "/api/search")

    clock.now = 2.0

    assert _asked(app, "/api/search")[0] == 200


def test_another_address_has_an_allowance_of_its_own() -> None:
    app = Limits(_fine, allowance=_small())
    for _ in range(3):
        _asked(app, "/api/search")

    assert _asked(app, "/api/search", "2.2.2.2")[0] == 200


def test_addresses_of_one_network_in_ipv6_share_an_allowance() -> None:
    app = Limits(_fine, allowance=_small())

    statuses = [_asked(app, "/doc/a", f"2001:db8::{n}")[0] for n in range(1, 4)]

    assert statuses == [200, 200, 429]


@pytest.mark.parametrize("path", ["/", "/matrix", "/_stcore/stream", "/files/a", "/static/js/a.js"])
def test_screens_and_files_are_not_counted(path: str) -> None:
    app = Limits(_fine, allowance=Allowance(burst=0))

    assert _asked(app, path)[0] == 200


@pytest.mark.parametrize(
    "path", ["/api/search", "/oai", "/feed.xml", "/doc/a.ris", "/page/a/1.png"]
)
def test_what_costs_is_counted(path: str) -> None:
    app = Limits(_fine, allowance=Allowance(burst=0))

    assert _asked(app, path)[0] == 429


def test_paths_are_counted_under_the_path_of_a_proxy() -> None:
    app = Limits(_fine, base="/city", allowance=Allowance(burst=0))

    assert _asked(app, "/city/api/search")[0] == 429
    assert _asked(app, "/api/search")[0] == 200


def test_a_connection_of_a_screen_goes_through() -> None:
    went: list[str] = []

    async def inside(scope: Scope, _: Receive, __: Send) -> None:
        went.append(scope["type"])

    async def send(_: Message) -> None:
        raise AssertionError

    app = Limits(inside, allowance=Allowance(burst=0))
    asyncio.run(app({"type": "websocket", "path": "/api/search"}, _nothing, send))

    assert went == ["websocket"]


async def _together(clients: list[str]) -> list[int]:
    """The statuses of requests of which none is answered before all have come."""
    go = asyncio.Event()

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await go.wait()
        await _fine(scope, receive, send)

    app = Limits(slow)
    asked = [asyncio.create_task(_status(app, "/api/search", client)) for client in clients]
    while sum(task.done() for task in asked) + app._busy.total() < len(clients):
        await asyncio.sleep(0)
    go.set()
    statuses = [status for status, _ in await asyncio.gather(*asked)]
    assert not app._busy
    return statuses


def test_no_more_are_answered_at_one_time_than_there_is_room_for() -> None:
    statuses = asyncio.run(_together([f"1.1.1.{n}" for n in range(limits.AT_ONCE + 3)]))

    assert statuses == [200] * limits.AT_ONCE + [503] * 3


def test_one_address_does_not_take_all_the_room() -> None:
    statuses = asyncio.run(_together(["1.1.1.1"] * (limits.AT_ONCE_FOR_ONE + 2)))

    assert statuses == [200] * limits.AT_ONCE_FOR_ONE + [429] * 2


def test_room_is_given_back_where_an_answer_fails() -> None:
    async def failing(_: Scope, __: Receive, ___: Send) -> None:
        raise RuntimeError

    app = Limits(failing)
    for _ in range(limits.AT_ONCE + 1):
        with pytest.raises(RuntimeError):
            _asked(app, "/api/search")


def test_the_addresses_remembered_are_bounded() -> None:
    allowance = _small(most=10)
    for number in range(1000):
        allowance.seconds_until(str(number), 1)

    assert len(allowance) == 10


@given(st.lists(st.tuples(st.floats(0, 10), st.sampled_from([0.25, 1, 2])), max_size=50))
def test_nobody_gets_more_than_the_burst_and_what_comes_with_time(
    asked: list[tuple[float, float]],
) -> None:
    clock = Clock()
    allowance = Allowance(burst=5, per_second=2, clock=clock)
    given_away = 0.0
    for wait, cost in asked:
        clock.now += wait
        if not allowance.seconds_until("a", cost):
            given_away += cost

    assert given_away <= 5 + 2 * clock.now + 1e-6


@given(st.floats(0, 5), st.sampled_from([0.5, 1, 2]))
def test_who_waits_as_long_as_told_is_answered(taken: float, cost: float) -> None:
    clock = Clock()
    allowance = Allowance(burst=5, per_second=2, clock=clock)
    allowance.seconds_until("a", taken)
    wait = allowance.seconds_until("a", cost)
    if wait:
        clock.now += wait + 1e-6
        wait = allowance.seconds_until("a", cost)

    assert wait == 0
