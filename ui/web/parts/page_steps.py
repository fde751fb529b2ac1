"""From one page of a document to another, and from match to match."""

from dataclasses import replace

from search.results import Reading
from ui.web.address import Address, link_to
from ui.web.markup import Html, joined, tag

MANY = 150
"""Pages that fit into a strip; of a longer document only those with a match are in it."""


def steps(reading: Reading, address: Address) -> Html:
    """Links to the pages and matches before and after; a step that leads nowhere is greyed."""
    number, last = reading.number, reading.page_count
    links = [
        _step("‹ Previous page", number - 1 if number > 1 else None, address),
        _step("Next page ›", number + 1 if number < last else None, address),
    ]
    if reading.matching:
        links += [
            _step("« Previous match", reading.previous_match, address),
            _step("Next match »", reading.next_match, address),
        ]
    return tag("nav", tag("ul", joined(*links)), class_="steps", aria_label="Pages")


def strip(reading: Reading, address: Address) -> Html:
    """A small box for each page, those with a match filled."""
    matching = frozenset(reading.matching)
    fits = reading.page_count <= MANY
    numbers = range(1, reading.page_count + 1) if fits else reading.matching[:MANY]
    boxes = (_box(n, reading, address, has_match=n in matching) for n in numbers)
    label = "Pages, those with a match filled" if fits else "Pages with a match"
    return tag("nav", tag("ul", joined(*boxes)), class_="strip", aria_label=label)


def _step(label: str, number: int | None, address: Address) -> Html:
    if number is None:
        return tag("li", tag("span", label, aria_disabled="true"))
    return tag("li", tag("a", label, href=_to(address, number)))


def _box(number: int, reading: Reading, address: Address, *, has_match: bool) -> Html:
    link = tag(
        "a",
        str(number),
        href=_to(address, number),
        class_="match" if has_match else None,
        aria_current="page" if number == reading.number else None,
        aria_label=f"Page {number}, with a match" if has_match else f"Page {number}",
    )
    return tag("li", link)


def _to(address: Address, number: int) -> str:
    return link_to(replace(address, number=number))
