"""`/health` answers at once, whatever else goes on."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import anyio.to_thread
import pytest
from starlette.applications import Starlette
from starlette.types import Message

from ui.http import health
from ui.http.health import ROUTES, Standing, Watch
from ui.wiring import open_library

Ask = Callable[..., Any]

WELL = Standing(is_well=True, told={"status": "ok"})


@pytest.mark.usefixtures("vienna")
def test_a_library_that_can_be_searched_is_well(ask: Ask, library: Path) -> None:
    opened = open_library(library)
    opened.shelf.follow()
    opened.close()

    answer = ask("/health")

    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"


def test_a_library_that_is_gone_is_told(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLISEARCH_LIBRARY", "/nowhere")

    answer = ask("/health")

    assert answer.status_code == 503
    assert "no library" in answer.json()["message"]


async def _asked() -> tuple[int, dict[str, Any]]:
    sent: list[Any] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/health", "headers": [], "root_path": ""}
    await Starlette(routes=ROUTES)(scope, receive, send)
    return sent[0]["status"], json.loads(sent[1]["body"])


def test_it_answers_while_every_thread_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_WATCH", Watch(lambda: WELL, patience=60))

    async def meanwhile() -> tuple[int, dict[str, Any]]:
        threads = anyio.to_thread.current_default_thread_limiter()
        threads.total_tokens = 2
        done = Event()
        taken = [asyncio.create_task(anyio.to_thread.run_sync(done.wait)) for _ in range(5)]
        while threads.borrowed_tokens < threads.total_tokens:
            await asyncio.sleep(0)
        answer = await _asked()
        done.set()
        await asyncio.gather(*taken)
        return answer

    assert asyncio.run(meanwhile()) == (200, {"status": "ok"})


def test_many_who_ask_at_once_cost_one_look() -> None:
    looks: list[None] = []
    begun, go = Event(), Event()

    def look() -> Standing:
        looks.append(None)
        begun.set()
        go.wait()
        return WELL

    async def together() -> list[Standing]:
        watch = Watch(look, patience=60)
        asked = [asyncio.create_task(watch.standing()) for _ in range(50)]
        await asyncio.sleep(0)  # by which all of them have begun
        begun.wait()
        go.set()
        return list(await asyncio.gather(*asked))

    assert asyncio.run(together()) == [WELL] * 50
    assert len(looks) == 1


@pytest.mark.parametrize(("later", "is_well"), [(1.0, True), (health.LASTING + 1, False)])
def test_while_looking_takes_long_what_was_seen_last_is_told(
    later: float, *, is_well: bool
) -> None:
    now = [0.0]
    go = Event()
    go.set()

    def look() -> Standing:
        go.wait()
        return WELL

    async def one_after_the_other() -> tuple[Standing, Standing]:
        watch = Watch(look, patience=60, clock=lambda: now[0])
        first = await watch.standing()
        go.clear()
        now[0], watch.patience = later, 0.0
        second = await watch.standing()
        go.set()
        return first, second

    first, second = asyncio.run(one_after_the_other())

    assert first.is_well
    assert second.is_well is is_well
