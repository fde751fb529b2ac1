"""*Find*: ask, narrow, and see which pages answer."""

from dataclasses import replace

import streamlit as st

from corpus.fields import BY_NAME, FACETS, Type
from search.explaining.zero import why_nothing
from search.question import Ask
from search.results import Coverage, Facet, Results
from ui.web.address import Address, link_to
from ui.web.markup import Html, joined, show, tag
from ui.web.parts.add_to_list import add_hits
from ui.web.parts.chips import chips
from ui.web.parts.coverage_line import coverage_line
from ui.web.parts.entry_card import entry_card
from ui.web.parts.facet_list import facet_list
from ui.web.parts.frame import window_title
from ui.web.parts.hits import hits
from ui.web.parts.landing import landing
from ui.web.parts.pager import pager
from ui.web.parts.remarks import remarks
from ui.web.parts.saved_searches import save_search
from ui.web.parts.search_box import exact_switch, how_to_ask, notes, order, search_box
from ui.web.parts.years import years
from ui.wiring import Library

AT_HAND = ("city", "module", "year", "kind", "language", "country", "network", "author")
"""The facets that are open; the others are folded away below them."""


STRIP = 60
"""Pages with a match that are marked on the bar of a document."""


def draw(library: Library, address: Address) -> None:
    """Draw the screen for what its address asks."""
    window_title(address.ask.text, library.settings.name)
    search_box(address.ask)
    how_to_ask()
    results = _search(library, address.ask)
    ask = results.ask
    is_bare = not (ask.text or ask.filters or ask.without or ask.page > 1)
    with st.sidebar:
        _facets(results)
    if is_bare and results.total:
        show(landing(results))
    show(entry_card(library, ask))
    with st.container(horizontal=True, vertical_alignment="center", key="above-hits"):
        show(_count(results))
        exact_switch(ask)
        order(ask)
    said = notes(tuple(str(note) for note in results.notes))
    show(joined(chips(results.chips, ask), remarks(results), said))
    if results.hits and not is_bare:
        with st.container(horizontal=True, vertical_alignment="center", key="keep-hits"):
            add_hits(library, results.hits)
            save_search(library, replace(ask, text=results.asked.text))
    again = replace(ask, text=results.asked.text)
    below = "" if results.is_mixed else results.further
    show(hits(results.hits, again, below) if results.hits else _nothing(library, results))
    show(pager(ask, results.page_count))


def _search(library: Library, ask: Ask) -> Results:
    results = library.searcher.search(replace(ask, facets=FACETS, strip=STRIP))
    if ask.page <= results.page_count:
        return results
    return library.searcher.search(replace(results.ask, page=results.page_count))


def _facets(results: Results) -> None:
    show(tag("h2", "Narrow by"))
    by_field = {facet.field: facet for facet in results.facets if facet.values}
    for name in AT_HAND:
        if name in by_field:
            _facet(by_field.pop(name), results.ask)
    if by_field:
        chosen = any(v.is_selected or v.is_excluded for f in by_field.values() for v in f.values)
        lists = joined(*(facet_list(facet, results.ask) for facet in by_field.values()))
        show(tag("details", tag("summary", "More"), lists, class_="more-facets", open=chosen))


def _facet(facet: Facet, ask: Ask) -> None:
    if BY_NAME[facet.field].type is Type.YEAR:
        years(facet, ask)
    else:
        show(facet_list(facet, ask))


def _count(results: Results) -> Html:
    further = tag("p", results.further, class_="further") if results.further else Html("")
    count = tag("h1", results.counted, class_="count")
    return joined(count, further, coverage_line(results.coverage))


def _nothing(library: Library, results: Results) -> Html:
    """An empty result says what was looked through, and what to try."""
    ask = results.ask
    if not results.coverage.documents:
        return _empty(results.coverage)
    tries = []
    if results.chips:
        bare = replace(ask, filters={}, without={}, page=1)
        tries.append(_try("Search without filters", bare, "or take off one of those above."))
    if ask.exact:
        loose = replace(ask, exact=False, page=1)
        tries.append(_try("Search for other forms of the words", loose, "too."))
    if ask.text:
        tries.append(tag("li", "Search for fewer words, or join them with OR."))
        tries.append(tag("li", "Give a word an open end (hous*) or loose spelling (segragation~)."))
    asked = joined("for ", tag("q", ask.text, dir="auto"), " ") if ask.text else ""
    where = "with these filters " if results.chips else ""
    zero = why_nothing(library.searcher, results)
    why = [tag("li", line, dir="auto") for line in zero.lines] if zero else []
    return tag(
        "div",
        tag("p", "Nothing was found ", asked, where, "in all that could be searched."),
        tag("ul", *why),
        tag("p", "One may try to"),
        tag("ul", *tries),
        class_="nothing",
    )


def _try(label: str, ask: Ask, rest: str) -> Html:
    return tag("li", tag("a", label, href=link_to(Address(ask=ask))), ", " + rest)


def _empty(coverage: Coverage) -> Html:
    failed = f"{coverage.failed:,} files could not be read. " if coverage.failed else ""
    return tag(
        "div",
        tag("p", "This library holds no documents yet. ", failed),
        tag("p", "Put files into its folder documents and run ", tag("code", "polisearch ingest")),
        class_="nothing",
    )
