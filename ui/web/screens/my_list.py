"""*My list*: documents, pages and quotations gathered without an account, and saved searches."""

from dataclasses import replace

import streamlit as st

from search.keeping.list_file import BadList, UnknownList, may_change, read_list
from search.keeping.list_shown import in_short
from search.keeping.lists import ReadingList
from ui.web.address import Address, link_to
from ui.web.markup import Html, joined, show, tag
from ui.web.parts.frame import complaint, window_title
from ui.web.parts.kept_items import AT_ONCE, kept_items, take_out, undo
from ui.web.parts.list_files import copy_text, share, take_away
from ui.web.parts.own_list import list_address, make_own, own_token, remember, show_told
from ui.web.parts.saved_searches import saved_searches
from ui.wiring import Library


def draw(library: Library, address: Address) -> None:
    """Draw the list of the address, or else that of this browser."""
    window_title("My list", library.settings.name)
    own = own_token(library)
    token = address.one("list") or own
    remember(library)
    if not token:
        show(tag("h1", "My list"), _how())
        return
    try:
        held = read_list(library.folder, token)
    except UnknownList as error:
        complaint(error.message, error.hint)
    except BadList as error:
        complaint(error.message, error.hint)
        if token == own:
            st.button("Start a new list", key="new-list", on_click=make_own, args=("",))
    else:
        _list(library, token, held, address, is_own=token == own)


def _list(
    library: Library, token: str, held: ReadingList, address: Address, *, is_own: bool
) -> None:
    changing = may_change(token)
    show(_head(held, is_own=is_own, changing=changing))
    if changing and not is_own:
        st.button("Gather into this list", key="adopt", on_click=make_own, args=(token,))
    with st.container(horizontal=True, key="list-actions", gap="small"):
        share(token, may_change=changing)
        if held.items:
            take_away(library, token)
            copy_text(library, held)
            if changing:
                ids = tuple(one.id for one in held.items)
                st.button("Clear", key="clear", on_click=take_out, args=(library, token, ids))
    show_told()
    if changing:
        undo(library, token)
    if held.items:
        show(tag("h2", "Documents and quotations"))
        start = _start(address, len(held.items))
        kept_items(library, token, held, start, may_change=changing)
        show(_pager(start, len(held.items), address))
    if held.searches:
        show(tag("h2", "Saved searches"))
        saved_searches(library, token, held.searches, may_change=changing)
    if not held.items and not held.searches:
        show(_how())


def _head(held: ReadingList, *, is_own: bool, changing: bool) -> Html:
    said = "This list is shown to you; changing it takes another link." if not changing else ""
    if changing and not is_own:
        said = "You can change this list. What you add on other screens does not go into it."
    return joined(
        tag("h1", "My list" if is_own else "A list"),
        tag("p", in_short(held), ".", class_="facts"),
        tag("p", said, class_="aside") if said else "",
    )


def _how() -> Html:
    lines = (
        "“Add to my list” beside a result keeps it here; “Quote this page”, its words.",
        "“Save this search” keeps a search, and says later what is new.",
        "There is no account: this browser remembers the list, and its link opens it elsewhere.",
    )
    start = tag("p", tag("a", "Go to the search", href=link_to(Address())))
    return tag("div", tag("ul", *(tag("li", line) for line in lines)), start, class_="nothing")


def _start(address: Address, count: int) -> int:
    """The place of the first item of the part that the address names."""
    given = address.one("part")
    part = int(given) if given.isascii() and given.isdecimal() and len(given) < 6 else 1
    last = max(-(-count // AT_ONCE), 1)
    return (min(max(part, 1), last) - 1) * AT_ONCE


def _pager(start: int, count: int, address: Address) -> Html:
    if count <= AT_ONCE:
        return Html("")
    parts = range(1, -(-count // AT_ONCE) + 1)
    items = (tag("li", _part(part, start // AT_ONCE + 1, address)) for part in parts)
    return tag("nav", tag("ul", *items), class_="pager", aria_label="Parts of the list")


def _part(part: int, here: int, address: Address) -> Html:
    if part == here:
        return tag("span", f"{part}", aria_current="page")
    more = {
        **list_address(address.one("list")).more,
        **({"part": (str(part),)} if part > 1 else {}),
    }
    link = link_to(replace(address, more=more))
    return tag("a", f"{part}", href=link, aria_label=f"Part {part}")
