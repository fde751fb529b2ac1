"""The screen *My list*."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from search.keeping.list_file import begin, change, read_list, reading_token
from search.keeping.list_shown import kept_of
from search.keeping.lists import Kept, ReadingList, added, noted, saved, watched
from ui.http.limits import Allowance
from ui.web.parts import own_list
from ui.wiring import open_library

DATE = "2026-05-03T10:00:00+00:00"

Gather = Callable[..., str]


@pytest.fixture
def gather(library: Path) -> Gather:
    """Makes a list of documents, pages and quotations, and gives its token."""

    def made(*wanted: tuple[str, int, str]) -> str:
        opened = open_library(library)
        items = [kept_of(opened.catalogue, *one) for one in wanted]
        opened.close()
        return begin(library, lambda of: _all_of(of, items))

    return made


def _all_of(of: ReadingList, items: list[Kept]) -> ReadingList:
    for one in items:
        of = added(of, one)
    return of


DUBLIN, PAGE = ("dublin", 0, ""), ("dublin", 2, "")
QUOTED = ("dublin", 2, "The housing office.")


def labels(front: Any) -> list[str]:
    return [button.label for button in front.app.button]


def press(front: Any, label: str) -> Any:
    next(button for button in front.app.button if button.label.startswith(label)).click()
    return front.run()


def titles(library: Path, token: str) -> list[str]:
    return [one.document for one in read_list(library, token).items]


def test_a_browser_without_a_list_is_told_how_to_begin_one(front: Any) -> None:
    assert "There is no account" in front.open("list").html


def test_a_list_is_shown_by_its_address(front: Any, gather: Gather) -> None:
    front.open("list", list=gather(DUBLIN, PAGE, QUOTED))

    assert "1 document, 1 page, 1 quotation." in front.html
    assert 'href="./?document=dublin" dir="auto">Housing in Dublin' in front.html
    assert '<blockquote dir="auto">The housing office.</blockquote>' in front.html
    assert 'href="./?document=dublin&amp;page=2"><bdi>p. 2</bdi>' in front.html
    assert front.html.count('class="reference" dir="auto">Housing in Dublin') == 3


def test_the_link_for_readers_shows_the_list_and_no_way_to_change_it(
    front: Any, gather: Gather
) -> None:
    token = gather(DUBLIN)
    front.open("list", list=reading_token(token))

    assert "Housing in Dublin" in front.html
    assert labels(front) == []
    assert token not in front.html
    assert token not in "".join(code.value for code in front.app.code)


def test_the_list_can_be_shared_by_two_links(front: Any, gather: Gather) -> None:
    token = gather(DUBLIN)
    front.open("list", list=token)

    links = [code.value for code in front.app.code]
    assert [link.rpartition("/list?list=")[2] for link in links] == [reading_token(token), token]


def test_an_entry_can_be_moved(front: Any, gather: Gather, library: Path) -> None:
    token = gather(DUBLIN, ("vienna-1", 0, ""))
    press(front.open("list", list=token), "Down :gray[1")

    assert titles(library, token) == ["vienna-1", "dublin"]


def test_an_entry_can_be_removed_and_put_back(front: Any, gather: Gather, library: Path) -> None:
    token = gather(DUBLIN, ("vienna-1", 0, ""))
    press(front.open("list", list=token), "Remove :gray[1")
    assert titles(library, token) == ["vienna-1"]
    assert "was</bdi> taken out." in front.html

    press(front, "Undo")
    assert titles(library, token) == ["dublin", "vienna-1"]
    assert "taken out" not in front.html


def test_a_list_can_be_cleared_and_got_back(front: Any, gather: Gather, library: Path) -> None:
    token = gather(DUBLIN, PAGE, QUOTED)
    press(front.open("list", list=token), "Clear")
    assert titles(library, token) == []

    press(front, "Undo")
    assert titles(library, token) == ["dublin"] * 3


def test_a_note_is_kept(front: Any, gather: Gather, library: Path) -> None:
    token = gather(DUBLIN)
    front.open("list", list=token).app.text_area[0].set_value("<b>see</b> *p. 3*")
    front.run()

    assert read_list(library, token).items[0].note == "<b>see</b> *p. 3*"
    assert "&lt;b&gt;see&lt;/b&gt; *p. 3*" in front.html


def test_what_another_window_took_out_is_told(front: Any, gather: Gather, library: Path) -> None:
    token = gather(DUBLIN, PAGE)
    front.open("list", list=token)
    change(library, token, lambda _: ReadingList())
    press(front, "Down :gray[1")

    assert "This is no longer in the list." in front.html


def test_a_list_is_downloaded_in_every_format(front: Any, gather: Gather) -> None:
    front.open("list", list=gather(DUBLIN))

    assert len(front.app.get("download_button")) == 6


def test_a_document_that_left_is_told_and_kept(
    front: Any, gather: Gather, library: Path, put: Callable[..., None]
) -> None:
    put(id="leaving", title="Leaving soon", pages=["Words."])
    token = gather(("leaving", 1, "Words."))
    opened = open_library(library)
    opened.catalogue.remove_source("documents/leaving.md")
    opened.shelf.follow()
    opened.close()
    front.open("list", list=token)

    assert "This document is no longer in the library" in front.html
    assert "<bdi>Leaving soon</bdi>" in front.html
    assert "document=leaving" not in front.html


def test_what_is_new_of_a_saved_search_is_listed_and_can_be_seen(front: Any, library: Path) -> None:
    one = watched("Rents & <b>", "q=tenancy&city=Dublin", ["vienna-1"], DATE)
    token = begin(library, lambda of: saved(of, one))
    front.open("list", list=token)

    assert "New since 3 May 2026: 1" in front.html
    assert 'href="./?document=dublin&amp;q=tenancy"' in front.html
    assert 'href="feed.xml?q=tenancy&amp;city=Dublin"' in front.html
    assert 'href="./?q=tenancy&amp;city=Dublin" dir="auto">Rents &amp; &lt;b&gt;</a>' in front.html

    press(front, "Seen")
    assert "New since" not in front.html
    assert read_list(library, token).searches[0].known == ("dublin",)


def test_a_saved_search_can_be_renamed_and_removed(front: Any, library: Path) -> None:
    token = begin(library, lambda of: saved(of, watched("Old", "q=rent", [], DATE)))
    front.open("list", list=token).app.text_input[0].set_value("*New*")
    front.run()
    assert ">*New*</a>" in front.html

    press(front, "Remove")
    assert read_list(library, token).searches == ()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "q=" + "&a=1" * 900, "document=dublin", "page=-1&sort=%00"]
)
def test_an_address_that_was_tampered_with_is_only_a_search(
    front: Any, library: Path, address: str
) -> None:
    token = begin(library, lambda of: saved(of, watched("Odd", address, [], DATE)))
    front.open("list", list=token)

    assert 'href="./?" dir="auto">Odd</a>' in front.html


@pytest.mark.parametrize("token", ["nobody", "a" * 32, "../../etc/passwd", "<script>"])
def test_a_list_that_is_not_there_is_told(front: Any, token: str) -> None:
    front.open("list", list=token)

    assert "There is no list at this address." in front.html
    assert "<script>" not in front.html


def test_a_damaged_list_is_told_left_alone_and_left_behind(
    front: Any, gather: Gather, library: Path
) -> None:
    token = gather(DUBLIN)
    (file,) = (library / "lists").glob("*.json")
    file.write_text("{", encoding="utf-8")
    front.app.session_state["own-list"] = token
    front.open("list")
    assert "is damaged" in front.html

    press(front, "Start a new list")
    assert "There is no account" in front.html
    assert file.read_text(encoding="utf-8") == "{"


def test_the_list_of_another_is_gathered_into_only_on_demand(front: Any, gather: Gather) -> None:
    token = gather(DUBLIN)
    front.open("list", list=token)
    assert "<h1>A list</h1>" in front.html
    assert f'data-token="{token}"' not in front.html

    press(front, "Gather into this list")
    assert "<h1>My list</h1>" in front.html
    assert f'data-token="{token}"' in front.html


def test_a_long_list_is_shown_in_parts(front: Any, library: Path) -> None:
    items = [Kept(id=str(n), document="dublin", page=n, text=f"w{n}") for n in range(1, 46)]
    token = begin(library, lambda of: ReadingList(items=(*of.items, *items)))
    front.open("list", list=token, part="3")

    assert front.html.count("<article") == 5
    assert f'href="./list?list={token}&amp;part=2"' in front.html
    assert front.open("list", list=token, part="99").html.count("<article") == 5


def test_hostile_quotations_are_only_text(
    front: Any, library: Path, put: Callable[..., None]
) -> None:
    evil = "</blockquote><script>alert(1)</script>"
    put(id="evil", title=evil, pages=[f"{evil} zebra"])
    opened = open_library(library)
    item = kept_of(opened.catalogue, "evil", 1, f"{evil}\u202e\x1b[2J")
    opened.close()
    token = begin(library, lambda of: noted(added(of, item), item.id, evil))
    front.open("list", list=token)

    assert "<script>" not in front.html
    assert "\u202e" not in front.html
    assert "&lt;/blockquote&gt;&lt;script&gt;alert(1)&lt;/script&gt;[2J</blockquote>" in front.html
    assert all("[" not in label.split(":gray[", 1)[1].replace("\\[", "") for label in labels(front)
               if ":gray[" in label)  # fmt: skip


def test_one_address_begins_no_more_lists_than_it_may(
    front: Any, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_list, "BEGUN", Allowance(burst=1, per_second=1 / 60, clock=lambda: 0))
    for id_ in ("dublin", "vienna-1"):
        front.app.session_state["own-list"] = ""
        press(front.open(document=id_), "Add document")

    assert len(list((library / "lists").glob("*.json"))) == 1
    assert "Too many lists were begun from your address. Try again in 1 minutes." in front.html
