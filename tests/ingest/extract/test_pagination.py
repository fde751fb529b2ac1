from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.pagination import pieces, sections_as_pages


@given(text=st.text(alphabet="ab. \n", max_size=200), longest=st.integers(1, 30))
def test_cutting_loses_nothing_but_white_space(text: str, longest: int) -> None:
    cut = list(pieces(text, longest))

    assert "".join("".join(cut).split()) == "".join(text.split())
    assert all(0 < len(piece) <= longest for piece in cut)


def test_a_long_section_is_cut_between_paragraphs() -> None:
    paragraphs = ["word " * 300 + "end." for _ in range(10)]

    pages = sections_as_pages([("Housing", "\n\n".join(paragraphs))])

    assert len(pages) > 1
    assert {page.label for page in pages} == {"Housing"}
    assert all(page.text.endswith("end.") for page in pages)


def test_sections_without_text_leave_no_page() -> None:
    pages = sections_as_pages([("", " \n"), ("A", "text"), ("B", "")])

    assert [(page.number, page.label, page.text) for page in pages] == [(1, "A", "text")]


def test_a_line_of_a_million_spaces_costs_no_more_than_one() -> None:
    assert sections_as_pages([("", "a" + " " * 1_000_000 + "b")])[0].text == "a"
