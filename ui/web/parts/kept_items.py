"""What is in a list, one under the other, with what its maker may do with each."""

from functools import partial

import streamlit as st

from search.citing.citation import reference
from search.keeping.list_file import change
from search.keeping.list_shown import Shown, look_up
from search.keeping.lists import (
    LONGEST_NOTE,
    Kept,
    ReadingList,
    Removed,
    moved,
    noted,
    put_back,
    removed,
)
from search.presenting.hits import summary
from ui.web.address import Address, link_to
from ui.web.markup import Html, show, tag
from ui.web.parts.own_list import attempt, named, press
from ui.wiring import Library

AT_ONCE = 20
"""Items shown of a longer list; each has several widgets."""

_UNDO = "list-undo"
"""Name of the session's fact that says what was taken out last, of which list."""


def kept_items(
    library: Library, token: str, held: ReadingList, start: int, *, may_change: bool
) -> None:
    """The items from a place on, as many as are shown at once."""
    some = held.items[start : start + AT_ONCE]
    for place, shown in enumerate(look_up(library.catalogue, some), start=start):
        with st.container(key=f"kept-{shown.kept.id}"):
            show(_card(shown, place + 1))
            if may_change:
                _controls(library, token, shown.kept, place, len(held.items))


def undo(library: Library, token: str) -> None:
    """The way back from the last removal, until something else is removed."""
    of, gone = st.session_state.get(_UNDO, ("", ()))
    if of != token or not gone:
        return
    what = f"“{gone[0][1].title}” was" if len(gone) == 1 else f"{len(gone):,} entries were"
    with st.container(horizontal=True, vertical_alignment="center", key="undo-removal"):
        show(tag("p", tag("bdi", what), " taken out.", role="status"))
        st.button(
            "Undo", key="undo", type="tertiary", on_click=_put_back, args=(library, token, gone)
        )


def take_out(library: Library, token: str, ids: tuple[str, ...]) -> None:
    """Remove items so that it can be undone."""
    gone: list[Removed] = []

    def how(of: ReadingList) -> ReadingList:
        rest, out = removed(of, ids)
        gone.append(out)
        return rest

    if attempt(partial(change, library.folder, token, how)):
        st.session_state[_UNDO] = (token, gone[-1])


def _put_back(library: Library, token: str, gone: Removed) -> None:
    if attempt(partial(change, library.folder, token, partial(put_back, gone=gone))):
        st.session_state[_UNDO] = ("", ())


def _card(shown: Shown, number: int) -> Html:
    kept = shown.kept
    title = shown.document.first("title") or kept.title or kept.document
    link = link_to(Address(document=shown.document.id, number=shown.number))
    head = tag("a", title, href=link, dir="auto") if shown.is_there else tag("bdi", title)
    words = tag("blockquote", kept.text, dir="auto") if kept.text else ""
    place = tag("bdi", shown.page_name)
    where = tag("a", place, href=link) if shown.is_there else place
    facts = (tag("bdi", fact) for fact in summary(shown.document))
    return tag(
        "article",
        tag("h3", tag("span", f"{number:,}. ", class_="place"), head),
        tag("p", *facts, class_="facts"),
        words,
        tag("p", where, class_="where") if kept.page else "",
        tag("p", _reference(shown), class_="reference", dir="auto"),
        *(tag("p", problem, class_="warning") for problem in _problems(shown)),
        tag("p", tag("strong", "Note: "), tag("span", kept.note, dir="auto"), class_="note")
        if kept.note
        else "",
        class_="kept",
    )


def _reference(shown: Shown) -> str:
    return reference(shown.document) if shown.is_there else shown.kept.reference


def _problems(shown: Shown) -> list[str]:
    if not shown.is_there:
        return ["This document is no longer in the library; here is what was kept of it."]
    if shown.kept.page and shown.page is None:
        return ["The document has no such page any more."]
    return [] if shown.stands else ["These words do not stand so on this page."]


def _controls(library: Library, token: str, kept: Kept, place: int, count: int) -> None:
    of = f"{place + 1}, {kept.title or kept.document}"
    with st.container(horizontal=True, key=f"do-kept-{kept.id}", gap="small"):
        _note(library, token, kept, of)
        for label, by, is_end in (("Up", -1, place == 0), ("Down", 1, place == count - 1)):
            how = partial(moved, id_=kept.id, by=by)
            st.button(
                named(label, of),
                key=f"{label.lower()}-{kept.id}",
                type="tertiary",
                disabled=is_end,
                on_click=partial(press, partial(change, library.folder, token, how)),
            )
        st.button(
            named("Remove", of),
            key=f"remove-{kept.id}",
            type="tertiary",
            on_click=take_out,
            args=(library, token, (kept.id,)),
        )


def _note(library: Library, token: str, kept: Kept, of: str) -> None:
    key = f"note-{kept.id}"
    label = named("Change note" if kept.note else "Note", of)
    with st.popover(label, key=f"about-{kept.id}", type="tertiary"):
        st.text_area(
            "Note",
            value=kept.note,
            key=key,
            max_chars=LONGEST_NOTE,
            on_change=_set_note,
            args=(library, token, kept.id, key),
        )
        st.button("Keep note", key=f"keep-{key}")


def _set_note(library: Library, token: str, id_: str, key: str) -> None:
    note = str(st.session_state[key])
    press(partial(change, library.folder, token, partial(noted, id_=id_, note=note)))
