"""The script that Streamlit runs for every click: it finds the screen of an address and draws it.

Streamlit puts this folder first on the path of modules, so nothing beside this
file may be called like a package of ours or of the standard library.
"""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from corpus.errors import PolisearchError
from ui.web.address import DOCUMENT, Address
from ui.web.go import here
from ui.web.opened import opened_library
from ui.web.parts.frame import complaint, masthead
from ui.web.screens import document, find
from ui.wiring import Library

Screen = Callable[[Library, Address], None]

START: Screen = find.draw
SCREENS: dict[str, Screen] = {
    DOCUMENT: document.draw,
}
"""A screen by the parameter that opens it: `?document=EF0794` is the screen Document."""

BESIDE = Path(__file__).parent


def main() -> None:
    """Draw the screen of the address; a person's error is said with its hint."""
    st.set_page_config(page_title="Polisearch", page_icon=str(BESIDE / "icon.svg"), layout="wide")
    st.html(BESIDE / "style.css")
    st.html(f"<script>{(BESIDE / 'links.js').read_text()}</script>", unsafe_allow_javascript=True)
    try:
        library = opened_library()
        masthead(library.settings.name)
        screen = next((SCREENS[name] for name in SCREENS if name in st.query_params), START)
        screen(library, here())
    except PolisearchError as error:
        complaint(error.message, error.hint)


main()
