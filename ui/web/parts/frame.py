"""What stands on every screen, and how it is said that something went wrong."""

import streamlit as st

from ui.web.address import Address, link_to
from ui.web.markup import show, tag


def masthead(name: str) -> None:
    """The name of the library, which leads to its start."""
    show(tag("p", tag("a", name, href=link_to(Address())), class_="masthead"))


def window_title(*parts: str) -> None:
    """What the browser calls this window, and its history this address."""
    st.set_page_config(page_title=" – ".join(part for part in parts if part))


def complaint(message: str, hint: str, back: Address | None = None) -> None:
    """What went wrong, what to do, and the way back."""
    link = tag("a", "Go to the search", href=link_to(back or Address()))
    parts = (tag("h1", message), tag("p", hint), tag("p", link))
    show(tag("div", *parts, class_="complaint", role="alert"))
