"""Where does the front stand, as the one who asks reaches it, and where do its links lead?

A proxy on the same machine is believed what it says of the scheme; the host is the one
asked for. Every link is whole, so that it also works in a file that was taken away.
"""

import os
import re
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request

from ui.web.address import Address, link_at

BASE_PATH = "POLISEARCH_BASE_PATH"
"""Name of the environment's fact that says under which path a proxy shows the front."""

_HOST = re.compile(r"(?:[A-Za-z0-9._-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The front at one address: `site` ends with a slash, `base` is its path and ends with none."""

    site: str
    base: str = ""

    def document(self, id_: str, suffix: str = "") -> str:
        """The plain page of a document, or what is to be taken away of it."""
        return f"{self.site}doc/{in_path(id_)}{suffix}"

    def file(self, id_: str) -> str:
        """The file of a document."""
        return f"{self.site}files/{in_path(id_)}"

    def reader(self, id_: str, number: int = 1) -> str:
        """A page of a document on the screen where it is read."""
        return link_at(self.site, Address(document=id_, number=number))


def place_of(request: Request) -> Place:
    """The front as this request reached it."""
    base = base_path()
    scheme = "https" if request.url.scheme == "https" else "http"
    return Place(site=f"{scheme}://{_host(request)}{base}/", base=base)


def base_path() -> str:
    """The path of the front, without a slash at its end; empty where it stands at the root."""
    return as_base(os.environ.get(BASE_PATH, ""))


def as_base(path: str) -> str:
    """A path as what stands before other paths.

    >>> as_base("reports/city/"), as_base("/")
    ('/reports/city', '')
    """
    return "".join(f"/{part}" for part in path.split("/") if part)


def in_path(text: str) -> str:
    """A text as one part of a path.

    >>> in_path("a/b ü")
    'a%2Fb%20%C3%BC'
    """
    return quote(text, safe="", errors="replace")


def _host(request: Request) -> str:
    """The host asked for; the server's own where that is none."""
    named = request.headers.get("host", "")
    if _HOST.fullmatch(named):
        return named
    host, port = request.scope.get("server") or ("localhost", None)
    shown = f"[{host}]" if ":" in host else host
    return f"{shown}:{port}" if port else shown
