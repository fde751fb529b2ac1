"""The library that is served, opened once for all readers."""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from corpus.errors import PolisearchError
from ui.settings import FILE
from ui.wiring import Library, open_library

VARIABLE = "POLISEARCH_LIBRARY"

GRACE = 600.0
"""Seconds for which a library stays open after another took its place: somebody is asking it."""

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opened:
    library: Library
    stamp: Stamp


_LOCK = Lock()
_opened: dict[Path, _Opened] = {}
_retired: list[tuple[float, Library]] = []


def opened_library() -> Library:
    """The library named by the environment, for readers, who are not told where files lie.

    Raises what `open_library` raises.

    It is opened anew when its settings or its vocabulary changed; whoever holds the one
    before goes on with that. While what changed cannot be read, the one before is served.
    """
    path = served_library()
    with _LOCK:
        before, stamp = _opened.get(path), _stamp(path)
        if before is not None and before.stamp == stamp:
            return before.library
        try:
            library = open_library(path)
        except PolisearchError:
            if before is None:
                raise
            library = before.library
        library.catalogue.hides_places = True
        _opened[path] = _Opened(library=library, stamp=stamp)
        if before is not None and before.library is not library:
            _retire(before.library)
        return library


def served_library() -> Path:
    """The folder of the library, as the environment names it."""
    return Path(os.environ.get(VARIABLE, "library")).resolve()


def close_library() -> None:
    """Give back what was opened; the next who asks opens it anew."""
    with _LOCK:
        while _opened:
            _opened.popitem()[1].library.close()
        while _retired:
            _retired.pop()[1].close()


def _stamp(folder: Path) -> Stamp:
    """What changes when the settings or the vocabulary of a library do."""
    files = [folder / FILE, *sorted((folder / "vocabulary").glob("[!.]*"))]
    return tuple(
        (file.name, found.st_mtime_ns, found.st_size)
        for file in files
        if (found := _looked_at(file)) is not None
    )


def _looked_at(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except OSError:
        return None


def _retire(library: Library) -> None:
    now = time.monotonic()
    while _retired and now - _retired[0][0] > GRACE:
        _retired.pop(0)[1].close()
    _retired.append((now, library))
