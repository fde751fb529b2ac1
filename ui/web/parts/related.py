"""The documents beside a document, as links: versions, translations, its whole and parts."""

from search.results import Ask, Hit, Reading, Related
from ui.web.address import Address, link_to
from ui.web.markup import Html, joined, tag

MOST_LISTED = 5
"""Documents of a kind that are listed at once; the others are folded away below them."""


def related(shown: Hit | Reading, ask: Ask) -> Html:
    """A list of links to what a document is related to; nothing where it stands alone."""
    whole = (shown.part_of,) if shown.part_of else ()
    kinds = (
        (_versions(shown), shown.versions),
        ("Other languages", shown.translations),
        ("Part of", whole),
        ("Holds", shown.parts),
    )
    items = [
        tag("li", tag("span", f"{label}: "), _list(some, ask)) for label, some in kinds if some
    ]
    return tag("ul", joined(*items), class_="related") if items else Html("")


def _versions(shown: Hit | Reading) -> str:
    folded = isinstance(shown, Hit) and shown.shown_for > 1
    return "Shown once, found also as" if folded else "Other versions"


def _list(some: tuple[Related, ...], ask: Ask) -> Html:
    links = [tag("li", _link(one, ask)) for one in some]
    shown = tag("ul", joined(*links[:MOST_LISTED]))
    if len(links) <= MOST_LISTED:
        return shown
    more = tag("summary", f"and {len(links) - MOST_LISTED:,} more")
    return joined(shown, tag("details", more, tag("ul", joined(*links[MOST_LISTED:]))))


def _link(one: Related, ask: Ask) -> Html:
    href = link_to(Address(document=one.id, ask=ask))
    return joined(tag("a", one.title, href=href, dir="auto"), " ", tag("bdi", f"({one})"))
