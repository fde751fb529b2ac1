"""What goes wrong in whoosh with files, as errors of a person. The one table of it."""

import pickle
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.index import IndexError as BrokenIndex

from corpus.disk import refused
from corpus.errors import EngineError
from index.sealed import Seal

BROKEN = (
    BrokenIndex,
    OSError,
    EOFError,
    ValueError,
    ImportError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    MemoryError,
    RecursionError,
    pickle.UnpicklingError,
    struct.error,
    zlib.error,
)
"""What comes of files that are cut short, mangled, or not whoosh's: it checks little itself."""


def unusable(reason: object, done: str = "opened") -> EngineError:
    """The index cannot be `done`, and has to be made again."""
    return EngineError(
        f"The index cannot be {done}: {reason}.",
        "Run 'polisearch index' to make it again from the catalogue.",
    )


@contextmanager
def of(folder: Path, done: str) -> Iterator[None]:
    """Raise what comes of damaged files in a folder as EngineError: it cannot be `done`.

    Where all files are as they were written, it is a bug, and stays what it is; so does
    what the disk refuses.
    """
    try:
        yield
    except BROKEN as error:
        if isinstance(error, OSError) and refused(error) is not None:
            raise
        damage = Seal(folder).damage(thorough=True)
        if not damage and not isinstance(error, FileNotFoundError | EOFError | struct.error):
            raise
        raise unusable(damage or error, done) from error
