"""A box for words that are looked for in the document that is read, and only there."""

from dataclasses import replace

import streamlit as st

from search.question import Ask
from search.results import Reading
from ui.web.address import WITHIN, Address, link_to
from ui.web.go import follow_address, go, here
from ui.web.markup import Html, joined, show, tag
from ui.web.parts.search_box import LONGEST
from ui.wiring import Library


def asked_of(address: Address) -> Ask:
    """What is marked in a document: the words looked for in it, or those it was found by."""
    words = address.one(WITHIN)
    return replace(address.ask, text=words, off=()) if words else address.ask


def within_box(library: Library, address: Address) -> None:
    """The box; what is typed goes into the address, and the nearest page with it is turned to."""
    follow_address("within", address.one(WITHIN))
    with (
        st.form("within-document", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", key="within-row"),
    ):
        st.text_input(
            "Find in this document",
            key="within",
            placeholder="Words or an “exact phrase”",
            max_chars=LONGEST,
        )
        st.form_submit_button("Find", key="within-now", on_click=_find, args=(library,))


def what_is_marked(reading: Reading, address: Address) -> None:
    """Says what is marked where that is not what the document was found by."""
    if words := address.one(WITHIN):
        show(tag("p", _said(words, reading, address), class_="within"))


def _said(words: str, reading: Reading, address: Address) -> Html:
    if reading.matching or reading.matches:
        said = joined("Marked in this document: ", tag("bdi", words), ".")
    else:
        said = joined(tag("bdi", words), " is on no page of this document.")
    other = f"Mark “{address.ask.text}” again" if address.ask.text else "Mark nothing"
    link = tag("a", other, href=link_to(replace(address, more={})))
    return joined(said, " ", link)


def _find(library: Library) -> None:
    address, words = here(), str(st.session_state["within"]).strip()
    address = replace(address, more={WITHIN: (words,)} if words else {})
    if words:
        address = replace(address, number=_nearest(library, address))
    go(address)


def _nearest(library: Library, address: Address) -> int:
    """The page itself where a match is on it, else the next one with a match, else the first."""
    ask = asked_of(address)
    reading = library.searcher.read(address.document, address.number, ask.text, exact=ask.exact)
    if reading.matches:
        return reading.number
    return reading.next_match or next(iter(reading.matching), reading.number)
