"""*Compare*: two to four cities, or documents, on one question, side by side."""

from dataclasses import replace

import streamlit as st

from search.comparing.side_by_side import MOST_BESIDE, Party, parties, side_by_side
from search.question import Ask
from search.results import Facet, Results
from ui.web.address import Address, link_to, narrowed
from ui.web.go import follow_address, go, here
from ui.web.markup import Html, joined, show, tag
from ui.web.parts.asked import asked
from ui.web.parts.frame import window_title
from ui.web.parts.matrix_table import counted
from ui.web.parts.search_box import search_box
from ui.web.parts.side_table import side_table
from ui.wiring import Library

SUGGESTED = 8


def draw(library: Library, address: Address) -> None:
    """Draw the screen for what its address asks."""
    searcher = library.searcher
    named = address.more.get("beside", ())
    chosen, notes = parties(named, searcher)
    search_box(address.ask)
    results = searcher.search(
        replace(address.ask, passages=0, facets=("city", "module"), folded=True)
    )
    ask, city, module = results.asked, results.facets[0], results.facets[1]
    if chosen and ask.filters.get("city"):
        notes = (*notes, "The filter by city is set aside: the columns are what is compared.")
    labels = [one.label for one in chosen]
    window_title(" / ".join(labels) or "Compare", ask.text, library.settings.name)
    heading = joined(*_listed(labels)) if labels else "Compare cities or documents"
    show(tag("h1", heading), asked(results, address, *notes))
    _choose(chosen, library, results)
    show(_modules(module, address, ask))
    if not chosen:
        show(_start(city, address))
        return
    if len(chosen) == 1:
        said = "Choose at least one more to put beside it."
        show(tag("p", said, class_="aside"), _suggestions(city, chosen, address))
    shown = replace(address, ask=ask)
    show(tag("div", side_table(side_by_side(searcher, ask, chosen), shown), class_="compare"))


def _listed(labels: list[str]) -> list[str]:
    parts: list[str] = []
    for label in labels:
        parts += [" · ", tag("bdi", label)] if parts else [tag("bdi", label)]
    return parts


def _choose(chosen: tuple[Party, ...], library: Library, results: Results) -> None:
    """The cities of the vocabulary and of the documents, and the documents that answer."""
    labels = {one.name: one.label for one in chosen}
    cities = [city.name for city in library.vocabulary.cities]
    cities += [value.value for value in results.facets[0].values]
    labels |= {name: name for name in sorted(set(cities), key=str.casefold)}
    for hit in results.hits:
        labels.setdefault(f"document:{hit.id}", hit.plain_title)
    follow_address("beside", [one.name for one in chosen])
    st.multiselect(
        "Cities or documents",
        list(labels),
        key="beside",
        format_func=lambda name: labels.get(name, name),
        max_selections=MOST_BESIDE,
        select_all=False,
        placeholder="Choose two to four",
        on_change=_chosen,
    )


def _chosen() -> None:
    beside = tuple(st.session_state["beside"])
    go(replace(here(), more={"beside": beside} if beside else {}))


def _modules(facet: Facet, address: Address, ask: Ask) -> Html:
    """One module, or all of them."""
    values = [value for value in facet.values if value.value]
    if not values:
        return Html("")
    selected = ask.filters.get(facet.field, ())
    items = [_module("All modules", (), address, is_on=not selected)]
    items += [
        _module(value.label, (value.value,), address, is_on=value.is_selected) for value in values
    ]
    return tag("nav", tag("ul", *items), class_="compare-modules", aria_label="Module")


def _module(label: str, values: tuple[str, ...], address: Address, *, is_on: bool) -> Html:
    to = replace(address, ask=narrowed(address.ask, "module", values))
    current = "true" if is_on else None
    return tag("li", tag("a", tag("bdi", label), href=link_to(to), aria_current=current))


def _start(city: Facet, address: Address) -> Html:
    """Without a choice: what the screen is for, and the cities with most documents."""
    said = (
        "Put two to four cities side by side and read what each says on a question, section by"
        " section. Choose them above, tick them in the matrix, or begin with these:"
    )
    names = tuple(value.value for value in city.values if value.count)[:MOST_BESIDE]
    parts = [tag("p", said)]
    if len(names) > 1:
        label = f"Compare {', '.join(names)}"
        parts.append(tag("p", tag("a", label, href=_beside(address, names)), class_="begin"))
    parts.append(_suggestions(city, (), address))
    matrix = link_to(Address(ask=address.ask, screen="matrix"))
    parts.append(tag("p", tag("a", "See all cities in the matrix", href=matrix)))
    return tag("div", *parts, class_="compare-start")


def _suggestions(city: Facet, chosen: tuple[Party, ...], address: Address) -> Html:
    """The cities with most documents, each a link that puts it beside the others."""
    there = tuple(one.name for one in chosen)
    values = [v for v in city.values if v.count and v.value not in there][:SUGGESTED]
    items = (
        tag(
            "li",
            tag("a", tag("bdi", value.label), href=_beside(address, (*there, value.value))),
            " ",
            tag("span", counted(value.count, "document"), class_="count"),
        )
        for value in values
    )
    return tag("ul", *items, class_="suggested") if values else Html("")


def _beside(address: Address, names: tuple[str, ...]) -> str:
    return link_to(replace(address, more={"beside": names}))
