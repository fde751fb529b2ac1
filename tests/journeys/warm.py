"""Commands in processes of their own, forked from a server that has loaded the program.

Whoever asks what becomes of a library when a command is killed asks nothing of the second
that Python takes to begin. The server is its own: that of the workers loads other modules.
"""

import multiprocessing
import multiprocessing.forkserver
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from ui.cli.main import main

LOADED = ("index.engines.tantivy.engine", "index.engines.whoosh.engine", "ingest.journey")
"""What commands load when they need it."""

_SERVER = multiprocessing.forkserver.ForkServer()
_SERVER.set_forkserver_preload([__name__, *LOADED])


@dataclass(frozen=True)
class Work:
    """Something that was begun in a process of its own.

    `wait` returns the exit status, or None where it did not end in so many seconds.
    """

    pid: int
    wait: Callable[[float], int | None]

    def ends_before(self, seconds: float) -> bool:
        return self.wait(seconds) is not None


def typed(library: Path, *arguments: str | Path) -> Work:
    """Begin a command."""
    words = ["polisearch", *map(str, arguments), "--library", str(library)]
    process = ForkServerProcess(target=_type, args=(words,))
    with pytest.MonkeyPatch.context() as patched:
        ask = _SERVER.connect_to_new_process
        patched.setattr(multiprocessing.forkserver, "connect_to_new_process", ask)
        process.start()
    assert process.pid is not None

    def wait(seconds: float) -> int | None:
        process.join(seconds)
        return process.exitcode

    return Work(process.pid, wait)


def _type(words: Sequence[str]) -> None:
    sys.argv[:] = words
    with Path(os.devnull).open("w") as nowhere:
        for stream in (1, 2):
            os.dup2(nowhere.fileno(), stream)
    main()
