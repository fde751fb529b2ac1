"""The filters in force, each to be taken off."""

from dataclasses import replace

from search.question import Ask
from search.results import Chip
from ui.web.address import Address, left_out, link_to, narrowed
from ui.web.markup import Html, joined, tag


def chips(given: tuple[Chip, ...], ask: Ask) -> Html:
    """A link for each filter that leads to the results without it; one more for all of them."""
    if not given:
        return Html("")
    items = [tag("li", _chip(chip, ask)) for chip in given]
    if len(given) > 1:
        bare = replace(ask, filters={}, without={}, page=1)
        items.append(
            tag("li", tag("a", "Clear all", href=link_to(Address(ask=bare)), class_="clear"))
        )
    return tag("ul", joined(*items), class_="chips", aria_label="Filters in force")


def _chip(chip: Chip, ask: Ask) -> Html:
    return tag(
        "a",
        tag("span", f"{'not ' if chip.is_excluded else ''}{chip.label}: ", class_="of"),
        tag("bdi", chip.value_label),
        tag("span", " ×", aria_hidden="true"),
        href=link_to(Address(ask=_without(chip, ask))),
        title=f"Take off {chip.label}: {chip.value_label}",
    )


def _without(chip: Chip, ask: Ask) -> Ask:
    if chip.is_excluded:
        return left_out(ask, chip.field, chip.value)
    rest = (value for value in ask.filters.get(chip.field, ()) if value != chip.value)
    return narrowed(ask, chip.field, rest)
