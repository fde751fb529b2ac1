"""A picture of a matrix shows its numbers, and takes every text for a text."""

import io
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from corpus.document import Document
from search.question import Ask
from search.searcher import Searcher
from search.tables.counting import Counting
from search.tables.matrix import Cell, Matrix, matrix
from search.tables.matrix_picture import (
    MOST_CELLS,
    SHADES,
    as_png,
    as_svg,
    can_be_drawn,
    letters,
    most_of,
    picture_of,
    shade,
)
from tests.search.made_library import searcher_of

Builder = Callable[..., Document]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def searcher(tmp_path: Path, a_document: Builder) -> Searcher:
    return searcher_of(
        tmp_path,
        [
            a_document("1", ["Rent", "Rents rise."], city="Vienna", module="Housing"),
            a_document("2", "Rent", city="Liège", module="Housing"),
            a_document("3", "Nothing", city="Turin", module="Housing"),
            a_document("4", "", city="Graz", module="Housing", title="A scan"),
        ],
    )


def texts(svg: str) -> list[str]:
    """The labels of a picture, read as XML."""
    return [one.text or "" for one in ET.fromstring(svg).iter(f"{SVG}text")]


def made(rows: tuple[str, ...], text: str = "rent", layers: tuple[str, ...] = ()) -> Matrix:
    return Matrix(
        ask=Ask(text=text),
        row_field="city",
        column_field="module",
        layer_field="year" if layers else "",
        rows=rows,
        columns=("Housing",),
        layers=layers,
        cells={(row, "Housing", None): Cell(documents=1, reports=1) for row in rows},
        has_words=True,
    )


def test_it_shows_the_number_of_each_cell_or_why_there_is_none(searcher: Searcher) -> None:
    shown = texts(as_svg(picture_of(matrix(searcher, Ask(text="rent")), Counting.PASSAGES)))

    assert {"Vienna", "2", "says nothing", "could not be read", "no report"} <= set(shown)


def test_the_total_is_said(searcher: Searcher) -> None:
    shown = texts(as_svg(picture_of(matrix(searcher, Ask(text="rent")), Counting.DOCUMENTS)))

    assert "Documents: 2 in all" in shown


def test_every_layer_has_its_grid() -> None:
    shown = texts(
        as_svg(picture_of(made(("Vienna",), layers=("2008", "2009")), Counting.DOCUMENTS))
    )

    assert shown.count("Vienna") == 3
    assert {"2008", "2009"} <= set(shown)


@given(st.text(), st.text(min_size=1))
def test_any_text_makes_a_picture_that_can_be_read(asked: str, row: str) -> None:
    picture = picture_of(made((row,), asked), Counting.DOCUMENTS)

    root = ET.fromstring(as_svg(picture).encode("utf-8"))

    assert {one.tag for one in root} <= {f"{SVG}{name}" for name in ("title", "rect", "text")}
    assert all(len(one) == 0 for one in root)


def test_markup_stays_text() -> None:
    svg = as_svg(picture_of(made(("<script>alert(1)</script>",)), Counting.DOCUMENTS))

    assert "<script" not in svg
    assert "<script>alert(1)</script>" in texts(svg)


def test_a_label_is_cut_to_what_has_room() -> None:
    picture = picture_of(made(("x" * 5000,)), Counting.DOCUMENTS)

    assert picture.width < 1000
    assert max(len(label.text) for label in picture.labels) < 100


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_more_is_never_shaded_less(one: int, other: int) -> None:
    few, most = sorted((one, other))

    assert 1 <= shade(few, most) <= shade(most, most) == SHADES


def test_totals_do_not_weaken_the_shades(searcher: Searcher) -> None:
    assert most_of(matrix(searcher, Ask(text="rent")), Counting.DOCUMENTS) == 1


def test_what_nobody_could_look_at_is_not_drawn() -> None:
    assert can_be_drawn(made(("Vienna",)))
    assert not can_be_drawn(made(tuple(map(str, range(MOST_CELLS + 1)))))


def test_a_png_is_twice_as_large_as_the_picture() -> None:
    font = letters()
    if font is None:
        pytest.skip("no font with the letters of Europe on this machine")
    picture = picture_of(made(("Liège", "a\x00b")), Counting.DOCUMENTS)
    with Image.open(io.BytesIO(as_png(picture, font))) as image:
        assert (image.format, image.size) == ("PNG", (picture.width * 2, picture.height * 2))
