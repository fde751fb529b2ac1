"""The library this front shows, opened once for all readers, and files of its documents."""

import os
from collections.abc import Iterable
from pathlib import Path

import streamlit as st

from ingest.find import file_of
from ui.wiring import Library, open_library

VARIABLE = "POLISEARCH_LIBRARY"


def opened_library() -> Library:
    """The library named by the environment. Raises what `open_library` raises."""
    return _opened(os.environ.get(VARIABLE, "library"))


@st.cache_resource(show_spinner=False)
def _opened(folder: str) -> Library:
    return open_library(Path(folder).resolve())


def source_file(library: Library, sources: Iterable[str]) -> Path | None:
    """The first file of a document that is still there.

    `sources` must come from the catalogue, which names only files that were read.
    """
    files = (file_of(source, library.folder) for source in sources)
    return next((file for file in files if file.is_file()), None)
