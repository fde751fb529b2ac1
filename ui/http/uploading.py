"""Whose files does the server take into its memory, and how many?

Streamlit keeps what is sent until its window is closed, and takes it from any window. So
before it reads anything, this asks whether an admin was shown a field for files in that
window, and may still change the library; and it counts the bytes as they come.
"""

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

AROUND = 64 * 1024
"""Bytes that a browser may send around a file: its name, its type, and what parts them."""

MOST_ADMITTED = 1000
"""Windows of admins that are remembered; those drawn longest ago are forgotten first."""

NOT_ADMITTED = "Only admins can send files. Open the screen Admin anew.\n"
TOO_MUCH = "That is too much at a time. Send less, or come again in some minutes.\n"

Held = Mapping[str, Sequence[int]]
"""The sizes of the files that are held in memory, by the window that sent them."""

_PATH = "/_stcore/upload_file/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much may be sent, in bytes but for `files`."""

    file: int
    files: int
    together: int
    in_all: int


@dataclass(slots=True)
class Admitted:
    """The windows in which files may be sent, each with the question whether that still holds."""

    most: int = MOST_ADMITTED
    _asked: OrderedDict[str, Callable[[], bool]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def admit(self, window: str, still: Callable[[], bool]) -> None:
        """From now on files may be sent from this window, as long as `still` says so."""
        with self._lock:
            self._asked.pop(window, None)
            self._asked[window] = still
            if len(self._asked) > self.most:
                self._asked.popitem(last=False)

    def holds(self, window: str) -> bool:
        """Whether files may be sent from this window. It may take a moment to say."""
        with self._lock:
            still = self._asked.get(window)
        return still is not None and still()


ADMITTED = Admitted()
"""Those of this process."""


class Uploading:
    """Refuses with 403 files of those who are no admins, and with 413 what is too much."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        admitted: Admitted,
        bounds: Callable[[], Bounds],
        held: Callable[[], Held],
    ) -> None:
        self._app = app
        self._admitted = admitted
        self._bounds = bounds
        self._held = held
        self._coming: Counter[str] = Counter()  # bytes by window; of one event loop
        self._requests: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let what may pass go on to Streamlit, counted; refuse the rest unread."""
        window = _window(scope)
        if window is None:
            await self._app(scope, receive, send)
        elif not await run_in_threadpool(self._admitted.holds, window):
            await PlainTextResponse(NOT_ADMITTED, 403)(scope, receive, send)
        elif scope["method"] == "PUT":
            await self._take(window, scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _take(self, window: str, scope: Scope, receive: Receive, send: Send) -> None:
        bounds = await run_in_threadpool(self._bounds)
        said = Headers(scope=scope).get("content-length", "0")
        files = len(self._held().get(window, ())) + self._requests[window]
        is_length = said.isascii() and said.isdigit()
        if not is_length or int(said[:20]) > bounds.file + AROUND or files >= bounds.files:
            await PlainTextResponse(TOO_MUCH, 413)(scope, receive, send)
            return
        came = 0

        async def receive_counted() -> Message:
            nonlocal came
            message = await receive()
            size = len(message.get("body", b""))
            came += size
            self._coming[window] += size
            if came > bounds.file + AROUND or not self._has_room(window, bounds):
                raise HTTPException(413, TOO_MUCH)
            return message

        self._requests[window] += 1
        try:
            await self._app(scope, receive_counted, send)
        finally:
            self._requests[window] -= 1
            self._coming[window] -= came
            if not self._requests[window]:
                del self._requests[window], self._coming[window]

    def _has_room(self, window: str, bounds: Bounds) -> bool:
        """Whether what is held and what is coming fits, of this window and of all."""
        held = {name: sum(sizes) for name, sizes in self._held().items()}
        return (
            held.get(window, 0) + self._coming[window] <= bounds.together
            and sum(held.values()) + self._coming.total() <= bounds.in_all
        )


def _window(scope: Scope) -> str | None:
    """The window that a file is sent from, or taken back; None where it is about no file."""
    if scope["type"] != "http" or scope["method"] == "OPTIONS":
        return None
    _, found, after = scope["path"].partition(_PATH)
    return after.partition("/")[0] if found else None
