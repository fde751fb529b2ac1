"""Words that are looked for in one document, on its screen."""

from typing import Any

import pytest


def find(front: Any, words: str) -> None:
    front.app.text_input(key="within").set_value(words)
    front.app.button(key="within-now").click()
    front.run()


def test_words_looked_for_in_the_document_are_marked_instead(front: Any) -> None:
    front.open(document="dublin", q="housing", within="tenancy")

    assert "Rent and <mark>tenancy</mark>." in front.html
    assert "matches on 1 page" in front.html


def test_what_is_found_stays_to_go_back_to(front: Any) -> None:
    front.open(document="dublin", q="housing", within="tenancy")

    assert 'href="./?q=housing">← Back to the results' in front.html
    assert "Mark “housing” again" in front.html
    assert 'href="./?document=dublin&amp;q=housing">Mark' in front.html


def test_the_next_page_with_the_words_is_turned_to(front: Any) -> None:
    front.open(document="dublin", page="2")
    find(front, "again")

    assert front.address == {"document": ["dublin"], "page": ["4"], "within": ["again"]}
    assert "Housing <mark>again</mark>." in front.html


def test_words_before_the_page_are_found_from_the_front(front: Any) -> None:
    front.open(document="dublin", page="3")
    find(front, "tenancy")

    assert front.address == {"document": ["dublin"], "within": ["tenancy"]}


def test_words_that_are_nowhere_leave_the_page_where_it_was(front: Any) -> None:
    front.open(document="dublin", page="3")
    find(front, "xylophone")

    assert front.address["page"] == ["3"]
    assert "is on no page of this document." in front.html


@pytest.mark.parametrize("words", ["", "  "])
def test_an_emptied_box_marks_the_search_again(front: Any, words: str) -> None:
    front.open(document="dublin", page="2", q="housing", within="office")
    find(front, words)

    assert front.address == {"document": ["dublin"], "page": ["2"], "q": ["housing"]}
    assert "The <mark>housing</mark> office." in front.html


def test_steps_keep_the_words(front: Any) -> None:
    front.open(document="dublin", page="2", within="housing")

    assert 'href="./?document=dublin&amp;page=3&amp;within=housing"' in front.html


def test_only_a_document_has_them(front: Any) -> None:
    front.open(q="schools", within="tenancy")

    assert "within=" not in front.html
