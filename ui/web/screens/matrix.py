"""*Matrix*: which documents answer, by city and module or any facets; and where there are gaps."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from corpus.fields import BY_NAME
from search.question import Ask
from search.tables.counting import UNKNOWN, label_of
from search.tables.matrix import Matrix
from search.tables.matrix import matrix as matrix_of
from search.tables.matrix_picture import can_be_drawn, letters
from ui.web.address import Address, link_to, write_address
from ui.web.markup import Html, joined, show, tag
from ui.web.parts.asked import asked
from ui.web.parts.coverage_line import coverage_line
from ui.web.parts.frame import window_title
from ui.web.parts.matrix_files import as_csv, as_picture, as_workbook, shown_of
from ui.web.parts.matrix_table import (
    MANY,
    Drawn,
    counted,
    left_out_of,
    legend,
    matrix_table,
)
from ui.web.parts.matrix_view import (
    COLUMNS,
    ROWS,
    SIDES,
    View,
    choose_view,
    usual_sides,
    view_of,
    written,
)
from ui.web.parts.search_box import search_box
from ui.wiring import Library

MOST_LAYERS = 12
"""Layers that are shown, the last of them; files hold all."""

MOST_BESIDE = 4


def draw(library: Library, address: Address) -> None:
    """Draw the screen for what its address asks."""
    sides = st.session_state[SIDES] = usual_sides(_of_all(library), address.one("layers"))
    view = view_of(address, sides)
    search_box(address.ask)
    results = library.searcher.search(replace(address.ask, per_page=1, passages=0, facets=()))
    ask = results.asked
    whole = matrix_of(library.searcher, ask, view.rows, view.columns, view.layers or None)
    matrix = shown_of(whole, gaps=view.gaps)
    title = f"{BY_NAME[view.rows].label} × {BY_NAME[view.columns].label}"
    window_title(title, ask.text, library.settings.name)
    show(tag("h1", title), _counts(whole), coverage_line(results.coverage))
    show(asked(results, address, *view.notes))
    choose_view(view, has_words=whole.has_words)
    show(_gaps(whole, view, address, sides))
    if not matrix.rows or not matrix.columns:
        show(tag("p", "Nothing of this is in the library.", class_="nothing"))
        return
    is_brief = len(matrix.columns) > MANY
    can_be_ticked = view.rows == "city"
    drawn = Drawn(
        matrix=matrix, counting=view.counting, is_brief=is_brief, can_be_ticked=can_be_ticked
    )
    if not whole.has_words:
        drawn = replace(drawn, counting=View().counting)
    show(legend(drawn), _tables(drawn))
    _files(drawn)


def _of_all(library: Library) -> Mapping[str, Mapping[str, int]]:
    """How many of all documents have each value of the facets that may be sides."""
    sides = ("city", "module", *ROWS, *COLUMNS)
    return library.searcher.answer(Ask(facets=sides, per_page=0)).answer.facets


def _counts(matrix: Matrix) -> Html:
    total = matrix.cell()
    found = tag("b", counted(total.documents, "document"))
    within = f" with {counted(total.passages, 'passage')}" if matrix.has_words else ""
    of = f" of {total.reports:,} looked through" if matrix.has_words else ""
    link = tag("a", found, href=link_to(Address(ask=matrix.ask_for())))
    return tag("p", link, f"{within}{of}. Totals count each document once.", class_="matrix-counts")


def _gaps(matrix: Matrix, view: View, address: Address, sides: tuple[str, str] | None) -> Html:
    """How many of the rows have a report, and the way to see those without."""
    known = [row for row in matrix.rows if row != UNKNOWN]
    without = sum(not matrix.cell(row).reports for row in known)
    if not without:
        return Html("")
    have = len(known) - without
    within = " with these filters" if matrix.ask.filters else ""
    label = BY_NAME[matrix.row_field].label
    said = f"{label}: {have:,} of {len(known):,} have a report{within}; "
    other = replace(address, more=written(replace(view, gaps=not view.gaps), sides))
    way = f"{'leave out' if view.gaps else 'show'} the {without:,} without"
    return tag("p", said, tag("a", way, href=link_to(other)), ".", class_="matrix-gaps")


def _tables(drawn: Drawn) -> Html:
    matrix = drawn.matrix
    first = matrix_table(drawn)
    if drawn.can_be_ticked:
        first = _to_compare(first, matrix.ask)
    parts = [first]
    if rest := left_out_of(matrix):
        parts.append(tag("p", rest, class_="aside"))
    if not matrix.layers:
        return joined(*parts)
    parts.insert(0, tag("h2", "All together"))
    field = BY_NAME[matrix.layer_field].label
    shown = matrix.layers[-MOST_LAYERS:]
    if len(shown) < len(matrix.layers):
        said = f"The last {len(shown)} of {len(matrix.layers):,} layers; the files hold all."
        parts.append(tag("p", said, class_="aside"))
    for layer in reversed(shown):
        heading = joined(f"{field}: ", tag("bdi", label_of(matrix.layer_field, layer)))
        parts += [tag("h2", heading), matrix_table(drawn, layer)]
    return joined(*parts)


def _to_compare(table: Html, ask: Ask) -> Html:
    """The table with a tick before each city, and the button that puts them side by side."""
    others = {name: values for name, values in ask.filters.items() if name != "city"}
    parameters = write_address(Address(ask=replace(ask, filters=others, page=1)))
    kept = (
        tag("input", type="hidden", name_=name, value=value)
        for name, values in parameters.items()
        for value in values
    )
    said = f"Compare the ticked cities (2 to {MOST_BESIDE})"
    button = tag("button", said, type="submit", class_="compare-them")
    return tag("form", *kept, table, button, action="./compare", method="get")


def _files(drawn: Drawn) -> None:
    matrix, counting = drawn.matrix, drawn.counting
    with st.container(horizontal=True, vertical_alignment="center", key="matrix-files"):
        _file("CSV", "csv", "text/csv", partial(as_csv, matrix, _site()), "A line for each cell")
        sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        grid = partial(as_workbook, matrix, counting)
        _file("XLSX", "xlsx", sheet, grid, "The table as it is shown")
        if not can_be_drawn(matrix):
            return
        picture = partial(as_picture, matrix, counting)
        _file("Picture (SVG)", "svg", "image/svg+xml", picture, "Sharp at any size")
        if font := letters():
            png = partial(as_picture, matrix, counting, font)
            _file("Picture (PNG)", "png", "image/png", png, "For programs without SVG")


def _file(label: str, ending: str, mime: str, make: Callable[[], bytes], help_: str) -> None:
    st.download_button(
        label,
        make,
        file_name=f"matrix.{ending}",
        mime=mime,
        key=f"matrix-{ending}",
        help=help_,
        on_click="ignore",
    )


def _site() -> str:
    """Where the front is served, as this reader sees it."""
    url = st.context.url or ""
    return url.partition("?")[0].removesuffix("matrix").rstrip("/") + "/"
