"""Which list is the one of this browser, and how does it stay so?

The browser keeps the token in a cookie, which is read when a window is opened. What is made
in a window is known to its session at once, and to the browser by `ui/web/my_list.js`.
"""

import math
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from corpus.errors import PolisearchError
from search.keeping.list_file import (
    begin,
    change,
    is_kept,
    keep_fresh,
    may_change,
    read_list,
)
from search.keeping.lists import ListFull, ReadingList
from ui.http.limits import Allowance, client_of
from ui.web.address import Address
from ui.web.markup import as_label, show, tag
from ui.wiring import Library
from ui.without_places import for_readers

SCREEN_OF_LISTS = "list"
"""The path of the screen, and the parameter of its address that holds a token."""

BEGUN = Allowance(burst=60, per_second=1 / 30)
"""New lists that one address may begin: so nobody takes the place of all others."""

_OWN, _TIMES, _SAID = "own-list", "own-list-times", "list-said"
"""Names of the session's facts: the token, how often it was set in this window, a message."""


def own_token(library: Library) -> str:
    """The token of this browser's list; empty where it has none (any more)."""
    sent = st.context.cookies.get(cookie_name(library), "")
    token = str(st.session_state.get(_OWN, sent))
    return token if may_change(token) and is_kept(library.folder, token) else ""


def own_list(library: Library) -> ReadingList:
    """This browser's list; one with nothing in it where there is none, or it is damaged."""
    token = own_token(library)
    try:
        return read_list(library.folder, token) if token else ReadingList()
    except PolisearchError:
        return ReadingList()


def make_own(token: str) -> None:
    """Gather into this list from now on; with an empty token into one that is yet to be made."""
    st.session_state[_OWN] = token
    st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1


def put_in(library: Library, how: Callable[[ReadingList], ReadingList]) -> None:
    """Change this browser's list, which is made if there is none. Raises as `change` does."""
    token = own_token(library)
    if token:
        change(library.folder, token, how)
    else:
        _refuse_many()
        make_own(begin(library.folder, how))


def _refuse_many() -> None:
    """Raises ListFull where many lists were begun from one address within a short time."""
    client = client_of({"client": (st.context.ip_address or "here", 0)})
    seconds = BEGUN.seconds_until(client, 1)
    if seconds:
        raise ListFull(
            "Too many lists were begun from your address.",
            f"Try again in {math.ceil(seconds / 60)} minutes.",
        )


def cookie_name(library: Library) -> str:
    """What the cookie is called: two libraries at one site have two."""
    return f"polisearch-list-{library.catalogue.identity()[:12]}"


def remember(library: Library) -> None:
    """Tell the browser which list is its own. Nothing of it is seen."""
    token = own_token(library)
    if token:
        keep_fresh(library.folder, token)
    told = tag(
        "span",
        class_="own-list",
        hidden=True,
        data_name=cookie_name(library),
        data_token=token,
        data_made=str(st.session_state.get(_TIMES, 0)),
    )
    show(told)


def menu_entry(library: Library) -> tuple[str, Address]:
    """The label of the screen in the menu, `My list (3)`, and where it leads."""
    held = own_list(library)
    count = len(held.items) + len(held.searches)
    return f"My list ({count:,})" if count else "My list", list_address(own_token(library))


def list_address(token: str) -> Address:
    """The address of a list."""
    return Address(screen=SCREEN_OF_LISTS, more={SCREEN_OF_LISTS: (token,)} if token else {})


def attempt(what: Callable[[], Any], said: str = "", *, place: str = "") -> bool:
    """Do something to a list; what was done, or a person's error, is to be said at a place."""
    try:
        what()
    except PolisearchError as error:
        tell(" ".join(for_readers(error)), place)
        return False
    tell(said, place)
    return True


def press(what: Callable[[], Any], said: str = "", *, place: str = "") -> None:
    """`attempt`, for a button."""
    attempt(what, said, place=place)


def tell(text: str, place: str = "") -> None:
    """Have something said at a place when it is drawn next.

    A toast would go before it is read, and within a fragment takes the place of the style.
    """
    st.session_state[_SAID] = (place, text)


def show_told(place: str = "") -> None:
    """Say once what is to be said here."""
    where, text = st.session_state.get(_SAID, ("", ""))
    if text and where == place:
        st.session_state[_SAID] = ("", "")
        show(tag("p", text, class_="list-told", role="status", dir="auto"))


def site() -> str:
    """Where the front is served, with a slash at its end."""
    there = urlsplit(st.context.url or "")
    return f"{there.scheme}://{there.netloc}{there.path.rpartition('/')[0]}/"


def named(label: str, of: str) -> str:
    """The label of a button that says of what it is to those who hear it.

    The style sheet hides what is coloured, so that nobody has to read it on every button.
    """
    return f"{label} :gray[{as_label(of)}]"
