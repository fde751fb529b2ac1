"""Who may change the library through the web front?

A browser that holds a secret of it (`ui/admins.py`), and those whom the setting `admins`
names, by the e-mail address with which they signed in. From where somebody comes, and by
which name, makes nobody an admin: a client chooses what it says of that, and a proxy or a
relay makes all who come look alike.

Signing in is OpenID Connect; it needs the package Authlib, and what the provider gave
out, in `.streamlit/secrets.toml` of one's home, or in the file that the variable
POLISEARCH_SECRETS names:

    [auth]
    redirect_uri = "https://reports.example.org/oauth2callback"
    cookie_secret = "a long text that nobody can guess"
    client_id = "…"
    client_secret = "…"
    server_metadata_url = "https://accounts.example.org/.well-known/openid-configuration"

That file is kept from others (`chmod 600`), and is no part of the library.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Concatenate, ParamSpec

import streamlit as st

from corpus.disk import refusals_said
from corpus.errors import PolisearchError
from ui.admins import cookie_name, is_session
from ui.opened import opened_library
from ui.web.parts.told import tell
from ui.wiring import Library

_P = ParamSpec("_P")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody at the front.

    `secret` is what the browser holds. `email` is that of the sign-in, empty without one, or
    where the provider says it is not verified.
    """

    secret: str = field(default="", repr=False)
    email: str = ""

    def may_administer(self, library: Library) -> bool:
        """Whether this visitor may change the library."""
        return is_session(library.folder, self.secret) or (
            bool(self.email)
            and _plain(self.email) in {_plain(one) for one in library.settings.admins}
        )


def visitor(library: Library) -> Visitor:
    """Who is at the front in this session, as its connection says."""
    user = st.user.to_dict()
    is_verified = str(user.get("email_verified", True)).lower() not in ("false", "0", "")
    is_known = bool(user.get("is_logged_in")) and is_verified
    return Visitor(
        secret=str(st.context.cookies.get(cookie_name(library.folder), "")),
        email=str(user.get("email") or "") if is_known else "",
    )


def may_administer(library: Library) -> bool:
    """Whether whoever is at the front in this session may change the library."""
    return visitor(library).may_administer(library)


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
                with refusals_said():
                    act(library, *args, **kwargs)
            else:
                tell(
                    "You may not do this any more.",
                    "Sign in again, or open another address of 'polisearch admin'.",
                    went_wrong=True,
                )
        except PolisearchError as error:
            tell(error.message, error.hint, went_wrong=True)

    return asked


def can_sign_in() -> bool:
    """Whether somebody configured how to sign in."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def _plain(email: str) -> str:
    return email.strip().casefold()
