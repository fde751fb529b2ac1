"""What became of what somebody just did, told once when the screen is drawn next."""

import streamlit as st

from ui.web.markup import show, tag

SAID = "said"
"""Name of the session's fact that holds it."""


def tell(message: str, hint: str = "", *, went_wrong: bool = False) -> None:
    """Say something, after all that was said since the screen was drawn."""
    st.session_state[SAID] = [*st.session_state.get(SAID, ()), (message, hint, went_wrong)]


def told() -> None:
    """Draw what was said, once."""
    for message, hint, went_wrong in st.session_state.pop(SAID, ()):
        lines = [tag("p", line) for line in (*message.split("\n"), hint) if line.strip()]
        role = "alert" if went_wrong else "status"
        show(tag("div", *lines, class_="told wrong" if went_wrong else "told", role=role))
