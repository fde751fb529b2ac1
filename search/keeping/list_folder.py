"""Which lists are in the folder of a library, how old are they, and which give way?

Nobody knows whose a list is, so the only signs that it is not wanted any more are that it
is empty, and that nobody touched it: neither changed it nor opened it as its maker.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

MOST_LISTS = 10_000
MOST_BYTES_IN_ALL = 1024 * 1024 * 1024

DAY = 24 * 60 * 60.0
DAYS_OF_EMPTY = 1
DAYS_UNTOUCHED = 180
"""Days after which a list may give way to a new one, where there are as many as may be."""

_EMPTIEST = 512
"""Bytes that a list with nothing in it does not have."""

IsEmpty = Callable[[Path], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The file of a list, the bytes it has, and the time at which it was touched last."""

    path: Path
    size: int
    touched: float

    def days(self, now: float) -> float:
        """For how many days nobody touched it."""
        return (now - self.touched) / DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """How many lists a library holds: in all, with nothing in them, and in bytes.

    `untouched` says for some numbers of days how many nobody touched for longer, and
    `oldest` for how many days the one that was touched first was not.
    """

    lists: int
    empty: int
    size: int
    untouched: tuple[tuple[int, int], ...] = ()
    oldest: int = 0


def held(folder: Path) -> list[Held]:
    """The lists in a folder, those first that nobody touched for longest."""
    return sorted(_held(folder), key=lambda one: one.touched)


def _held(folder: Path) -> Iterator[Held]:
    for path in folder.glob("[!.]*.json"):
        try:
            seen = path.stat()
        except OSError:  # cleared meanwhile
            continue
        yield Held(path=path, size=seen.st_size, touched=seen.st_mtime)


def holdings(folder: Path, is_empty: IsEmpty, now: float | None = None) -> Holdings:
    """What is in the folder of lists."""
    now = time.time() if now is None else now
    every = held(folder)
    return Holdings(
        lists=len(every),
        empty=sum(_is_bare(one, is_empty) for one in every),
        size=sum(one.size for one in every),
        untouched=tuple(
            (days, sum(one.days(now) > days for one in every)) for days in (30, 90, 180, 365)
        ),
        oldest=max((int(one.days(now)) for one in every), default=0),
    )


def make_room(folder: Path, is_empty: IsEmpty, now: float | None = None) -> bool:
    """Remove what gives way where a folder is full; whether there is room for one more.

    Those go that were empty for a day, then those that nobody touched for half a year, the
    longest untouched first, and no more of them than are in the way.
    """
    now = time.time() if now is None else now
    every = held(folder)
    count, size = len(every), sum(one.size for one in every)
    untouched = [one for one in every if one.days(now) > DAYS_UNTOUCHED]
    empty = (one for one in every if one.days(now) > DAYS_OF_EMPTY and _is_bare(one, is_empty))
    gone: set[Path] = set()
    for some in (empty, untouched):
        for one in some:
            if count < MOST_LISTS and size < MOST_BYTES_IN_ALL:
                return True
            if one.path not in gone:
                one.path.unlink(missing_ok=True)
                gone.add(one.path)
                count, size = count - 1, size - one.size
    return count < MOST_LISTS and size < MOST_BYTES_IN_ALL


def _is_bare(one: Held, is_empty: IsEmpty) -> bool:
    return one.size < _EMPTIEST and is_empty(one.path)
