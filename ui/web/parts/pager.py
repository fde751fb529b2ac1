"""From one page of results to another."""

from dataclasses import replace

from search.question import Ask
from ui.web.address import LAST, Address, link_to
from ui.web.markup import Html, joined, tag


def pager(ask: Ask, page_count: int) -> Html:
    """Links to the pages before, after and around this one; nothing where there is one page."""
    if page_count < 2:
        return Html("")
    items: list[Html] = [_step("‹ Previous", ask, ask.page - 1, page_count)]
    before = 0
    for number in _near(ask.page, min(page_count, LAST)):
        if number > before + 1:
            items.append(tag("li", "…", class_="gap"))
        items.append(_number(ask, number))
        before = number
    items.append(_step("Next ›", ask, ask.page + 1, page_count))
    return tag("nav", tag("ul", joined(*items)), class_="pager", aria_label="Pages of results")


def _near(page: int, page_count: int) -> list[int]:
    """
    >>> _near(5, 40)
    [1, 4, 5, 6, 40]
    """
    return sorted({1, page_count, *range(max(page - 1, 1), min(page + 1, page_count) + 1)})


def _number(ask: Ask, number: int) -> Html:
    if number == ask.page:
        return tag("li", tag("span", f"{number:,}", aria_current="page"))
    return tag("li", tag("a", f"{number:,}", href=_to(ask, number), aria_label=f"Page {number}"))


def _step(label: str, ask: Ask, number: int, page_count: int) -> Html:
    if not 1 <= number <= min(page_count, LAST):
        return tag("li", tag("span", label, aria_disabled="true"))
    return tag("li", tag("a", label, href=_to(ask, number)))


def _to(ask: Ask, number: int) -> str:
    return link_to(Address(ask=replace(ask, page=number)))
