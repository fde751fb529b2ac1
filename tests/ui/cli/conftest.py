"""A small library of real files, and the command line in this process."""

import io
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from ingest.journey import Options, ingest
from tests.conftest import ReadHere
from ui.cli.main import main
from ui.wiring import make_library, open_library


class Typed(NamedTuple):
    """What a command printed, and how it ended. `plain_err` has no line ends."""

    out: str
    err: str
    status: int

    @property
    def plain_err(self) -> str:
        return " ".join(self.err.split())


def type_here(
    *arguments: str | Path, library: Path | None = None, path: str = "", given: str = ""
) -> Typed:
    """Type a command in this process, where files are read as well: a new one costs a second.

    `path` is the PATH of programs, `given` the standard input.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "argv", ["polisearch", *map(str, arguments)])
        patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode()), "utf-8"))
        patched.setattr("ingest.journey.Workers", ReadHere)
        patched.setattr("ingest.ocr.read_scans.Workers", ReadHere)
        patched.setattr(tempfile, "tempdir", tempfile.tempdir)  # which a worker has for itself
        patched.delenv("POLISEARCH_LIBRARY", raising=False)
        wanted: Mapping[str, object] = {"POLISEARCH_LIBRARY": library, "PATH": path}
        for name, value in wanted.items():
            if value:
                patched.setenv(name, str(value))
        with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
            status = _ended()
    return Typed(out.getvalue(), err.getvalue(), status)


def _ended() -> int:
    try:
        main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(bool(ended.code))
    return 0


@pytest.fixture(scope="session")
def small_library_as_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library, which nobody writes to."""
    folder = tmp_path_factory.mktemp("small") / "library"
    make_library(folder)
    documents = folder / "documents"
    title = "Housing and segregation of migrants – Case study: Vienna, Austria"
    (documents / "vienna.txt").write_text(f"{title}\n\nWords of rent.", encoding="utf-8")
    (documents / "plan_graz_2009.txt").write_text("A plan of houses.", encoding="utf-8")
    opened = open_library(folder)
    ingest(opened.catalogue, opened.vocabulary, [documents], folder, Options(jobs=1))
    opened.shelf.follow()
    opened.close()
    return folder


@pytest.fixture
def small_library(small_library_as_made: Path, tmp_path: Path) -> Path:
    """Two documents: one about Vienna by its title, one whose name says Graz."""
    folder = tmp_path / "library"
    shutil.copytree(small_library_as_made, folder)
    return folder


@pytest.fixture
def typed(small_library: Path) -> Callable[..., Typed]:
    """Types a command at the small library: `typed("show", "EF0794")`."""

    def run(*arguments: str | Path) -> Typed:
        return type_here(*arguments, library=small_library)

    return run


@pytest.fixture
def id_of(small_library: Path) -> Callable[[str], str]:
    """The id of the document in a file: `id_of("vienna.txt")`."""

    def found(name: str) -> str:
        opened = open_library(small_library)
        (id_,) = opened.catalogue.ids_of_source(f"documents/{name}")
        opened.close()
        return id_

    return found
