"""How the reader wants a matrix: what its sides are, what is counted, and the widgets to say so."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from corpus.fields import BY_NAME, FACETS, NAMES
from search.tables.counting import Counting
from ui.web.address import Address
from ui.web.go import follow_address, go, here
from ui.web.markup import as_label

NONE = ""
"""No layers."""

ROWS, COLUMNS = ("country", "collection"), ("topic", "kind", "year")
"""Facets that may take the place of cities and modules."""

FEWEST_HELD = 0.1
"""Where fewer documents than this share of the most have a city, cities are no usual side."""

SIDES = "matrix-sides"
"""Where a session keeps the usual sides of its library, if they are not city and module."""

_USUAL = ("city", "module", "country", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The sides of a matrix by their fields, and what is shown of it.

    With `gaps`, also the cities and modules that no report is on. `notes` say what the
    address named that does not exist.
    """

    rows: str = "city"
    columns: str = "module"
    layers: str = NONE
    counting: Counting = Counting.DOCUMENTS
    gaps: bool = False
    notes: tuple[str, ...] = ()


def view_of(address: Address, sides: tuple[str, str] | None = None) -> View:
    """How an address wants the matrix. What makes no sense in it is left out, and said.

    `sides` are as in `written`; they hold where the address names none.
    """
    if sides and not (address.one("rows") or address.one("columns")):
        more = {**address.more, "rows": sides[:1], "columns": sides[1:]}
        return view_of(replace(address, more=more))
    notes: list[str] = []
    taken: list[str] = []

    def side(parameter: str, usual: str) -> str:
        given = address.one(parameter)
        name = _facet(given) if given else usual
        if given and not name:
            notes.append(f"There is no facet “{given}” for {parameter}.")
        elif given and name in taken:
            notes.append(f"{BY_NAME[name].label} cannot be the {parameter}, too.")
        if (name or usual) in taken:
            name = next(one for one in _USUAL if one not in taken) if usual else NONE
        name = name or usual
        taken.append(name)
        return name

    rows, columns = side("rows", "city"), side("columns", "module")
    layers = side("layers", NONE)
    counted = address.one("of")
    if counted and counted not in list(Counting):
        notes.append(f"“{counted}” cannot be counted: documents and passages can.")
        counted = ""
    return View(
        rows=rows,
        columns=columns,
        layers=layers,
        counting=Counting(counted or Counting.DOCUMENTS),
        gaps=address.one("gaps") == "1",
        notes=tuple(notes),
    )


def written(view: View, sides: tuple[str, str] | None = None) -> Mapping[str, tuple[str, ...]]:
    """A view as the parameters of an address; none for the usual one.

    `sides` are the usual ones of the library, where they are not city and module.
    """
    usual = View()
    rows, columns = view.rows, view.columns
    if (rows, columns) == sides:
        rows = columns = ""
    elif sides is None:
        rows = rows if rows != usual.rows else ""
        columns = columns if columns != usual.columns else ""
    given = {
        "rows": rows,
        "columns": columns,
        "layers": view.layers,
        "of": view.counting.value if view.counting != usual.counting else "",
        "gaps": "1" if view.gaps else "",
    }
    return {name: (value,) for name, value in given.items() if value}


def usual_sides(
    counts: Mapping[str, Mapping[str, int]], layers: str = NONE
) -> tuple[str, str] | None:
    """The sides that say most about a library; None for city and module.

    `counts` tells how many documents have each value of a facet. Where next to no document
    has a city, or a module, the fullest other facet that is not in the `layers` takes its place.
    """
    held = {name: sum(values.values()) for name, values in counts.items()}
    enough = FEWEST_HELD * max(held.values(), default=0)

    def side(usual: str, *others: str) -> str:
        if held.get(usual, 0) >= enough:
            return usual
        free = [name for name in (usual, *others) if name != layers]
        return max(free, key=lambda name: held.get(name, 0))

    sides = side("city", *ROWS), side("module", *COLUMNS)
    return None if sides == ("city", "module") else sides


def choose_view(view: View, *, has_words: bool) -> None:
    """The widgets. What is chosen for one side cannot be chosen for another."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="matrix-view"):
        _side("Rows", "rows", view.rows, (view.columns, view.layers))
        _side("Columns", "columns", view.columns, (view.rows, view.layers))
        _side("Layers", "layers", view.layers, (view.rows, view.columns), NONE)
        if has_words:
            follow_address("matrix-of", view.counting)
            st.selectbox(
                "Count",
                list(Counting),
                key="matrix-of",
                format_func=lambda one: one.value.capitalize(),
                width=140,
                on_change=_changed,
            )
        follow_address("matrix-gaps", view.gaps)
        st.toggle(
            "Also where there is no report",
            key="matrix-gaps",
            help="Show the cities and modules of the vocabulary that no report is on.",
            on_change=_changed,
        )


def _side(label: str, name: str, value: str, taken: tuple[str, ...], *more: str) -> None:
    options = [*more, *(facet for facet in FACETS if facet not in taken)]
    follow_address(f"matrix-{name}", value)
    st.selectbox(
        label,
        options,
        key=f"matrix-{name}",
        format_func=_label,
        width=180,
        on_change=_changed,
    )


def _label(facet: str) -> str:
    return as_label(BY_NAME[facet].label) if facet else "none"


def _changed() -> None:
    """Go to the address of what the widgets say; one that is not drawn says nothing."""
    at = here()
    before, state = view_of(at, st.session_state.get(SIDES)), st.session_state
    view = replace(
        before,
        rows=state.get("matrix-rows", before.rows),
        columns=state.get("matrix-columns", before.columns),
        layers=state.get("matrix-layers", before.layers),
        counting=Counting(state.get("matrix-of", before.counting)),
        gaps=bool(state.get("matrix-gaps", before.gaps)),
    )
    go(replace(at, more=written(view, state.get(SIDES))))


def _facet(given: str) -> str:
    name = NAMES.get(given.lower(), "")
    return name if name in FACETS else ""
