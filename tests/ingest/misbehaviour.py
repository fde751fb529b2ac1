"""Work for workers that goes wrong, by the name of the file."""

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

from ingest.extract.extracted import ALLOWED, Allowed, Extracted, Reader
from ingest.extract.readers import reader_for
from ingest.reading import Outcome, Reading, Task, read_file


class Misbehaving:
    """A reader that does what its file's name says."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        name = path.name
        if name.startswith("hang"):
            time.sleep(600)
        elif name.startswith("abort"):
            os.abort()
        elif name.startswith("killed"):
            os.kill(os.getpid(), signal.SIGKILL)
        elif name.startswith("exit"):
            raise SystemExit(3)
        elif name.startswith("greedy"):
            bytearray(64 * 1024**3)
        elif name.startswith("bug"):
            raise KeyError("no such thing")
        elif name.startswith("loud"):
            os.write(1, b"noise on stdout")
            os.write(2, b"noise on stderr")
        elif name.startswith("none"):
            return []
        return self.reader.read(path)


def readers(media_type: str) -> Reader:
    return Misbehaving(reader_for(media_type))


def misbehave(task: Task, reading: Reading) -> Outcome:
    return read_file(task, replace(reading, readers=readers))


def slowly(task: Task, reading: Reading) -> Outcome:
    time.sleep(0.03)
    return read_file(task, reading)
