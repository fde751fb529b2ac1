"""What was measured, as plain text for people and as values for programs."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | int | float | None
"""A value; None is what was not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One answer: rows of values under the names of the columns, and remarks below."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    notes: tuple[str, ...] = ()

    def text(self) -> str:
        """The table for a terminal; numbers stand to the right."""
        lines = [self.columns, *(tuple(shown(cell) for cell in row) for row in self.rows)]
        widths = [max(len(line[at]) for line in lines) for at in range(len(self.columns))]
        is_text = [
            all(isinstance(row[at], str | None) for row in self.rows)
            for at in range(len(self.columns))
        ]
        made = [
            "  ".join(
                cell.ljust(width) if left else cell.rjust(width)
                for cell, width, left in zip(line, widths, is_text, strict=True)
            ).rstrip()
            for line in lines
        ]
        rule = "-" * len(self.title)
        body = made if self.rows else []
        return "\n".join([self.title, rule, *body, *(f"  {note}" for note in self.notes)])

    def as_json(self) -> dict[str, object]:
        """The table for other programs: each row with the names of its columns."""
        return {
            "title": self.title,
            "rows": [dict(zip(self.columns, row, strict=True)) for row in self.rows],
            "notes": list(self.notes),
        }


def shown(cell: Cell) -> str:
    """A value in three digits or so.

    >>> shown(0.7512), shown(27.34), shown(1234.5), shown(22000), shown(None)
    ('0.75', '27.3', '1,234', '22,000', '–')
    """
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int):
        return f"{cell:,}"
    return f"{cell:,.{2 if abs(cell) < 10 else 1 if abs(cell) < 100 else 0}f}"


def ratio(one: float, other: float) -> float | None:
    """One divided by the other, None where that says nothing."""
    return one / other if other else None


def progress(text: str) -> None:
    """Say on stderr what takes its time."""
    print(f"… {text}", file=sys.stderr, flush=True)
