"""What an admin does in the front: press a button, and wait for the job that it starts."""

from pathlib import Path
from typing import Any

from ui.jobs.job import kept
from ui.jobs.processes import wait
from ui.opened import opened_library

LONG = 60.0


def finish() -> None:
    """Wait until the job has ended, if one was started."""
    job = kept(opened_library().catalogue)
    if job is not None:
        wait(job, LONG)


def press(front: Any, key: str) -> Any:
    front.app.button(key=key).click()
    return front.run()


def job_of(front: Any, key: str) -> Any:
    """Press what starts a job, wait for its process, and look again."""
    press(front, key)
    finish()
    return front.run()


def three_files(library: Path) -> None:
    """Two reports beside the sample, of which one is broken."""
    documents = library / "documents"
    (documents / "graz.md").write_text("# Housing in Graz\n\nRent and tenancy.\n")
    (documents / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")
