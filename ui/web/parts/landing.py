"""What a library holds, for those who have not asked yet."""

from search.results import Facet, Results
from ui.web.address import Address, link_to, narrowed
from ui.web.markup import Html, joined, tag

GROUPS = ("module", "kind", "network")
"""The facets whose values are shown, in this order."""

MOST = 8


def landing(results: Results) -> Html:
    """How many documents there are, of which years and cities, and ways into them."""
    by_field = {facet.field: facet for facet in results.facets if facet.values}
    count = results.coverage.documents
    said = [f"{count:,} {'document' if count == 1 else 'documents'}"]
    if cities := by_field.get("city"):
        said.append(f"{len(cities.values):,} {'city' if len(cities.values) == 1 else 'cities'}")
    if years := by_field.get("year"):
        known = sorted(value.value for value in years.values if value.count)
        said.append(known[0] if len(known) == 1 else f"{known[0]}–{known[-1]}")
    groups = (_group(by_field[name], results) for name in GROUPS if name in by_field)
    return tag(
        "section",
        tag("p", *(tag("span", part) for part in said), class_="holds"),
        *groups,
        _ways(),
        class_="landing",
        aria_label="What this library holds",
    )


def _group(facet: Facet, results: Results) -> Html:
    items = (
        tag(
            "li",
            tag(
                "a",
                tag("bdi", value.label),
                " ",
                tag("span", f"{value.count:,}", class_="count"),
                href=link_to(Address(ask=narrowed(results.ask, facet.field, [value.value]))),
            ),
        )
        for value in facet.values[:MOST]
    )
    return tag("div", tag("h2", facet.label), tag("ul", joined(*items)), class_="group")


def _ways() -> Html:
    ways = {
        "matrix": "Which city reports on what, and where reports are missing",
        "places": "Cities on a map, networks and modules",
        "coverage": "What is searched, and what could not be read",
        "help": "How to ask",
    }
    items = (
        tag("li", tag("a", label, href=link_to(Address(screen=screen))))
        for screen, label in ways.items()
    )
    return tag("div", tag("h2", "Other ways in"), tag("ul", joined(*items)), class_="group ways")
