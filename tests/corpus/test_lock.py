"""One writer at a time, and whoever is kept out is told by whom."""

import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import LibraryBusy
from corpus.lock import writing

HOLD = """
import sys, pathlib
from corpus.lock import writing
with writing(pathlib.Path(sys.argv[1]), "polisearch ingest"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_told_who_holds_the_library(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(LibraryBusy, match="polisearch ingest"), writing(tmp_path, "me"):
            pass
        holder.kill()  # the system releases what a killed process held
        holder.wait()

        with writing(tmp_path, "me"):
            assert "me" in (tmp_path / "writer.txt").read_text()
