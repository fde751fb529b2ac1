"""Answers about a PDF that go wrong, by the name of the file."""

import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ui.pdf.pdfium import Question


def misbehave(question: Question) -> Iterator[Any]:
    """Does what the name of the file says, and otherwise tells the number of the page."""
    file = Path(question.file)
    if file.name.startswith("busy"):
        re.match(r"(a+)+$", "a" * 60 + "b")
    elif file.name.startswith("greedy"):
        bytearray(64 * 1024**3)
    elif file.name.startswith("killed"):
        os.kill(os.getpid(), signal.SIGSEGV)
    elif file.name.startswith("gate"):
        file.read_text(encoding="utf-8")  # a pipe: this waits until somebody wrote and left
    elif file.name.startswith("modules"):
        yield sorted(name.partition(".")[0] for name in sys.modules)
        return
    yield question.number
