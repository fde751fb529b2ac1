"""The screen *Find*."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def test_words_that_are_typed_are_searched_and_stand_in_the_address(front: Any) -> None:
    front.open().search("rent")

    assert front.address == {"q": ["rent"]}
    assert "1 of 12 documents" in front.html
    assert "<mark>Rent</mark> and tenancy." in front.html


def test_an_address_shows_what_it_names(front: Any) -> None:
    front.open(q="housing", city="Dublin", sort="title", exact="1")

    assert "1 of 12 documents" in front.html
    assert front.app.text_input(key="words").value == "housing"
    assert 'title="Take off Dublin"' in front.html
    assert front.app.selectbox(key="sort").value == "title"
    assert front.app.toggle(key="exact").value


def test_choosing_a_value_keeps_the_words(front: Any) -> None:
    front.open().search("housing")
    assert 'href="./?q=housing&amp;city=Dublin"' in front.html

    front.open(q="housing", city="Dublin")

    assert front.app.text_input(key="words").value == "housing"
    assert '<bdi>Vienna</bdi> <span class="count">11</span>' in front.html


def test_a_value_can_be_left_out_and_taken_in_again(front: Any) -> None:
    front.open(q="housing")
    assert 'href="./?q=housing&amp;without=city%3AVienna"' in front.html

    front.open(q="housing", without="city:Vienna")

    assert "1 of 12 documents" in front.html
    assert 'href="./?q=housing" title="Take Vienna in again"' in front.html


def test_a_value_left_without_a_document_can_still_be_taken_off(front: Any) -> None:
    front.open(q="rent", city="Vienna")
    assert "0 of 12 documents" in front.html

    assert 'href="./?q=rent" aria-current="true" title="Take off Vienna"' in front.html


def test_widgets_follow_the_address_when_the_reader_goes_back(front: Any) -> None:
    front.open(q="housing", city="Dublin", sort="title")

    front.open(q="rent")

    assert front.app.text_input(key="words").value == "rent"
    assert front.app.selectbox(key="sort").value == "relevance"
    assert "Take off" not in front.html


def test_a_chip_leads_to_the_results_without_its_filter(front: Any) -> None:
    front.open(q="housing", city="Wien", year="2008..2010")

    assert 'title="Take off City: Vienna"' in front.html
    assert 'href="./?q=housing&amp;year=2008..2010"' in front.html
    assert "2008–2010" in front.html
    assert "Clear all" in front.html


def test_a_title_and_each_page_are_links_to_the_page(front: Any) -> None:
    front.open(q="housing", city="Dublin")

    assert 'href="./?document=dublin&amp;page=4&amp;q=housing&amp;city=Dublin"' in front.html


def test_a_year_is_a_link_and_a_range_can_be_typed(front: Any) -> None:
    front.open(q="housing")
    assert 'href="./?q=housing&amp;year=2009"' in front.html

    front.app.text_input(key="from_year").set_value("2003")
    front.app.text_input(key="to_year").set_value("2004")
    front.app.button(key="set-years").click()
    front.run()

    assert front.address == {"q": ["housing"], "year": ["2003..2004"]}
    assert "2 of 12 documents" in front.html


def test_a_year_takes_the_place_of_a_range(front: Any) -> None:
    front.open(year="2003..2004")

    assert 'href="./?year=2003"' in front.html


def test_a_long_facet_is_folded_with_a_box_to_look_through_it(front: Any) -> None:
    front.open()
    tags = front.html.split('aria-label="Tag"')[1].split("</section>")[0]
    first, rest = tags.split("<details>")

    assert (first.count("<li>"), rest.count("<li>")) == (8, 3)
    assert 'aria-label="Find in tag"' in rest


def test_a_chosen_value_of_a_long_facet_is_never_folded_away(front: Any) -> None:
    front.open(tag="tag 11")
    tags = front.html.split('aria-label="Tag"')[1].split("</section>")[0]

    assert "tag 11" in tags.split("<details>")[0]


def test_the_start_says_what_the_library_holds(front: Any) -> None:
    front.open()

    assert "<span>12 documents</span><span>2 cities</span><span>2001–2011</span>" in front.html
    assert 'href="./?kind=case+study"' in front.html.split('class="landing"')[1]


def test_a_question_takes_the_place_of_what_the_library_holds(front: Any) -> None:
    front.open(q="housing")

    assert 'class="landing"' not in front.html


def test_a_bar_shows_which_pages_of_a_document_match(front: Any) -> None:
    front.open(q="housing", city="Dublin")
    bar = front.html.split('class="where-strip"')[1].split("</ul>")[0]

    assert [f"Page {n} of 4" in bar for n in (1, 2, 3, 4)] == [False, True, False, True]
    assert "left:25.00%;width:25.00%" in bar


def test_documents_with_one_title_are_listed_one_and_all(
    front: Any, put: Callable[..., None]
) -> None:
    for id_ in ("one", "two"):
        put(id=id_, title="*Zebras* in town", pages=["zebra"])

    front.open(q="zebra")

    assert front.html.count("<article>") == 2


def test_it_is_said_where_a_document_matched(front: Any) -> None:
    front.open(q="housing", city="Dublin")

    assert "Matched in title and text" in front.html


def test_a_document_is_cited_from_its_plain_page(front: Any) -> None:
    front.open(q="rent")

    assert 'href="doc/dublin"' in front.html
    assert 'href="doc/dublin.ris"' in front.html


def test_more_results_are_on_the_next_page(front: Any) -> None:
    front.open(q="housing")
    assert 'href="./?q=housing&amp;page=2"' in front.html

    front.open(q="housing", page="2")

    assert 'class="hits" start="11"' in front.html


def test_a_page_beyond_the_last_shows_the_last(front: Any) -> None:
    front.open(q="housing", page="9000")

    assert 'class="hits" start="11"' in front.html


def test_a_new_order_begins_at_the_first_page(front: Any) -> None:
    front.open(q="housing", page="2")
    front.app.selectbox(key="sort").set_value("year")
    front.run()

    assert front.address == {"q": ["housing"], "sort": ["year"]}


def test_nothing_found_says_what_to_try(front: Any) -> None:
    front.open(q="zebra", city="Vienna", exact="1")

    assert "Nothing was found for" in front.html
    assert 'href="./?q=zebra&amp;exact=1"' in front.html
    assert 'href="./?q=zebra&amp;city=Vienna"' in front.html


def test_a_mistake_in_the_question_is_told(front: Any) -> None:
    front.open(q="(housing")

    assert "This bracket was never closed" in front.html
    assert "12 of 12 documents" in front.html


def test_hostile_text_is_only_text(front: Any, put: Callable[..., None]) -> None:
    evil = "<script>alert(1)</script>"
    put(id="evil", title=f"{evil} zebra", city=f"{evil}:red[x]", pages=[f"zebra {evil}"])

    front.open(q=f"zebra {evil}")
    front.open(q="zebra")

    assert evil not in front.html
    assert "&lt;script&gt;" in front.html
    assert "<bdi>&lt;script&gt;alert(1)&lt;/script&gt;:red[x]</bdi>" in front.html


def test_a_folder_that_is_no_library_is_named(
    front: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("POLISEARCH_LIBRARY", str(tmp_path))

    front.open()

    assert "is no library" in front.html
    assert "polisearch init" in front.html


def test_every_widget_has_a_key(front: Any) -> None:
    front.open(q="housing")
    app = front.app

    widgets = [*app.checkbox, *app.text_input, *app.selectbox, *app.toggle, *app.button]

    assert all(widget.key for widget in widgets)
