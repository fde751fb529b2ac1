"""A facet as a list of boxes to tick."""

import streamlit as st

from corpus.words import fold
from search.results import Facet, FacetValue
from ui.web.address import Address, toggled
from ui.web.go import follow_address, go, here
from ui.web.markup import as_label, show, tag

FEW = 8
"""Values shown before "show all"."""

MANY = 100
"""Values shown at most; the others are found by typing."""


def facet_list(facet: Facet) -> None:
    """A box for each value with its count, the chosen ones always among them."""
    show(tag("h3", facet.label, class_="facet"))
    is_long = len(facet.values) > FEW + 1  # one value more takes no more room than a button
    shows_all = is_long and st.session_state.get(_all_key(facet), False)
    among = _among(facet) if shows_all else ""
    wanted = [value for value in facet.values if value.is_selected or among in fold(value.label)]
    most = MANY if shows_all else FEW + 1 if not is_long else FEW
    for place, value in enumerate(wanted):
        if place < most or value.is_selected:
            _box(facet, value)
    if shows_all and len(wanted) > MANY:
        st.caption(f"{len(wanted) - MANY:,} more; type a part of the name to find them.")
    if is_long:
        _switch(facet, shows_all=shows_all)


def _box(facet: Facet, value: FacetValue) -> None:
    key = f"{facet.field}:{value.value}"
    follow_address(key, value.is_selected)
    st.checkbox(
        f"{as_label(value.label)} :gray[{value.count:,}]",
        key=key,
        on_change=_toggle,
        args=(facet.field, value.value),
    )


def _among(facet: Facet) -> str:
    return fold(
        st.text_input(
            f"Find in {facet.label.lower()}",
            key=f"among:{facet.field}",
            placeholder=f"Find in {len(facet.values):,} …",
            label_visibility="collapsed",
        ).strip()
    )


def _switch(facet: Facet, *, shows_all: bool) -> None:
    st.button(
        "Show fewer" if shows_all else f"Show all {len(facet.values):,}",
        key=f"more:{facet.field}",
        type="tertiary",
        on_click=_fold,
        args=(_all_key(facet), not shows_all),
    )


def _all_key(facet: Facet) -> str:
    return f"shows_all:{facet.field}"


def _fold(key: str, shows_all: bool) -> None:  # noqa: FBT001 -- Streamlit passes it by place
    st.session_state[key] = shows_all


def _toggle(field: str, value: str) -> None:
    go(Address(ask=toggled(here().ask, field, value)))
