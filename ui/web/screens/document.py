"""*Document*: one page to read, with the words marked, its picture, and what is known."""

from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from corpus.document import Page
from corpus.errors import UnknownDocument
from search.citing.citation import Quotation, cite
from search.presenting.found_in import finder
from search.presenting.outline import outline_of
from search.results import Reading
from ui.http.own_file import GONE, NO_OWN_FILE, is_gone, own_file
from ui.pdf.contents import contents_of
from ui.pdf.pdfium import Mark
from ui.pdf.picture import marks_on, picture
from ui.pdf.processes import NotDrawn, changed_at
from ui.web.address import Address, link_at, link_to
from ui.web.go import follow_address, go, here
from ui.web.markup import Html, joined, show, tag
from ui.web.parts.add_to_list import add_document, add_page, quote_page
from ui.web.parts.cite_page import chosen_style, cite_page
from ui.web.parts.facts import facts_table
from ui.web.parts.frame import complaint, window_title
from ui.web.parts.outline import outline
from ui.web.parts.page_steps import steps, strip
from ui.web.parts.quotation import text_of_page
from ui.web.parts.related import related
from ui.web.parts.search_box import notes
from ui.web.parts.similar import similar
from ui.web.parts.source import download, for_programs, original, page_picture
from ui.web.parts.within import asked_of, what_is_marked, within_box
from ui.wiring import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A page that is read: what is known of it, its file, and what it is quoted with."""

    reading: Reading
    page: Page
    address: Address
    quotation: Quotation
    file: Path | None


def draw(library: Library, address: Address) -> None:
    """Draw the screen for the page its address names."""
    try:
        opened = _opened(library, address)
    except UnknownDocument as error:
        complaint(error.message, "It was taken out, or the link is not whole.", address.back)
        return
    reading, address = opened.reading, opened.address
    window_title(f"{reading.title}, {reading.name}", library.settings.name)
    show(_head(reading, address), notes(tuple(str(note) for note in reading.notes)))
    show(related(reading, address.ask))
    known = contents_of(opened.file) if opened.file else ()
    outline(known or outline_of(library.catalogue, reading.id), address)
    _ways(library, opened)
    _page(library, opened)
    _keep(library, opened)
    show(tag("h2", "About this document"), facts_table(reading.facts), for_programs(reading.id))
    show(similar(library, reading.id))


def _opened(library: Library, address: Address) -> Opened:
    """Raises UnknownDocument."""
    ask = asked_of(address)
    reading = library.searcher.read(
        address.document, address.number, ask.text, exact=ask.exact, off=ask.off
    )
    place = (reading.id, reading.number)
    document = library.catalogue.document(reading.id, with_pages=False)
    quotation = Quotation(
        document=document,
        page_number=reading.number,
        page_label=reading.label,
        link=_whole_link(Address(document=reading.id, number=reading.number)),
    )
    return Opened(
        reading=reading,
        page=library.catalogue.page_texts([place]).get(place, Page(number=place[1], text="")),
        address=replace(address, number=reading.number),
        quotation=quotation,
        file=own_file(library, document),
    )


def _ways(library: Library, opened: Opened) -> None:
    """The ways through the document: words, a number, the pages beside and those with a match."""
    reading, address = opened.reading, opened.address
    if reading.page_count > 1 or reading.text:
        with st.container(horizontal=True, vertical_alignment="bottom", key="ways"):
            within_box(library, address)
            if reading.page_count > 1:
                _page_number(reading)
        what_is_marked(reading, address)
    if reading.page_count > 1:
        show(steps(reading, address), strip(reading, address))


def _page(library: Library, opened: Opened) -> None:
    """The text, beside its picture where there is one."""
    reading, file = opened.reading, opened.file
    cited = cite(opened.quotation, chosen_style())
    text = text_of_page(reading, cited=cited, language=opened.page.language)
    if file is None or changed_at(file) is None:
        show(text)
        return
    left, right = st.columns(2, gap="large")
    with left:
        show(text)  # first: the picture may take a while
    with right:
        _picture(library, opened, file)
        show(original(reading.id, reading.number))


def _picture(library: Library, opened: Opened, file: Path) -> None:
    """The picture, or a sentence that says why there is none."""
    number = opened.reading.number
    try:
        marks = _marks(library, opened)
        drawn = picture(file, number, marks)
    except NotDrawn as error:
        show(tag("p", f"{error.message} {error.hint}".rstrip(), class_="aside"))
        return
    if drawn is None:
        show(tag("p", "There is no picture of this page.", class_="aside"))
    else:
        page_picture(drawn, number, len(marks))


def _marks(library: Library, opened: Opened) -> tuple[Mark, ...]:
    if opened.file is None or not opened.reading.matches:
        return ()
    find = finder(library.searcher.wanted(asked_of(opened.address)), opened.page)
    return marks_on(opened.file, opened.reading.number, find)


def _keep(library: Library, opened: Opened) -> None:
    """What can be taken away of the page, and what puts it into a list."""
    with st.container(horizontal=True, vertical_alignment="center", key="keep"):
        if opened.reading.page_count:
            cite_page(opened.reading, opened.quotation)
        what = "page" if opened.reading.page_count else "document"
        with st.popover(f"Link to this {what}", key="link"):
            st.code(_whole_link(opened.address), language=None, wrap_lines=True)
        if opened.file is not None:
            download(opened.file)
        else:
            is_lost = is_gone(library, opened.quotation.document)
            show(tag("p", GONE if is_lost else NO_OWN_FILE, class_="aside"))
        add_document(library, opened.reading.id)
        if opened.reading.page_count:
            add_page(library, opened.reading.id, opened.reading.number)
            quote_page(library, opened.reading.id, opened.reading.number)


def _head(reading: Reading, address: Address) -> Html:
    return joined(
        tag("p", tag("a", "← Back to the results", href=link_to(address.back)), class_="back"),
        tag("h1", reading.title, dir="auto"),
        tag("p", *(tag("bdi", fact) for fact in reading.summary), class_="facts"),
        tag("p", _place(reading), class_="place"),
    )


def _place(reading: Reading) -> str:
    """The page, and where the words are: `Page 3 of 40 · 4 matches on this page · …`."""
    if not reading.page_count:
        return "No pages"
    parts = [f"Page {reading.number:,} of {reading.page_count:,}"]
    if reading.name != f"p. {reading.number}":
        parts.append(reading.name)
    if reading.matching or reading.matches:
        parts.append(_many(reading.matches, "match", "matches") + " on this page")
        parts.append("matches on " + _many(len(reading.matching), "page", "pages"))
    return " · ".join(parts)


def _page_number(reading: Reading) -> None:
    follow_address("number", reading.number)
    st.number_input(
        "Go to page",
        key="number",
        min_value=1,
        max_value=reading.page_count,
        width=130,
        on_change=_turn,
    )


def _turn() -> None:
    go(replace(here(), number=st.session_state["number"]))


def _whole_link(address: Address) -> str:
    site = (st.context.url or "").partition("?")[0]
    return link_at(f"{site.rstrip('/')}/" if site else "", address)


def _many(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"
