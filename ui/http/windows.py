"""How many windows may be open at once? Each holds a connection, and memory for what it shows."""

from collections import Counter

from starlette.types import ASGIApp, Receive, Scope, Send

from ui.http.limits import client_of

MOST_WINDOWS = 400
"""Windows in all."""


class Windows:
    """Refuses a window where its address has as many already as are left free for all.

    So one address alone has half of them at most, and the next one half of the rest.
    """

    def __init__(self, app: ASGIApp, *, most: int = MOST_WINDOWS) -> None:
        self._app = app
        self._most = most
        self._open: Counter[str] = Counter()  # of one event loop, so without a lock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Open the window, or refuse it before it is one."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        client = client_of(scope)
        if self._open[client] >= self._most - self._open.total():
            await send({"type": "websocket.close", "code": 1013})
            return
        self._open[client] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._open[client] -= 1
            if not self._open[client]:
                del self._open[client]
