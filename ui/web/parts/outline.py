"""The headings of a document, as links to their pages."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from search.presenting.outline import Heading, standing_under
from ui.web.address import Address, link_to
from ui.web.markup import Html, joined, show, tag

FEW = 4
"""Headings that are shown unfolded."""

_DEEPEST = 3


def outline(headings: Sequence[Heading], address: Address) -> None:
    """The headings, folded away where there are many; nothing where there are none."""
    if headings:
        with st.expander(f"Contents ({len(headings):,})", expanded=len(headings) <= FEW):
            show(headings_list(headings, address))


def headings_list(headings: Sequence[Heading], address: Address) -> Html:
    """The list, with the heading marked that the page of the address stands under."""
    at = standing_under(headings, address.number)
    items = (_item(one, address, is_here=n == at) for n, one in enumerate(headings))
    return tag("nav", tag("ol", joined(*items)), class_="outline", aria_label="Contents")


def _item(one: Heading, address: Address, *, is_here: bool) -> Html:
    link = tag(
        "a",
        tag("bdi", one.title),
        href=link_to(replace(address, number=one.number)),
        aria_current="location" if is_here else None,
    )
    place = tag("span", str(one.number), class_="place-in-file", aria_label=f"page {one.number}")
    depth = min(one.depth, _DEEPEST)
    return tag("li", link, " ", place, class_=f"under-{depth}" if depth else None)
