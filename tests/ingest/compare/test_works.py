"""Versions of one text are one work; what is only alike is not."""

from collections.abc import Callable
from typing import Any

import pytest

from corpus.catalogue.relating import Kind
from corpus.document import Origin

Text = Callable[..., str]


def changed_a_little(text: str, every: int) -> str:
    """The text with every so-many-th word another."""
    return " ".join(
        f"x{number}" if number % every == 0 else word
        for number, word in enumerate(text.split(), start=1)
    )


def test_the_same_text_in_two_formats_is_one_work(shelf: Any, text: Text) -> None:
    shelf.put("web", text(1), media_type="text/html")
    shelf.put("print", text(1)[:3000], text(1)[3000:], media_type="application/pdf")
    shelf.put("other", text(2))
    shelf.link()

    assert shelf.works() == [["print", "web"]]


def test_a_version_says_how_much_of_it_stands_where(shelf: Any, text: Text) -> None:
    shelf.put("print", text(1), media_type="application/pdf")
    shelf.put("web", changed_a_little(text(1), 60))
    shelf.link()

    (claim,) = [c for c in shelf.catalogue.claims("web") if c.field == "work"]
    assert (claim.value, claim.origin) == ("print", Origin.TEXT)
    assert claim.evidence == "94 % of its passages stand in documents/print as well"
    assert claim.confidence == 0.94


def test_the_main_version_has_page_numbers_then_the_fullest_text(shelf: Any, text: Text) -> None:
    shelf.put("a-web", text(1))
    shelf.put("b-web", text(1) + " " + text(2, words=60))
    shelf.link()
    assert shelf.works() == [["b-web", "a-web"]]

    shelf.put("c-print", text(1), media_type="application/pdf")
    shelf.link()
    assert shelf.works() == [["c-print", "a-web", "b-web"]]


def test_reports_that_share_half_their_text_are_two_works(shelf: Any, text: Text) -> None:
    shelf.put("1", text(1) + text(2))
    shelf.put("2", text(1) + text(3))
    shelf.link()

    assert shelf.works() == []


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("year", "2010", "2011"),
        ("city", "Vienna", "Zagreb"),
        ("module", "Housing", "Equality and diversity"),
        ("title", "Annual report 2010", "Annual report 2011"),
        ("title", "Report, volume 1", "Report, volume 2"),
    ],
)
def test_editions_and_templates_stay_apart(
    shelf: Any, text: Text, field: str, one: str, other: str
) -> None:
    shelf.put("1", text(1), **{field: one})
    shelf.put("2", changed_a_little(text(1), 80), **{field: other})
    shelf.link()

    assert shelf.works() == []
    assert len(set(shelf.catalogue.relations(Kind.SERIES, ["1", "2"]).values())) == 1


def test_the_day_a_file_was_made_tells_no_editions(shelf: Any, text: Text) -> None:
    shelf.put("1", text(1), year="2010", origin=Origin.EMBEDDED)
    shelf.put("2", changed_a_little(text(1), 80), year="2014", origin=Origin.EMBEDDED)
    shelf.link()

    assert shelf.works() == [["1", "2"]] or shelf.works() == [["2", "1"]]


def test_the_same_long_text_is_one_work_whatever_is_said_of_it(shelf: Any, text: Text) -> None:
    shelf.put("1", text(1), year="2010", city="Vienna")
    shelf.put("2", text(1), year="2011", city="Zagreb")
    shelf.link()

    assert shelf.works() == [["1", "2"]]


def test_short_pages_of_one_template_stay_apart(shelf: Any, text: Text) -> None:
    form = text(1, words=300)
    shelf.put("bury", form + " Bury.", title="Bury Council")
    shelf.put("wigan", form + " Wigan.", title="Wigan Council")
    shelf.link()

    assert shelf.works() == []


def test_short_pages_of_one_title_and_nearly_one_text_are_one_work(shelf: Any, text: Text) -> None:
    shelf.put("1", text(1, words=300) + " Printed in 2010.", title="Info sheet")
    shelf.put("2", text(1, words=300), title="Info Sheet")
    shelf.link()

    assert shelf.works() == [["1", "2"]]


