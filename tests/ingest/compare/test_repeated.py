"""What a collection repeats is shown and not matched; what a document says itself is."""

from collections.abc import Callable
from typing import Any

from ingest.compare.repeated import FEWEST_WORKS

Text = Callable[..., str]

ABOUT = (
    "The network was set up by the cities themselves so that they could compare notes. "
    "Every city that takes part in it answers the same questionnaire in each module."
)


def many(shelf: Any, text: Text, said: str = ABOUT, count: int = FEWEST_WORKS) -> None:
    for number in range(count):
        shelf.put(str(number), f"{text(100 + number, words=600)}\n\n{said}\n\nThe end.")


def test_what_five_works_say_is_shown_and_not_matched(shelf: Any, text: Text) -> None:
    many(shelf, text)
    shelf.put("most", ABOUT + "\n\n" + text(7, words=60))
    linked = shelf.link()

    assert linked.left_out == 5
    for id_ in "01234":
        assert shelf.matched(id_) == f"{text(100 + int(id_), words=600)} The end."
        assert ABOUT in shelf.catalogue.document(id_).pages[0].text


def test_four_works_are_too_few(shelf: Any, text: Text) -> None:
    many(shelf, text, count=FEWEST_WORKS - 1)

    assert shelf.link().left_out == 0


def test_versions_and_editions_of_one_work_count_once(shelf: Any, text: Text) -> None:
    for number in range(9):
        body = f"{text(1)}\n\n{ABOUT}\n\n"
        shelf.put(str(number), body + text(50 + number, words=30), year=str(2000 + number))

    assert shelf.link().left_out == 0
    assert shelf.works() == []


def test_where_all_would_leave_it_out_the_document_it_is_most_of_keeps_it(
    shelf: Any, text: Text
) -> None:
    many(shelf, text)
    shelf.put("short", f"{text(9, words=200)}\n\n{ABOUT}")
    shelf.link()

    assert ABOUT in shelf.matched("short")
    assert not any(ABOUT in shelf.matched(id_) for id_ in "01234")


def test_a_document_that_is_mostly_repeated_keeps_all_of_it(shelf: Any, text: Text) -> None:
    many(shelf, text)
    shelf.put("about", ABOUT + " Write to us.")
    shelf.link()

    assert shelf.matched("about") == ABOUT + " Write to us."


def test_a_short_sentence_alone_may_be_said_by_many(shelf: Any, text: Text) -> None:
    many(shelf, text, said="Rents have risen in the city over the last years.")

    assert shelf.link().left_out == 0


def test_a_long_sentence_alone_is_no_chance(shelf: Any, text: Text) -> None:
    long = "This work was " + "paid for by the union and by all of its member states " * 2 + "so."
    many(shelf, text, said=long, count=6)

    assert shelf.link().left_out == 5


def test_it_is_taken_back_when_too_few_are_left(shelf: Any, text: Text) -> None:
    many(shelf, text, count=6)
    shelf.link()
    assert ABOUT not in shelf.matched("0") or ABOUT not in shelf.matched("1")

    for id_ in "45":
        shelf.remove(id_)
    shelf.link(shelf.catalogue.revision())
    assert all(ABOUT in shelf.matched(id_) for id_ in "0123")


def test_a_changed_document_gives_up_what_it_said(shelf: Any, text: Text) -> None:
    many(shelf, text)
    shelf.link()
    shelf.put("4", text(104, words=600))
    shelf.link(shelf.catalogue.revision())

    assert all(ABOUT in shelf.matched(id_) for id_ in "0123")


def test_what_is_left_out_is_still_compared(shelf: Any, text: Text) -> None:
    many(shelf, text)
    shelf.link()
    shelf.put("copy", f"{text(100, words=600)}\n\n{ABOUT}\n\nThe end.")
    shelf.link(shelf.catalogue.revision())

    assert shelf.works() == [["0", "copy"]]


def test_the_middle_of_a_long_report_is_never_left_out(shelf: Any, text: Text) -> None:
    for number in range(6):
        pages = [text(100 * number + page, words=100) for page in range(20)]
        pages[9] += "\n\n" + ABOUT
        shelf.put(str(number), *pages)

    assert shelf.link().left_out == 0
