"""The screen *Document*."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ui.pdf.processes import TooCostly


def test_a_page_is_shown_with_the_words_marked(front: Any) -> None:
    front.open(document="dublin", page="2", q="housing")

    assert "The <mark>housing</mark> office." in front.html
    assert "Page 2 of 4 · 1 match on this page · matches on 2 pages" in front.html


def test_steps_lead_to_the_pages_and_matches_around(front: Any) -> None:
    front.open(document="dublin", page="2", q="housing")

    assert 'href="./?document=dublin&amp;q=housing" title="Key: left arrow"' in front.html
    assert 'href="./?document=dublin&amp;page=3&amp;q=housing" title="Key: right' in front.html
    assert '<span aria-disabled="true">« Previous match</span>' in front.html
    assert 'href="./?document=dublin&amp;page=4&amp;q=housing" title="Key: n,' in front.html


def test_steps_say_by_which_keys_they_are_taken(front: Any) -> None:
    front.open(document="dublin", page="2", q="housing")

    for key in ("ArrowLeft", "ArrowRight", "N"):
        assert f'aria-keyshortcuts="{key}"' in front.html
    assert "Keys: ← and → turn the page." in front.html


def test_the_strip_fills_the_pages_that_match(front: Any) -> None:
    front.open(document="dublin", page="2", q="housing")

    assert front.html.count('class="match"') == 2
    assert 'class="match" aria-current="page" aria-label="Page 2, with a match"' in front.html


def test_a_page_number_that_is_typed_is_turned_to(front: Any) -> None:
    front.open(document="dublin", q="housing", city="Dublin")
    front.app.number_input(key="number").set_value(4)
    front.run()

    assert front.address == {
        "document": ["dublin"],
        "page": ["4"],
        "q": ["housing"],
        "city": ["Dublin"],
    }
    assert "<mark>Housing</mark> again." in front.html


def test_the_way_back_is_the_address_of_the_results(front: Any) -> None:
    front.open(document="dublin", page="2", q="housing", sort="year", results="2")

    assert 'href="./?q=housing&amp;sort=year&amp;page=2">← Back to the results' in front.html


def test_every_value_names_where_it_was_read(front: Any) -> None:
    front.open(document="dublin")

    assert "Housing in &lt;Dublin&gt;" in front.html
    assert '<bdi>Vienna</bdi> – <span class="origin">text</span>' in front.html


def test_a_page_of_a_pdf_is_drawn_and_the_file_can_be_kept(front: Any) -> None:
    front.open(document="dublin", page="2")

    assert len(front.app.get("image")) == 1
    assert "download" in _downloads(front)


def test_a_file_that_is_another_now_is_not_handed_out(front: Any, library: Path) -> None:
    secret = library.parent / "secret.pdf"
    secret.write_bytes(b"%PDF-1.4 a secret")
    (library / "documents" / "dublin.pdf").unlink()
    (library / "documents" / "dublin.pdf").symlink_to(secret)

    front.open(document="dublin", page="2")

    assert "or the file was changed since" in front.html
    assert not front.app.get("image")
    assert "download" not in _downloads(front)


def test_a_file_that_is_gone_is_told(front: Any) -> None:
    front.open(document="vienna-1")

    assert "The file is no longer where it was read." in front.html
    assert not front.app.get("image")
    assert "download" not in _downloads(front)


def test_the_original_is_opened_at_the_page(front: Any) -> None:
    front.open(document="dublin", page="2")

    assert 'href="files/dublin#page=2" target="_blank"' in front.html


def test_a_page_without_a_picture_has_no_original_to_open(front: Any) -> None:
    front.open(document="vienna-1")

    assert "Open the original" not in front.html


def test_a_page_that_costs_too_much_says_so_in_place_of_its_picture(
    front: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise TooCostly("The picture of this page could not be drawn: drawing it takes too long.")

    monkeypatch.setattr("ui.web.screens.document.picture", refuse)

    front.open(document="dublin", page="2")

    assert "could not be drawn: drawing it takes too long." in front.html
    assert "The housing office." in front.html
    assert "Open the original at this page" in front.html
    assert not front.app.get("image")


def test_programs_are_told_of_the_plain_page(front: Any) -> None:
    front.open(document="dublin")

    assert 'href="doc/dublin" class="for-programs"' in front.html


def test_a_document_without_pages_is_what_is_known_of_it(
    front: Any, put: Callable[..., None]
) -> None:
    put(id="bare", title="Nothing but a record", pages=[])

    front.open(document="bare")

    assert "No pages" in front.html
    assert "Text of this page" not in front.html
    assert "Nothing but a record" in front.html


def test_a_page_without_text_says_so(front: Any, put: Callable[..., None]) -> None:
    put(id="scan", title="A scan", pages=["", "Rent."])

    front.open(document="scan")

    assert "No text could be read from this page." in front.html


def test_a_document_that_is_not_there_is_told_with_a_way_back(front: Any) -> None:
    front.open(document="nowhere", q="housing")

    assert "No document has the id or code" in front.html
    assert 'href="./?q=housing"' in front.html


def test_a_page_beyond_the_end_is_the_last_page(front: Any) -> None:
    front.open(document="dublin", page="99999")

    assert "Page 4 of 4" in front.html


def test_hostile_text_is_only_text(front: Any, put: Callable[..., None]) -> None:
    evil = "<img src=x onerror=alert(1)>"
    put(id="evil", title=evil, city=evil, author=f'"{evil}', pages=[f"{evil} zebra </div>"])

    front.open(document="evil", q="zebra", within=f"zebra {evil}")

    assert evil not in front.html
    assert "<mark>zebra</mark> &lt;/div&gt;" in front.html


def _downloads(front: Any) -> set[str]:
    return {button.key for button in front.app.get("download_button")}
