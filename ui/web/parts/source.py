"""The file of a document: the picture of a page, and the file itself to keep."""

from pathlib import Path

import streamlit as st

from ui.web.markup import show, tag

HEAVIEST = 200 * 1024 * 1024
"""Bytes of a file that the front hands out: it is held in memory while it is sent."""


def page_picture(drawn: bytes, number: int) -> None:
    """A page as it looks."""
    st.image(drawn, width="stretch", alt=f"Picture of page {number}")


def download(file: Path | None) -> None:
    """A button that reads the file only when it is pressed."""
    if file is None:
        show(tag("p", "The file is no longer where it was read.", class_="aside"))
        return
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
