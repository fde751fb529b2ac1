"""What a list holds, and how each change of it makes another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.keeping.lists import (
    LONGEST_NOTE,
    LONGEST_QUOTATION,
    MOST_ITEMS,
    MOST_KNOWN,
    MOST_SEARCHES,
    ListFull,
    NotInList,
    ReadingList,
    TooLong,
    added,
    forgotten,
    kept,
    moved,
    noted,
    plain,
    put_back,
    removed,
    renamed,
    saved,
    seen,
    watched,
)

DATE = "2026-05-03T10:00:00+00:00"


def list_of(*documents: str) -> ReadingList:
    made = ReadingList()
    for document in documents:
        made = added(made, kept(document, title=f"Report {document}"))
    return made


def documents(of: ReadingList) -> str:
    return "".join(one.document for one in of.items)


def test_what_is_added_stands_at_the_end() -> None:
    assert documents(list_of("a", "b", "c")) == "abc"


def test_the_same_is_added_once() -> None:
    assert documents(list_of("a", "b", "a")) == "ab"


def test_a_document_its_page_and_words_of_it_are_three_things() -> None:
    made = list_of("a")
    for page, text in ((2, ""), (2, "rent"), (3, "rent")):
        made = added(made, kept("a", page=page, text=text))

    assert len(made.items) == 4


@given(st.permutations("abcde"), st.integers(0, 4), st.integers(-9, 9))
def test_moving_loses_nothing_and_keeps_the_order_of_the_others(
    order: list[str], place: int, by: int
) -> None:
    before = list_of(*order)
    after = moved(before, before.items[place].id, by)

    assert after.items.index(before.items[place]) == min(max(place + by, 0), 4)
    others = [one for one in after.items if one != before.items[place]]
    assert others == [one for one in before.items if one != before.items[place]]


@given(st.sets(st.integers(0, 5)))
def test_what_is_removed_can_be_put_back_where_it_was(places: set[int]) -> None:
    before = list_of(*"abcdef")
    after, gone = removed(before, [before.items[place].id for place in places])

    assert len(after.items) == 6 - len(places)
    assert put_back(after, gone) == before


def test_putting_back_adds_nothing_that_was_added_meanwhile() -> None:
    before = list_of("a", "b")
    after, gone = removed(before, [before.items[0].id])

    assert documents(put_back(added(after, kept("a")), gone)) == "ba"


def test_a_note_is_kept_without_what_turns_text_around() -> None:
    before = list_of("a")
    after = noted(before, before.items[0].id, " see\u202e p. 3\nand 4 ")

    assert after.items[0].note == "see p. 3\nand 4"


def test_what_another_window_took_out_cannot_be_changed() -> None:
    with pytest.raises(NotInList):
        moved(ReadingList(), "x", 1)
    with pytest.raises(NotInList):
        noted(ReadingList(), "x", "note")
    with pytest.raises(NotInList):
        renamed(ReadingList(), "x", "name")


def test_a_list_has_an_end() -> None:
    full = ReadingList(items=tuple(kept(str(number)) for number in range(MOST_ITEMS)))

    with pytest.raises(ListFull):
        added(full, kept("one more"))


@pytest.mark.parametrize("length", [LONGEST_QUOTATION + 1, 1_000_000])
def test_a_quotation_that_is_too_long_is_refused_and_not_cut(length: int) -> None:
    with pytest.raises(TooLong, match="5,000 characters"):
        kept("a", page=1, text="x" * length)


def test_a_note_that_is_too_long_is_refused() -> None:
    before = list_of("a")

    with pytest.raises(TooLong):
        noted(before, before.items[0].id, "x" * (LONGEST_NOTE + 1))


@given(st.text())
def test_a_plain_text_obeys_nobody_and_can_be_written(text: str) -> None:
    shown = plain(text)

    assert not set(shown) & set("\x1b\x00\u202e\u2066\x9b")
    assert shown.encode().decode() == shown


def test_half_a_letter_becomes_a_sign_for_it() -> None:
    assert plain("a\ud800b") == "a\ufffdb"


def test_a_search_is_saved_once_and_can_be_named_seen_and_forgotten() -> None:
    one = watched("Rents", "q=rent", ["a"], DATE)
    made = saved(saved(ReadingList(), one), watched("Again", "q=rent", [], DATE))
    made = seen(renamed(made, one.id, " Low \n rents "), one.id, ["a", "b"], DATE)

    assert [(s.name, s.known) for s in made.searches] == [("Low rents", ("a", "b"))]
    assert forgotten(made, one.id) == ReadingList()


def test_a_search_has_a_name_whatever_is_typed() -> None:
    assert watched("\u202e ", "", [], DATE).name == "All documents"


def test_searches_have_an_end_in_number_and_in_what_they_found() -> None:
    full = ReadingList(
        searches=tuple(watched("n", f"q={n}", [], DATE) for n in range(MOST_SEARCHES))
    )

    with pytest.raises(ListFull):
        saved(full, watched("one more", "q=more", [], DATE))
    with pytest.raises(ListFull, match="this one finds"):
        watched("all", "", ["x"] * (MOST_KNOWN + 1), DATE)
    with pytest.raises(TooLong):
        watched("long", "q=" + "x" * 5000, [], DATE)
