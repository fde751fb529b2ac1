"""The same matching in another reading of a page."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Page
from search.presenting.found_in import left_out_of

PAGE = Page(
    number=3, text="HOUSING IN VIENNA\nThe housing office.\n3", left_out=((0, 17), (38, 39))
)


def test_a_running_head_is_left_out_there_too() -> None:
    other = "HOUSING IN VIENNA\r\nThe housing office.\r\n3"

    assert left_out_of(other, PAGE) == ((0, 17), (40, 41))


def test_a_foot_is_the_last_of_its_kind() -> None:
    page = Page(number=3, text="Room 3 is let.\n3", left_out=((15, 16),))

    assert left_out_of("Room 3 is let.\n3\n", page) == ((15, 16),)


def test_what_does_not_stand_there_is_nowhere() -> None:
    assert left_out_of("Another text.", PAGE) == ()


@given(st.text("ab\n ", max_size=40), st.text("ab\n ", max_size=40), st.data())
def test_stretches_are_in_order_and_apart(text: str, other: str, data: st.DataObject) -> None:
    ends = data.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted))
    spans = tuple(zip(ends[::2], ends[1::2], strict=False))

    found = left_out_of(other, Page(number=1, text=text, left_out=spans))

    places = [place for span in found for place in span]
    assert places == sorted(places)
    assert all(start < end <= len(other) for start, end in found)
