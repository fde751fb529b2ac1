"""Ways to go on, while one types."""

from typing import Any

import pytest

from tests.browser.waiting import drawn

pytestmark = pytest.mark.browser


@pytest.fixture
def typed(page: Any, front: str) -> Any:
    """A window in which the beginning of a word was typed, and ways to go on are shown."""
    page.goto(front)
    drawn(page, ".hits")
    page.get_by_label("Search the documents").press_sequentially("hous")
    page.locator(".completions li").first.wait_for()
    return page


def test_what_is_chosen_by_key_is_searched(typed: Any) -> None:
    box = typed.get_by_label("Search the documents")
    typed.keyboard.press("ArrowDown")
    chosen = typed.locator('.completions li[aria-selected="true"]')
    assert chosen.get_attribute("id") == box.get_attribute("aria-activedescendant")

    typed.keyboard.press("Enter")

    typed.wait_for_url("**?q=housing")
    typed.locator(".hits mark").first.wait_for()


def test_what_is_clicked_is_searched(typed: Any) -> None:
    typed.locator(".completions li", has_text="housing").first.click()

    typed.wait_for_url("**?q=housing")
    typed.locator(".hits mark").first.wait_for()


def test_escape_closes_the_list_and_keeps_what_was_typed(typed: Any) -> None:
    typed.keyboard.press("Escape")

    assert typed.locator(".completions").is_hidden()
    assert typed.get_by_label("Search the documents").input_value() == "hous"
