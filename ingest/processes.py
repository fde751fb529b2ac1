"""A process that does tasks under limits: what goes wrong in it is one task's failure.

It does one task at a time and may answer each with as many values as it wants. One
that hangs is killed, and what any dies of is told. Each is forked from a small server
that has the libraries loaded already, and ends with the process that started it.
"""

import contextlib
import importlib
import io
import logging
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import types
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from corpus.failures import CannotRead, Reason
from corpus.safe_path import starting_safely

if sys.platform != "win32":
    import resource

Task = TypeVar("Task")
Answer = TypeVar("Answer")

Work = Callable[[Task], Iterable[Answer]]
"""What is done with a task, in the process: a function of a module, often a generator."""

START_SECONDS = 120
GRACE = 5.0
"""Seconds after its limit when a process ends itself, should nobody be left to end it."""

WIDE = 10
"""How many times its seconds of processor time a task may take by the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one task may cost.

    `seconds` are of the processor's time, so that a busy machine fails no healthy file.
    What waits for ever, and the programs that a task starts, such as LibreOffice and
    Tesseract, are bounded by the clock alone. So is everything where the system has no
    such timer (Windows).
    """

    seconds: float = 120
    memory_megabytes: int = 2048

    @property
    def seconds_by_the_clock(self) -> float:
        """The wide limit for each wait for an answer."""
        return WIDE * self.seconds


class _Said(Enum):
    """What a message of the process is; each is sent as a pair of this and a value."""

    READY = auto()
    ANSWER = auto()
    DONE = auto()
    NO_MEMORY = auto()


class Process(Generic[Task, Answer]):
    """One process, seen from here. It is used by one thread at a time; any may kill it.

    `preload` names the modules it needs, which the limit of memory does not count; the
    server has loaded those of the first one that was started. `folder`, if any, takes what
    is unpacked or decrypted: a process that is killed leaves it behind, for the caller to
    clear away.
    """

    def __init__(
        self, work: Work[Task, Answer], limits: Limits, *, preload: Sequence[str], folder: str = ""
    ) -> None:
        self._limits = limits
        self.asked = 0
        """Tasks that were begun."""
        self.is_spent = False
        """Whether it can be asked nothing more."""
        context = _context(preload)
        ours, theirs = context.Pipe()
        self._connection: Connection = ours
        self._process = context.Process(
            target=_serve, args=(theirs, work, limits, preload, folder), daemon=True
        )
        with _nothing_of_the_caller():
            self._process.start()
        theirs.close()
        self._pid = self._process.pid or 0
        self._is_ready = False
        self._is_killed = False

    def is_alive(self) -> bool:
        """Whether it can be asked."""
        return not self.is_spent and self._process.is_alive()

    def begin(self) -> None:
        """Wait until it can be asked. Raises CannotRead where it cannot be started."""
        if self._is_ready:
            return
        try:
            self._heard(START_SECONDS)
            self._is_ready = True
        except (EOFError, OSError) as error:
            self._process.join(GRACE)
            raise _died(self._process.exitcode, self._limits) from error
        finally:
            if not self._is_ready:
                self._end()

    def ask(self, task: Task) -> Iterator[Answer]:
        """The answers to a task, as they come.

        The seconds hold for each answer, from the one before it. Raises CannotRead where a
        limit was passed or the process died, after which it is spent. It is ended, too, where
        not all answers are taken.
        """
        self.begin()
        self.asked += 1
        is_done = False
        try:
            self._connection.send(task)
            while (message := self._heard(self._limits.seconds_by_the_clock))[0] is _Said.ANSWER:
                answer: Answer = message[1]
                yield answer
            if message[0] is _Said.NO_MEMORY:
                raise _too_much_memory(self._limits.memory_megabytes)
            is_done = True
        except (EOFError, OSError) as error:
            self._process.join(GRACE)
            raise _died(self._process.exitcode, self._limits) from error
        finally:
            if not is_done:
                self._end()

    def kill(self) -> None:
        """End it, and those it started; safe to call again and from any thread."""
        if self._is_killed or not self._pid:
            return
        self._is_killed = True  # by now the number may be that of another process
        try:
            os.killpg(self._pid, signal.SIGKILL)
        except (OSError, AttributeError):  # not yet its own group, nobody left, or no groups here
            self._process.kill()
        self._process.join(GRACE)

    def _end(self) -> None:
        self.is_spent = True
        self.kill()

    def _heard(self, seconds: float) -> tuple[_Said, Any]:
        """The next message. Raises CannotRead, EOFError and OSError."""
        if not self._connection.poll(seconds):
            raise _too_late(seconds)
        message: tuple[_Said, Any] = self._connection.recv()
        return message


