"""Which question about a PDF is asked next, what it may cost, and what is remembered."""

import importlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil  # type: ignore[import-untyped]
import pytest

import ui.pdf.processes
from corpus.failures import CannotRead, Reason
from ingest.processes import Limits
from ui.pdf.pdfium import Picture, Text
from ui.pdf.processes import Busy, PdfProcesses, TooCostly

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SAMPLE = ROOT / "corpus" / "samples" / "documents" / "housing" / "vienna.pdf"

Make = Callable[..., PdfProcesses]


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Makes processes that misbehave: `make()`, `make(seconds=0.5, most=2)`."""
    monkeypatch.syspath_prepend(str(HERE))
    work = importlib.import_module("pdf_misbehaviour").misbehave
    made: list[PdfProcesses] = []

    def one(seconds: float = 60, **given: Any) -> PdfProcesses:
        limits = Limits(seconds=seconds, memory_megabytes=512)
        made.append(PdfProcesses(given.pop("work", work), limits, **given))
        return made[-1]

    yield one
    for processes in made:
        processes.close()


class Gate:
    """A file that cannot be read before it is opened."""

    def __init__(self, folder: Path, name: str = "gate.pdf") -> None:
        self.file = folder / name
        os.mkfifo(self.file)

    def page(self, number: int) -> Text:
        return Text(file=str(self.file), changed=1, number=number)

    def open(self) -> None:
        """Waits until somebody reads, and lets it end."""
        self.file.write_text("open", encoding="utf-8")


def page(name: str, number: int = 1) -> Text:
    return Text(file=name, changed=1, number=number)


@pytest.mark.parametrize(
    ("name", "why"),
    [("busy", "takes too long"), ("greedy", "too much memory"), ("killed", "breaks down")],
)
def test_a_page_that_is_too_much_fails_alone_with_a_sentence(
    make: Make, name: str, why: str
) -> None:
    processes = make(seconds=0.5)

    with pytest.raises(TooCostly, match=f"The picture of this page could not be drawn: .*{why}"):
        processes.ask(page(name)).result()

    assert processes.ask(page("well", 7)).result() == 7


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What processes are asked that fail whatever they are asked."""
    asked: list[Any] = []

    def fail(_: object, question: object) -> None:
        asked.append(question)
        raise CannotRead(Reason.TOO_SLOW, "too slow")

    methods = {"begin": lambda _: None, "ask": fail, "is_alive": lambda _: False}
    failing = type("Failing", (SimpleNamespace,), {**methods, "kill": lambda _: None})
    monkeypatch.setattr(ui.pdf.processes, "Process", lambda *_, **__: failing())
    return asked


def test_a_page_that_was_too_much_is_not_asked_about_again(make: Make, told: list[Any]) -> None:
    processes = make()
    for question in (page("a", 1), page("a", 1), Picture(file="a", changed=1, number=1)):
        with pytest.raises(TooCostly):
            processes.ask(question).result()

    assert told == [page("a", 1)]


def test_a_file_that_changed_is_asked_about_again(make: Make, told: list[Any]) -> None:
    processes = make()
    for changed in (1, 2):
        with pytest.raises(TooCostly):
            processes.ask(Text(file="a", changed=changed, number=1)).result()

    assert len(told) == 2


def test_what_is_remembered_is_bounded(
    make: Make, told: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui.pdf.processes, "MOST_REMEMBERED", 3)
    processes = make()
    for number in (1, 2, 3, 4, 4, 2, 1):
        with pytest.raises(TooCostly):
            processes.ask(page("a", number)).result()

    assert [question.number for question in told] == [1, 2, 3, 4, 1]


