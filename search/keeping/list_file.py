"""Where are lists kept, who may see one, and who may change it?

Whoever knows the token of a list may change it; who knows the token for readers, which is
made from it and leads back to nothing, may see it. Files are called by the latter, so that
the folder of a library tells nobody how to change a list:

    lists/<token for readers>.json

    {"format": "polisearch list", "version": 1,
     "items": [{"id", "document", "page", "label", "text", "title", "reference", "note"}],
     "searches": [{"id", "name", "address", "known": [], "date"}]}
"""

import hashlib
import json
import os
import re
import secrets
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.errors import LibraryBusy, PolisearchError
from corpus.lock import writing
from search.keeping.list_folder import DAY, Holdings, held, holdings, make_room
from search.keeping.lists import Kept, ListFull, ReadingList, Watched

FOLDER = "lists"
"""Where they stand in a library."""

MOST_BYTES = 8 * 1024 * 1024
"""Of one list."""

PATIENCE = 10.0
"""Seconds that a change waits for another to end."""

_FORMAT, _VERSION = "polisearch list", 1
_TO_CHANGE = re.compile(r"[A-Za-z0-9_-]{32}")
_TO_READ = re.compile(r"[0-9a-f]{40}")
_ONE_AT_A_TIME = threading.Lock()

Change = Callable[[ReadingList], ReadingList]


class UnknownList(PolisearchError):
    """No list has this token."""


class BadList(PolisearchError):
    """The file of a list cannot be read. It is left as it is."""


class OnlyToRead(PolisearchError):
    """A list was to be changed by one who may only read it."""


def reading_token(token: str) -> str:
    """The token by which a list can be seen and not changed. Raises UnknownList.

    >>> reading_token(reading_token("a" * 32)) == reading_token("a" * 32)
    True
    """
    if _TO_READ.fullmatch(token):
        return token
    if not _TO_CHANGE.fullmatch(token):
        raise _unknown()
    return hashlib.sha256(f"to read {token}".encode()).hexdigest()[:40]


def may_change(token: str) -> bool:
    """Whether this is the token of one who may change a list, should there be one."""
    return bool(_TO_CHANGE.fullmatch(token))


def is_kept(library: Path, token: str) -> bool:
    """Whether there is a list of this token, readable or not."""
    try:
        return _path(library, token).is_file()
    except UnknownList:
        return False


def read_list(library: Path, token: str) -> ReadingList:
    """The list of a token of either kind. Raises UnknownList and BadList."""
    path = _path(library, token)
    try:
        found = path.stat()
    except OSError:
        raise _unknown() from None
    return _parsed(path, found.st_mtime_ns, found.st_size, found.st_ino)


def change(library: Path, token: str, how: Change) -> ReadingList:
    """Change a list and say what it is then. Changes at the same time come one after the other.

    Raises UnknownList, BadList, OnlyToRead, ListFull, and whatever `how` does.
    """
    if not may_change(token):
        reading_token(token)
        raise OnlyToRead("This link shows a list and does not change it.", "Ask its maker.")
    with _alone(library):
        before = read_list(library, token)
        after = how(before)
        if after != before:
            _write(_path(library, token), after)
    return after


def begin(library: Path, how: Change) -> str:
    """Make a list from one with nothing in it, and give its token.

    Where there are as many as may be, others give way (`list_folder.make_room`). Raises
    ListFull where none does, and whatever `how` does.
    """
    first = how(ReadingList())
    token = secrets.token_urlsafe(24)
    with _alone(library):
        if not make_room(library / FOLDER, _is_empty):
            raise ListFull(
                "This library keeps as many lists as it may.",
                "Whoever keeps it can clear old ones: 'polisearch lists --clear-older-than 30'.",
            )
        _write(_path(library, token), first)
    return token


def exchange(library: Path, fresh: Path) -> None:
    """Replace all lists by those in a folder; their files are moved from there.

    Raises LibraryBusy where somebody changes one for long.
    """
    with _alone(library):
        there = {path.name for path in fresh.glob("[!.]*.json")}
        for path in (library / FOLDER).glob("[!.]*.json"):
            if path.name not in there:
                path.unlink()
        for name in there:
            (fresh / name).replace(library / FOLDER / name)


