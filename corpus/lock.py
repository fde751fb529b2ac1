"""One writer at a time: a lock on a library that names its holder.

The operating system releases it when the holder ends, however it ends.
"""

import datetime
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.disk import READ_ONLY, DiskRefused
from corpus.errors import LibraryBusy


@contextmanager
def writing(library: Path, what: str) -> Iterator[None]:
    """Hold the right to write to a library while doing `what`.

    Raises LibraryBusy, saying who holds it, without waiting, and DiskRefused where
    nothing can be written.
    """
    holder = library / "writer.txt"
    lock = FileLock(library / "writer.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        try:
            who = holder.read_text(encoding="utf-8").strip()
        except OSError:
            who = "another process"
        raise LibraryBusy(
            f"The library {library} is being written by {who}.",
            "Wait until it ends; searching goes on meanwhile.",
        ) from error
    except OSError as error:
        raise DiskRefused(
            f"The library {library.name} cannot be written: {error.strerror}.", READ_ONLY
        ) from error
    try:
        since = datetime.datetime.now().astimezone().strftime("%H:%M")
        holder.write_text(
            f"{what} (process {os.getpid()} on {socket.gethostname()}, since {since})",
            encoding="utf-8",
        )
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()
