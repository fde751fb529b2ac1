"""Where a question is typed, and how its answer is to be ordered."""

from dataclasses import replace

import streamlit as st

from index.request import Sort
from search.language.syntax import common_examples
from search.question import Ask
from ui.web.go import follow_address, go, here
from ui.web.markup import Html, joined, show, tag

LONGEST = 1000
"""Characters of a question."""

ORDERS = {
    Sort.RELEVANCE: "Best match first",
    Sort.YEAR: "Newest first",
    Sort.CITY: "By city",
    Sort.TITLE: "By title",
}

LANGUAGE = common_examples()


def search_box(ask: Ask) -> None:
    """The question and a button; Enter searches."""
    follow_address("words", ask.text)
    with (
        st.form("search", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", key="search-row"),
    ):
        st.text_input(
            "Search the documents",
            key="words",
            label_visibility="collapsed",
            placeholder="Words, “exact phrases”, city:Vienna …",
            max_chars=LONGEST,
        )
        st.form_submit_button("Search", key="search-now", type="primary", on_click=_search)


def how_to_ask() -> None:
    """The query language, folded away."""
    rows = (tag("tr", tag("th", tag("code", a), scope="row"), tag("td", b)) for a, b in LANGUAGE)
    summary = tag("summary", "How to ask")
    show(tag("details", summary, tag("table", joined(*rows)), class_="help"))


def order(ask: Ask) -> None:
    """In which order to list."""
    follow_address("sort", ask.sort)
    st.selectbox(
        "Order",
        list(ORDERS),
        key="sort",
        format_func=ORDERS.__getitem__,
        label_visibility="collapsed",
        width=190,
        on_change=_reorder,
    )


def exact_switch(ask: Ask) -> None:
    """Whether words stand for their other forms."""
    follow_address("exact", ask.exact)
    st.toggle("Exact words only", key="exact", on_change=_exact)


def notes(texts: tuple[str, ...]) -> Html:
    """What the search did with what was typed."""
    if not texts:
        return Html("")
    return tag("ul", *(tag("li", text) for text in texts), class_="notes", aria_label="Notes")


def _search() -> None:
    _ask(text=st.session_state["words"].strip())


def _reorder() -> None:
    _ask(sort=st.session_state["sort"])


def _exact() -> None:
    _ask(exact=st.session_state["exact"])


def _ask(**changes: object) -> None:
    at = here()
    asked = replace(at.ask, page=1, **changes)  # type: ignore[arg-type]
    go(replace(at, ask=asked, document="", number=1))
