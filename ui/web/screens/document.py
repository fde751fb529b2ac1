"""*Document*: one page to read, with the words marked, its picture, and what is known."""

from dataclasses import replace

import streamlit as st

from corpus.errors import UnknownDocument
from search.results import Reading
from ui.opened import source_file
from ui.pdf_picture import picture
from ui.web.address import Address, link_at, link_to
from ui.web.go import follow_address, go, here
from ui.web.markup import Html, joined, marked, show, tag
from ui.web.parts.facts import facts_table
from ui.web.parts.frame import complaint, window_title
from ui.web.parts.page_steps import steps, strip
from ui.web.parts.related import related
from ui.web.parts.search_box import notes
from ui.web.parts.source import download, page_picture
from ui.wiring import Library


def draw(library: Library, address: Address) -> None:
    """Draw the screen for the page its address names."""
    ask = address.ask
    try:
        reading = library.searcher.read(
            address.document, address.number, ask.text, exact=ask.exact, off=ask.off
        )
    except UnknownDocument as error:
        complaint(error.message, "It was taken out, or the link is not whole.", address.back)
        return
    address = replace(address, number=reading.number)
    window_title(f"{reading.title}, {reading.name}", library.settings.name)
    show(_head(reading, address), notes(tuple(str(note) for note in reading.notes)))
    show(related(reading, ask))
    _steps(reading, address)
    file = source_file(library, reading.sources)
    _page(reading, picture(file, reading.number) if file else None)
    show(tag("h2", "About this document"), facts_table(reading.facts))
    with st.container(horizontal=True, vertical_alignment="center", key="keep"):
        download(file)
        with st.popover("Link to this page", key="link"):
            st.code(_whole_link(address), language=None, wrap_lines=True)


def _steps(reading: Reading, address: Address) -> None:
    if reading.page_count < 2:
        return
    places, number = st.columns([5, 1], vertical_alignment="center")
    with places:
        show(steps(reading, address), strip(reading, address))
    with number:
        _page_number(reading)


def _page(reading: Reading, drawn: bytes | None) -> None:
    """The text, beside its picture where there is one."""
    if drawn is None:
        show(_text(reading))
        return
    text, beside = st.columns(2, gap="large")
    with text:
        show(_text(reading))
    with beside:
        page_picture(drawn, reading.number)


def _head(reading: Reading, address: Address) -> Html:
    return joined(
        tag("p", tag("a", "← Back to the results", href=link_to(address.back)), class_="back"),
        tag("h1", reading.title, dir="auto"),
        tag("p", *(tag("bdi", fact) for fact in reading.summary), class_="facts"),
        tag("p", _place(reading), class_="place"),
    )


def _place(reading: Reading) -> str:
    """The page, and where the words are: `Page 3 of 40 · 4 matches on this page · …`."""
    parts = [f"Page {reading.number:,} of {max(reading.page_count, 1):,}"]
    if reading.name != f"p. {reading.number}":
        parts.append(reading.name)
    if reading.matching or reading.matches:
        parts.append(_many(reading.matches, "match", "matches") + " on this page")
        parts.append("matches on " + _many(len(reading.matching), "page", "pages"))
    return " · ".join(parts)


def _text(reading: Reading) -> Html:
    heading = tag("h2", "Text of this page")
    if not any(segment.text.strip() for segment in reading.text):
        return joined(heading, tag("p", "No text could be read from this page.", class_="aside"))
    text = tag("div", marked(reading.text), class_="page-text", dir="auto")
    if not reading.is_ocr:
        return joined(heading, text)
    said = "Recognised in a picture of the page (OCR): it may hold mistakes."
    return joined(heading, tag("p", said, class_="aside"), text)


def _page_number(reading: Reading) -> None:
    follow_address("number", reading.number)
    st.number_input(
        "Go to page",
        key="number",
        min_value=1,
        max_value=reading.page_count,
        on_change=_turn,
    )


def _turn() -> None:
    go(replace(here(), number=st.session_state["number"]))


def _whole_link(address: Address) -> str:
    return link_at((st.context.url or "").split("?")[0], address)


def _many(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"
