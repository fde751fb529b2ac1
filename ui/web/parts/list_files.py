"""A list taken away: its links, its text, and its files."""

import io
from functools import partial

import streamlit as st

from search.export import FORMATS, write_documents
from search.keeping.list_file import read_list, reading_token
from search.keeping.list_shown import as_text, entries
from search.keeping.lists import ReadingList
from ui.web.address import Address, link_at
from ui.web.parts.own_list import list_address, site
from ui.wiring import Library


def share(token: str, *, may_change: bool) -> None:
    """The whole links of a list: one to see it, one to change it."""
    with st.popover("Share", key="share-list"):
        st.text("Whoever has this link can see the list:")
        _link(reading_token(token))
        if may_change:
            st.text("Whoever has this link can also change it:")
            _link(token)


def take_away(library: Library, token: str) -> None:
    """A button for each format, which makes its file when it is pressed."""
    where = site()
    with st.popover("Download", key="take-away"):
        for name, one in FORMATS.items():
            st.download_button(
                one.label,
                data=partial(_file, library, token, name, where),
                file_name=f"my-list{one.suffix}",
                mime=one.media_type,
                on_click="ignore",
                key=f"take-{name}",
                type="tertiary",
            )


def copy_text(library: Library, held: ReadingList) -> None:
    """All as text with references, made when it is wanted."""
    box = st.popover("Copy as text", key="copy-list", on_change="rerun")
    with box:
        if box.open:
            link = partial(_page, site())
            text = as_text(library.catalogue, held.items, link)
            st.code(text, language=None, wrap_lines=True, height=400)


def _file(library: Library, token: str, name: str, where: str) -> bytes:
    stream = io.BytesIO()
    held = read_list(library.folder, token)
    items = entries(library.catalogue, held.items, partial(_page, where))
    write_documents(stream, items, name)
    return stream.getvalue()


def _page(where: str, document: str, number: int) -> str:
    return link_at(where, Address(document=document, number=number))


def _link(token: str) -> None:
    st.code(link_at(site(), list_address(token)), language=None, wrap_lines=True)
