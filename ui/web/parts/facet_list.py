"""A facet as a list of links: a value to choose, and beside it the way to leave it out."""

from corpus.fields import BY_NAME
from search.question import Ask
from search.results import Facet, FacetValue
from ui.web.address import Address, left_out, link_to, toggled
from ui.web.markup import Html, joined, tag

FEW = 8
"""Values shown before the rest is folded away."""

MANY = 500
"""Values listed at most; the others are found by typing their name into the search."""


def facet_list(facet: Facet, ask: Ask) -> Html:
    """A link for each value with its count, the chosen ones always in sight."""
    few = FEW if len(facet.values) > FEW + 1 else FEW + 1  # one more takes no more room
    first = [v for place, v in enumerate(facet.values) if place < few or _is_chosen(v)]
    rest = [v for place, v in enumerate(facet.values) if place >= few and not _is_chosen(v)]
    return tag(
        "section",
        tag("h3", facet.label, class_="facet"),
        _list(first, facet, ask),
        _folded(rest, facet, ask) if rest else "",
        aria_label=facet.label,
    )


def _is_chosen(value: FacetValue) -> bool:
    return value.is_selected or value.is_excluded


def _list(values: list[FacetValue], facet: Facet, ask: Ask) -> Html:
    return tag("ul", *(_item(value, facet, ask) for value in values), class_="values")


def _folded(rest: list[FacetValue], facet: Facet, ask: Ask) -> Html:
    """The other values, with a box to find one of them by a part of its name."""
    name = facet.label.lower()
    box = tag(
        "input",
        type="search",
        class_="among",
        aria_label=f"Find in {name}",
        placeholder=f"Find in {len(rest):,} more",
    )
    parts = [tag("summary", f"{len(rest):,} more"), box, _list(rest[:MANY], facet, ask)]
    if len(rest) > MANY:
        field = BY_NAME[facet.field].name
        said = f"And {len(rest) - MANY:,} more: search for {field}:… to find them."
        parts.append(tag("p", said, class_="aside"))
    return tag("details", *parts)


def _item(value: FacetValue, facet: Facet, ask: Ask) -> Html:
    if value.is_excluded:
        back = link_to(Address(ask=left_out(ask, facet.field, value.value)))
        label = joined(tag("s", value.label, dir="auto"), tag("span", "left out", class_="count"))
        return tag("li", tag("a", label, href=back, title=f"Take {value.label} in again"))
    choose = tag(
        "a",
        tag("bdi", value.label),
        " ",
        tag("span", f"{value.count:,}", class_="count"),
        href=link_to(Address(ask=toggled(ask, facet.field, value.value))),
        aria_current="true" if value.is_selected else None,
        title=f"{'Take off' if value.is_selected else 'Only'} {value.label}",
    )
    leave_out = tag(
        "a",
        # As text: Streamlit takes an attribute away that looks like a script.
        tag("span", "Leave out ", value.label, class_="unseen"),
        tag("span", "not", aria_hidden="true"),
        href=link_to(Address(ask=left_out(ask, facet.field, value.value))),
        class_="not",
        title=f"Leave out {value.label}",
    )
    return tag("li", choose, leave_out)
