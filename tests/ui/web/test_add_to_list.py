"""The buttons on other screens that put something into the list of this browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from search.keeping.list_file import begin, read_list, reading_token
from search.keeping.lists import ReadingList, added, kept
from ui.opened import close_library, opened_library
from ui.web.parts.own_list import cookie_name, menu_entry


def _screen() -> None:
    """What the lists' parts look like on a screen of their own."""
    from search.question import Ask
    from ui.opened import opened_library
    from ui.web.parts.add_to_list import (
        add_document,
        add_hits,
        add_page,
        add_quotation,
        quote_page,
    )
    from ui.web.parts.saved_searches import save_search

    library = opened_library()
    add_document(library, "dublin")
    add_page(library, "dublin", 2)
    add_quotation(library, "dublin", 4, "Housing again.", key="one")
    quote_page(library, "dublin", 2)
    add_hits(library, library.searcher.search(Ask(text="schools")).hits)
    save_search(library, Ask(text="schools", filters={"city": ("Vienna",)}))


@pytest.fixture
def app(library: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("POLISEARCH_LIBRARY", str(library))
    close_library()
    yield AppTest.from_function(_screen, default_timeout=60).run()
    close_library()


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    app.run()
    assert not app.exception
    return app


def own(app: AppTest, library: Path) -> ReadingList:
    return read_list(library, app.session_state["own-list"])


def test_a_list_is_made_with_the_first_thing_and_the_browser_told(
    app: AppTest, library: Path
) -> None:
    assert not (library / "lists").exists()
    press(app, "Add document to my list")

    assert [one.document for one in own(app, library).items] == ["dublin"]
    assert f'data-token="{app.session_state["own-list"]}" data-made="1"' in html(app)


def test_everything_goes_into_one_list_in_order(app: AppTest, library: Path) -> None:
    for what in ("quotation", "page 2", "document"):
        press(app, f"Add {what} to my list")

    items = own(app, library).items
    assert [(one.page, one.text) for one in items] == [(4, "Housing again."), (2, ""), (0, "")]
    assert len(list((library / "lists").glob("*.json"))) == 1


def test_what_is_in_the_list_is_told_with_a_link_to_it(app: AppTest) -> None:
    press(app, "Add document to my list")

    assert "✓ Document in my list" in html(app)
    assert f"./list?list={app.session_state['own-list']}" in html(app)


def test_words_of_a_page_are_quoted(app: AppTest, library: Path) -> None:
    app.text_area[0].set_value("The housing office.")
    press(app, "Add quotation to my list")  # the second of this name has the box
    app.button(key="add-quote-dublin-2").click()
    app.run()

    assert "The housing office." in {one.text for one in own(app, library).items}
    assert app.text_area[0].value == ""


def test_no_words_are_no_quotation(app: AppTest, library: Path) -> None:
    app.button(key="add-quote-dublin-2").click()
    app.run()

    assert "Copy the words" in html(app)
    assert not (library / "lists").exists()


def test_a_search_is_saved_with_what_it_finds(app: AppTest, library: Path) -> None:
    press(app, "Save this search")

    (search,) = own(app, library).searches
    assert search.name == "schools · City: Vienna"
    assert search.address == "q=schools&city=Vienna"
    assert len(search.known) == 11
    assert "✓ Search saved in my list" in html(app)


def test_an_error_is_said_beside_the_button_and_changes_nothing(
    app: AppTest, library: Path
) -> None:
    token = begin(library, lambda of: added(of, kept("vienna-1")))
    (file,) = (library / "lists").glob("*.json")
    file.write_text("{", encoding="utf-8")
    app.session_state["own-list"] = token
    press(app, "Add document to my list")

    assert "is damaged" in html(app)
    assert file.read_text(encoding="utf-8") == "{"


@pytest.mark.parametrize("token", ["", "a" * 32, "../x", "reader"])
def test_what_the_browser_remembers_wrongly_is_no_list(
    app: AppTest, library: Path, token: str
) -> None:
    other = begin(library, lambda of: added(of, kept("vienna-1")))
    app.session_state["own-list"] = reading_token(other) if token == "reader" else token
    press(app, "Add document to my list")

    assert [one.document for one in own(app, library).items] == ["dublin"]
    assert [one.document for one in read_list(library, other).items] == ["vienna-1"]


def test_the_menu_counts_what_is_in_the_list(
    library: Path, front: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = opened_library()
    assert menu_entry(opened)[0] == "My list"

    token = begin(library, lambda of: added(added(of, kept("dublin")), kept("vienna-1")))
    monkeypatch.setitem(st.session_state, "own-list", token)
    label, address = menu_entry(opened)
    assert label == "My list (2)"
    assert address.one("list") == token


def test_a_window_knows_the_list_by_the_cookie_of_the_browser(
    app: AppTest, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = begin(library, lambda of: added(of, kept("vienna-1")))
    name = cookie_name(opened_library())
    monkeypatch.setattr(type(st.context), "cookies", {name: token})
    app.run()
    assert f'data-name="{name}" data-token="{token}" data-made="0"' in html(app)

    press(app, "Add document to my list")
    assert [one.document for one in read_list(library, token).items] == ["vienna-1", "dublin"]
