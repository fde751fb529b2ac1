"""A run that is killed, and then repeated, ends like one that nobody disturbed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from corpus.catalogue import Catalogue, open_catalogue
from corpus.vocabulary import read_vocabulary
from ingest.journey import Options, ingest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

SCRIPT = """
import sys
from pathlib import Path
sys.path[:0] = [{root!r}, {here!r}]
from corpus.catalogue import open_catalogue
from corpus.vocabulary import read_vocabulary
from ingest.journey import Options, ingest
from misbehaviour import slowly
library = Path({library!r})
catalogue = open_catalogue(library / "catalogue.db")
ingest(catalogue, read_vocabulary(), [library / "documents"], library, Options(jobs=2), work=slowly)
"""


def fill(library: Path) -> None:
    documents = library / "documents"
    documents.mkdir(parents=True)
    for number in range(40):
        (documents / f"{number:02}.txt").write_text(f"Report {number // 2} on houses and roads.")
    (documents / "07.pdf").write_bytes(b"%PDF-1.4 broken")


def state_of(catalogue: Catalogue) -> object:
    """Everything but the numbers and times of runs."""
    sources = {
        path: (source.size, source.sha256, state)
        for path, (source, state) in catalogue.sources().items()
    }
    ids = sorted({source.sha256[:16] for source, _ in catalogue.sources().values()})
    documents = catalogue.documents(ids, with_pages=True)
    failures = [(failed.path, failed.failure) for failed in catalogue.failures()]
    return sources, documents, {id_: catalogue.claims(id_) for id_ in documents}, failures


def workers_in(process: psutil.Process) -> list[psutil.Process]:
    return [p for p in process.children(recursive=True) if os.getpgid(p.pid) == p.pid]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_run_and_the_next_end_like_an_undisturbed_one(tmp_path: Path) -> None:
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    fill(killed)
    fill(whole)
    script = SCRIPT.format(root=str(ROOT), here=str(HERE), library=str(killed))
    catalogue = open_catalogue(killed / "catalogue.db")
    process = subprocess.Popen([sys.executable, "-c", script])
    wait_for_some(catalogue, process)
    workers = workers_in(psutil.Process(process.pid))
    process.send_signal(signal.SIGKILL)
    process.wait()
    done = len(catalogue.sources())

    again = ingest(catalogue, read_vocabulary(), [killed / "documents"], killed, Options(jobs=2))
    other = open_catalogue(whole / "catalogue.db")
    ingest(other, read_vocabulary(), [whole / "documents"], whole, Options(jobs=1))

    assert 0 < done < 41
    assert again.indexed + again.duplicates + again.failed + again.unchanged == 41
    assert state_of(catalogue) == state_of(other)
    assert workers
    assert they_end(workers)
    catalogue.close()
    other.close()


def wait_for_some(catalogue: Catalogue, process: "subprocess.Popen[bytes]") -> None:
    """Until the run has written some files and not yet all."""
    for _ in range(3000):
        assert process.poll() is None, "the run ended before it could be killed"
        if len(catalogue.sources()) >= 5:
            return
        time.sleep(0.01)
    raise AssertionError("the run wrote nothing")


def is_alive(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def they_end(processes: list[psutil.Process]) -> bool:
    """Whether they are gone within some seconds; a zombie waits for nobody here."""
    for _ in range(1000):
        if not any(is_alive(process) for process in processes):
            return True
        time.sleep(0.01)
    return False


def test_a_hung_worker_does_not_outlive_its_parent(tmp_path: Path) -> None:
    library = tmp_path / "library"
    (library / "documents").mkdir(parents=True)
    (library / "documents" / "hang.txt").write_text("Nobody will read this.")
    script = SCRIPT.format(root=str(ROOT), here=str(HERE), library=str(library))
    script = script.replace("slowly", "misbehave")
    process = subprocess.Popen([sys.executable, "-c", script])
    workers: list[psutil.Process] = []
    while not workers:
        assert process.poll() is None
        workers = workers_in(psutil.Process(process.pid))
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert they_end(workers)