def _path(library: Path, token: str) -> Path:
    return library / FOLDER / f"{reading_token(token)}.json"


def _unknown() -> UnknownList:
    return UnknownList(
        "There is no list at this address.",
        "The link is not whole, or the list was empty for long and was given up.",
    )


@contextmanager
def _alone(library: Path) -> Iterator[None]:
    """Hold the right to change lists, among threads and programs."""
    folder = library / FOLDER
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise PolisearchError(f"{FOLDER}/ cannot be made: {error.strerror}.") from error
    with _ONE_AT_A_TIME, ExitStack() as held:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                held.enter_context(writing(folder, "a list"))
                break
            except LibraryBusy:
                if time.monotonic() > until:
                    raise
                time.sleep(0.02)
        yield


def _write(path: Path, one: ReadingList) -> None:
    text = json.dumps({"format": _FORMAT, "version": _VERSION, **asdict(one)}, ensure_ascii=True)
    if len(text) > MOST_BYTES:
        raise ListFull("This list is too large.", "Take something out of it first.")
    fresh = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with fresh.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise PolisearchError(
            f"The list cannot be written: {error.strerror}.", "Nothing of it was changed."
        ) from error


def clear_untouched(library: Path, days: float) -> int:
    """Remove the lists that nobody touched for so many days, and say how many they were."""
    with _alone(library):
        now = time.time()
        old = [one for one in held(library / FOLDER) if one.days(now) > days]
        for one in old:
            one.path.unlink(missing_ok=True)
    return len(old)


def lists_held(library: Path) -> Holdings:
    """How many lists a library holds, and how old they are."""
    return holdings(library / FOLDER, _is_empty)


def keep_fresh(library: Path, token: str) -> None:
    """Note that a list was opened by one who may change it, at most once a day."""
    path = _path(library, token)
    try:
        if may_change(token) and time.time() - path.stat().st_mtime > DAY:
            os.utime(path)
    except OSError:
        return  # it is gone, or nothing may be written here


def _is_empty(path: Path) -> bool:
    try:
        return _read(path) == ReadingList()
    except BadList:
        return False


@lru_cache(maxsize=64)
def _parsed(path: Path, *_seen: int) -> ReadingList:
    """The list in a file, read once for as long as it is not replaced."""
    return _read(path)


def _read(path: Path) -> ReadingList:
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 2)
        if len(data) > MOST_BYTES + 1:
            raise ValueError("too large")
        return _understood(json.loads(data.decode()))
    except OSError as error:
        raise BadList(f"The list cannot be read: {error.strerror}.", _DAMAGED) from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadList(f"The file of this list, {path.name}, is damaged.", _DAMAGED) from error


_DAMAGED = (
    "It was left as it is. Whoever keeps the library can restore it from a backup of the "
    f"folder {FOLDER}."
)


def _understood(said: Any) -> ReadingList:
    if said["format"] != _FORMAT:
        raise ValueError("another format")
    if said["version"] != _VERSION:
        raise BadList(
            f"This list has version {str(said['version'])[:20]}; this program reads {_VERSION}.",
            "It was left as it is. Update polisearch, or use the version that wrote it.",
        )
    items = tuple(_kept(one) for one in said["items"])
    searches = tuple(_watched(one) for one in said["searches"])
    for some in (items, searches):
        if len({one.id for one in some}) != len(some):
            raise ValueError("an id twice")
    return ReadingList(items=items, searches=searches)


def _kept(said: Any) -> Kept:
    page = said["page"]
    if type(page) is not int or not 0 <= page < 2**31:
        raise ValueError("no page")
    texts = ("id", "document", "label", "text", "title", "reference", "note")
    return Kept(page=page, **{name: _text(said[name]) for name in texts})


def _watched(said: Any) -> Watched:
    known = said["known"]
    if not isinstance(known, list):
        raise TypeError("no ids")
    if datetime.fromisoformat(_text(said["date"])).tzinfo is None:
        raise ValueError("a date without its zone")
    texts = ("id", "name", "address", "date")
    return Watched(known=tuple(map(_text, known)), **{name: _text(said[name]) for name in texts})


def _text(said: Any) -> str:
    if not isinstance(said, str) or "\x00" in said:
        raise ValueError("no text")
    said.encode()  # half a letter cannot be shown
    return said
