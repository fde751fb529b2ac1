"""The reference of the page that is read, in a style and in the formats of other programs."""

import io
from dataclasses import dataclass

import streamlit as st

from search.citing.citation import Quotation, cite
from search.citing.style import DEFAULT_STYLE, STYLES
from search.export import FORMATS, write_documents
from search.export.entries import quoting
from search.results import Reading

TO_TAKE_AWAY = ("ris", "bibtex", "csl")

_STYLE = "cite-style"
_LABELS = {"author-date": "Author and date", "note": "Notes"}


def chosen_style() -> str:
    """The style that references are written in, in this window."""
    style: str = st.session_state.get(_STYLE, DEFAULT_STYLE)
    return style if style in STYLES else DEFAULT_STYLE


def cite_page(reading: Reading, quotation: Quotation) -> None:
    """What to copy, and files for reference managers, both with the page."""
    with st.popover("Cite this page", key="cite"):
        st.selectbox("Style", STYLES, key=_STYLE, format_func=lambda name: _LABELS.get(name, name))
        st.code(cite(quotation, chosen_style()), language=None, wrap_lines=True)
        with st.container(horizontal=True, key="cite-files"):
            for name in TO_TAKE_AWAY:
                _file(name, reading, quotation)


@dataclass(frozen=True, slots=True)
class _Written:
    """A file that is written when it is asked for."""

    quotation: Quotation
    name: str

    def __call__(self) -> bytes:
        written = io.BytesIO()
        write_documents(written, [quoting(self.quotation)], self.name)
        return written.getvalue()


def _file(name: str, reading: Reading, quotation: Quotation) -> None:
    form = FORMATS[name]
    st.download_button(
        form.label,
        data=_Written(quotation, name),
        file_name=f"{file_stem(reading.id)}-p{reading.number}{form.suffix}",
        mime=form.media_type,
        on_click="ignore",
        key=f"cite-{name}",
    )


def file_stem(id_: str) -> str:
    """An id as part of the name of a file.

    >>> file_stem("../a b/EF09")
    'a-b-EF09'
    """
    kept = "".join(letter if letter.isalnum() or letter in "-_" else " " for letter in id_)
    return "-".join(kept.split())[:80] or "document"
