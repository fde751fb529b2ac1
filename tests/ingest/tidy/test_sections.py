"""A page stands under the heading that a reader sees over it, or under none."""

from collections.abc import Callable

from corpus.document import Page

Tidied = Callable[..., tuple[Page, ...]]

A, B, C, D = (
    f"{who} lets flats by points.\nA {what} waits {years} years.\nThen it has {rooms} rooms."
    for who, what, years, rooms in (
        ("The council", "family", "two", "four"),
        ("A fund", "couple", "six", "three"),
        ("The state", "widow", "nine", "two"),
        ("Nobody", "student", "ten", "no"),
    )
)
CONTENTS = (
    "Contents\nHousing market .... 2\nWho lets flats .... 3\nTable 1: Rents .... 3\nRents .... 5"
)


def sections(pages: tuple[Page, ...]) -> list[str]:
    return [page.section for page in pages]


def test_headings_are_those_that_the_contents_list_for_the_page(tidy: Tidied) -> None:
    found = sections(
        tidy(
            CONTENTS,
            f"Housing market\n{A}\n2",
            f"Who lets flats\n{B}\nTable 1: Rents\n3",
            f"{C}\nRents\n4",
            f"Rents\n{D}\n5",
        )
    )

    assert found == ["Contents", "Housing market", "Who lets flats", "Who lets flats", "Rents"]


def test_a_heading_holds_no_longer_than_to_where_another_is_listed(tidy: Tidied) -> None:
    pages = tidy(CONTENTS, f"Housing market\n{A}\n2", f"{B}\n3", f"{C}\n4", f"Rents\n{D}\n5")

    assert sections(pages) == ["Contents", "Housing market", "", "", "Rents"]


def test_without_contents_a_numbering_that_runs_through_the_document_tells_headings(
    tidy: Tidied,
) -> None:
    found = sections(
        tidy(
            f"1 Housing market\n{A}",
            B,
            f"2 Who lets flats\n{C}",
            f"2.1 The council\n{D}",
        )
    )

    assert found == ["1 Housing market", "1 Housing market", "2 Who lets flats", "2.1 The council"]


def test_a_numbered_list_is_no_row_of_headings(tidy: Tidied) -> None:
    listed = "1 Build flats\n2 Let flats\n3 Mend flats"

    assert sections(tidy(A, f"{B}\n{listed}", C)) == ["", "", ""]


def test_numbered_paragraphs_are_no_headings(tidy: Tidied) -> None:
    pages = [
        f"1.{n} The council said that\nit would build. {text}"
        for n, text in enumerate((A, B, C, D))
    ]

    assert sections(tidy(*pages)) == [""] * 4


def test_a_heading_at_the_foot_of_a_page_is_that_of_the_next(tidy: Tidied) -> None:
    found = sections(tidy(f"1 Market\n{A}", f"{B}\n2 Rents", C, f"3 Flats\n{D}"))

    assert found == ["1 Market", "1 Market", "2 Rents", "3 Flats"]


def test_a_document_without_sure_headings_has_none(tidy: Tidied) -> None:
    assert sections(tidy(f"Housing Market\n{A}", f"Rents\n{B}")) == ["", ""]
