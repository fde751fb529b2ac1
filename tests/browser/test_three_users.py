"""What the three users come for, from beginning to end, each with what must not happen."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rispy

from search.question import Ask
from tests.browser.conftest import unused_port
from tests.browser.waiting import drawn, gone
from tests.ui.cli.conftest import type_here
from ui.admins import begin_entry, entry_address
from ui.wiring import make_library, open_library

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpus" / "samples" / "documents"
SERVE = (
    "import sys; from pathlib import Path; from ui.web.server import run_server; "
    "sys.exit(run_server(Path(sys.argv[1]), port=int(sys.argv[2])))"
)
RESULT = ".hits h2 a"
"""The titles of results: their links hold what was asked."""

PART_OF_PAGE = """(words) => {
    const page = document.querySelector(".page-text");
    const walk = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const at = node.data.indexOf(words);
        if (at < 0) continue;
        range.setStart(node, at);
        range.setEnd(node, at + words.length);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        return true;
    }
    return false;
}"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the samples on housing and on intercultural policies."""
    folder = tmp_path_factory.mktemp("reports")
    make_library(folder)
    for name in ("housing", "intercultural"):
        shutil.copytree(SAMPLES / name, folder / "documents" / name)
    assert type_here("ingest", library=folder).status == 0
    return folder


@pytest.fixture(scope="module")
def site(reports: Path) -> Iterator[str]:
    """The address of a server on these reports."""
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(reports), str(unused_port())],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert server.stdout is not None
    yield next(word for word in server.stdout.readline().split() if word.startswith("http"))
    server.terminate()
    server.communicate(timeout=30)


@pytest.fixture
def window(browser: Any) -> Iterator[Any]:
    """A window that may use the clipboard."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def asked(page: Any, words: str) -> None:
    drawn(page, ".menu")
    page.get_by_label("Search the documents").fill(words)
    page.get_by_label("Search the documents").press("Enter")
    drawn(page, ".hits mark")


def test_a_policy_maker_finds_a_page_and_copies_a_quotation(window: Any, site: str) -> None:
    page = window
    page.goto(site)
    asked(page, "waiting list council flats Stuttgart")

    page.locator(".hits li", has_text="Stuttgart").locator(".passage a").first.click()
    drawn(page, ".page-text mark")
    words = page.locator(".page-text mark").first.inner_text()
    assert page.evaluate(PART_OF_PAGE, words)
    page.get_by_role("button", name="Copy quotation").click()
    page.locator(".copied", has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")

    assert copied.startswith(f"“{words}”")
    assert "Stuttgart" in copied
    assert f"{site}?document=" in copied
    # Nothing that was not selected is quoted.
    assert copied.split("”")[0] == f"“{words}"


def test_a_researcher_narrows_compares_and_takes_away(window: Any, site: str) -> None:
    page = window
    page.goto(site)
    asked(page, "housing")
    before = page.locator("h1.count").inner_text()
    page.get_by_title("Only Housing").first.click()
    page.wait_for_url("**module=Housing**")
    drawn(
        page, f"{RESULT}[href*='module=Housing']", "[title='Only Vienna'][href*='module=Housing']"
    )
    page.get_by_title("Only Vienna").first.click()
    page.wait_for_url("**city=Vienna**")
    drawn(page, f"{RESULT}[href*='city=Vienna']")
    gone(page, f"{RESULT}:not([href*='city=Vienna'])")
    assert page.locator("h1.count").inner_text() != before

    with page.expect_download() as ris:
        page.get_by_role("link", name="RIS").first.click()
    read = rispy.loads(Path(ris.value.path()).read_text(encoding="utf-8"))
    assert len(read) == 1
    # No report on another city is taken away.
    assert "Vienna" in (read[0].get("title") or read[0].get("primary_title"))

    page.goto(f"{site}compare?q=housing&module=Housing&beside=Vienna&beside=Stuttgart")
    drawn(page, ".side-by-side")
    heads = " ".join(page.locator(".side-by-side thead th").all_inner_texts())
    assert "Vienna" in heads
    assert "Stuttgart" in heads

    page.goto(f"{site}matrix?q=housing")
    drawn(page, "table.matrix")
    with page.expect_download() as table:
        page.get_by_role("button", name="CSV").click()
    rows = Path(table.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert any("Vienna" in row and "Housing" in row for row in rows)


def test_an_admin_adds_files_watches_corrects_and_retries(
    window: Any, site: str, reports: Path, tmp_path: Path
) -> None:
    page = window
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nbroken")
    (tmp_path / "minutes.txt").write_text("Minutes on roofs and gutters.\n" * 20)
    (tmp_path / "gutters.md").write_text("# Gutters in Graz\n\nRain and roofs.\n")
    before = {path: path.read_bytes() for path in (reports / "documents").rglob("*.pdf")}

    page.goto(f"{site}admin")
    page.get_by_text("Only those who keep this library").wait_for()
    page.goto(entry_address(site, begin_entry(reports)))
    page.get_by_role("button", name="Put into the library").wait_for()
    assert page.url == f"{site}admin"
    drawn(page)
    names = ("broken.pdf", "minutes.txt", "gutters.md")
    page.locator('input[type="file"]').first.set_input_files([tmp_path / name for name in names])
    page.get_by_text("gutters.md").first.wait_for()
    page.get_by_role("button", name="Put into the library").click()
    page.get_by_text("gutters.md is in the library now").wait_for()
    drawn(page)
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_text("Done.").first.wait_for(timeout=120_000)
    page.get_by_text("broken.pdf").first.wait_for()

    page.goto(f"{site}admin?part=failures")
    page.get_by_role("button", name="Retry all of them").wait_for()
    another = next((SAMPLES / "diversity").glob("*.pdf"))
    shutil.copy(another, reports / "documents" / "broken.pdf")
    drawn(page)
    page.get_by_role("button", name="Retry all of them").click()
    page.get_by_text("Every file could be read").first.wait_for(timeout=120_000)

    page.goto(f"{site}admin?part=metadata&entry=city")
    drawn(page, '[class*="st-key-typed-city"] input')
    opened = open_library(reports)
    minutes = next(
        hit.id
        for hit in opened.searcher.search(Ask(text="gutters minutes")).hits
        if "minutes.txt" in hit.values["source"][0]
    )
    opened.close()
    page.locator(f'[class*="st-key-typed-city-{minutes}"] input').fill("Graz")
    page.get_by_role("button", name="Save what I filled in").click()
    page.locator(f'[class*="st-key-typed-city-{minutes}"]').wait_for(state="detached")
    page.get_by_text("1 correction kept").wait_for()
    page.locator(".job.running").wait_for(state="detached")
    page.goto(f"{site}?document={minutes}")
    page.locator(".facts bdi", has_text="Graz").first.wait_for()

    page.goto(f"{site}admin")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("Only those who keep this library").wait_for()
    page.goto(f"{site}admin")
    page.get_by_text("Only those who keep this library").wait_for()

    # No file that was there before is changed.
    assert {path: path.read_bytes() for path in before} == before
