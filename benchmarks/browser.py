"""How long from pressing Enter to results in the browser, and how much of it is ours?

    python -m benchmarks.browser LIBRARY [--ingest FOLDER]

The front of a library is served and looked at with Chromium. A question takes from
the Enter key until other results stand on the page. `search` is the same question
asked of the library alone, in a process that has asked others before; what is left is
drawing: ours, Streamlit's and the browser's. Then twenty windows ask at once, with
FOLDER being ingested meanwhile, if one is given.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
from playwright.sync_api import Page, sync_playwright

from benchmarks.tables import Cell, Table, progress
from corpus.fields import FACETS
from search.question import Ask
from ui.web.screens.find import STRIP
from ui.wiring import open_library

WORDS = (
    "housing", "segregation", "social housing", "language courses", "ethnic entrepreneurship",
    "religious diversity", "voting rights", "discrimination at work", "refugees", "mosque",
    "labour market integration", "Vienna", "which cities give migrants local voting rights",
    "young people", "health care", "climate", "energy", "water", "transport", "forests",
)  # fmt: skip
WINDOWS = 20
PORT = 8760
SERVE = (
    "import sys; from pathlib import Path; from ui.web.server import run_server; "
    "sys.exit(run_server(Path(sys.argv[1]), port=int(sys.argv[2])))"
)
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
DRAWN = '[data-testid="stApp"][data-test-script-state="notRunning"]'
BOX = "Search the documents"
RESULTS = ".hits, .nothing"
ARM = """(text) => {
  const link = "&" + new URLSearchParams({ q: text });
  window.taken = new Promise((done) => {
    let began = 0;
    const started = (event) => { if (event.key === "Enter") began = performance.now(); };
    addEventListener("keydown", started, { capture: true, once: true });
    const stands = () => document.querySelector(".nothing q")?.textContent === text
      || document.querySelector(".hits h2 a")?.getAttribute("href").includes(link);
    const look = () => {
      if (began && stands()) done(performance.now() - began);
      else setTimeout(look, 4);
    };
    look();
    setTimeout(() => done(NaN), 15000);
  });
}"""
"""Results stand on the page when their links name the question."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.browser", description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--ingest", type=Path, help="a folder to ingest while twenty ask")
    given = parser.parse_args(arguments)
    searched = of_search(given.library)
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(given.library), str(PORT)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    site = next(word for word in server.stdout.readline().split() if word.startswith("http"))
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
            alone = of_browser(browser.new_page(), site)
            print(by_query(searched, alone).text(), "\n")
            print(many(browser, site, server.pid, given.library, given.ingest).text())
    finally:
        server.terminate()
        server.communicate(timeout=30)


def of_search(library: Path) -> list[float]:
    """Seconds of each question, asked of the library alone."""
    progress("asking the library")
    opened = open_library(library)
    times = []
    for text in ("warm up", *WORDS):
        began = time.perf_counter()
        opened.searcher.search(Ask(text=text, facets=FACETS, strip=STRIP))
        times.append(time.perf_counter() - began)
    opened.close()
    return times[1:]


def of_browser(page: Page, site: str) -> list[float]:
    """Seconds of each question from Enter to results."""
    progress("asking in the browser")
    page.goto(site)
    page.locator(RESULTS).first.wait_for()
    times = [_asked(page, text) for text in ("warm up", "once more", *WORDS)]
    return times[2:]


def many(browser: Any, site: str, server: int, library: Path, folder: Path | None) -> Table:
    """Twenty windows, asking at the same time."""
    before = _megabytes(server)
    windows = [browser.new_context().new_page() for _ in range(WINDOWS)]
    for page in windows:
        page.goto(site)
        page.locator(RESULTS).first.wait_for()
    progress(f"{WINDOWS} windows are open")
    after = _megabytes(server)
    job = None
    if folder is not None:
        command = [sys.executable, "-m", "polisearch"]
        named = ["ingest", str(folder), "--library", str(library)]
        job = subprocess.Popen([*command, *named], stderr=subprocess.DEVNULL)
    times, errors = [], 0
    for number in range(3):
        began = time.perf_counter()
        for place, page in enumerate(windows):
            page.locator(DRAWN).wait_for()
            text = f"{WORDS[(place + number) % len(WORDS)]} OR x{number}"
            page.evaluate(ARM, text)
            page.get_by_label(BOX).fill(text)
            page.get_by_label(BOX).press("Enter")
        for page in windows:
            times.append(page.evaluate("window.taken") / 1000)
            errors += page.locator('[data-testid="stException"], .complaint').count()
        progress(f"round {number + 1}: {time.perf_counter() - began:.1f} s")
    if job is not None:
        was_running = job.poll() is None
        job.wait()
        ingestion = f"Ingestion ended with {job.returncode}" + (
            ", after the last answer." if was_running else ", before the last answer."
        )
    rows: list[tuple[Cell, ...]] = [
        ("p50, from Enter", 1000 * _at(times, 50)),
        ("p95", 1000 * _at(times, 95)),
        ("windows with an error", errors),
        ("MB of the server, before and with the windows", f"{before:.0f}, {after:.0f}"),
    ]
    return Table(
        title=f"{WINDOWS} windows asking at once",
        columns=("", "ms"),
        rows=rows,
        notes=(ingestion,) if job is not None else (),
    )


def by_query(searched: list[float], alone: list[float]) -> Table:
    """What a question takes, and its parts."""
    rows = [
        (f"p{share}", 1000 * _at(alone, share), 1000 * _at(searched, share))
        for share in (50, 95, 100)
    ]
    return Table(
        title=f"{len(alone)} questions, from Enter to results",
        columns=("", "in the browser, ms", "of it the search, ms"),
        rows=rows,
        notes=(),
    )


def _asked(page: Page, text: str) -> float:
    page.locator(DRAWN).wait_for()
    page.get_by_label(BOX).fill(text)
    page.evaluate(ARM, text)
    page.get_by_label(BOX).press("Enter")
    return float(page.evaluate("window.taken")) / 1000


def _megabytes(pid: int) -> float:
    process = psutil.Process(pid)
    some = [process, *process.children(recursive=True)]
    return float(sum(one.memory_info().rss for one in some)) / 1e6


def _at(times: list[float], share: int) -> float:
    ordered = sorted(times)
    return ordered[max(-(-len(ordered) * share // 100) - 1, 0)]


if __name__ == "__main__":
    main()
