"""`python -m ui.jobs LIBRARY`: the process of a job. The web front starts it, nobody else does."""

import signal
import sys
import time
from pathlib import Path
from threading import Event

from corpus.disk import refusals_said
from corpus.errors import LibraryBusy, PolisearchError
from ui.jobs.processes import READY, being_the_job

TRIES = 50


def main() -> int:
    """Hold the lock of the job, wait for the word, and do what was asked for."""
    library = Path(sys.argv[1])
    early = Event()  # asked to stop before the job is known, which then says that it was
    signal.signal(signal.SIGINT, lambda _number, _frame: early.set())
    for left in reversed(range(TRIES)):
        try:
            with being_the_job(library), refusals_said():
                return _work(library, early)
        except LibraryBusy:  # for a moment somebody looked whether it is held
            if not left:
                raise
            time.sleep(0.1)
        except PolisearchError as error:  # which the catalogue could not keep
            sys.stderr.write(f"{error}\n")
            return 1
    return 1


def _work(library: Path, early: Event) -> int:
    sys.stdout.buffer.write(READY)
    sys.stdout.close()
    sys.stdin.buffer.read()
    from ui.jobs.work import work

    return work(library, early)


if __name__ == "__main__":
    sys.exit(main())
