"""The file of a document: the picture of a page, and the file itself to open and to keep."""

from pathlib import Path
from urllib.parse import quote

import streamlit as st

from ui.web.markup import Html, joined, show, tag

HEAVIEST = 200 * 1024 * 1024
"""Bytes of a file that the front hands out: it is held in memory while it is sent."""


def page_picture(drawn: bytes, number: int, marks: int) -> None:
    """A page as it looks, with what was looked for marked on it."""
    said = f", with {marks} {'place' if marks == 1 else 'places'} marked" if marks else ""
    st.image(drawn, width="stretch", alt=f"Picture of page {number}{said}")


def original(id_: str, number: int) -> Html:
    """A link to the PDF, opened by the browser at this page.

    It is no link from screen to screen, so it does not begin as those do.
    """
    href = f"{path_of('files', id_)}#page={number}"
    link = tag("a", "Open the original at this page", href=href, target="_blank")
    return tag("p", link, class_="original")


def for_programs(id_: str) -> Html:
    """Where programs find the document, in the page and (by `ui/web/reader.js`) in its head."""
    link = tag("a", "Plain page of this document", href=path_of("doc", id_), class_="for-programs")
    return tag("p", joined(link, ", for reference managers and other programs"), class_="aside")


def path_of(route: str, id_: str) -> str:
    """The path of a document at a route, from any screen.

    >>> path_of("files", "a/b ü")
    'files/a%2Fb%20%C3%BC'
    """
    return f"{route}/{quote(id_, safe='', errors='replace')}"


def download(file: Path) -> None:
    """A button that reads the file only when it is pressed."""
    size = file.stat().st_size
    if size > HEAVIEST:
        place = tag("code", str(file.name))
        show(tag("p", place, " is too large to be sent from here.", class_="aside"))
        return
    st.download_button(
        f"Download file ({_size(size)})",
        data=file.read_bytes,
        file_name=file.name,
        mime="application/octet-stream",
        on_click="ignore",
        key="download",
    )


def _size(size: int) -> str:
    """
    >>> _size(900), _size(2_500_000)
    ('1 kB', '2.5 MB')
    """
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(round(size / 1e3), 1)} kB"
