"""How much there is to read: lines of code and of tests, room by room.

Lines that are not blank, of Python files; data is not counted.
"""

from collections.abc import Iterable
from pathlib import Path
from statistics import median

from benchmarks.commands import ROOT
from benchmarks.tables import Cell, Table, ratio

ROOMS = ("corpus", "ingest", "index", "search", "ui", "benchmarks")


def measure(root: Path = ROOT) -> Table:
    """Count the lines of every room."""
    rows = [_row(room, files(root / room), files(root / "tests" / room)) for room in ROOMS]
    other = {path for path in files(root / "tests") if path.parts[len(root.parts) + 1] not in ROOMS}
    rows.append(_row("all together", [], sorted(other)))
    code = [path for room in ROOMS for path in files(root / room)]
    rows.append(_row("sum", code, files(root / "tests")))
    return Table(
        title="Lines",
        columns=("room", "files", "code", "median file", "tests", "tests/code"),
        rows=rows,
        notes=("'all together' are tests of several rooms at once.",),
    )


def files(folder: Path) -> list[Path]:
    """The Python files below a folder."""
    return sorted(folder.rglob("*.py"))


def _row(name: str, code: Iterable[Path], tests: Iterable[Path]) -> tuple[Cell, ...]:
    sizes = [_lines(path) for path in code]
    tested = sum(map(_lines, tests))
    return (
        name,
        len(sizes),
        sum(sizes),
        int(median(sizes)) if sizes else None,
        tested,
        ratio(tested, sum(sizes)),
    )


def _lines(path: Path) -> int:
    return sum(bool(line.strip()) for line in path.read_text(encoding="utf-8").splitlines())
