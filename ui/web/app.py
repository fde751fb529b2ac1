"""The script that Streamlit runs for every click: it finds the screen of an address and draws it.

Streamlit puts this folder first on the path of modules, so nothing beside this
file may be called like a package of ours or of the standard library.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from corpus.disk import refusals_said
from corpus.errors import PolisearchError
from ui.opened import opened_library
from ui.web.address import DOCUMENT, Address
from ui.web.admission import may_administer
from ui.web.go import SCREEN, here
from ui.web.parts.frame import complaint, masthead
from ui.web.parts.own_list import remember
from ui.web.screens import admin, compare, coverage, document, find, matrix, my_list, places
from ui.web.screens import help as help_
from ui.web.scripts import scripts
from ui.wiring import Library
from ui.without_places import for_readers

Screen = Callable[[Library, Address], None]

SCREENS: dict[str, Screen] = {
    "": find.draw,
    "matrix": matrix.draw,
    "compare": compare.draw,
    "coverage": coverage.draw,
    "places": places.draw,
    "list": my_list.draw,
    "admin": admin.draw,
    "help": help_.draw,
}
"""A screen by the path it stands at: `/matrix` is the screen Matrix."""

BESIDE = Path(__file__).parent


def main() -> None:
    """Draw the screen of the address; a person's error is said with its hint."""
    st.set_page_config(page_title="Polisearch", page_icon=str(BESIDE / "icon.svg"), layout="wide")
    st.html(f"<style>{_style()}</style>")
    st.html(f"<script>{scripts()}</script>", unsafe_allow_javascript=True)
    pages = [
        st.Page(partial(_draw, path), title=path or "find", url_path=path, default=not path)
        for path in SCREENS
    ]
    st.navigation(pages, position="hidden").run()


def _style() -> str:
    """The sheets of the front, what all screens share first."""
    return "\n".join(sheet.read_text() for sheet in sorted((BESIDE / "style").glob("*.css")))


def _draw(path: str) -> None:
    st.session_state[SCREEN] = path
    try:
        with refusals_said():
            library = opened_library()
            address = here()
            masthead(library, address, is_admin=may_administer(library))
            remember(library)
            screen = document.draw if not path and DOCUMENT in st.query_params else SCREENS[path]
            screen(library, address)
    except PolisearchError as error:
        complaint(*for_readers(error))


main()
