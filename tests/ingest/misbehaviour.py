"""Work for workers that goes wrong, by the name of the file."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from corpus.failures import CannotRead, Failure, Reason
from ingest.extract.extracted import ALLOWED, Allowed, Extracted, Reader, Record
from ingest.extract.json_lines import JsonLinesReader
from ingest.extract.readers import reader_for
from ingest.reading import Outcome, Reading, Task, read_file
from ingest.workers import Answer


def busy_for_each(parts: int) -> Iterator[int]:
    """Answer so many times, each after a third of a second of processor time."""
    for part in range(parts):
        until = time.process_time() + 0.3
        while time.process_time() < until:
            pass
        yield part


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


def misbehave(task: Task, reading: Reading) -> Iterable[Answer]:
    return read_file(task, replace(reading, readers=readers))


def slowly(task: Task, reading: Reading) -> Iterable[Answer]:
    time.sleep(0.03)
    return read_file(task, reading)


def slow_today(_task: Task, _reading: Reading) -> Iterable[Answer]:
    said = "Reading took more than 1 second."
    return [Outcome(failure=Failure(reason=Reason.TOO_SLOW, message=said))]


class DeadlyRecords(JsonLinesReader):
    """A reader of JSON lines that does not survive some of them, by their ids."""

    def records(self, path: Path, allowed: Allowed = ALLOWED) -> Iterator[Record]:
        for record in super().records(path, allowed):
            yield replace(record, read=partial(self._read, record))

    @staticmethod
    def _read(record: Record) -> Sequence[Extracted]:
        documents = record.read()
        id_ = documents[0].id
        if id_.startswith("killed"):
            os.kill(os.getpid(), signal.SIGKILL)
        elif id_.startswith("hang"):
            time.sleep(600)
        elif id_.startswith("greedy"):
            bytearray(64 * 1024**3)
        elif id_.startswith("bug"):
            raise KeyError("no such thing")
        return documents


class EndsBadly(JsonLinesReader):
    """A reader that comes to a place in the file behind which nothing can be read."""

    def records(self, path: Path, allowed: Allowed = ALLOWED) -> Iterator[Record]:
        yield from super().records(path, allowed)
        raise CannotRead(Reason.NOT_THIS_FORMAT, "The file is damaged.")


class DiesBehind(JsonLinesReader):
    """A reader that dies on the way to a record, and not with one."""

    def records(self, path: Path, allowed: Allowed = ALLOWED) -> Iterator[Record]:
        for record in super().records(path, allowed):
            yield record
            if record.number == 3:
                os.kill(os.getpid(), signal.SIGKILL)


def deadly(task: Task, reading: Reading) -> Iterable[Answer]:
    return read_file(task, replace(reading, readers=lambda _: DeadlyRecords()))


def ends_badly(task: Task, reading: Reading) -> Iterable[Answer]:
    return read_file(task, replace(reading, readers=lambda _: EndsBadly()))


def dies_behind(task: Task, reading: Reading) -> Iterable[Answer]:
    return read_file(task, replace(reading, readers=lambda _: DiesBehind()))
