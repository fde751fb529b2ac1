"""`/health`: whether this front can answer, for those who watch over it.

It answers at once whatever else is asked: it runs where requests come in, and the library
is looked at in a thread of its own, never in one of those that others may hold.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from corpus.errors import PolisearchError
from ui.opened import opened_library
from ui.probing import probe
from ui.without_places import for_readers

PATIENCE = 2.0
"""Seconds that an answer waits for a look at the library."""

LASTING = 60.0
"""Seconds for which what was seen last is told where a look takes longer than that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether a library can be searched, and what is told of it."""

    is_well: bool
    told: Mapping[str, str | int]


def standing() -> Standing:
    """How the library stands now."""
    try:
        coverage = probe(opened_library())
    except PolisearchError as error:
        message, hint = for_readers(error)
        told = {"status": "unavailable", "message": message, "hint": hint}
        return Standing(is_well=False, told=told)
    return Standing(
        is_well=True,
        told={"status": "ok", "documents": coverage.documents, "behind": coverage.behind},
    )


class Watch:
    """Looks at a library, once at a time however many ask. It belongs to one event loop."""

    def __init__(
        self,
        look: Callable[[], Standing] = standing,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._look = look
        self.patience = patience
        self._clock = clock
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="health")
        self._looking: Future[Standing] | None = None
        self._seen: tuple[float, Standing] | None = None

    async def standing(self) -> Standing:
        """What is seen now; what was seen last where looking takes longer."""
        if self._looking is None or self._looking.done():
            self._looking = self._thread.submit(self._looked)
        waited_for = asyncio.wrap_future(self._looking)
        done, _ = await asyncio.wait({waited_for}, timeout=self.patience)
        if done:
            return waited_for.result()
        if self._seen and self._clock() - self._seen[0] <= LASTING:
            return self._seen[1]
        told = {"status": "unavailable", "message": "The library does not answer."}
        return Standing(is_well=False, told=told)

    def _looked(self) -> Standing:
        seen = self._look()
        self._seen = (self._clock(), seen)
        return seen


_WATCH = Watch()


async def health(_: Request) -> Response:
    """Status 200 where the library can be searched, else 503 with what is wrong."""
    now = await _WATCH.standing()
    return JSONResponse(
        dict(now.told),
        status_code=200 if now.is_well else 503,
        headers={"Cache-Control": "no-store"},
    )


ROUTES = (Route("/health", health),)
