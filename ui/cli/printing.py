"""How the command line prints: results on stdout, everything else on stderr, nothing hostile.

Text from documents may hold terminal control characters: they are made harmless
here, and nowhere else. Of the formulas in tables `search.export.cells` takes care.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from corpus.errors import PolisearchError
from search.export.csv_table import csv_lines
from search.results import Segment

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=not sys.stderr.isatty())  # grep reads lines

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def safe(text: str) -> str:
    """Text without anything a terminal would obey: control characters and changes of direction."""
    return _CONTROL.sub("\ufffd", text.encode("utf-8", "replace").decode("utf-8"))


def complain(error: PolisearchError) -> None:
    """Say what a person did wrong, and the next step."""
    err.print(Text.assemble(("Error: ", "bold red"), safe(error.message)))
    if error.hint:
        err.print(Text(safe(error.hint)))


def say(text: str) -> None:
    """A remark beside the results."""
    err.print(Text(safe(text), style="dim"))


def as_json(value: object) -> None:
    """One JSON value on a line of its own."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    sys.stdout.write(text.encode("utf-8", "replace").decode("utf-8") + "\n")


def as_csv(names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table as CSV, row by row; a cell that a spreadsheet would calculate gets an apostrophe."""
    for line in csv_lines(names, rows, line_end="\n"):
        sys.stdout.write(line)


def styled(segments: Iterable[Segment], style: str = "") -> Text:
    """Segments as one line, matches bold."""
    text = Text(style=style)
    for segment in segments:
        text.append(safe(segment.text), "bold yellow" if segment.is_match else "")
    return text


def indented(text: Text, first: Text) -> None:
    """A text to the right of `first`, its lines below each other; one line where nobody looks.

    A program that reads our output, as grep does, gets each text whole.
    """
    width = max(40, out.width - len(first))
    lines = text.wrap(out, width) if out.is_terminal else [text]
    for number, line in enumerate(lines):
        out.print(Text.assemble(Text(" " * len(first)) if number else first, line))


def table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table on stdout."""
    every = [list(row) for row in rows]
    made = Table(box=None, pad_edge=False, header_style="bold")
    for name, column in zip_longest(names, zip_longest(*every, fillvalue="")):
        made.add_column(name, justify="right" if _are_numbers(column or ()) else "left")
    for row in every:
        made.add_row(*(Text(safe(_cell(value))) for value in row))
    out.print(made)


def _are_numbers(column: Sequence[object]) -> bool:
    """Whether a column holds numbers, and nothing else but gaps."""
    return all(isinstance(value, int | float) or value == "" for value in column)


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def counted(number: int, name: str) -> str:
    """A number of things.

    >>> counted(1, "document"), counted(2500, "file")
    ('1 document', '2,500 files')
    """
    return f"{number:,} {name if number == 1 else f'{name}s'}"


@contextmanager
def bar(what: str, total: int | None = None) -> Iterator["Bar"]:
    """A progress bar on stderr while something long is done; nothing where it is no terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[beside]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        yield Bar(progress, progress.add_task(what, total=total, beside=""))


class Bar:
    """A bar that is told how far the work is."""

    def __init__(self, progress: Progress, task: Any) -> None:
        self._progress = progress
        self._task = task

    def at(self, done: int, total: int, beside: str = "", stage: str | None = None) -> None:
        """Show that `done` of `total` are done, with a few words beside."""
        self._progress.update(
            self._task, completed=done, total=total, beside=safe(beside), description=stage
        )

    def stage(self, what: str, done: int = 0, total: int = 0) -> None:
        """Show that something else is being done now, of unknown length where total is 0."""
        self._progress.update(
            self._task, completed=done, total=total or None, description=what, beside=""
        )
