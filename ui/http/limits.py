"""How much may one who is not known ask for, so that the others are still answered?

Only what costs is counted: data, exports, feeds and plain pages. The screens, which hold
a connection each, are left alone.
"""

import ipaddress
import math
import threading
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

COSTS: Mapping[str, float] = {
    "/admin-entry": 10,  # nobody guesses many secrets
    "/api/complete": 0.25,  # asked with every letter typed
    "/api": 1,
    "/doc": 1,  # a reference is made by one thread at a time
    "/feed.xml": 2,
    "/oai": 2,  # a hundred records at once
    "/page": 0.5,
    "/sitemap": 5,  # goes through the whole catalogue
}
"""What a request costs by the beginning of its path; the longest that fits holds."""

BURST = 60.0
"""Costs that may come at once: a person opening many results, or a program's first page."""

PER_SECOND = 4.0
"""Costs that may go on for ever: a catalogue of 10,000 is collected within an hour."""

MOST_CLIENTS = 20_000
"""Addresses remembered, in some 4 MB. Those that have been quiet longest are forgotten first."""

AT_ONCE = 12
"""Requests answered at one time: fewer than half of the threads that also serve the screens."""

AT_ONCE_FOR_ONE = 6
"""Of these for one address, which is as many as a browser opens: the rest is for others."""

WAIT = 2
"""Seconds after which one may come again where all are busy."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


@dataclass(slots=True)
class Allowance:
    """What each client has left. Safe in threads, and as large as it ever gets after a flood."""

    burst: float = BURST
    per_second: float = PER_SECOND
    most: int = MOST_CLIENTS
    clock: Callable[[], float] = time.monotonic
    _buckets: OrderedDict[str, _Bucket] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __len__(self) -> int:
        return len(self._buckets)

    def seconds_until(self, client: str, cost: float) -> float:
        """Take the cost and return 0, or take nothing and return how long to wait for it."""
        with self._lock:
            now = self.clock()
            bucket = self._buckets.pop(client, None) or _Bucket(self.burst, now)
            bucket.left = min(self.burst, bucket.left + (now - bucket.at) * self.per_second)
            bucket.at = now
            self._buckets[client] = bucket
            if len(self._buckets) > self.most:
                self._buckets.popitem(last=False)
            if bucket.left < cost:
                return (cost - bucket.left) / self.per_second
            bucket.left -= cost
            return 0.0


class Limits:
    """Refuses with 429 who asks too much, and with 503 where too much is asked in all."""

    def __init__(self, app: ASGIApp, *, base: str = "", allowance: Allowance | None = None) -> None:
        self._app = app
        self._base = base
        self._allowance = Allowance() if allowance is None else allowance
        self._busy: Counter[str] = Counter()  # of one event loop, so without a lock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse and say when to come again."""
        cost = cost_of(scope["path"], self._base) if scope["type"] == "http" else 0.0
        if not cost:
            await self._app(scope, receive, send)
            return
        client = client_of(scope)
        refused = self._refused(client, cost)
        if refused is not None:
            await refused(scope, receive, send)
            return
        self._busy[client] += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._busy[client] -= 1
            if not self._busy[client]:
                del self._busy[client]

    def _refused(self, client: str, cost: float) -> PlainTextResponse | None:
        if self._busy[client] >= AT_ONCE_FOR_ONE:
            return _refusal(429, "Too many requests at one time.", WAIT)
        if self._busy.total() >= AT_ONCE:
            return _refusal(503, "All are busy.", WAIT)
        if wait := self._allowance.seconds_until(client, cost):
            return _refusal(429, "Too many requests.", math.ceil(wait))
        return None


def cost_of(path: str, base: str = "") -> float:
    """What a path costs, 0 where it is not counted.

    >>> cost_of("/city/api/complete", "/city"), cost_of("/apiary"), cost_of("/sitemap-2.xml")
    (0.25, 0.0, 5)
    """
    if base and not path.startswith(f"{base}/"):
        return 0.0
    below = path.removeprefix(base)
    fitting = (start for start in COSTS if below.startswith(start) and _ends(below, len(start)))
    longest = max(fitting, key=len, default="")
    return COSTS[longest] if longest else 0.0


def client_of(scope: Scope) -> str:
    """Whom a request counts for: an address, or in IPv6 the network that one household has.

    >>> client_of({"client": ("2001:db8:1:2:3::4", 80)}), client_of({"client": None})
    ('2001:db8:1:2::/64', '')
    """
    host = str((scope.get("client") or ("", 0))[0])
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host[:64]
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _ends(path: str, at: int) -> bool:
    """Whether a word of the path ends here."""
    return not path[at : at + 1].isalnum()


def _refusal(status: int, said: str, seconds: int) -> PlainTextResponse:
    headers = {"Retry-After": str(seconds), "Cache-Control": "no-store"}
    return PlainTextResponse(f"{said} Come again in {seconds} s.\n", status, headers)
