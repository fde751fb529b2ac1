"""What goes wrong in tantivy with files, as errors of a person. The one table of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus import disk
from corpus.errors import EngineError

AGAIN = "Run 'polisearch index' to make it again from the catalogue."

OF_FILES = (
    "An IO error occurred",
    "An error occurred in a thread",
    "An index writer was killed",
    "Data corrupted",
    "Failed to acquire Lockfile",
    "Failed to open",
    "Index version",
    "Schema error",
    "System error",
    "Unable to acquire",
)
"""How tantivy begins what it says of its files. All else is a bug of ours."""

_FULL = ("No space left", "os error 28", "Disk quota", "File too large")


@contextmanager
def of(folder: Path, done: str) -> Iterator[None]:
    """Raise what tantivy says of the files in a folder as EngineError: it cannot be `done`.

    A panic is one, too: tantivy trusts its files, and stumbles over what is wrong in them.
    """
    try:
        yield
    except ValueError as error:
        if not str(error).startswith(OF_FILES):
            raise
        raise _explained(folder, done, str(error)) from error
    except OSError as error:
        raise _explained(folder, done, str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # which pyo3 lets nobody import
            raise
        raise _explained(folder, done, str(error)) from error


def _explained(folder: Path, done: str, said: str) -> EngineError:
    reason = " ".join(said.split())[:200].rstrip(".")
    if any(word in said for word in _FULL) or (done == "written" and disk.is_full(folder)):
        return EngineError("The disk is full: the index cannot be written.", disk.AFTER_ROOM)
    if "Lock" in said and "Busy" in said:
        hint = "Another process may be writing to it. Wait until it ends."
        return EngineError(f"The index cannot be {done}: {reason}.", hint)
    return EngineError(f"The index cannot be {done}: {reason}.", AGAIN)
