"""A run that is killed, and then repeated, ends like one that nobody disturbed."""

import os
import signal
import subprocess
import sys
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
from ingest.journey import Callbacks, Options, ingest
from misbehaviour import slowly
library = Path({library!r})
def tell(at):
    print(at.done, flush=True)
catalogue = open_catalogue(library / "catalogue.db")
roots = [library / "documents"]
told = Callbacks(on_progress=tell)
ingest(catalogue, read_vocabulary(), roots, library, Options(jobs=2), told, work=slowly)
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
    process = started(script, files=5)
    workers = workers_in(psutil.Process(process.pid))
    killed_for_good(process)
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


def started(script: str, files: int) -> "subprocess.Popen[str]":
    """A run that has done this many files and is not at its end."""
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for _ in range(files):
        assert process.stdout.readline(), "the run ended before it could be killed"
    return process


def killed_for_good(process: "subprocess.Popen[str]") -> None:
    """Kill a run the hard way."""
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def they_end(processes: list[psutil.Process]) -> bool:
    """Whether they are gone within some seconds; a zombie waits for nobody here."""
    _, alive = psutil.wait_procs(processes, timeout=20)
    return all(process.status() == psutil.STATUS_ZOMBIE for process in alive)


def test_a_hung_worker_does_not_outlive_its_parent(tmp_path: Path) -> None:
    library = tmp_path / "library"
    (library / "documents").mkdir(parents=True)
    (library / "documents" / "a.txt").write_text("A report on roads.")
    (library / "documents" / "hang.txt").write_text("Nobody will read this.")
    script = SCRIPT.format(root=str(ROOT), here=str(HERE), library=str(library))
    process = started(script.replace("slowly", "misbehave"), files=1)
    workers = workers_in(psutil.Process(process.pid))
    assert workers

    killed_for_good(process)

    assert they_end(workers)
