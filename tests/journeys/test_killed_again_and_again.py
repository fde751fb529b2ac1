"""A run that is killed at any moment leaves a library that the next run completes."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.catalogue import open_catalogue
from corpus.document import Document

ROOT = Path(__file__).resolve().parents[2]
MOMENTS = 20


class Folder:
    """A folder of files that change by chance, the same way for the same seed."""

    def __init__(self, documents: Path, chance: random.Random) -> None:
        self.documents = documents
        self.chance = chance
        documents.mkdir(parents=True)
        for number in range(60):
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


def command(library: Path, *arguments: str) -> list[str]:
    code = "from ui.cli.main import main; main()"
    return [sys.executable, "-c", code, *arguments, "--library", str(library)]


def state_of(library: Path) -> tuple[object, dict[str, Document], object]:
    """What the catalogue holds, but for the numbers and times of runs."""
    catalogue = open_catalogue(library / "catalogue.db")
    sources = {
        path: (source.size, source.sha256) for path, (source, _) in catalogue.sources().items()
    }
    documents = catalogue.documents(catalogue.ids(), with_pages=True)
    claims = {id_: catalogue.claims(id_) for id_ in documents}
    failures = {failed.path: failed.failure for failed in catalogue.failures()}
    catalogue.close()
    return sources, documents, (claims, failures)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_run_killed_at_any_moment_is_completed_by_the_next(tmp_path: Path) -> None:
    chance = random.Random(7)
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    folder = Folder(killed / "documents", chance)
    (killed / "polisearch.toml").write_text("", encoding="utf-8")
    cut_off = 0
    for _ in range(MOMENTS):
        with subprocess.Popen(
            command(killed, "ingest"),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                process.wait(timeout=chance.uniform(0.6, 2.2))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                cut_off += 1
        folder.change()
    subprocess.run(command(killed, "ingest"), cwd=ROOT, check=True, capture_output=True)

    whole.mkdir()
    (whole / "polisearch.toml").write_text("", encoding="utf-8")
    (killed / "documents").rename(whole / "documents")
    subprocess.run(command(whole, "ingest"), cwd=ROOT, check=True, capture_output=True)

    assert cut_off
    assert state_of(killed) == state_of(whole)
