"""A first run that is killed leaves a library that knows which folder it was about."""

import subprocess
import sys
from pathlib import Path

import pytest

from corpus.catalogue import open_catalogue
from tests.ui.cli.conftest import type_here
from ui.wiring import open_library

ROOT = Path(__file__).resolve().parents[2]

SCRIPT = """
import os, signal, sys
sys.path.insert(0, {root!r})
from importlib import import_module
from tests.conftest import ReadHere
import ingest.journey
ingest.journey.Workers = ReadHere
holder = getattr(import_module({module!r}), {holder!r})
whole, left = getattr(holder, {method!r}), [{after}]
def cut_short(*given, **named):
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    left[0] -= 1
    return whole(*given, **named)
setattr(holder, {method!r}, cut_short)
from ui.cli.main import main
sys.argv = ["polisearch", "ingest", {folder!r}, "--library", {library!r}]
main()
"""

MOMENTS = {
    "before a file is looked for": ("corpus.catalogue", "Catalogue", "sources", 0),
    "after some files": ("corpus.catalogue", "Catalogue", "put", 3),
    "before the index follows": ("index.shelf", "Shelf", "follow", 1),
    "before the report is kept": ("corpus.catalogue", "Catalogue", "end_run", 0),
}
"""What is about to be called for the so-manieth time when the run is killed."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six reports outside of the library."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(f"Report {number} on houses.", encoding="utf-8")
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("moment", MOMENTS)
def test_the_next_run_without_a_path_reads_what_a_killed_one_left(
    moment: str, folder: Path, tmp_path: Path
) -> None:
    library = tmp_path / "library"
    module, holder, method, after = MOMENTS[moment]
    script = SCRIPT.format(
        root=str(ROOT), module=module, holder=holder, method=method, after=after,
        folder=str(folder), library=str(library),
    )  # fmt: skip
    killed = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True)
    assert killed.returncode == -9, killed.stderr

    typed = type_here("ingest", library=library)

    assert typed.status == 0, typed
    opened = open_library(library)
    assert opened.catalogue.counts().documents == opened.shelf.engine().size() == 6
    opened.close()


def test_a_folder_that_is_not_there_is_refused_and_not_remembered(tmp_path: Path) -> None:
    library = tmp_path / "library"

    typed = type_here("ingest", tmp_path / "nowhere", library=library)

    assert typed.status == 1
    assert "no file or folder" in typed.err
    assert "nowhere" not in type_here("ingest", library=library).err


def test_a_dry_run_is_not_remembered(folder: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    type_here("init", library)
    type_here("ingest", folder, "--dry-run", library=library)

    type_here("ingest", library=library)

    catalogue = open_catalogue(library / "catalogue.db")
    assert catalogue.counts().documents == 0
    catalogue.close()
