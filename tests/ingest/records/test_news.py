"""News items and events of a page."""

from collections.abc import Callable

import pytest

from corpus.document import Origin, Page
from ingest.extract.extracted import Extracted
from tests.ingest.records.conftest import Parted

Split = Callable[..., Parted]

INTRODUCTION = """city partnerships

The office helps towns to learn from one another, and has done so for ten years.

  •  climate
  •  health
  •  young people
"""

LAST = f"""{INTRODUCTION}
A bridge for cyclists opens in Utrecht

After four winters of building, the Pact of Amsterdam was quoted at the opening in Vienna.

publication date: 05-03-2016

  •  climate

Three towns share a doctor

The villages around Linz pay for one practice together.

Its hours are known in all of them.

publication date: 02-03-2016


publication date: 01-03-2016

A library without books

Readers in Tallinn borrow tools.

publication date: 28-02-2016

Meeting of the health officers

The officers meet in Zurich to compare their budgets.

start date: 12-05-2016
end date: 13-05-2016
"""

FIRST = """Latest

Date: 5 March 2016
A bridge for cyclists opens
After four winters of building, the bridge carries bicycles.

Date: 2 March 2016
Three towns share a doctor
The villages pay for one practice together.

Date: 28 February 2016
A library without books
Readers borrow tools.
"""

BETWEEN = """Latest

A bridge for cyclists opens

Veröffentlicht am 5. März 2016

After four winters of building, the bridge carries bicycles.

Three towns share a doctor

Veröffentlicht am 2. März 2016

The villages pay for one practice together.

A library without books

Veröffentlicht am 28. Februar 2016

Readers borrow tools.

Tags: tools, reading

Imprint

Town hall, second floor, door 12, open on Tuesdays.
"""


def test_a_page_with_the_date_after_each_text_is_split(parted: Split) -> None:
    found = parted(LAST)

    assert found.titles() == [
        "A bridge for cyclists opens in Utrecht",
        "Three towns share a doctor",
        "A library without books",
        "Meeting of the health officers",
    ]
    assert found.values("kind") == [["news item"], ["news item"], ["news item"], ["event"]]
    assert found.values("published_on") == [["2016-03-05"], ["2016-03-02"], ["2016-02-28"], []]
    assert found.values("start_on")[3] == ["2016-05-12"]
    assert found.values("end_on")[3] == ["2016-05-13"]
    assert all(part.is_part for part in found.parts)


def test_an_item_has_its_text_and_shows_its_date_without_matching_it(parted: Split) -> None:
    (page,) = parted(LAST).parts[1].pages

    assert page.text == (
        "Three towns share a doctor\n\nThe villages around Linz pay for one practice together.\n\n"
        "Its hours are known in all of them.\n\npublication date: 02-03-2016"
    )
    assert page.matched.rstrip().endswith("in all of them.")


def test_tags_below_a_date_are_of_the_item_above_and_the_menu_is_of_none(parted: Split) -> None:
    assert parted(LAST).values("tag") == [["climate"], [], [], []]


def test_tags_that_lost_their_bullets_are_known_from_the_menu(parted: Split) -> None:
    assert parted(LAST.replace("•  ", "")).values("tag") == [["climate"], [], [], []]


def test_a_date_with_neither_title_nor_text_is_named_and_made_no_document(parted: Split) -> None:
    found = parted(LAST)

    assert found.page.warnings == (
        "'publication date: 01-03-2016' has neither title nor text, and is no document.",
    )
    assert "01-03-2016" in found.matched()


def test_places_are_mentioned_and_a_pact_is_no_place(parted: Split) -> None:
    found = parted(LAST)

    assert found.values("place_mentioned") == [["Vienna"], [], ["Tallinn"], ["Zurich"]]
    assert not any(found.values("city"))


def test_the_page_keeps_its_words_and_finds_only_its_own(parted: Split) -> None:
    found = parted(LAST)

    assert found.page.pages[0].text == LAST
    assert "learn from one another" in found.matched()
    assert "young people" in found.matched()
    assert "bridge" not in found.matched()
    assert "Zurich" not in found.matched()


def test_every_claim_says_where_it_was_read(parted: Split) -> None:
    claims = parted(LAST).parts[0].claims

    assert {claim.origin for claim in claims} == {Origin.EMBEDDED}
    assert {claim.field: claim.evidence for claim in claims}["published_on"] == (
        "publication date: 05-03-2016"
    )


def test_an_item_may_run_over_the_end_of_a_page(parted: Split) -> None:
    head, title, tail = LAST.partition("Three towns share a doctor\n")
    found = parted(head + title, tail)

    assert found.titles() == parted(LAST).titles()
    assert all("doctor" not in page.matched for page in found.page.pages)


def test_a_page_with_the_date_above_each_title_is_split(parted: Split) -> None:
    found = parted(FIRST)

    assert found.titles() == [
        "A bridge for cyclists opens",
        "Three towns share a doctor",
        "A library without books",
    ]
    assert found.values("published_on") == [["2016-03-05"], ["2016-03-02"], ["2016-02-28"]]
    assert found.matched() == "Latest"


def test_a_page_with_the_date_below_each_title_is_split(parted: Split) -> None:
    found = parted(BETWEEN)

    assert found.titles() == [
        "A bridge for cyclists opens",
        "Three towns share a doctor",
        "A library without books",
    ]
    assert found.values("published_on") == [["2016-03-05"], ["2016-03-02"], ["2016-02-28"]]


def test_the_title_of_an_item_is_the_heading_of_its_section(parted: Split) -> None:
    sections = [
        ("News", "News\n\nWhat happened lately"),
        ("One", "One\n\nFirst text.\n\nDate: 2016-03-05"),
        ("Two", "Two\n\nSecond text.\n\nDate: 2016-03-04"),
        ("Three", "Three\n\nThird text.\n\nDate: 2016-03-03"),
    ]
    pages = tuple(
        Page(number=number, label=label, text=text)
        for number, (label, text) in enumerate(sections, start=1)
    )

    assert parted(Extracted(pages=pages)).titles() == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(LAST.split("\n\n")[:7]),  # one item
        "Title\n\nText of it.\n\n" + "Date: 2016-03-05\n\n" * 5,
        "Date: 2016-03-05\n\nReference: 12\n\nDate: 2016-03-06\n\nDate: 2016-03-07",
        LAST.replace("The villages around Linz", "Long. " * 2_000),
        LAST.replace("publication date: ", ""),
    ],
    ids=["one item", "only dates", "a form", "too long", "no labels"],
)
def test_what_is_no_list_of_news_is_left_whole(parted: Split, text: str) -> None:
    found = parted(text)

    assert found.parts == []
    assert found.page.pages[0].left_out == ()


def test_a_page_whose_dates_could_belong_to_either_side_is_left_whole(parted: Split) -> None:
    text = "News\n\nAll of it is here.\n\n" + "\n\n".join(
        f"Date: 2016-03-0{day}\n\nTitle number {day}\n\nSome text, and its end."
        for day in (1, 2, 3)
    )

    assert parted(text).parts == []
