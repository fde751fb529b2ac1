"""A run that is killed at any moment leaves a library that is read meanwhile, and completed next.

Moments are drawn by chance; POLISEARCH_TEST_KILLS says how many, and POLISEARCH_TEST_SEED
which. A moment is counted from when a command holds the library, within the time that it
took when nobody disturbed it, so that a slow machine is killed where a fast one is.
"""

import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from corpus.catalogue import open_catalogue
from search.question import Ask
from tests.journeys.warm import Work, typed
from tests.ui.cli.conftest import type_here
from ui.ingesting import ROOTS
from ui.jobs import processes as jobs
from ui.jobs.job import Order, What
from ui.settings import FILE
from ui.wiring import Library, make_library, open_library

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "corpus" / "samples" / "documents" / "housing" / "vienna.pdf"
MOMENTS = int(os.environ.get("POLISEARCH_TEST_KILLS", "60"))
FIRST_RUNS = max(MOMENTS // 10, 3)
SEED = int(os.environ.get("POLISEARCH_TEST_SEED", "7"))
STEADY = 20
"""Documents that no run changes: every reader finds all of them at every moment."""

LONG = 120.0


class Folder:
    """A folder of files that change by chance, the same way for the same seed."""

    def __init__(self, documents: Path, chance: random.Random) -> None:
        self.documents = documents
        self.chance = chance
        documents.mkdir(exist_ok=True)
        for number in range(STEADY):
            (documents / f"steady-{number:02}.md").write_text(f"# Steadfast {number}\n\nRent.\n")
        for number in range(40):
            self.write(f"{number:02}.txt")
        (documents / "broken.pdf").write_bytes(b"%PDF-1.4 broken")

    def write(self, name: str) -> None:
        number = self.chance.randrange(10**6)
        pages = [f"Report {number} of the city, page {page}." for page in range(1, 30)]
        (self.documents / name).write_text("\f".join(pages), encoding="utf-8")

    def change(self) -> None:
        there = sorted(self.documents.glob("*.txt"))
        for path in self.chance.sample(there, 12):
            what = self.chance.choice(["change", "remove", "rename", "copy"])
            if what == "change":
                self.write(path.name)
            elif what == "remove" and len(there) > 30:
                path.unlink()
            elif what == "rename":
                path.replace(path.with_stem(f"{path.stem}-moved"[-20:]))
            elif what == "copy":
                (self.documents / f"copy-{self.chance.randrange(100)}.txt").write_bytes(
                    path.read_bytes()
                )


class Reader(threading.Thread):
    """Somebody who searches all the time, and notes every answer that is not whole."""

    def __init__(self, library: Path) -> None:
        super().__init__(daemon=True)
        self.library = library
        self.answers = 0
        self.wrong: list[str] = []
        self._end = threading.Event()

    def run(self) -> None:
        opened = open_library(self.library)
        while not self._end.wait(0.1):
            self.answers += 1
            if (found := steady_in(opened)) != STEADY:
                self.wrong.append(f"{found} found in answer {self.answers}")
        opened.close()

    def __enter__(self) -> "Reader":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        self.join()


def steady_in(opened: Library) -> int:
    """How many of the documents are found that no run changes, each with its page."""
    results = opened.searcher.search(Ask(text="steadfast", per_page=100))
    assert all(hit.pages for hit in results.hits)
    return results.total


def kill(work: Work) -> None:
    os.kill(work.pid, signal.SIGKILL)
    assert work.ends_before(LONG)


def ordered(library: Path, order: Order) -> Work:
    """Begin a job."""
    opened = open_library(library)
    job = jobs.start(opened, order)
    opened.close()
    return Work(job.pid, partial(jobs.wait, job))


KINDS: dict[str, Callable[[Path], Work]] = {
    "ingest": lambda library: typed(library, "ingest", "--jobs", "1"),
    "index": lambda library: typed(library, "index", "--engine", "tantivy"),
    "index with the other engine": lambda library: typed(library, "index", "--engine", "whoosh"),
    "a job that ingests": lambda library: ordered(library, Order(what=What.INGEST)),
    "a job that describes": lambda library: ordered(library, Order(what=What.DESCRIBE)),
    "a job that indexes": lambda library: ordered(library, Order(what=What.INDEX)),
}


def begun(begin: Callable[[Path], Work], library: Path) -> Work:
    """Begin, and go on when the library is held for the work, or the work has ended."""
    holder = library / "writer.txt"
    holder.unlink(missing_ok=True)  # of one that was killed
    work = begin(library)
    while "polisearch" not in said_by(holder) and not work.ends_before(0.005):
        pass
    return work


def said_by(holder: Path) -> str:
    """Who says to hold the library; nothing where nobody does."""
    try:
        return holder.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def completed(begin: Callable[[Path], Work], library: Path) -> float:
    """Begin and let it end: the seconds for which the library was held."""
    work = begun(begin, library)
    since = time.monotonic()
    assert work.wait(LONG) == 0
    return time.monotonic() - since


def state_of(library: Path) -> tuple[object, dict[str, object], object]:
    """What the catalogue holds, but for the numbers and times of runs.

    Of files with one content the first that was read describes the document, so what the
    name of a file says of it depends on the order of runs: of these only the text is told.
    """
    catalogue = open_catalogue(library / "catalogue.db")
    sources = {
        path: (source.size, source.sha256) for path, (source, _) in catalogue.sources().items()
    }
    found = catalogue.documents(catalogue.ids(), with_pages=True)
    alone = {id_ for id_, document in found.items() if len(document.all("source")) == 1}
    documents: dict[str, object] = {
        id_: document if id_ in alone else (document.pages, document.all("source"))
        for id_, document in found.items()
    }
    claims = {id_: catalogue.claims(id_) for id_ in sorted(alone)}
    failures = {failed.path: failed.failure for failed in catalogue.failures()}
    catalogue.close()
    return sources, documents, (claims, failures)


def shown_of(library: Path) -> set[str]:
    """The ids of all that a reader is shown, from an index that holds what the catalogue holds."""
    opened = open_library(library)
    assert opened.shelf.standing().is_current
    assert steady_in(opened) == STEADY
    hits = opened.searcher.search(Ask(per_page=1000)).hits
    opened.close()
    return {hit.id for hit in hits}


def test_whatever_is_killed_at_any_moment_is_read_meanwhile_and_completed_by_the_next(
    tmp_path: Path,
) -> None:
    print(f"{MOMENTS} moments, of the seed {SEED}")  # noqa: T201 -- told where it fails
    chance = random.Random(SEED)
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    make_library(killed)
    folder = Folder(killed / "documents", chance)
    lasts = {kind: completed(begin, killed) for kind, begin in KINDS.items()}
    cut_off: Counter[str] = Counter()

    with Reader(killed) as reader:
        for moment in range(MOMENTS):
            kind = list(KINDS)[moment % len(KINDS)]
            folder.change()
            work = begun(KINDS[kind], killed)
            if not work.ends_before(chance.uniform(0, lasts[kind])):
                kill(work)
                cut_off[kind] += 1
            opened = open_library(killed)  # as a command does that is typed now
            assert steady_in(opened) == STEADY, f"after {kind}, moment {moment}"
            opened.close()
    completed(KINDS["ingest"], killed)
    completed(KINDS["ingest"], killed)  # reads what was described by a file that went
    state, shown = state_of(killed), shown_of(killed)

    make_library(whole)
    (whole / "documents").rmdir()
    (killed / "documents").rename(whole / "documents")
    completed(KINDS["ingest"], whole)

    assert cut_off, "no moment came before the end of what was to be killed"
    assert reader.answers
    assert reader.wrong == []
    assert state == state_of(whole)
    assert shown == shown_of(whole)


def test_a_first_run_that_is_killed_is_completed_without_naming_its_folder_again(
    tmp_path: Path,
) -> None:
    print(f"{FIRST_RUNS} moments, of the seed {SEED}")  # noqa: T201 -- told where it fails
    chance = random.Random(SEED)
    reports, whole = tmp_path / "reports", tmp_path / "whole"
    Folder(reports, chance)
    lasts = completed(lambda library: typed(library, "ingest", reports, "--jobs", "1"), whole)
    expected, known = state_of(whole), 0

    for number in range(FIRST_RUNS):
        library = tmp_path / f"library-{number}"
        # Every third is killed before, while the program starts and makes the library.
        begin = begun if number % 3 else lambda begin, library: begin(library)
        work = begin(lambda library: typed(library, "ingest", reports, "--jobs", "1"), library)
        if not work.ends_before(chance.uniform(0, lasts)):
            kill(work)
        is_known = knows(library, reports)

        assert typed(library, "ingest", "--jobs", "1").wait(LONG) == 0, f"moment {number}"
        assert not is_known or state_of(library) == expected, f"moment {number}"
        known += is_known
    assert known, "no moment came after the library was begun"


@pytest.mark.parametrize("made", [(), ("documents",), ("documents", "vocabulary", "index")])
def test_a_library_whose_making_was_killed_is_made_by_the_next_run(
    tmp_path: Path, made: tuple[str, ...]
) -> None:
    library = tmp_path / "library"
    library.mkdir()
    for part in made:
        (library / part).mkdir()

    said = type_here("ingest", SAMPLE, library=library)

    assert said.status == 0, said.err
    assert (library / FILE).is_file()
    opened = open_library(library)
    assert opened.catalogue.counts().documents == 1
    opened.close()


def knows(library: Path, reports: Path) -> bool:
    """Whether a run remembered its folder, which it did where it did anything else."""
    if not (library / "catalogue.db").exists():
        return False
    catalogue = open_catalogue(library / "catalogue.db")
    remembered = str(reports) in catalogue.fact(ROOTS)
    assert remembered or not catalogue.sources()
    catalogue.close()
    return remembered
