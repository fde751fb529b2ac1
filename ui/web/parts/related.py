"""The documents beside a document, as links: versions, translations, its whole and parts."""

from search.presenting.related import beside
from search.question import Ask
from search.results import Hit, Reading, Related
from ui.web.address import Address, link_to
from ui.web.markup import Html, joined, tag

MOST_LISTED = 3
"""Documents of a kind that are listed at once; the others are folded away below them."""


def related(shown: Hit | Reading, ask: Ask) -> Html:
    """A list of links to what a document is related to; nothing where it stands alone."""
    items = [
        tag("li", tag("span", label), tag("div", *_list(some, ask)))
        for label, some in beside(shown)
    ]
    return tag("ul", joined(*items), class_="related") if items else Html("")


def _list(some: tuple[Related, ...], ask: Ask) -> list[Html]:
    links = [tag("li", _link(one, ask)) for one in some]
    shown = [tag("ul", joined(*links[:MOST_LISTED]))]
    if len(links) > MOST_LISTED:
        more = tag("summary", f"and {len(links) - MOST_LISTED:,} more")
        shown.append(tag("details", more, tag("ul", joined(*links[MOST_LISTED:]))))
    return shown


def _link(one: Related, ask: Ask) -> Html:
    href = link_to(Address(document=one.id, ask=ask))
    return joined(tag("a", one.title, href=href, dir="auto"), " ", tag("bdi", f"({one})"))
