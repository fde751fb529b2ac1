"""A document is read by keys, and words of it are copied with what leads back to them."""

from typing import Any

import pytest

from tests.browser.waiting import drawn

pytestmark = pytest.mark.browser

SELECT = """() => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector(".page-text"));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


def read(page: Any, front: str, number: int, words: str = "housing") -> None:
    page.goto(f"{front}?document=Dublin-0&page={number}&q={words}")
    is_drawn(page, number)


def is_drawn(page: Any, number: int) -> None:
    drawn(page, f'.page-text[data-page="{number}"]')


def test_arrows_turn_the_page(page: Any, front: str) -> None:
    read(page, front, 1)

    page.keyboard.press("ArrowRight")
    is_drawn(page, 2)
    page.keyboard.press("ArrowLeft")
    is_drawn(page, 1)


def test_arrows_move_in_a_field_and_turn_nothing(page: Any, front: str) -> None:
    read(page, front, 2)
    page.get_by_label("Find in this document").fill("rent")

    page.keyboard.press("ArrowLeft")
    page.keyboard.type("n")

    assert page.get_by_label("Find in this document").input_value() == "rennt"
    assert "page=2" in page.url


def test_letters_are_heard_in_the_text_alone(page: Any, front: str) -> None:
    read(page, front, 2)

    page.keyboard.press("n")
    assert not page.locator("mark.here").count()
    page.locator(".page-text").focus()
    page.keyboard.press("n")
    assert page.locator("mark.here").count() == 1


def test_after_the_last_match_comes_the_first_of_the_next_page(page: Any, front: str) -> None:
    read(page, front, 2)
    page.locator(".page-text").focus()
    for _ in range(page.locator(".page-text mark").count() + 1):
        page.keyboard.press("n")

    is_drawn(page, 3)
    page.locator("mark.here").wait_for()
    assert page.evaluate("document.activeElement.className") == "page-text"


def test_words_are_copied_with_their_reference(browser: Any, front: str) -> None:
    window = browser.new_context()
    window.grant_permissions(["clipboard-read", "clipboard-write"])
    page = window.new_page()
    read(page, front, 2)
    page.evaluate(SELECT)
    page.get_by_role("button", name="Copy quotation").click()
    page.locator(".copied", has_text="Copied with its reference.").wait_for()

    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert copied[0].startswith("“")
    assert "p. 2" in copied[0]
    assert copied[-1] == f"{front}?document=Dublin-0&page=2"
    window.close()


def test_words_are_copied_where_a_browser_has_no_clipboard(page: Any, front: str) -> None:
    read(page, front, 2)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.evaluate(SELECT)
    page.locator(".copy-quotation").focus()
    page.keyboard.press("Enter")

    page.locator(".copied", has_text="Copied with its reference.").wait_for()


def test_without_words_it_is_said_what_to_do(page: Any, front: str) -> None:
    read(page, front, 2)
    page.locator(".copy-quotation").focus()
    page.keyboard.press("Enter")

    page.locator(".copied", has_text="Select words of the text first").wait_for()


def test_the_head_leads_programs_to_the_plain_page(page: Any, front: str) -> None:
    read(page, front, 2)

    link = page.locator('head link[rel="alternate"]')
    assert link.get_attribute("href") == f"{front}doc/Dublin-0"
    page.goto(front)
    drawn(page, ".hits")
    assert not link.count()