def _too_slow(seconds: float) -> CannotRead:
    return CannotRead(
        Reason.TOO_SLOW, f"Reading took more than {seconds:g} seconds of processor time."
    )


def _too_late(seconds: float) -> CannotRead:
    return CannotRead(Reason.TOO_SLOW, f"Reading was not done after {seconds:g} seconds.")


def _too_much_memory(megabytes: int) -> CannotRead:
    return CannotRead(Reason.TOO_MUCH_MEMORY, f"Reading needs more than {megabytes} MB of memory.")


def _died(exit_code: int | None, limits: Limits) -> CannotRead:
    """Names the limit that was passed, or the signal that ended the process."""
    if exit_code is None or exit_code >= 0:
        return _crashed(f"with exit status {exit_code}")
    try:
        name = signal.Signals(-exit_code).name
    except ValueError:
        return _crashed(f"by signal {-exit_code}")
    if name == "SIGPROF":
        return _too_slow(limits.seconds)
    if name == "SIGALRM":
        return _too_late(limits.seconds_by_the_clock)
    if name == "SIGKILL":
        return _crashed("by SIGKILL, perhaps by the system for want of memory")
    return _crashed(f"by {name}")


def _crashed(how: str) -> CannotRead:
    return CannotRead(Reason.CRASHED, f"The process that read the file was ended {how}.")


def _context(preload: Sequence[str]) -> Any:
    """Processes are forked from a small server.

    Forking this process instead would copy its threads' locks in any state.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preload))
    return context


_starting = threading.Lock()


@contextlib.contextmanager
def _nothing_of_the_caller() -> Iterator[None]:
    """Start a process without the caller's main module.

    It would be imported there: all of the command line for nothing, or a caller's
    script that has no `if __name__ == "__main__"` a second time.
    """
    with _starting, starting_safely():
        main = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


# From here on: what runs in the process.


def _serve(
    connection: Connection,
    work: Work[Task, Answer],
    limits: Limits,
    preload: Sequence[str],
    folder: str,
) -> None:
    if folder:
        tempfile.tempdir = os.environ["TMPDIR"] = folder
    if hasattr(os, "setsid"):
        os.setsid()  # Ctrl-C in the terminal is for the parent, which then ends us
    _be_silent()
    for module in preload:  # loaded already, unless the server has other ones
        importlib.import_module(module)
    _limit_memory(limits.memory_megabytes)
    tasks: SimpleQueue[Task] = SimpleQueue()
    threading.Thread(target=_receive, args=(connection, tasks), daemon=True).start()
    connection.send((_Said.READY, None))
    while True:
        task = tasks.get()
        try:
            _alarm_by_processor(limits.seconds)
            _alarm_by_clock(limits.seconds_by_the_clock + GRACE)
            for answer in work(task):
                _alarm_by_processor(0)
                _alarm_by_clock(0)  # who takes the answer may take its time
                connection.send((_Said.ANSWER, answer))
                _alarm_by_processor(limits.seconds)
                _alarm_by_clock(limits.seconds_by_the_clock + GRACE)
            _alarm_by_clock(0)
            _alarm_by_processor(0)
        except MemoryError:
            connection.send((_Said.NO_MEMORY, None))
        else:
            connection.send((_Said.DONE, None))


def _receive(connection: Connection, tasks: "SimpleQueue[Task]") -> None:
    """Take tasks until the parent is gone; then there is nothing left to live for."""
    try:
        while True:
            tasks.put(connection.recv())
    except (EOFError, OSError):
        if hasattr(os, "killpg"):
            os.killpg(0, signal.SIGKILL)
        os._exit(1)


def _alarm_by_processor(seconds: float) -> None:
    """Have the system end this process, even in a library that never gives way to Python."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _alarm_by_clock(seconds: float) -> None:
    """The same, should nobody be left who waits."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _be_silent() -> None:
    """Nothing a library says about a file may reach the terminal."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    sys.stdout = sys.stderr = io.TextIOWrapper(os.fdopen(nowhere, "wb"), write_through=True)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")


def _limit_memory(megabytes: int) -> None:
    """Allow so much memory beyond what the loaded libraries have reserved already."""
    if sys.platform == "win32":
        return
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 -- no file
            reserved = int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        reserved = 0
    limit = reserved + megabytes * 1024 * 1024
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    with contextlib.suppress(ValueError, OSError):  # macOS refuses
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard < 0 else min(limit, hard), hard))
