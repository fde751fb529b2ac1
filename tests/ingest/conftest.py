"""Builders for tests: name only what the test is about."""

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from corpus.catalogue import Catalogue, open_catalogue
from corpus.document import Claim, Origin, Page
from corpus.records import Source
from corpus.vocabulary import Vocabulary, read_vocabulary
from ingest.describe.context import Context
from ingest.extract.extracted import Extracted
from ingest.journey import Callbacks, Options, ingest
from ingest.plan import Choice
from ingest.processes import Limits
from ingest.report import Report
from ingest.workers import Work, Workers


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return read_vocabulary()


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """An empty library with a folder for documents."""
    (tmp_path / "library" / "documents").mkdir(parents=True)
    return tmp_path / "library"


@pytest.fixture
def documents(library: Path) -> Path:
    return library / "documents"


@pytest.fixture
def catalogue(library: Path) -> Iterator[Catalogue]:
    opened = open_catalogue(library / "catalogue.db")
    yield opened
    opened.close()


@pytest.fixture
def write(documents: Path) -> Callable[..., Path]:
    """Write a file below the documents: `write("housing/vienna.txt", "text")`."""

    def written(name: str, text: str | bytes = "A text of some words.") -> Path:
        path = documents / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return written


@pytest.fixture
def workers(read_here: type[Workers]) -> type[Workers]:
    """Where files are read, if a test gives no work of its own to be done in a process."""
    return read_here


@pytest.fixture
def run(
    catalogue: Catalogue,
    vocabulary: Vocabulary,
    library: Path,
    documents: Path,
    workers: type[Workers],
) -> Callable[..., Report]:
    """Ingest the documents: `run()`, `run(force=True)`, `run(work=…)`, `run(seconds=1)`."""

    def once(
        *, roots: list[Path] | None = None, seconds: float = 60, memory: int = 2048, **more: object
    ) -> Report:
        def taken(*names: str) -> dict[str, Any]:
            return {name: more.pop(name) for name in names if name in more}

        choice = Choice(**taken("force", "retry_failed", "only"))
        callbacks = Callbacks(**taken("on_progress", "after_batch", "at_end", "stop"))
        work = taken("work")
        options = Options(
            jobs=1,
            choice=choice,
            limits=Limits(seconds=seconds, memory_megabytes=memory),
            **more,  # type: ignore[arg-type]
        )
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("ingest.journey.Workers", Workers if work else workers)
            return ingest(
                catalogue, vocabulary, roots or [documents], library, options, callbacks, **work
            )

    return once


@pytest.fixture
def a_context(vocabulary: Vocabulary) -> Callable[..., Context]:
    """A context: `a_context("housing/vienna.pdf")`."""

    def made(
        name: str = "a.pdf",
        *,
        root: str = "documents",
        media_type: str = "application/pdf",
        names: Vocabulary = vocabulary,
    ) -> Context:
        source = Source(path=f"{root}/{name}", root=root, name=name, size=1, modified=1)
        return Context(source=source, vocabulary=names, media_type=media_type)

    return made


@pytest.fixture
def an_extract() -> Callable[..., Extracted]:
    """What a reader hands over: `an_extract("First page", "second", title="Embedded")`."""

    def made(*pages: str, heading: str = "", title: str = "") -> Extracted:
        claims = (
            (Claim(field="title", value=title, origin=Origin.EMBEDDED, evidence=title),)
            if title
            else ()
        )
        return Extracted(
            pages=tuple(Page(number=n, text=text) for n, text in enumerate(pages, start=1)),
            heading=heading,
            claims=claims,
        )

    return made


@pytest.fixture
def misbehaviour(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Work that goes wrong, importable by a worker, which knows nothing of pytest's modules."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    return importlib.import_module("misbehaviour")


@pytest.fixture
def misbehave(misbehaviour: ModuleType) -> Work:
    """Work that does what a file's name says."""
    work: Work = misbehaviour.misbehave
    return work


@pytest.fixture(scope="session")
def real_reports(
    tmp_path_factory: pytest.TempPathFactory, vocabulary: Vocabulary
) -> Iterator[tuple[Catalogue, Report]]:
    """The real reports, the seeds and the samples, read once for all tests. Write nothing to it."""
    root = Path(__file__).resolve().parents[2]
    shared = root.parent / "shared"
    roots = [shared / "data" / "reports", shared / "seeds"]
    library = tmp_path_factory.mktemp("real")
    catalogue = open_catalogue(library / "catalogue.db")
    samples = root / "corpus" / "samples" / "documents"
    yield catalogue, ingest(catalogue, vocabulary, [*roots, samples], library)
    catalogue.close()
