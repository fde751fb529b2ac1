"""Searches that are kept in a list: what is new since, and the button that saves one."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from urllib.parse import parse_qs

import streamlit as st

from corpus.vocabulary import shown
from search.keeping.list_file import change
from search.keeping.list_shown import found_now, new_among
from search.keeping.lists import (
    LONGEST_NAME,
    Watched,
    forgotten,
    plain,
    renamed,
    saved,
    seen,
    watched,
)
from search.language.in_words import value_in_words
from search.question import Ask
from ui.web.address import Address, link_to, read_address
from ui.web.markup import Html, joined, show, tag
from ui.web.parts.own_list import (
    list_address,
    named,
    own_list,
    own_token,
    press,
    put_in,
    remember,
    show_told,
)
from ui.wiring import Library

MOST_NEW = 5
"""New documents that are listed; all are behind the link of the search."""

_FOUND = "list-found"
"""Name of the session's fact that says what searches found, and in which index."""


@st.fragment
def save_search(library: Library, ask: Ask) -> None:
    """A button that keeps a search in the list, to see later what is new."""
    text = address_of(ask)
    if any(one.address == text for one in own_list(library).searches):
        link = link_to(list_address(own_token(library)))
        show(tag("p", tag("a", "✓ Search saved in my list", href=link), class_="in-list"))
    else:
        st.button(
            "Save this search",
            key="save-search",
            type="tertiary",
            icon=":material/bookmark_add:",
            on_click=_save,
            args=(library, ask, text),
        )
    show_told("save-search")
    remember(library)


def saved_searches(
    library: Library, token: str, searches: tuple[Watched, ...], *, may_change: bool
) -> None:
    """Every saved search with what is new, and what may be done with it."""
    for one in searches:
        ask = ask_of(one.address)
        found = _found(library, one.address, ask)
        new = new_among(library.catalogue, found, one.known)
        with st.container(key=f"saved-{one.id}"):
            show(_card(library, one, ask, new))
            if may_change:
                _controls(library, token, one, found, has_new=bool(new))


def address_of(ask: Ask) -> str:
    """What the address of a search says, from its first page."""
    return link_to(Address(ask=replace(ask, page=1))).removeprefix("./?")


def ask_of(address: str) -> Ask:
    """What an address asks that was kept; nothing of it is believed."""
    try:
        parameters = parse_qs(address, max_num_fields=500)
    except ValueError:
        return Ask()
    parameters.pop("document", None)
    return read_address(parameters).ask


def name_of(ask: Ask) -> str:
    """What a search is called at first: its words and its filters."""
    parts = [ask.text.strip()] if ask.text.strip() else []
    for before, filters in (("", ask.filters), ("not ", ask.without)):
        for name, values in filters.items():
            some = ", ".join(shown(name, value) for value in values)
            parts.append(before + value_in_words(name, some))
    whole = plain(" · ".join(parts))
    return whole if len(whole) <= LONGEST_NAME else whole[: LONGEST_NAME - 1] + "…"


def _save(library: Library, ask: Ask, text: str) -> None:
    press(partial(_keep, library, ask, text), place="save-search")


def _keep(library: Library, ask: Ask, text: str) -> None:
    one = watched(name_of(ask), text, found_now(library.searcher, ask), _now())
    put_in(library, lambda of: saved(of, one))


def _found(library: Library, address: str, ask: Ask) -> tuple[str, ...]:
    """What a search finds; it is asked again only when the index is another."""
    revision = library.searcher.engine.revision()
    before: dict[str, tuple[int, tuple[str, ...]]] = st.session_state.setdefault(_FOUND, {})
    if address not in before or before[address][0] != revision:
        before[address] = (revision, found_now(library.searcher, ask))
    return before[address][1]


def _card(library: Library, one: Watched, ask: Ask, new: tuple[str, ...]) -> Html:
    link = tag("a", one.name, href=link_to(Address(ask=ask)), dir="auto")
    since = datetime.datetime.fromisoformat(one.date)
    day = f"{since.day} {since:%B %Y}"
    # Not "./…", which would be gone to as if it were a screen.
    feed = tag(
        "a", "Feed", href="feed.xml?" + address_of(ask), aria_label=f"Feed of the search {one.name}"
    )
    said = f"New since {day}: {len(new):,}" if new else f"Nothing new since {day}"
    facts = tag("p", tag("span", said, class_="new" if new else None), feed, class_="facts")
    return tag("article", tag("h3", link), facts, _new(library, new, ask), class_="search")


def _new(library: Library, new: tuple[str, ...], ask: Ask) -> Html:
    documents = library.catalogue.documents(list(new[:MOST_NEW]))
    items = [
        tag("li", tag("a", one.first("title") or id_, href=_page(id_, ask), dir="auto"))
        for id_ in new[:MOST_NEW]
        if (one := documents.get(id_))
    ]
    if len(new) > MOST_NEW:
        items.append(tag("li", f"and {len(new) - MOST_NEW:,} more", class_="aside"))
    return tag("ul", joined(*items)) if items else Html("")


def _page(id_: str, ask: Ask) -> str:
    return link_to(Address(document=id_, ask=replace(ask, filters={}, without={}, page=1)))


def _controls(
    library: Library, token: str, one: Watched, found: tuple[str, ...], *, has_new: bool
) -> None:
    with st.container(horizontal=True, key=f"do-saved-{one.id}", gap="small"):
        if has_new:
            how = partial(seen, id_=one.id, known=found, date=_now())
            _do("Seen", f"seen-{one.id}", partial(change, library.folder, token, how), one)
        with st.popover(named("Rename", one.name), key=f"rename-{one.id}", type="tertiary"):
            key = f"name-{one.id}"
            st.text_input(
                "Name of this search",
                value=one.name,
                key=key,
                max_chars=LONGEST_NAME,
                on_change=_rename,
                args=(library, token, one.id, key),
            )
        how_not = partial(forgotten, id_=one.id)
        _do("Remove", f"forget-{one.id}", partial(change, library.folder, token, how_not), one)


def _do(label: str, key: str, what: Callable[[], object], one: Watched) -> None:
    st.button(named(label, one.name), key=key, type="tertiary", on_click=partial(press, what))


def _rename(library: Library, token: str, id_: str, key: str) -> None:
    name = str(st.session_state[key])
    press(partial(change, library.folder, token, partial(renamed, id_=id_, name=name)))


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
