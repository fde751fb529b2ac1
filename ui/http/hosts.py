"""Is the front asked for by a name of its own, and by a page of its own?

A strange site can have its name lead to this machine, and a page of another program on this
machine can ask for anything here: a browser sends both along. Their `Host` or their `Origin`
gives them away. This stands before every path, those of Streamlit as well, which sees an
origin only where it fits the host: for any other it would ask a site on the network for the
address of this machine.
"""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_HOST = re.compile(r"([a-z0-9._-]{1,255}|\[[0-9a-f:.]{2,45}\])(?::(\d{1,5}))?", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}

EVERYWHERE = ("", "0.0.0.0", "::")
"""Addresses to listen at that are the name of nothing."""

UNKNOWN_HOST = (
    "This front is not known by the name it was asked for.\n"
    'Name it in the library\'s polisearch.toml, hosts = ["reports.example.org"], and start again.\n'
)
UNKNOWN_ORIGIN = (
    "Pages of another site may not ask for this.\n"
    "Where a proxy shows the front under another name, name that in polisearch.toml: "
    'hosts = ["reports.example.org"]\n'
)


@dataclass(frozen=True, slots=True)
class Host:
    """A name or an address of a machine, and the port, if one was said."""

    name: str
    port: int | None = None

    @property
    def is_loopback(self) -> bool:
        """Whether it can only ever be this machine.

        >>> [Host(name).is_loopback for name in ("a.localhost", "127.8.0.1", "::1", "local")]
        [True, True, True, False]
        """
        if self.name == "localhost" or self.name.endswith(".localhost"):
            return True
        try:
            address = ipaddress.ip_address(self.name)
        except ValueError:
            return False
        return address.is_loopback


def host_of(text: str) -> Host | None:
    """A host as a header or the settings write it; None where it is none.

    >>> host_of("LOCALHOST.:8501"), host_of("[::1]:80"), host_of("a@b"), host_of("")
    (Host(name='localhost', port=8501), Host(name='::1', port=80), None, None)
    """
    found = _HOST.fullmatch(text)
    if found is None:
        return None
    name = found[1].lower().strip("[]").removesuffix(".")
    port = int(found[2]) if found[2] else None
    return Host(name, port) if name and (port is None or port < 65536) else None


def origin_of(text: str) -> Host | None:
    """The host of an origin, with its port; None for `null` and whatever else is no origin.

    >>> origin_of("https://a.org"), origin_of("http://a.org:81"), origin_of("null")
    (Host(name='a.org', port=443), Host(name='a.org', port=81), None)
    """
    scheme, between, rest = text.partition("://")
    host = host_of(rest)
    if host is None or not between or scheme not in _DEFAULT_PORTS:
        return None
    return Host(host.name, host.port or _DEFAULT_PORTS[scheme])


class Hosts:
    """Refuses with 421 an unknown host, and with 403 a page of another site.

    `served_at` is the address the front listens at, `named` what the setting `hosts` names.
    """

    def __init__(self, app: ASGIApp, *, served_at: str = "", named: Iterable[str] = ()) -> None:
        self._app = app
        own = () if served_at in EVERYWHERE else (_bracketed(served_at),)
        self._known = [host for one in (*own, *named) if (host := host_of(one)) is not None]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse before anything else is looked at."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        hosts, origins = _headers(scope, b"host"), _headers(scope, b"origin")
        host = host_of(hosts[0]) if len(hosts) == 1 else None
        if host is None or not self._is_ours(host):
            await _refuse(scope, receive, send, 421, UNKNOWN_HOST)
        elif origins and not (len(origins) == 1 and self._may_ask(origins[0], host)):
            await _refuse(scope, receive, send, 403, UNKNOWN_ORIGIN)
        elif origins and scope["type"] == "websocket":
            await self._app(_asked_by(scope, origins[0]), receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_ours(self, host: Host) -> bool:
        """Whether a host is this machine, or is named, with this port or with none."""
        return host.is_loopback or any(
            host.name == known.name and (known.port is None or _meet(host, known))
            for known in self._known
        )

    def _may_ask(self, origin: str, host: Host) -> bool:
        """Whether a page is ours: of the host it asks, or of one that is named."""
        page = origin_of(origin)
        return page is not None and any(
            page.name == known.name and _meet(page, known) for known in (host, *self._known)
        )


def _meet(one: Host, other: Host) -> bool:
    """Whether two hosts of one name can be one: a port that is not said is 80, or 443."""
    return bool(_ports(one) & _ports(other))


def _ports(host: Host) -> set[int]:
    return set(_DEFAULT_PORTS.values()) if host.port is None else {host.port}


def _bracketed(address: str) -> str:
    return f"[{address}]" if ":" in address and not address.startswith("[") else address


def _headers(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]


def _asked_by(scope: Scope, origin: str) -> Scope:
    """What was asked, with the host as the page that asks names it.

    Behind a proxy that asks by another name, the two would not fit for Streamlit.
    """
    host = origin.partition("://")[2].encode("latin-1")
    headers = [(key, host if key == b"host" else value) for key, value in scope["headers"]]
    return {**scope, "headers": headers}


async def _refuse(scope: Scope, receive: Receive, send: Send, status: int, said: str) -> None:
    if scope["type"] == "websocket":  # which the server answers with 403
        await send({"type": "websocket.close", "code": 1008})
        return
    answer = PlainTextResponse(said, status, headers={"Cache-Control": "no-store"})
    await answer(scope, receive, send)
