"""What is asked on a screen beside *Find*, and how it is changed without leaving that screen."""

from collections.abc import Callable
from dataclasses import replace

from search.question import Ask
from search.results import Chip, Results
from ui.web.address import Address, left_out, link_to, narrowed
from ui.web.markup import Html, joined, tag
from ui.web.parts.search_box import notes

To = Callable[[Ask], str]
"""The link to the same screen with another question."""


def asked(results: Results, at: Address, *more: str) -> Html:
    """The filters to be taken off, another spelling, what else was searched, and the notes."""

    def to(ask: Ask) -> str:
        return link_to(replace(at, ask=replace(ask, page=1)))

    said = notes((*more, *(str(note) for note in results.notes)))
    return joined(_chips(results, to), _remarks(results, to), said)


def _chips(results: Results, to: To) -> Html:
    if not results.chips:
        return Html("")
    items = [tag("li", _chip(chip, results.ask, to)) for chip in results.chips]
    if len(items) > 1:
        bare = replace(results.ask, filters={}, without={})
        items.append(tag("li", tag("a", "Clear all", href=to(bare), class_="clear")))
    return tag("ul", joined(*items), class_="chips", aria_label="Filters in force")


def _chip(chip: Chip, ask: Ask, to: To) -> Html:
    rest = (value for value in ask.filters.get(chip.field, ()) if value != chip.value)
    bare = narrowed(ask, chip.field, rest)
    if chip.is_excluded:
        bare = left_out(ask, chip.field, chip.value)
    return tag(
        "a",
        tag("span", f"{'not ' if chip.is_excluded else ''}{chip.label}: ", class_="of"),
        tag("bdi", chip.value_label),
        tag("span", " ×", aria_hidden="true"),
        href=to(bare),
        title=f"Take off {chip.label}: {chip.value_label}",
    )


def _remarks(results: Results, to: To) -> Html:
    parts: list[Html] = []
    corrected, ask = results.corrected, results.ask
    if corrected is not None and corrected.is_shown:
        typed = tag("a", "Search for what was typed", href=to(replace(ask, correcting=False)))
        parts.append(tag("p", f"{corrected} ", typed))
    elif corrected is not None:
        other = tag("a", "Search for it", href=to(replace(ask, text=corrected.text)))
        parts.append(tag("p", f"{corrected} ", other))
    if on := [one.text for one in results.expansions if one.is_on]:
        words = (joined(" · " if number else "", tag("bdi", t)) for number, t in enumerate(on))
        find = tag("a", "choose among them", href=link_to(Address(ask=ask)))
        parts.append(tag("p", "Also searched for: ", *words, " – ", find))
    return tag("div", *parts, class_="remarks") if parts else Html("")
