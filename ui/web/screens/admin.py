"""*Admin*: keep the library. Nothing of it is shown to those who may not."""

from collections.abc import Callable

import streamlit as st

from ui.admins import end_session
from ui.web import admission
from ui.web.address import Address, link_to
from ui.web.markup import Html, show, tag
from ui.web.parts.frame import window_title
from ui.web.parts.told import told
from ui.web.screens import (
    admin_failures,
    admin_index,
    admin_ingestion,
    admin_lists,
    admin_metadata,
    admin_must_find,
    admin_places,
    admin_vocabulary,
)
from ui.wiring import Library

Part = Callable[[Library, Address], None]

PARTS: dict[str, tuple[str, Part]] = {
    "ingestion": ("Ingestion", admin_ingestion.draw),
    "failures": ("Failures", admin_failures.draw),
    "metadata": ("Metadata", admin_metadata.draw),
    "places": ("Places", admin_places.draw),
    "vocabulary": ("Vocabulary", admin_vocabulary.draw),
    "must-find": ("Must-find", admin_must_find.draw),
    "lists": ("Lists", admin_lists.draw),
    "index": ("Index", admin_index.draw),
}
"""The parts of the screen by the parameter that names them, in the order they are shown."""


def draw(library: Library, address: Address) -> None:
    """Draw the part that the address names, for those who may."""
    window_title("Admin", library.settings.name)
    if not admission.may_administer(library):
        _refuse(library)
        return
    named = address.one("part")
    part = named if named in PARTS else "ingestion"
    show(tag("h1", "Admin"), _menu(part))
    told()
    PARTS[part][1](library, address)
    st.button("Sign out", key="sign-out", on_click=_sign_out)


@admission.for_admins
def _sign_out(library: Library) -> None:
    """Forget this browser; who signed in elsewhere is no longer signed in here."""
    one = admission.visitor(library)
    end_session(library.folder, one.secret)
    if one.email:
        st.logout()


def _menu(part: str) -> Html:
    items = (
        tag(
            "li",
            tag(
                "a",
                label,
                href=link_to(Address(screen="admin", more={"part": (name,)})),
                aria_current="page" if name == part else None,
            ),
        )
        for name, (label, _) in PARTS.items()
    )
    return tag("nav", tag("ul", *items), class_="admin-menu", aria_label="Parts of Admin")


def _refuse(library: Library) -> None:
    email = admission.visitor(library).email
    show(
        tag("h1", "Admin"),
        tag(
            "p",
            f"{email} may not change this library."
            if email
            else "Only those who keep this library may go on from here. Run 'polisearch admin' in "
            "a terminal and open the address that it prints"
            + (", or sign in." if admission.can_sign_in() else "."),
        ),
    )
    if email:
        st.button("Sign out", key="sign-out", on_click=st.logout)
    elif admission.can_sign_in():
        st.button("Sign in", key="sign-in", on_click=st.login)
