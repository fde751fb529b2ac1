import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ui.http.headers import ALWAYS, PLAIN, screen_policy
from ui.web.scripts import checksum, checksums

Ask = Callable[..., Any]

ROOT = Path(__file__).parents[4]


@pytest.mark.usefixtures("vienna")
@pytest.mark.parametrize(
    "path", ["/doc/vienna", "/doc/x", "/files/vienna", "/robots.txt", "/health", "/nowhere"]
)
def test_every_answer_has_the_headers(ask: Ask, path: str) -> None:
    headers = ask(path).headers

    assert {name: headers[name] for name in ALWAYS} == ALWAYS
    assert "frame-ancestors 'self'" in headers["content-security-policy"] or path == "/nowhere"


def test_a_path_of_ours_may_load_nothing(ask: Ask) -> None:
    assert ask("/robots.txt").headers["content-security-policy"] == PLAIN


def test_any_other_path_has_the_policy_of_the_screens(ask: Ask) -> None:
    assert ask("/matrix").headers["content-security-policy"] == "default-src 'self'"


def test_a_screen_runs_no_script_that_is_not_known() -> None:
    policy = screen_policy(["sha256-x"])

    assert "script-src 'self' 'sha256-x';" in policy
    assert "unsafe-eval" not in policy


def test_a_screen_loads_nothing_from_anywhere_else() -> None:
    assert not re.search(r"https?:|\*|wss?:", screen_policy(checksums()))


def test_every_script_that_the_front_draws_is_one_a_browser_runs(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLISEARCH_LIBRARY", str(library))
    app = AppTest.from_file(str(ROOT / "ui" / "web" / "app.py"), default_timeout=60).run()
    bodies = [element.proto.body for element in app.get("html")]
    drawn = [
        script for body in bodies for script in re.findall(r"<script>(.*?)</script>", body, re.S)
    ]

    assert drawn
    assert {checksum(script) for script in drawn} <= set(checksums())
