"""Every screen, at every width: no barrier, nothing from elsewhere, nothing said by mistake."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.browser.waiting import becomes, drawn
from ui.web.address import OF_SCREEN

pytestmark = pytest.mark.browser

SCREENS = (
    *(f"{screen}?q=housing" for screen in OF_SCREEN),
    "",
    "?q=nothing-at-all-of-it",
    "?document=Dublin-0&page=2&q=housing",
    "?document=gone",
)
HOSTILE = ("?q=zebra", "?document=evil", "matrix?q=zebra", "coverage")
"""Screens that show a text which tries to run in the browser."""

OF_STREAMLIT = ("stHeader", "stSidebarCollapseButton", "stStatusWidget", "stToolbar")
"""Pieces that Streamlit draws around every screen and that no script can change."""

_GRAVE = ("serious", "critical")
_BACKGROUND = (
    """getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor"""
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A screen in a window, what the window asked for since it was opened, and its messages."""

    page: Any
    asked_for: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def open(self, address: str) -> "Shown":
        self.page.on("request", lambda request: self.asked_for.append(request.url))
        self.page.on("dialog", lambda dialog: dialog.dismiss())
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.page.goto(address)
        drawn(self.page, ".menu")  # with which every screen begins
        return self

    def in_colours(self, scheme: str) -> None:
        """Show it as to a reader who likes light, or dark."""
        is_light = f"Math.min(...{_BACKGROUND}.match(/[0-9]+/g).map(Number)) > 127"
        self.page.emulate_media(color_scheme=scheme)
        becomes(self.page, is_light if scheme == "light" else f"!({is_light})")


@pytest.fixture(scope="module")
def laptop(browser: Any) -> Iterator[Any]:
    """Windows of a laptop's size, which load the scripts of the front once."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture(scope="module")
def telephone(browser: Any) -> Iterator[Any]:
    """Windows of a telephone's size."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    yield context
    context.close()


@pytest.fixture(scope="module", params=(*SCREENS, *HOSTILE))
def shown(request: pytest.FixtureRequest, laptop: Any, front: str) -> Iterator[Shown]:
    """A screen, opened once for all that is asked of it."""
    shown = Shown(laptop.new_page()).open(front + request.param)
    shown.page.add_style_tag(content="* { transition: none !important }")
    yield shown
    shown.page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_screen_puts_up_a_barrier(shown: Shown, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    shown.in_colours(scheme)

    found = axe.Axe().run(
        shown.page, context={"exclude": [[f'[data-testid="{name}"]'] for name in OF_STREAMLIT]}
    )

    grave = [one for one in found.response["violations"] if one["impact"] in _GRAVE]
    assert not grave, "\n".join(
        f"{one['id']}: {one['help']}: {[node['html'][:300] for node in one['nodes'][:3]]}"
        for one in grave
    )


def test_nothing_is_fetched_from_elsewhere_and_no_text_of_a_document_runs(shown: Shown) -> None:
    hosts = {urlsplit(url).hostname for url in shown.asked_for if url.startswith(("http", "ws"))}
    assert hosts == {"127.0.0.1"}
    assert not shown.said
    assert not shown.page.evaluate("window.evil === true")


@pytest.mark.parametrize("place", SCREENS)
def test_no_screen_is_wider_than_a_telephone(telephone: Any, front: str, place: str) -> None:
    page = telephone.new_page()
    Shown(page).open(front + place)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    main = "document.querySelector('[data-testid=\"stMain\"]')"
    assert page.evaluate(f"{main}.scrollWidth <= {main}.clientWidth")
    page.close()
