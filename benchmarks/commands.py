"""Commands run as a person runs them: in a process of their own, timed from start to end."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]

POLISEARCH = (sys.executable, "-m", "polisearch")


class CommandFailed(Exception):
    """A command that is measured did not end well: what it measured says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """A command that ended well; `seconds` is its wall clock, process start included."""

    seconds: float
    output: str

    def json(self) -> Any:
        """What it printed, as a value."""
        return json.loads(self.output)


def run(*command: str, on_start: Callable[[int], None] = lambda _: None) -> Ran:
    """Run a command to its end. `on_start` is told the id of its process.

    The environment is this one's, without settings of Polisearch or Recoll: they
    would change what is measured.
    """
    began = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        on_start(process.pid)
        out, err = process.communicate()
    seconds = time.perf_counter() - began
    if process.returncode:
        said = err.decode("utf-8", "replace").strip()[-2000:]
        raise CommandFailed(f"{command[0]} ended with {process.returncode}: {said}")
    return Ran(seconds=seconds, output=out.decode("utf-8", "replace"))


def ingest(
    library: Path, folder: Path, jobs: int, on_start: Callable[[int], None] = lambda _: None
) -> Ran:
    """Run `polisearch ingest`; its output is the report."""
    return run(
        *POLISEARCH,
        "ingest",
        "--json",
        *("--jobs", str(jobs)),
        *("--library", str(library)),
        str(folder),
        on_start=on_start,
    )


def processors() -> int:
    """How many this process may use: as many jobs as ingestion takes by itself."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _environment() -> dict[str, str]:
    ours = ("POLISEARCH_", "RECOLL_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    # What it is compared with reads no pictures; a scan takes longer than a hundred pages.
    return kept | {"POLISEARCH_INGEST__OCR": "off"}
