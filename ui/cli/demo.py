"""`polisearch demo`: the sample corpus, searched."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import platformdirs
import typer

from corpus.errors import PolisearchError
from ingest.journey import Options
from ingest.report import Report
from search.question import Ask
from ui.cli.ingest import run_shown
from ui.cli.printing import out, say
from ui.wiring import Library, make_library, open_library

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples" / "documents"

QUESTIONS: tuple[tuple[str, dict[str, tuple[str, ...]], str], ...] = (
    ("housing", {"city": ("Wien",)}, "Vienna"),
    ("", {"module": ("Ethnic entrepreneurship",)}, "Ethnic entrepreneurship"),
    ('"waiting list"', {}, "waiting list"),
    ("mosque", {}, "mosque"),
)
"""A query, its filters, and what the first result must hold."""


def demo(
    check: Annotated[
        bool, typer.Option("--check", help="Ask the samples some questions instead, and end.")
    ] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen at.")] = 8501,
) -> None:
    """Search the sample corpus: build a library from it and serve the page.

    The library is kept in the user's cache, so a second time starts at once.

    Example:

        polisearch demo
    """
    if check:
        with TemporaryDirectory() as temporary:
            _check(Path(temporary) / "library")
        return
    from ui.web.server import run_server

    folder = platformdirs.user_cache_path("polisearch") / "demo"
    opened = _library(folder)
    _build(opened)
    opened.close()
    sys.exit(run_server(folder, port=port))


def _library(folder: Path) -> Library:
    make_library(folder)
    return open_library(folder)


def _build(opened: Library) -> Report:
    report = run_shown(opened, Options(), [SAMPLES])
    say(f"The sample library has {opened.catalogue.counts().documents} documents.")
    return report


def _check(folder: Path) -> None:
    opened = _library(folder)
    report = _build(opened)
    if not report.indexed:
        raise PolisearchError("No sample was indexed.", "Is the package installed whole?")
    for text, filters, expected in QUESTIONS:
        results = opened.searcher.search(Ask(text=text, filters=filters))
        first = next(iter(results.hits), None)
        seen = (
            ""
            if first is None
            else " ".join(
                [first.plain_title, *first.facts, *(page.passage.text for page in first.pages)]
            )
        )
        if expected.lower() not in seen.lower():
            raise PolisearchError(f"{text!r} did not find {expected!r}.", "This is a bug.")
        out.print(f"{text or '*'}: {results.total} documents", markup=False)
    opened.close()
