"""When a screen is drawn: it shows what it must show, and no script is at work on it.

That no script is at work is said before one begins, too: in a new window, and between a
click and what follows from it. So a test first waits for what only the new screen holds.
"""

from typing import Any

_AT_REST = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def drawn(page: Any, *holding: str) -> None:
    """Wait until a page holds all of what these selectors find, and is complete."""
    for selector in holding:
        page.locator(selector).first.wait_for()
    page.locator(_AT_REST).wait_for()


def gone(page: Any, selector: str) -> None:
    """Wait until a page holds nothing that a selector finds."""
    page.locator(selector).first.wait_for(state="detached")


def becomes(page: Any, condition: str) -> None:
    """Wait until a condition holds, in JavaScript.

    The policy of the front refuses `wait_for_function`, which evaluates text anew each time.
    """
    page.evaluate(f"""() => new Promise((done, fail) => {{
        const last = setTimeout(() => fail(new Error("it never was so")), 30000);
        const look = () => {{
            if (!({condition})) return requestAnimationFrame(look);
            clearTimeout(last);
            done();
        }};
        look();
    }})""")
