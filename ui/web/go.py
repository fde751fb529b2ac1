"""Going from one address to another within a session.

A widget never decides what is shown. It changes the address, the address is
read, and every widget is set from it: so a link, the back button and a click
cannot disagree.
"""

from typing import Any

import streamlit as st

from ui.web.address import Address, read_address, write_address

SCREEN = "screen"
"""Name of the session's fact that says which screen was drawn last."""


def here() -> Address:
    """The address this run answers."""
    parameters = {name: st.query_params.get_all(name) for name in st.query_params}
    return read_address(parameters, st.session_state.get(SCREEN, ""))


def go(address: Address) -> None:
    """Go to an address of the same screen; the browser remembers the one before.

    Another screen is gone to by a link.
    """
    st.query_params.from_dict(write_address(address))


def follow_address(key: str, value: Any) -> None:
    """Set a widget from the address, before it is drawn.

    A value that is right already is left alone, so that letters being typed are
    not taken away.
    """
    if st.session_state.get(key) != value:
        st.session_state[key] = value
