"""What a disk refuses, said so that a person can act on it."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import PolisearchError

AFTER_ROOM = "Make room, then run this again; what was kept before is whole."
READ_ONLY = "Searching goes on. To change the library, make its folder writable, or copy it."

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Numbers of errors that mean that no more can be kept."""

_REFUSED = {
    errno.ENOSPC: ("The disk is full", AFTER_ROOM),
    errno.EDQUOT: ("No more may be kept on this disk", AFTER_ROOM),
    errno.EFBIG: ("A file would be larger than is allowed here", "Raise the limit, or make room."),
    errno.EROFS: ("Nothing can be written there", READ_ONLY),
    errno.EACCES: ("A file may not be used by you", "See who may read and write it."),
    errno.EPERM: ("A file may not be used by you", "See who may read and write it."),
    errno.EIO: ("The disk cannot be read or written", "Look whether it is in order: it may fail."),
}


_LITTLE = 1_000_000
"""Bytes."""


class DiskRefused(PolisearchError):
    """The disk is full, read-only, locked away or broken."""


def refused(error: OSError) -> DiskRefused | None:
    """The error as a person's; None where it has another reason, and is a bug.

    >>> print(refused(OSError(errno.ENOSPC, "", "/city/index/state.new")))
    The disk is full (state.new).
    Make room, then run this again; what was kept before is whole.
    """
    said = _REFUSED.get(error.errno or 0)
    if said is None:
        return None
    named = f" ({Path(error.filename).name})" if isinstance(error.filename, str) else ""
    return DiskRefused(f"{said[0]}{named}.", said[1])


def is_full(folder: Path) -> bool:
    """Whether there is so little room that a file that could not be written is no wonder."""
    try:
        return shutil.disk_usage(folder).free < _LITTLE
    except OSError:
        return False


@contextmanager
def refusals_said() -> Iterator[None]:
    """Raise what the disk refuses meanwhile as DiskRefused."""
    try:
        yield
    except OSError as error:
        said = refused(error)
        if said is None:
            raise
        raise said from error
