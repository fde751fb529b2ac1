"""Every screen, at every width: no barrier, nothing from elsewhere, nothing said by mistake."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from ui.web.address import OF_SCREEN

pytestmark = pytest.mark.browser

DRAWN = '[data-testid="stApp"][data-test-script-state="notRunning"]'
SCREENS = (
    *(f"{screen}?q=housing" for screen in OF_SCREEN),
    "",
    "?q=nothing-at-all-of-it",
    "?document=Dublin-0&page=2&q=housing",
    "?document=gone",
)
OF_STREAMLIT = ("stHeader", "stSidebarCollapseButton", "stStatusWidget", "stToolbar")
"""Pieces that Streamlit draws around every screen and that no script can change."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", SCREENS)
def test_no_screen_puts_up_a_barrier(browser: Any, front: str, place: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    window = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page = window.new_page()
    page.goto(front + place)
    _wait(page)

    found = axe.Axe().run(
        page, context={"exclude": [[f'[data-testid="{name}"]'] for name in OF_STREAMLIT]}
    )

    grave = [one for one in found.response["violations"] if one["impact"] in _GRAVE]
    assert not grave, "\n".join(
        f"{one['id']}: {one['help']}: {[node['html'][:300] for node in one['nodes'][:3]]}"
        for one in grave
    )
    window.close()


_GRAVE = ("serious", "critical")


@pytest.mark.parametrize("place", SCREENS)
def test_no_screen_is_wider_than_a_telephone(browser: Any, front: str, place: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(front + place)
    _wait(page)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    main = "document.querySelector('[data-testid=\"stMain\"]')"
    assert page.evaluate(f"{main}.scrollWidth <= {main}.clientWidth")
    page.close()


def test_nothing_is_fetched_from_elsewhere_and_no_text_of_a_document_runs(
    browser: Any, front: str
) -> None:
    page = browser.new_page()
    asked_for: list[str] = []
    ran: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    page.on("dialog", lambda dialog: dialog.dismiss())
    page.on("dialog", lambda dialog: ran.append(dialog.message))
    for place in (*SCREENS, "?q=zebra", "?document=evil", "matrix?q=zebra", "coverage"):
        page.goto(front + place)
        _wait(page)

    hosts = {urlsplit(url).hostname for url in asked_for if url.startswith(("http", "ws"))}
    assert hosts == {"127.0.0.1"}
    assert not ran
    assert not page.evaluate("window.evil === true")
    page.close()


def _wait(page: Any) -> None:
    """Until a screen is drawn: every one begins with the menu."""
    page.locator(".menu").wait_for()
    page.locator(DRAWN).wait_for()
