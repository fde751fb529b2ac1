"""Small buttons that put something into this browser's list; it is made with the first.

Each is a fragment: pressing it draws nothing but itself anew.
"""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from search.keeping.list_shown import kept_of
from search.keeping.lists import LONGEST_QUOTATION, ReadingList, added, plain
from search.results import Hit
from ui.web.address import link_to
from ui.web.markup import as_label, show, tag
from ui.web.parts.own_list import (
    attempt,
    list_address,
    own_list,
    own_token,
    press,
    put_in,
    remember,
    show_told,
    tell,
)
from ui.wiring import Library

ADD = ":material/bookmark_add:"
ALL = "all of this page"
_MOST_OF_A_TITLE = 80


@st.fragment
def add_document(library: Library, id_: str) -> None:
    """A button that puts a document into the list."""
    _button(library, "document", (id_, 0, ""), key=f"add-document-{id_}")


@st.fragment
def add_page(library: Library, id_: str, number: int) -> None:
    """A button that puts a page into the list."""
    _button(library, f"page {number}", (id_, number, ""), key=f"add-page-{id_}-{number}")


@st.fragment
def add_quotation(library: Library, id_: str, number: int, text: str, *, key: str) -> None:
    """A button that puts words of a page into the list; `key` tells it from others."""
    _button(library, "quotation", (id_, number, text), key=f"add-quotation-{key}")


@st.fragment
def quote_page(library: Library, id_: str, number: int) -> None:
    """A box for words of a page, and a button that puts them into the list."""
    key = f"quote-{id_}-{number}"
    with st.popover("Quote this page", type="tertiary", icon=":material/format_quote:"):
        st.text_area(
            "Words to quote, as they stand on the page", key=key, max_chars=LONGEST_QUOTATION
        )
        st.button(
            "Add quotation to my list",
            key=f"add-{key}",
            on_click=_add_quoted,
            args=(library, id_, number, key),
        )
        show_told(key)
    remember(library)


@st.fragment
def add_hits(library: Library, hits: Sequence[Hit]) -> None:
    """One menu for all documents of a page of results: one of them, or all."""
    # Titles may be the same, labels must not: so each says which result it is.
    titles = {hit.id: f"{hit.rank}. {hit.plain_title or hit.id}" for hit in hits}
    if not titles:
        return
    many = {ALL: f"All {len(titles)} of this page"} if len(titles) > 1 else {}
    labels = {**many, **{id_: _short(title) for id_, title in titles.items()}}
    st.menu_button(
        "Add to my list",
        options=list(labels),
        format_func=lambda one: as_label(labels[one]),
        key="add-hits",
        type="tertiary",
        icon=ADD,
        on_click=_add_chosen,
        args=(library, tuple(titles)),
    )
    show_told("add-hits")
    remember(library)


def _button(library: Library, what: str, of: tuple[str, int, str], *, key: str) -> None:
    id_, number, text = of
    if own_list(library).holds(id_, number, plain(text).strip()):
        link = link_to(list_address(own_token(library)))
        show(tag("p", tag("a", f"✓ {what.capitalize()} in my list", href=link), class_="in-list"))
    else:
        label = f"Add {what} to my list"
        act = partial(press, partial(_put, library, [of]), place=key)
        st.button(label, key=key, type="tertiary", icon=ADD, on_click=act)
    show_told(key)
    remember(library)


def _put(library: Library, some: Sequence[tuple[str, int, str]]) -> None:
    items = [kept_of(library.catalogue, id_, number, text) for id_, number, text in some]

    def with_all(of: ReadingList) -> ReadingList:
        for one in items:
            of = added(of, one)
        return of

    put_in(library, with_all)


def _said(some: Sequence[tuple[str, int, str]]) -> str:
    if len(some) > 1:
        return f"✓ {len(some)} documents are in your list."
    return "✓ The quotation is in your list." if some[0][2] else "✓ The document is in your list."


def _add_chosen(library: Library, ids: Sequence[str]) -> None:
    chosen = st.session_state["add-hits"]
    wanted = ids if chosen == ALL else [id_ for id_ in ids if id_ == chosen]
    if wanted:
        some = [(id_, 0, "") for id_ in wanted]
        attempt(partial(_put, library, some), _said(some), place="add-hits")


def _add_quoted(library: Library, id_: str, number: int, key: str) -> None:
    text = str(st.session_state[key]).strip()
    if not text:
        tell("Copy the words to be quoted into the box first.", key)
        return
    some = [(id_, number, text)]
    if attempt(partial(_put, library, some), _said(some), place=key):
        st.session_state[key] = ""


def _short(title: str) -> str:
    whole = " ".join(plain(title).split())
    return whole if len(whole) <= _MOST_OF_A_TITLE else whole[: _MOST_OF_A_TITLE - 1] + "…"
