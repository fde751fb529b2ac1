"""What only a browser can show: the back button, new tabs, the network, a narrow window."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.browser.waiting import becomes, drawn, gone

pytestmark = pytest.mark.browser

MAIN = "document.querySelector('[data-testid=\"stMain\"]')"


def titles(page: Any) -> list[str]:
    """The titles of the results, once all is drawn."""
    drawn(page, ".hits")
    return [str(title) for title in page.locator(".hits h2").all_inner_texts()]


def search(page: Any, front: str, words: str) -> None:
    page.goto(front)
    drawn(page, ".hits")
    page.get_by_label("Search the documents").fill(words)
    page.get_by_label("Search the documents").press("Enter")
    page.wait_for_url(f"**?q={words}")
    drawn(page, ".hits mark")


def test_from_words_to_a_page_and_back(page: Any, front: str) -> None:
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))

    search(page, front, "housing")
    page.locator(".values a", has_text="Dublin").first.click()
    page.wait_for_url("**?q=housing&city=Dublin")
    drawn(page, '.hits h2 a[href*="city=Dublin"]')
    page.locator("h1", has_text=re.compile("^1 of 32")).wait_for()
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
    drawn(page, '.hits h2 a[href*="city=Dublin"]')
    page.locator("h1", has_text=re.compile("^1 of 32")).wait_for()
    assert (page.url, titles(page)) == (narrowed, results)
    assert page.get_by_label("Search the documents").input_value() == "housing"
    assert page.get_by_title("Take off Dublin").is_visible()

    page.go_back()
    page.locator("h1", has_text="31 of 32").wait_for()
    gone(page, '[title="Take off Dublin"]')
    page.go_forward()
    page.locator("h1", has_text=re.compile("^1 of 32")).wait_for()
    assert {urlsplit(url).hostname for url in asked_for if url.startswith("http")} == {"127.0.0.1"}


def test_a_link_shows_the_same_in_another_window(page: Any, browser: Any, front: str) -> None:
    search(page, front, "housing")
    page.locator(".years a", has_text="2003").click()
    page.wait_for_url("**year=2003**")
    drawn(page, '.hits h2 a[href*="year=2003"]')
    page.locator("h1", has_text="3 of 32").wait_for()

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

    becomes(page, f"Math.abs({MAIN}.scrollTop - {place}) < 5")


@pytest.mark.parametrize("place", ["?q=housing&city=Vienna", "?document=Dublin-0&page=2&q=housing"])
def test_a_narrow_window_scrolls_down_only(browser: Any, front: str, place: str) -> None:
    page = browser.new_page(viewport={"width": 400, "height": 800})
    page.goto(front + place)
    drawn(page, ".hits, .page-text")

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
