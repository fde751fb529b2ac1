"""What stands on every screen, and how it is said that something went wrong."""

from dataclasses import replace

import streamlit as st

from ui.web.address import Address, link_to
from ui.web.markup import Html, show, tag
from ui.web.parts.own_list import menu_entry
from ui.wiring import Library

MENU = {
    "": "Find",
    "matrix": "Matrix",
    "compare": "Compare",
    "places": "Cities & networks",
    "list": "My list",
    "help": "Help",
}
"""The screens that a reader goes to from every other, by their path."""


FOR_ADMINS = {
    "admin": "Admin",
}
"""Those that only they are shown who may change the library."""


def masthead(library: Library, address: Address, *, is_admin: bool = False) -> None:
    """The name of the library, which leads to its start, and the other screens.

    What is asked goes along from screen to screen.
    """
    screens = MENU | FOR_ADMINS if is_admin else MENU
    home = tag("a", library.settings.name, href=link_to(Address()))
    items = (tag("li", _entry(path, label, address, library)) for path, label in screens.items())
    menu = tag("nav", tag("ul", *items), class_="menu", aria_label="Screens")
    show(tag("div", tag("p", home, class_="masthead"), menu, class_="top"))


def _entry(path: str, label: str, address: Address, library: Library) -> Html:
    is_here = path == address.screen and not address.document
    place = Address(ask=replace(address.ask, page=1), screen=path)
    if path == "list":
        label, place = menu_entry(library)
    return tag(
        "a",
        label,
        href=link_to(place),
        aria_current="page" if is_here else None,
    )


def window_title(*parts: str) -> None:
    """What the browser calls this window, and its history this address."""
    st.set_page_config(page_title=" – ".join(part for part in parts if part))


def complaint(message: str, hint: str, back: Address | None = None) -> None:
    """What went wrong, what to do, and the way back."""
    link = tag("a", "Go to the search", href=link_to(back or Address()))
    parts = (tag("h1", message), tag("p", hint), tag("p", link))
    show(tag("div", *parts, class_="complaint", role="alert"))
