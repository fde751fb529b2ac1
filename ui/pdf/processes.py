"""Processes that ask pdfium: who is asked next, what may it cost, and what was too much?

One file is asked about by one process at a time, and there are two, so a file that is
slow stops no other. What was too much for a page is remembered and costs no second time.
"""

from collections import OrderedDict
from concurrent.futures import Future
from pathlib import Path
from threading import Condition, Thread
from typing import Any

from corpus.errors import PolisearchError
from corpus.failures import CannotRead, Reason
from ingest.processes import Limits, Process, Work
from ui.pdf.pdfium import Question, answers

LIMITS = Limits(seconds=10, memory_megabytes=1024)
"""What one question may cost. A page of a report takes a tenth of a second."""

PROCESSES = 2
QUESTIONS_PER_PROCESS = 500
"""After so many, a process is replaced: libraries leak."""

MOST_ASKED = 32
"""Questions under way and waiting. Who comes later is told to come again."""

MOST_REMEMBERED = 1_000
"""Pages that were too much."""

WHY = {
    Reason.TOO_SLOW: "drawing it takes too long",
    Reason.TOO_MUCH_MEMORY: "drawing it needs too much memory",
}
"""By what went wrong; in all other cases the program that draws it breaks down."""

PRELOADED = ("ui.pdf.pdfium",)

Page = tuple[str, int, int]


class NotDrawn(PolisearchError):
    """There may be a picture, and it is not to be had."""


class TooCostly(NotDrawn):
    """Drawing a page passed a limit; the page is refused whenever it is asked for again."""


class Busy(NotDrawn):
    """Too many wait."""


class PdfProcesses:
    """The processes, which are started when the first question comes. Safe in threads."""

    def __init__(
        self, work: Work[Question, Any] = answers, limits: Limits = LIMITS, most: int = MOST_ASKED
    ) -> None:
        self._work = work
        self._limits = limits
        self._most = most
        self._guard = Condition()
        self._asked: dict[Question, Future[Any]] = {}
        self._files: set[str] = set()  # that somebody is asked about at this moment
        self._idle: list[Process[Question, Any]] = []
        self._too_costly: OrderedDict[Page, str] = OrderedDict()

    def ask(self, question: Question) -> "Future[Any]":
        """The answer, which may still be made. Who asks the same meanwhile gets the same future.

        Raises TooCostly and Busy, and so does the future.
        """
        with self._guard:
            if why := self._too_costly.get(_page(question)):
                raise TooCostly(why)
            if question not in self._asked:
                if len(self._asked) >= self._most:
                    raise Busy("Too many pictures are being drawn.", "Come again in some seconds.")
                self._asked[question] = Future()
                self._begin()
            return self._asked[question]

    def close(self) -> None:
        """Wait for what was asked, and end the processes."""
        with self._guard:
            self._guard.wait_for(lambda: not self._asked)
            while self._idle:
                self._idle.pop().kill()

    def _begin(self) -> None:
        """Have the next questions asked that may be. The guard is held."""
        for question, future in self._asked.items():
            if len(self._files) == PROCESSES:
                return
            if question.file not in self._files:
                self._files.add(question.file)
                Thread(target=self._ask, args=(question, future), daemon=True).start()

    def _ask(self, question: Question, future: "Future[Any]") -> None:
        process = None
        try:
            process = self._started()
            (answer,) = process.ask(question)
            future.set_result(answer)
        except Busy as error:
            future.set_exception(error)
        except CannotRead as error:
            future.set_exception(self._too_much(question, error))
        except BaseException as error:
            future.set_exception(error)
            raise
        finally:
            with self._guard:
                del self._asked[question]
                self._files.discard(question.file)
                if process is not None:
                    self._keep(process)
                self._begin()
                self._guard.notify_all()

    def _started(self) -> Process[Question, Any]:
        """Raises Busy where none can be started, which says nothing about a page."""
        with self._guard:
            while self._idle:
                if (process := self._idle.pop()).is_alive():
                    return process
                process.kill()
        try:
            process = Process(self._work, self._limits, preload=PRELOADED)
            process.begin()
        except (CannotRead, OSError) as error:
            raise Busy(
                "No picture can be drawn now.", "The machine may be busy; try again."
            ) from error
        return process

    def _keep(self, process: Process[Question, Any]) -> None:
        if process.is_alive() and process.asked < QUESTIONS_PER_PROCESS:
            self._idle.append(process)
        else:
            process.kill()

    def _too_much(self, question: Question, error: CannotRead) -> TooCostly:
        """Remember that a page is too much, and why."""
        why = WHY.get(error.reason, "the program that draws it breaks down")
        said = f"The picture of this page could not be drawn: {why}."
        with self._guard:
            self._too_costly[_page(question)] = said
            if len(self._too_costly) > MOST_REMEMBERED:
                self._too_costly.popitem(last=False)
        return TooCostly(said)


PROCESSES_OF_ALL = PdfProcesses()
"""Those that all readers share."""


def answered(question: Question) -> Any:
    """The answer to a question about a PDF. Raises TooCostly and Busy."""
    return PROCESSES_OF_ALL.ask(question).result()


def changed_at(file: Path) -> int | None:
    """When a PDF was changed last; None where the file is none."""
    try:
        with file.open("rb") as opened:
            return file.stat().st_mtime_ns if b"%PDF-" in opened.read(1024) else None
    except (OSError, ValueError):
        return None


def _page(question: Question) -> Page:
    return question.file, question.changed, question.number
