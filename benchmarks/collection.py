"""`python -m benchmarks.collection --lines 100000`: one file of so many lines, from disk to found.

The lines are short paragraphs of made-up words, drawn the same way each time. What is
asked is how much memory it takes, and that the memory does not grow with the lines.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import commands
from benchmarks.tables import Cell, Table, progress
from benchmarks.watch import Watch

MEGABYTE = 1024 * 1024
WORDS_OF_A_RECORD = 60


def measure(lines: Sequence[int], jobs: int, scratch: Path) -> Table:
    """Ingest one collection after the other."""
    return Table(
        title="A collection of JSON lines",
        columns=("lines", "documents", "seconds", "writer MB", "largest worker MB", "compare s"),
        rows=[_row(count, jobs, scratch) for count in lines],
        notes=("The largest resident sets seen, looked at ten times a second.",),
    )


def _row(lines: int, jobs: int, scratch: Path) -> tuple[Cell, ...]:
    progress(f"a collection of {lines:,} lines")
    folder = scratch / f"collection-{lines}"
    folder.mkdir()
    write(folder / "collection.jsonl", lines)
    with Watch() as watch:
        ran = commands.ingest(scratch / f"library-{lines}", folder, jobs, on_start=watch.start)
    report = ran.json()
    return (
        lines,
        report["pages"],
        ran.seconds,
        watch.peak.first / MEGABYTE,
        watch.peak.started / MEGABYTE,
        report["seconds_by_stage"].get("compare", 0.0),
    )


def write(path: Path, lines: int) -> None:
    """Write a collection of so many records, each a title and a paragraph."""
    chance = random.Random(7)
    syllables = [consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou"]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(20_000)]
    with path.open("w", encoding="utf-8") as file:
        for number in range(lines):
            text = " ".join(chance.choices(words, k=WORDS_OF_A_RECORD))
            record = {"id": f"r{number}", "title": f"Report {number}", "year": 2009, "text": text}
            file.write(json.dumps(record) + "\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Ingest collections of so many lines, and print what it took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.collection")
    parser.add_argument("--lines", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        print(measure(given.lines, given.jobs, Path(scratch)).text())


if __name__ == "__main__":
    main()