def test_a_few_words_are_one_work_only_if_they_are_the_same(shelf: Any) -> None:
    shelf.put("1", "The library is closed on Mondays.", title="Opening hours")
    shelf.put("2", "THE LIBRARY is closed on Mon-\ndays.", title="Opening Hours")
    shelf.put("3", "The library is closed on Sundays.", title="Opening hours")
    shelf.put("4", "The library is closed on Mondays.", title="Notice")
    shelf.link()

    assert shelf.works() == [["2", "1"]]


def test_scans_without_text_are_no_versions_of_each_other(shelf: Any) -> None:
    shelf.put("1", "", "")
    shelf.put("2", "", "")
    shelf.link()

    assert shelf.works() == []


def test_a_part_is_no_version_of_its_whole(shelf: Any, text: Text) -> None:
    shelf.put("page", text(1) + text(2, words=60))
    shelf.put("item", text(1), part_of="page", origin=Origin.EMBEDDED)
    shelf.link()

    assert shelf.works() == []


def test_a_correction_takes_a_document_out(shelf: Any, text: Text, correct: Any) -> None:
    for id_ in "123":
        shelf.put(id_, text(1))
    correct("3", "work", "")
    shelf.link()

    assert shelf.works() == [["1", "2"]]


def test_a_correction_makes_two_documents_one_work(shelf: Any, text: Text, correct: Any) -> None:
    shelf.put("1", text(1), media_type="application/pdf")
    shelf.put("2", text(2))
    correct("2", "work", "1")
    shelf.link()

    assert shelf.works() == [["1", "2"]]


def test_a_work_of_which_one_version_is_left_is_none(shelf: Any, text: Text) -> None:
    for id_ in "12":
        shelf.put(id_, text(1))
    shelf.link()
    shelf.remove("1")
    linked = shelf.link(shelf.catalogue.revision())

    assert linked.versions == 1
    assert shelf.works() == []
    assert [c for c in shelf.catalogue.claims("2") if c.field == "work"] == []


def test_what_only_a_third_held_together_comes_apart(shelf: Any, text: Text) -> None:
    words = text(1, words=2000).split()
    shelf.put("1", " ".join(words[:1600]))
    shelf.put("2", " ".join(words[200:1800]))
    shelf.put("3", " ".join(words[400:]))
    shelf.link()
    assert [sorted(ids) for ids in shelf.works()] == [["1", "2", "3"]]

    shelf.remove("2")
    shelf.link(shelf.catalogue.revision())
    assert shelf.works() == []


def test_a_run_that_was_killed_before_comparing_is_made_up_for(shelf: Any, text: Text) -> None:
    for id_ in "12":
        shelf.put(id_, text(1))
    shelf.link(shelf.catalogue.revision())

    assert shelf.works() == [["1", "2"]]


def test_the_index_is_told_of_what_changed(shelf: Any, text: Text) -> None:
    for id_ in "12":
        shelf.put(id_, text(1))
    shelf.put("3", text(2))
    before = shelf.catalogue.revision()
    shelf.link()

    assert {d.id for d in shelf.catalogue.changed_since(before)} == {"1", "2"}


def test_of_a_large_work_few_documents_are_held_at_once(
    shelf: Any, text: Text, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("link", "works", "repeated"):
        monkeypatch.setattr(f"ingest.compare.{module}.AT_ONCE", 3)
    for number in range(8):
        shelf.put(f"copy-{number}", text(1, words=100))
    held: list[int] = []
    documents = shelf.catalogue.documents

    def noted(ids: Any, **more: Any) -> Any:
        found = documents(ids, **more)
        held.append(len(found))
        return found

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shelf.catalogue, "documents", noted)
        shelf.link()

    assert held
    assert max(held) <= 3
    assert shelf.works() == [[f"copy-{number}" for number in range(8)]]
