"""The headings of a document."""

from search.presenting.outline import MOST_HEADINGS, Heading, _begun, believed


def test_a_section_begins_where_it_is_first_named() -> None:
    pages = [(1, "", ""), (2, "ii", "Rent"), (3, "1", "Rent"), (4, "2", "Schools")]

    assert list(_begun(pages)) == [Heading("Rent", 2), Heading("Schools", 4)]


def test_a_label_that_is_a_heading_is_one() -> None:
    assert list(_begun([(1, "Businesses", "x"), (2, "Measures", "x")])) == [
        Heading("Businesses", 1),
        Heading("Measures", 2),
    ]


def test_a_section_may_come_again() -> None:
    pages = [(1, "", "Rent"), (2, "", "Schools"), (3, "", "Rent")]

    assert [one.number for one in _begun(pages)] == [1, 2, 3]


def test_one_heading_alone_is_no_outline() -> None:
    assert believed([Heading("Rent", 2)]) == ()


def test_an_outline_is_bounded() -> None:
    many = (Heading(f"Part {number}", number) for number in range(1, 3 * MOST_HEADINGS))

    assert len(believed(many)) == MOST_HEADINGS


def test_a_heading_that_leads_nowhere_is_none() -> None:
    some = [Heading("Rent", 0), Heading(" ", 2), Heading("a", 1), Heading("b", 2)]

    assert believed(some) == (Heading("a", 1), Heading("b", 2))
