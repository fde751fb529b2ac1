"""What does a browser have to mind in every answer?

Nothing is loaded from anywhere else, in no answer. A screen may run the scripts of
Streamlit and ours, known by their checksums, and no other; a path of ours runs none.
"""

from collections.abc import Iterable, Sequence

from starlette.datastructures import MutableHeaders
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""An address holds what somebody looks for, so no other site is told it."""

PLAIN = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
"""The policy of every path of ours that has none of its own."""


def screen_policy(checksums: Iterable[str]) -> str:
    """What a screen may load; `checksums` are those of the scripts that stand in it."""
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(["script-src 'self'", *(f"'{one}'" for one in checksums)]),
            "style-src 'self' 'unsafe-inline'",  # Streamlit writes its style as it draws
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self'",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "frame-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


class Headers:
    """Puts the headers on every answer, whoever gives it. A policy that is there already stays."""

    def __init__(self, app: ASGIApp, *, ours: Sequence[BaseRoute], policy: str) -> None:
        self._app = app
        self._ours = ours
        self._policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_ours = any(route.matches(scope)[0] is not Match.NONE for route in self._ours)
        policy = PLAIN if is_ours else self._policy

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", policy)
            await send(message)

        await self._app(scope, receive, send_with_headers)
