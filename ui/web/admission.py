"""Who may change the library through the web front?

Where the front is served to this machine alone, whoever sits at it. Served anywhere
else, those whom the setting `admins` names, by the e-mail address with which they signed
in. Signing in is OpenID Connect; it needs the package Authlib, and what the provider gave
out, in `.streamlit/secrets.toml` of one's home, or in the file that the variable
POLISEARCH_SECRETS names:

    [auth]
    redirect_uri = "https://reports.example.org/oauth2callback"
    cookie_secret = "a long text that nobody can guess"
    client_id = "…"
    client_secret = "…"
    server_metadata_url = "https://accounts.example.org/.well-known/openid-configuration"

That file is kept from others (`chmod 600`), and is no part of the library.

A proxy on this machine makes every visitor look like one at this machine. So headers that
a proxy adds, and names of the site that are no names of this machine, rule that out; the
latter also where a strange site sends a reader's browser here under a name of its own.
"""

import ipaddress
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

import streamlit as st

from corpus.errors import PolisearchError
from ui.opened import opened_library
from ui.web.parts.told import tell
from ui.wiring import Library

HOST = "POLISEARCH_HOST"
"""Where the front is served, as `ui.web.server` says it."""

_OF_PROXIES = ("forwarded", "via", "x-real-ip")

_P = ParamSpec("_P")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody at the front. `served_at` is the address the front listens at.

    `address` is None at this machine. The names of `headers` are in small letters. `email`
    is that of the sign-in, empty without one, or where the provider says it is not verified.
    """

    served_at: str = ""
    address: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    email: str = ""

    @property
    def is_here(self) -> bool:
        """Whether this visitor sits at the machine that serves the front, to itself alone.

        >>> here = Visitor(served_at="127.0.0.1", headers={"host": "localhost:8501"})
        >>> here.is_here, Visitor(served_at="0.0.0.0", headers=here.headers).is_here
        (True, False)
        """
        origin = self.headers.get("origin")
        return (
            _is_loopback(self.served_at)
            and (self.address is None or _is_loopback(self.address))
            and _is_loopback(_name_of(f"//{self.headers.get('host', '')}"))
            and (origin is None or _is_loopback(_name_of(origin)))
            and not any(
                name in _OF_PROXIES or name.startswith("x-forwarded") for name in self.headers
            )
        )

    def may_administer(self, admins: Sequence[str]) -> bool:
        """Whether this visitor may change the library."""
        return self.is_here or (
            bool(self.email) and _plain(self.email) in {_plain(one) for one in admins}
        )


def visitor() -> Visitor:
    """Who is at the front in this session, as its connection says."""
    user = st.user.to_dict()
    is_verified = str(user.get("email_verified", True)).lower() not in ("false", "0", "")
    is_known = bool(user.get("is_logged_in")) and is_verified
    return Visitor(
        served_at=os.environ.get(HOST, ""),
        address=st.context.ip_address,
        headers={name.lower(): text for name, text in st.context.headers.items()},
        email=str(user.get("email") or "") if is_known else "",
    )


def may_administer(library: Library) -> bool:
    """Whether whoever is at the front in this session may change the library."""
    return visitor().may_administer(library.settings.admins)


def for_admins(act: Callable[Concatenate[Library, _P], None]) -> Callable[_P, None]:
    """Makes what changes the served library a callback that does nothing for those who may not.

    It asks each time, because a session may outlast a sign-in and a setting. A person's
    error is told when the screen is drawn next.
    """

    @wraps(act)
    def asked(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            library = opened_library()
            if may_administer(library):
                act(library, *args, **kwargs)
            else:
                tell("You may not do this any more.", "Sign in again.", went_wrong=True)
        except PolisearchError as error:
            tell(error.message, error.hint, went_wrong=True)

    return asked


def can_sign_in() -> bool:
    """Whether somebody configured how to sign in."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def _plain(email: str) -> str:
    return email.strip().casefold()


def _name_of(url: str) -> str:
    """
    >>> _name_of("//[::1]:8501"), _name_of("http://localhost"), _name_of("//[")
    ('::1', 'localhost', '')
    """
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _is_loopback(name: str) -> bool:
    if name.lower() == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)
