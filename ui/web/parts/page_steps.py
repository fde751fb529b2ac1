"""From one page of a document to another, and from match to match.

Keys do the same (`ui/web/reader.js`). Those that are letters are heard only where the
text has the focus, so nobody who speaks or errs turns a page by them.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from search.results import Reading
from ui.web.address import Address, link_to
from ui.web.markup import Html, joined, tag

MANY = 150
"""Pages that fit into a strip; of a longer document only some with a match are in it."""

NEAR = 60
"""Pages with a match that are in the strip of a longer document, those around the one read."""

KEYS = "Keys: ← and → turn the page. In the text (click into it): n and Shift+N for matches."


def steps(reading: Reading, address: Address) -> Html:
    """Links to the pages and matches before and after; a step that leads nowhere is greyed."""
    number, last = reading.number, reading.page_count
    links = [
        _step("‹ Previous page", number - 1 if number > 1 else None, address, "ArrowLeft"),
        _step("Next page ›", number + 1 if number < last else None, address, "ArrowRight"),
    ]
    if reading.matching:
        links += [
            _step("« Previous match", reading.previous_match, address, "Shift+N"),
            _step("Next match »", reading.next_match, address, "N"),
        ]
    nav = tag("nav", tag("ul", joined(*links)), class_="steps", aria_label="Pages")
    return joined(nav, tag("p", KEYS, class_="keys"))


def strip(reading: Reading, address: Address) -> Html:
    """A small box for each page, those with a match filled; nothing where none would be in it."""
    matching = frozenset(reading.matching)
    fits = reading.page_count <= MANY
    numbers = range(1, reading.page_count + 1) if fits else _near(reading)
    if not numbers:
        return Html("")
    boxes = (_box(n, reading, address, has_match=n in matching) for n in numbers)
    label = "Pages, those with a match filled" if fits else "Pages with a match"
    left = 0 if fits else len(matching) - len(numbers)
    rest = f"{left:,} more pages with a match are further away." if left else ""
    drawn = tag("nav", tag("ul", joined(*boxes)), class_="strip", aria_label=label)
    return joined(drawn, tag("p", rest, class_="keys") if rest else Html(""))


def _near(reading: Reading) -> Sequence[int]:
    at = bisect_left(reading.matching, reading.number)
    start = max(min(at - NEAR // 2, len(reading.matching) - NEAR), 0)
    return reading.matching[start : start + NEAR]


_HELP = {
    "ArrowLeft": "Key: left arrow",
    "ArrowRight": "Key: right arrow",
    "N": "Key: n, in the text",
    "Shift+N": "Key: Shift+N, in the text",
}


def _step(label: str, number: int | None, address: Address, key: str) -> Html:
    if number is None:
        return tag("li", tag("span", label, aria_disabled="true"))
    href = link_to(replace(address, number=number))
    return tag("li", tag("a", label, href=href, title=_HELP[key], aria_keyshortcuts=key))


def _box(number: int, reading: Reading, address: Address, *, has_match: bool) -> Html:
    link = tag(
        "a",
        str(number),
        href=link_to(replace(address, number=number)),
        class_="match" if has_match else None,
        aria_current="page" if number == reading.number else None,
        aria_label=f"Page {number}, with a match" if has_match else f"Page {number}",
    )
    return tag("li", link)
