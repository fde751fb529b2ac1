"""Work for workers that goes wrong, by the name of the file."""

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from corpus.failures import Reason
from ingest.extract.extracted import ALLOWED, Allowed, Extracted, Reader
from ingest.extract.readers import reader_for
from ingest.reading import Outcome, Reading, Task, given_up, read_file


class Misbehaving:
    """A reader that does what its file's name says."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def read(self, path: Path, allowed: Allowed = ALLOWED) -> list[Extracted]:
        name = path.name
        if name.startswith("hang"):
            time.sleep(600)
        elif name.startswith("waits"):
            time.sleep(1)
        elif name.startswith("busy"):
            re.match(r"(a+)+$", "a" * 60 + "b")  # in C, which gives way to nobody
        elif name.startswith("starts"):
            subprocess.run([sys.executable, "-c", "while True: pass", str(path)], check=False)
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
        elif name.startswith("grows"):
            with path.open("ab") as file:
                file.write(b" More.")
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


def slow_today(_task: Task, _reading: Reading) -> Outcome:
    return given_up(Reason.TOO_SLOW, "Reading took more than 1 second.")
