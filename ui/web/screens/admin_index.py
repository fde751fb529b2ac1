"""*Admin*, index: what the library is searched with, whether it is up to date; make it again."""

import os
from pathlib import Path

import streamlit as st

from index.engines import ENGINES
from index.shelf import Standing
from ui.jobs.job import Order, What
from ui.jobs.processes import standing, start
from ui.settings import ENGINE_VARIABLE
from ui.web.address import Address
from ui.web.admission import for_admins
from ui.web.markup import Html, show, tag
from ui.web.parts.job_panel import job_panel, start_button
from ui.web.parts.told import tell
from ui.wiring import Library

ENGINE = "engine-chosen"


def draw(library: Library, _address: Address) -> None:
    """Draw how the index stands, and what can be done with it."""
    now = standing(library)
    job_panel(now, in_full=False)
    show(tag("h2", "Index"), _facts(library, library.shelf.standing()))
    show(tag("p", "A new index is made beside the old one, which is searched meanwhile."))
    start_button("Make it again", Order(what=What.INDEX), key="rebuild", now=now)
    show(tag("h2", "Engine"))
    if os.environ.get(ENGINE_VARIABLE):
        show(tag("p", "The environment sets the engine: ", tag("code", ENGINE_VARIABLE), "."))
        return
    engines = [name for name in ENGINES if name != "memory"]  # which keeps nothing
    with st.form("engine", border=False):
        st.radio(
            "Engine", engines, index=engines.index(library.settings.engine), key=ENGINE,
            horizontal=True, label_visibility="collapsed",
        )  # fmt: skip
        is_busy = now is not None and now.is_running
        st.form_submit_button("Use this engine", key="use-engine", on_click=_use, disabled=is_busy)


def _facts(library: Library, index: Standing) -> Html:
    counts = library.catalogue.counts()
    facts = {
        "State": _state(index),
        "Engine": index.engine,
        "Documents": f"{counts.documents:,}",
        "Pages": f"{counts.pages:,}",
        "Revision": f"{index.revision:,} of {library.catalogue.revision():,}",
        "Behind by": f"{index.behind:,} changes" if index.behind else "nothing",
        "Size": f"{size_of(library.folder / 'index') / 1024 / 1024:,.1f} MB",
    }
    rows = (tag("tr", tag("th", k, scope="row"), tag("td", v)) for k, v in facts.items())
    return tag("table", tag("tbody", *rows), class_="admin-table")


def _state(index: Standing) -> str:
    if index.is_current:
        return "up to date"
    return f"to be made again: {index.reason}" if index.reason else "behind the catalogue"


def size_of(folder: Path) -> int:
    """The bytes of the files in a folder; one that vanishes meanwhile has none."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(place) / name).stat().st_size
            except OSError:
                continue
    return total


@for_admins
def _use(library: Library) -> None:
    """Make the index with another engine; the settings name it once it is there."""
    name = st.session_state.get(ENGINE, "")
    if name == library.settings.engine:
        tell(f"{name} is the engine already.")
    else:
        start(library, Order(what=What.INDEX, engine=name))
