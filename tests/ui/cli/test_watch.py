import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ui.cli.watch import settled

ROOT = Path(__file__).resolve().parents[3]


def test_what_changed_is_taken_in_once_it_is_quiet() -> None:
    quiet: set[int] = set()

    assert list(settled([{1}, {2, 3}, quiet, quiet, {4}, quiet])) == [4, 1]


def test_what_changed_before_anyone_watched_is_taken_in_first() -> None:
    assert list(settled([set()])) == [1]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send")
def test_a_file_that_arrives_is_read_and_ctrl_c_ends_the_watch(tmp_path: Path) -> None:
    library = tmp_path / "library"
    command = [sys.executable, "-c", "from ui.cli.main import main; main()"]
    subprocess.run([*command, "init", str(library)], check=True, capture_output=True, cwd=ROOT)
    (library / "documents" / "a.txt").write_text("A report on housing in Vienna.")
    watching = subprocess.Popen(
        [*command, "watch", "--library", str(library), "--settle", "0.2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert watching.stdout is not None
    first = watching.stdout.readline()
    (library / "documents" / "b.txt").write_text("A report on housing in Dublin.")
    second = watching.stdout.readline()
    watching.send_signal(signal.SIGINT)
    watching.communicate(timeout=60)

    assert first.startswith("1 file: 1 indexed")
    assert second.startswith("2 files: 1 indexed, 1 unchanged")
    assert watching.returncode == 0
