"""The library that is served, opened once for all readers, and files of its documents."""

import os
from collections.abc import Iterable
from pathlib import Path
from threading import Lock

from ingest.find import file_of
from ui.wiring import Library, open_library

VARIABLE = "POLISEARCH_LIBRARY"

_LOCK = Lock()
_opened: dict[str, Library] = {}


def opened_library() -> Library:
    """The library named by the environment. Raises what `open_library` raises."""
    folder = os.environ.get(VARIABLE, "library")
    with _LOCK:
        if folder not in _opened:
            _opened[folder] = open_library(Path(folder).resolve())
        return _opened[folder]


def close_library() -> None:
    """Give back what was opened; the next who asks opens it anew."""
    with _LOCK:
        while _opened:
            _opened.popitem()[1].close()


def source_file(library: Library, sources: Iterable[str]) -> Path | None:
    """The first file of a document that is still there.

    `sources` must come from the catalogue, which names only files that were read.
    """
    files = (file_of(source, library.folder) for source in sources)
    return next((file for file in files if file.is_file()), None)
