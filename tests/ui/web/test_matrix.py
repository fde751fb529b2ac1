"""The screen *Matrix*: what each cell says, where it leads, and how it is changed."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from corpus.fields import FACETS
from search.question import Ask
from search.tables.counting import Counting
from search.tables.matrix import Cell, Matrix, matrix
from ui.web.address import Address
from ui.web.parts.matrix_files import as_csv, as_picture, as_workbook, shown_of
from ui.web.parts.matrix_table import MANY, MOST_ROWS, Drawn, left_out_of, matrix_table
from ui.web.parts.matrix_view import View, usual_sides, view_of, written
from ui.wiring import Library, open_library

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def opened(library: Path) -> Iterator[Library]:
    opened = open_library(library)
    yield opened
    opened.close()


def cell_of(html: str, where: str) -> str:
    """The link of the cell whose words begin so."""
    found = re.search(rf'<a [^>]*aria-label="{re.escape(where)}: [^"]*"[^>]*>.*?</a>', html)
    assert found is not None, where
    return found[0]


def numbered(rows: int, columns: int = 1) -> Matrix:
    names = tuple(f"row {number}" for number in range(rows))
    heads = tuple(f"column {number}" for number in range(columns))
    return Matrix(
        ask=Ask(text="rent"),
        row_field="author",
        column_field="tag",
        layer_field="",
        rows=names,
        columns=heads,
        layers=(),
        cells={(names[0], heads[0], None): Cell(documents=2, passages=5, reports=3, unread=1)},
        has_words=True,
    )


def test_a_cell_says_documents_and_passages_and_leads_to_them(front: Any) -> None:
    found = front.open(q="schools", city="Vienna", kind="case study").html

    cell = cell_of(front.open("matrix", q="schools", columns="kind").html, "Vienna, case study")
    assert 'href="./?q=schools&amp;city=Vienna&amp;kind=case+study"' in cell
    assert "<b>11</b><span>11 passages</span>" in cell
    assert "11 of 12 documents" in found


def test_the_total_is_what_find_finds(front: Any) -> None:
    assert "12 of 12 documents" in front.open(q="housing").html
    assert "<b>12 documents</b>" in front.open("matrix", q="housing").html


def test_reports_that_say_nothing_are_told_from_no_report(front: Any) -> None:
    html = front.open("matrix", q="schools", gaps="1", columns="kind").html

    assert ">says nothing</a>" in cell_of(html, "Dublin, case study")
    assert ">no report</a>" in cell_of(html, "Athens, case study")


def test_reports_without_text_are_said_not_to_be_read(front: Any, put: Callable[..., None]) -> None:
    put(id="scan", title="A scan", city="Graz", kind="case study", pages=[""])

    html = front.open("matrix", q="schools", columns="kind").html

    assert ">could not be read</a>" in cell_of(html, "Graz, case study")


def test_without_a_question_it_shows_what_the_library_holds(front: Any) -> None:
    html = front.open("matrix", columns="kind").html

    assert "<b>11</b></a>" in cell_of(html, "Vienna, case study")
    assert "passages" not in html


def test_cities_without_a_report_are_counted_and_can_be_shown(front: Any) -> None:
    html = front.open("matrix").html

    assert "City: 2 of 39 have a report" in html
    assert 'href="./matrix?gaps=1">show the 37 without' in html
    assert "Athens" not in html
    assert front.open("matrix", gaps="1").html.count('type="checkbox"') == 39


def test_every_module_is_a_column_where_gaps_are_shown(front: Any) -> None:
    html = front.open("matrix", gaps="1", columns="module").html

    for module in ("Housing", "Intercultural policies", "Ethnic entrepreneurship"):
        assert f'<th scope="col"><bdi>{module}</bdi></th>' in html


def test_rows_and_columns_have_headings(front: Any) -> None:
    html = front.open("matrix", columns="kind").html

    assert '<th scope="col"><bdi>case study</bdi></th>' in html
    assert re.search(r'<tr><th scope="row"><label><input [^>]*value="Dublin"', html)


def test_the_frame_of_the_table_is_reached_by_keys_and_named(front: Any) -> None:
    html = front.open("matrix", layers="year", columns="module").html

    assert 'tabindex="0" role="region" aria-label="City by Module"' in html
    assert 'aria-label="City by Module, 2009"' in html


def test_layers_stand_one_below_the_other_the_newest_first(front: Any) -> None:
    html = front.open("matrix", layers="year", columns="kind").html

    assert html.index("<h2>All together</h2>") < html.index("2011</bdi>") < html.index("2001</bdi>")


def test_what_is_asked_elsewhere_is_asked_here(front: Any) -> None:
    html = front.open("matrix", q="housing", city="Dublin", columns="kind").html

    assert 'title="Take off City: Dublin"' in html
    assert 'href="./matrix?q=housing&amp;columns=kind"' in html
    assert "Vienna" not in html


def test_a_misspelt_word_is_counted_as_find_finds_it(front: Any) -> None:
    html = front.open("matrix", q="schoools").html

    assert "Showing results for “schools”" in html
    assert "<b>11 documents</b>" in html
    assert 'href="./matrix?q=schoools&amp;typed=1">Search for what was typed' in html


def test_choosing_columns_changes_the_address(front: Any) -> None:
    front.open("matrix", q="housing")

    front.app.selectbox(key="matrix-columns").set_value("year")
    front.run()

    assert front.address == {"q": ["housing"], "rows": ["city"], "columns": ["year"]}


def test_choosing_what_is_counted_changes_the_address(front: Any) -> None:
    front.open("matrix", q="housing", columns="kind")

    front.app.selectbox(key="matrix-of").set_value(Counting.PASSAGES)
    front.run()

    assert front.address["of"] == ["passages"]
    assert "<b>11</b><span>11 documents</span>" in cell_of(front.html, "Vienna, case study")


def test_showing_the_gaps_changes_the_address(front: Any) -> None:
    front.open("matrix")

    front.app.toggle(key="matrix-gaps").set_value(True)
    front.run()

    assert front.address == {"gaps": ["1"]}


def test_a_side_cannot_be_chosen_twice(front: Any) -> None:
    front.open("matrix")

    assert "City" not in front.app.selectbox(key="matrix-columns").options


def test_ticked_cities_are_compared_on_the_same_question(front: Any) -> None:
    html = front.open("matrix", q="rent & more", year="2009", city="Dublin").html

    form = re.search(r"<form.*?</form>", html, re.DOTALL)
    assert form is not None
    assert 'action="./compare" method="get"' in form[0]
    assert '<input type="hidden" name="q" value="rent &amp; more">' in form[0]
    assert '<input type="hidden" name="year" value="2009">' in form[0]
    assert 'type="hidden" name="city"' not in form[0]


@pytest.mark.parametrize(
    ("parameters", "note"),
    [
        ({"rows": "wizard"}, "There is no facet “wizard” for rows."),
        ({"rows": "title"}, "There is no facet “title” for rows."),
        ({"columns": "city"}, "City cannot be the columns, too."),
        ({"layers": "MODULE"}, "Module cannot be the layers, too."),
        ({"of": "horses"}, "“horses” cannot be counted"),
        ({"rows": HOSTILE}, "There is no facet “&lt;script&gt;"),
    ],
)
def test_what_makes_no_sense_is_said_and_left_out(
    front: Any, parameters: dict[str, str], note: str
) -> None:
    html = front.open("matrix", **{"columns": "module", **parameters}).html

    assert note in html
    assert "<h1>City × Module</h1>" in html
    assert "<script" not in html


def test_a_library_where_nothing_passes_says_so(front: Any) -> None:
    assert "Nothing of this is in the library." in front.open("matrix", year="1900").html


def test_text_of_documents_is_never_markup(front: Any, put: Callable[..., None]) -> None:
    put(id="x", title=HOSTILE, city=f'"{HOSTILE}', module=HOSTILE, pages=[HOSTILE])

    html = front.open("matrix", q="alert", layers="tag").html

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script" not in html


@st.composite
def views(draw: st.DrawFn) -> View:
    rows, columns, layers = draw(st.permutations(FACETS))[:3]
    return View(
        rows=rows,
        columns=columns,
        layers=draw(st.sampled_from(["", layers])),
        counting=draw(st.sampled_from(Counting)),
        gaps=draw(st.booleans()),
    )


@pytest.mark.parametrize(
    ("held", "layers", "sides"),
    [
        ({"city": 9, "module": 9, "kind": 40}, "", None),
        ({"city": 9, "kind": 40}, "", ("city", "kind")),
        ({"country": 30, "kind": 40, "topic": 2}, "", ("country", "kind")),
        ({"kind": 40, "year": 3}, "kind", ("city", "year")),
        ({}, "", None),
    ],
)
def test_what_next_to_no_document_has_is_no_usual_side(
    held: dict[str, int], layers: str, sides: tuple[str, str] | None
) -> None:
    counts = {name: {"x": count} for name, count in held.items()}

    assert usual_sides(counts, layers) == sides


@given(views(), st.none() | st.just(("country", "kind")))
def test_a_view_is_written_whole_where_others_are_usual(
    view: View, sides: tuple[str, str] | None
) -> None:
    more = written(view, sides)

    if sides and "rows" not in more and "columns" not in more:
        assert (view.rows, view.columns) == sides
    else:
        assert view_of(Address(screen="matrix", more=more)) == view


@given(views())
def test_a_view_is_read_as_it_was_written(view: View) -> None:
    assert view_of(Address(screen="matrix", more=written(view))) == view


@given(st.dictionaries(st.sampled_from(["rows", "columns", "layers", "of", "gaps"]), st.text()))
def test_any_address_is_some_view(given_: dict[str, str]) -> None:
    view = view_of(Address(screen="matrix", more={name: (v,) for name, v in given_.items()}))

    sides = [side for side in (view.rows, view.columns, view.layers) if side]
    assert set(sides) <= set(FACETS)
    assert len(set(sides)) == len(sides) >= 2


def test_of_a_long_matrix_the_rest_is_told() -> None:
    long = numbered(MOST_ROWS + 5)

    html = matrix_table(Drawn(matrix=long, counting=Counting.DOCUMENTS, is_brief=False))

    assert html.count('scope="row"') == MOST_ROWS + 1
    assert left_out_of(long) == "5 more rows are only in the files below."


def test_many_columns_have_signs_that_say_their_words() -> None:
    wide = numbered(1, MANY + 1)

    html = matrix_table(Drawn(matrix=wide, counting=Counting.PASSAGES, is_brief=True))

    assert 'aria-label="row 0, column 1: no report">·</a>' in html
    assert "2 documents, 5 passages, 1 of 3 reports could not be read" in html


def test_a_csv_has_a_line_for_each_cell_with_its_link(opened: Library) -> None:
    found = shown_of(matrix(opened.searcher, Ask(text="schools"), columns="kind"), gaps=False)

    table = list(csv.DictReader(io.StringIO(as_csv(found, "http://x/").decode("utf-8-sig"))))

    assert [(line["city"], line["documents"], line["state"]) for line in table] == [
        ("Dublin", "0", "says nothing"),
        ("Vienna", "11", "found"),
    ]
    assert table[1]["link"] == "http://x/?q=schools&city=Vienna&kind=case+study"


def test_a_workbook_is_the_table_as_it_is_shown(opened: Library) -> None:
    found = shown_of(matrix(opened.searcher, Ask(text="schools"), columns="kind"), gaps=False)

    sheet = load_workbook(io.BytesIO(as_workbook(found, Counting.DOCUMENTS))).active

    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("City", "case study", "Total")
    assert rows[-1] == ("Total", 11, 11)


def test_a_picture_is_svg(opened: Library) -> None:
    found = matrix(opened.searcher, Ask(text="schools"))

    assert as_picture(found, Counting.DOCUMENTS).startswith(b"<svg ")


def test_there_are_files_to_take_along(front: Any) -> None:
    front.open("matrix", q="housing")

    labels = [button.proto.label for button in front.app.get("download_button")]
    assert labels[:3] == ["CSV", "XLSX", "Picture (SVG)"]
