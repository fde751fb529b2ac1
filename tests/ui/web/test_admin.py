"""Who may see the screen *Admin* and press its buttons, and who may not."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ui.web.pressing import press
from ui.admins import begin_session, is_session
from ui.jobs.job import kept
from ui.opened import opened_library
from ui.web.admission import Visitor
from ui.web.screens import (
    admin_index,
    admin_ingestion,
    admin_lists,
    admin_metadata,
    admin_vocabulary,
)

NOBODY = Visitor()
PARTS = ("ingestion", "failures", "metadata", "vocabulary", "must-find", "lists", "index")


@pytest.mark.parametrize("part", PARTS)
def test_nothing_of_it_is_shown_to_those_who_may_not(front: Any, part: str) -> None:
    front.open("admin", part=part)

    assert "Only those who keep this library" in front.html
    assert not [one.key for one in front.app.button]
    assert not front.app.text_area
    assert "admin-menu" not in front.html


def test_who_may_not_is_told_how_to_become_one_who_may(front: Any) -> None:
    assert "Run &#x27;polisearch admin&#x27; in a terminal" in front.open("admin").html


def test_the_menu_names_it_only_to_those_who_may(
    front: Any, library: Path, as_visitor: Callable[[Visitor], None]
) -> None:
    assert "./admin" not in front.open().html
    as_visitor(Visitor(secret=begin_session(library)))
    assert "./admin" in front.open().html


def test_who_is_signed_in_and_not_named_is_told_so(
    front: Any, as_visitor: Callable[[Visitor], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    as_visitor(Visitor(email="<b>eve@example.org"))

    html = front.open("admin").html

    assert "&lt;b&gt;eve@example.org may not change" in html


def test_who_is_named_and_signed_in_may(
    front: Any, library: Path, as_visitor: Callable[[Visitor], None]
) -> None:
    settings = library / "polisearch.toml"
    settings.write_text('admins = ["anna@example.org"]\nengine = "tantivy"\n', encoding="utf-8")
    as_visitor(Visitor(email="anna@example.org"))

    assert "admin-menu" in front.open("admin").html


@pytest.mark.parametrize("key", ["run", "dry-run", "retry-failed", "send-files"])
def test_a_button_pressed_after_the_permission_is_gone_does_nothing(
    admin: Any, as_visitor: Callable[[Visitor], None], key: str
) -> None:
    admin.open("admin")
    as_visitor(NOBODY)

    press(admin, key)

    assert kept(opened_library().catalogue) is None
    assert not admin.app.button


def test_who_signs_out_is_no_admin_any_more_in_no_window(
    admin: Any, library: Path, as_visitor: Callable[[Visitor], None]
) -> None:
    mine, other = (begin_session(library) for _ in range(2))
    as_visitor(Visitor(secret=mine))

    html = press(admin.open("admin"), "sign-out").html

    assert "Only those who keep this library" in html
    assert not is_session(library, mine)
    assert is_session(library, other)


@pytest.mark.usefixtures("front")
def test_no_callback_does_anything_without_permission(library: Path) -> None:
    opened_library()
    before = {path: path.read_bytes() for path in library.rglob("*") if path.is_file()}

    admin_ingestion._send()
    admin_metadata._save([])
    admin_metadata._check()
    admin_metadata._import()
    admin_vocabulary._save("cities.csv", "area", "began")
    admin_index._use()
    admin_lists._clear()

    assert admin_metadata._export() == b""
    assert {path: path.read_bytes() for path in library.rglob("*") if path.is_file()} == before