def test_a_process_that_cannot_be_started_is_not_the_fault_of_a_page(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise CannotRead(Reason.CRASHED, "no process")

    processes = make()
    with monkeypatch.context() as patched:
        patched.setattr("ingest.processes.Process.begin", refuse)
        with pytest.raises(Busy):
            processes.ask(page("well", 3)).result()

    assert processes.ask(page("well", 3)).result() == 3


def test_a_slow_file_stops_no_other(make: Make, tmp_path: Path) -> None:
    processes, gate = make(), Gate(tmp_path)
    slow = [processes.ask(gate.page(number)) for number in (1, 2, 3)]

    assert processes.ask(page("well", 5)).result() == 5
    assert not any(one.done() for one in slow)

    for number, one in enumerate(slow, start=1):
        gate.open()
        assert one.result() == number


def test_the_same_question_is_asked_once_at_a_time(make: Make, tmp_path: Path) -> None:
    processes, gate = make(), Gate(tmp_path)
    slow = [processes.ask(gate.page(1)) for _ in range(5)]

    gate.open()

    assert [one.result() for one in slow] == [1] * 5


def test_no_more_wait_than_there_is_room_for(make: Make, tmp_path: Path) -> None:
    processes, gate = make(most=2), Gate(tmp_path)
    slow = [processes.ask(gate.page(number)) for number in (1, 2)]

    with pytest.raises(Busy):
        processes.ask(page("well"))

    for one in slow:
        gate.open()
        one.result()


def test_a_process_that_died_idle_is_replaced(make: Make) -> None:
    processes = make()
    before = {one.pid for one in psutil.Process().children(recursive=True)}
    processes.ask(page("well")).result()
    (started,) = [
        one
        for one in psutil.Process().children(recursive=True)
        if one.pid not in before and os.getpgid(one.pid) == one.pid
    ]
    started.kill()
    psutil.wait_procs([started], timeout=20)

    assert processes.ask(page("well", 9)).result() == 9


def test_a_process_is_replaced_after_many_questions(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ui.pdf.processes, "QUESTIONS_PER_PROCESS", 2)
    processes = make()

    assert [processes.ask(page("well", n)).result() for n in range(5)] == list(range(5))


SCRIPT = """
import sys
sys.path[:0] = [{root!r}, {here!r}]
from pdf_misbehaviour import misbehave
from ui.pdf.pdfium import Text
from ui.pdf.processes import PdfProcesses
processes = PdfProcesses(misbehave)
print(processes.ask(Text(file="modules", changed=1)).result(), flush=True)
processes.ask(Text(file={gate!r}, changed=1))
sys.stdin.read()
"""


def test_a_process_knows_nothing_of_the_web_and_ends_with_its_server(tmp_path: Path) -> None:
    gate = Gate(tmp_path)
    script = SCRIPT.format(root=str(ROOT), here=str(HERE), gate=str(gate.file))
    server = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    said = server.stdout.readline()
    opened = gate.file.open("w")  # which waits until a process reads
    children = psutil.Process(server.pid).children(recursive=True)
    drawing = [one for one in children if os.getpgid(one.pid) == one.pid]

    server.kill()
    server.communicate()

    assert "pypdfium2" in said
    for name in ("streamlit", "starlette", "sqlalchemy", "tantivy", "search"):
        assert f"'{name}'" not in said
    assert drawing
    _, alive = psutil.wait_procs(drawing, timeout=20)
    assert [one for one in alive if one.status() != psutil.STATUS_ZOMBIE] == []
    opened.close()


def test_a_pdf_of_many_operators_is_too_much_and_the_next_is_drawn(
    tmp_path: Path, a_heavy_pdf: Callable[..., bytes]
) -> None:
    heavy = tmp_path / "heavy.pdf"
    heavy.write_bytes(a_heavy_pdf())
    processes = PdfProcesses(limits=Limits(seconds=0.5, memory_megabytes=1024))

    with pytest.raises(TooCostly):
        processes.ask(Picture(file=str(heavy), changed=1, number=1)).result()

    drawn = processes.ask(Picture(file=str(SAMPLE), changed=1, number=1)).result()
    processes.close()
    assert drawn.startswith(b"\x89PNG")
