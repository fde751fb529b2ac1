"""What is a reader told of an error? All of it but where things lie on this machine.

The whole of it stands in the log of the server, for those who keep the library.
"""

import logging
import os
import re
from functools import lru_cache
from pathlib import Path

from corpus.disk import DiskRefused
from corpus.errors import (
    BadSetting,
    BadVocabulary,
    CatalogueError,
    EngineError,
    LibraryBusy,
    LibraryNotFound,
    PolisearchError,
)
from ui.opened import VARIABLE

OF_THE_KEEPER = (
    BadSetting,
    BadVocabulary,
    CatalogueError,
    DiskRefused,
    EngineError,
    LibraryBusy,
    LibraryNotFound,
)
"""Errors of who keeps the library: one who only reads can but try again."""

_DATABASE = re.compile(r"\b[a-z][\w+]*://\S+[^\s.,:;]")
_FOLDERS = re.compile(
    r"""(?<![\w./\\])(?:[A-Za-z]:[/\\]|[/\\])(?:[^\s/\\:'"]+[/\\])*(?=[^\s/\\])"""
)
"""The folders of an absolute path, up to its last name."""

_LOG = logging.getLogger("polisearch")


def for_readers(error: PolisearchError) -> tuple[str, str]:
    """Message and hint of an error, with files named without their folders."""
    if not isinstance(error, OF_THE_KEEPER):
        return error.message, error.hint
    _note(str(error))
    return without_places(error.message), without_places(error.hint)


def without_places(text: str) -> str:
    """A text with the last names of the absolute paths in it, and no address of a database.

    >>> without_places("/srv/city/polisearch.toml is no TOML. See C:\\\\city\\\\a.toml.")
    'polisearch.toml is no TOML. See a.toml.'
    >>> without_places("The catalogue postgresql://anna@db/city has version 1; and/or")
    'The catalogue … has version 1; and/or'
    """
    served = os.environ.get(VARIABLE, "")
    folders = {served, str(Path(served).resolve())} if served else set()
    for folder in sorted(folders, key=len, reverse=True):  # a folder's name may hold a blank
        text = text.replace(folder, f"/{Path(folder).name}")
    return _FOLDERS.sub("", _DATABASE.sub("…", text))


@lru_cache(maxsize=64)
def _note(said: str) -> None:
    """Write an error into the log, once as long as few others come between."""
    _LOG.warning("%s", said)
