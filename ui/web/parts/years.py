"""The years of the results as bars to click, and a range of years to type."""

import streamlit as st

from search.question import Ask
from search.results import Facet, FacetValue
from ui.web.address import Address, link_to, narrowed, toggled
from ui.web.go import go, here
from ui.web.markup import Html, joined, show, tag

FEW = 10
"""Years shown before the rest is folded away."""


def years(facet: Facet, ask: Ask) -> None:
    """Newest first; a bar is as long as its year has documents."""
    show(tag("h3", facet.label, class_="facet"))
    most = max((value.count for value in facet.values), default=1)
    rows = [_row(value, ask, facet.field, most) for value in facet.values]
    show(_list(rows[:FEW]))
    if older := rows[FEW:]:
        is_open = any(value.is_selected for value in facet.values[FEW:])
        label = "1 earlier year" if len(older) == 1 else f"{len(older)} earlier years"
        show(tag("details", tag("summary", label), _list(older), class_="older", open=is_open))
    _range(facet)


def _list(rows: list[Html]) -> Html:
    return tag("ul", joined(*rows), class_="years")


def _row(value: FacetValue, ask: Ask, field: str, most: int) -> Html:
    share = 100 * value.count / max(most, 1)
    link = tag(
        "a",
        tag("span", value.label, class_="year"),
        tag("span", tag("span", style=f"width:{share:.0f}%"), class_="bar", aria_hidden="true"),
        tag("span", f"{value.count:,}", class_="count"),
        href=link_to(Address(ask=_chosen(ask, field, value.value))),
        aria_current="true" if value.is_selected else None,
        title=f"{'Take off' if value.is_selected else 'Only'} {value.label}",
    )
    return tag("li", link)


def _chosen(ask: Ask, field: str, year: str) -> Ask:
    """A year is put beside other years, but in the place of a range."""
    has_range = any(".." in value for value in ask.filters.get(field, ()))
    return narrowed(ask, field, [year]) if has_range else toggled(ask, field, year)


def _range(facet: Facet) -> None:
    with (
        st.form("years", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", key="years-row"),
    ):
        st.text_input("From", key="from_year", max_chars=4, placeholder=facet.values[-1].label)
        st.text_input("To", key="to_year", max_chars=4, placeholder=facet.values[0].label)
        st.form_submit_button(
            "Set", key="set-years", on_click=_set, args=(facet.field,), help="Only these years"
        )


def _set(field: str) -> None:
    first, last = (st.session_state[key].strip() for key in ("from_year", "to_year"))
    if not (first or last):
        return
    go(Address(ask=narrowed(here().ask, field, [f"{first}..{last}"])))
    st.session_state["from_year"] = st.session_state["to_year"] = ""
