"""What only a browser can show: the back button, new tabs, the network, a narrow window."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from corpus.document import Described, Document, Page
from corpus.records import Source
from ui.wiring import make_library, open_library

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "corpus" / "samples" / "documents" / "housing" / "vienna.pdf"
CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SERVE = "import sys; from pathlib import Path; from ui.web.server import run_server; "
DRAWN = '[data-testid="stApp"][data-test-script-state="notRunning"]'
MAIN = "document.querySelector('[data-testid=\"stMain\"]')"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty reports on Vienna, one on Dublin with a PDF."""
    folder = tmp_path_factory.mktemp("library")
    make_library(folder)
    shutil.copy(SAMPLE, folder / "documents" / "dublin.pdf")
    opened = open_library(folder)
    run = opened.catalogue.begin_run()
    for number in range(31):
        city, name = ("Vienna", f"vienna-{number}.md") if number else ("Dublin", "dublin.pdf")
        texts = ["Rents.", "The housing office and " + "a-very-long-word" * 20, "Housing."]
        values = {
            "title": f"Case study: {city}, number {number}, " + "on integration policy " * 5,
            "city": city,
            "year": str(2000 + number % 12),
            "sha256": str(number),
            "pages": "3",
        }
        document = Document(
            id=f"{city}-{number}",
            values={name: (value,) for name, value in values.items()},
            pages=tuple(Page(number=n, text=t, language="en") for n, t in enumerate(texts, 1)),
        )
        source = Source(path=f"documents/{name}", root="documents", name=name, size=1, modified=1)
        opened.catalogue.put(source, [Described(document)], run)
    opened.shelf.follow()
    opened.close()
    return folder


@pytest.fixture(scope="module")
def front(library: Path) -> Iterator[str]:
    """The address of a server on the library."""
    call = f"sys.exit(run_server(Path({str(library)!r}), port=8750))"
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE + call],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert server.stdout is not None
    yield next(word for word in server.stdout.readline().split() if word.startswith("http"))
    server.terminate()
    server.communicate(timeout=30)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, driven by Playwright."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A window of a laptop's size."""
    window = browser.new_context(viewport={"width": 1280, "height": 900})
    yield window.new_page()
    window.close()


def titles(page: Any) -> list[str]:
    """The titles of the results, once all is drawn."""
    page.locator(DRAWN).wait_for()
    page.locator(".hits").wait_for()
    return [str(title) for title in page.locator(".hits h2").all_inner_texts()]


def search(page: Any, front: str, words: str) -> None:
    page.goto(front)
    page.locator(".hits").wait_for()
    page.locator(DRAWN).wait_for()
    page.get_by_label("Search the documents").fill(words)
    page.get_by_label("Search the documents").press("Enter")
    page.wait_for_url(f"**?q={words}")
    page.locator(".hits mark").first.wait_for()
    page.locator(DRAWN).wait_for()


def test_from_words_to_a_page_and_back(page: Any, front: str) -> None:
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))

    search(page, front, "housing")
    page.locator(".values a", has_text="Dublin").first.click()
    page.wait_for_url("**?q=housing&city=Dublin")
    page.locator("h1", has_text="1 of 31").wait_for()
    narrowed, results = page.url, titles(page)

    page.locator(".passage a").last.click()
    page.locator(".page-text mark").first.wait_for()
    assert page.locator(".page-text mark").all_inner_texts() == ["housing"]
    page.get_by_alt_text("Picture of page 2").wait_for()
    page.get_by_role("link", name="Next match").click()
    page.wait_for_url("**page=3**")
    page.locator(".place", has_text="Page 3 of 3").wait_for()

    page.go_back()
    page.locator(".place", has_text="Page 2 of 3").wait_for()
    page.go_back()
    page.locator("h1", has_text="1 of 31").wait_for()
    assert (page.url, titles(page)) == (narrowed, results)
    assert page.get_by_label("Search the documents").input_value() == "housing"
    assert page.get_by_title("Take off Dublin").is_visible()

    page.go_back()
    page.locator("h1", has_text="31 of 31").wait_for()
    assert not page.get_by_title("Take off Dublin").count()
    page.go_forward()
    page.locator("h1", has_text="1 of 31").wait_for()
    assert {urlsplit(url).hostname for url in asked_for if url.startswith("http")} == {"127.0.0.1"}


def test_a_link_shows_the_same_in_another_window(page: Any, browser: Any, front: str) -> None:
    search(page, front, "housing")
    page.locator(".years a", has_text="2003").click()
    page.wait_for_url("**year=2003**")
    page.locator("h1", has_text="3 of 31").wait_for()

    other = browser.new_page()
    other.goto(page.url)

    assert titles(other) == titles(page)
    other.close()


def test_a_link_can_be_opened_in_a_new_tab(page: Any, front: str) -> None:
    search(page, front, "housing")
    before = page.url

    with page.context.expect_page() as opened:
        page.locator(".hits h2 a").first.click(modifiers=["Control"])

    opened.value.locator(".page-text mark").first.wait_for()
    assert page.url == before


def test_following_a_link_does_not_load_the_front_anew(page: Any, front: str) -> None:
    search(page, front, "housing")
    page.evaluate("window.isTheSame = true")

    page.locator(".hits h2 a").first.click()
    page.locator(".page-text").wait_for()

    assert page.evaluate("window.isTheSame")


def test_going_back_leads_to_the_same_place_in_the_list(page: Any, front: str) -> None:
    search(page, front, "housing")
    page.locator(".hits h2 a").last.scroll_into_view_if_needed()
    place = page.evaluate(f"{MAIN}.scrollTop")
    assert place > 0

    page.locator(".hits h2 a").last.click()
    page.locator(".page-text").wait_for()
    page.go_back()
    page.locator(".hits").wait_for()

    page.wait_for_function(f"Math.abs({MAIN}.scrollTop - {place}) < 5")


@pytest.mark.parametrize("place", ["?q=housing&city=Vienna", "?document=Dublin-0&page=2&q=housing"])
def test_a_narrow_window_scrolls_down_only(browser: Any, front: str, place: str) -> None:
    page = browser.new_page(viewport={"width": 400, "height": 800})
    page.goto(front + place)
    page.locator(".hits, .page-text").wait_for()
    page.locator(DRAWN).wait_for()

    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert page.evaluate(f"{MAIN}.scrollWidth <= {MAIN}.clientWidth")
    page.close()


def test_the_keyboard_is_enough_to_open_a_page(page: Any, front: str) -> None:
    search(page, front, "housing")
    page.locator(".hits h2 a").first.focus()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")

    page.keyboard.press("Enter")

    page.locator(".page-text mark").first.wait_for()
    assert outline == "solid"
