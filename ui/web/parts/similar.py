"""Documents that use the telling words of this one."""

from search.comparing.similar import Similar, similar_documents
from ui.web.address import Address, link_to
from ui.web.markup import Html, joined, tag
from ui.wiring import Library

MOST = 5
MOST_WORDS = 6


def similar(library: Library, id_: str) -> Html:
    """A list of links, each with the words they share; nothing where no document is like it."""
    found = similar_documents(library.searcher, id_, MOST)
    if not found:
        return Html("")
    items = joined(*(tag("li", _item(one)) for one in found))
    heading = tag("h2", "Similar documents", id="similar")
    return joined(heading, tag("ul", items, class_="similar"))


def _item(one: Similar) -> Html:
    link = tag("a", one.title, href=link_to(Address(document=one.id)), dir="auto")
    facts = tag("span", *(tag("bdi", fact) for fact in one.facts), class_="facts")
    shared = ", ".join(one.words[:MOST_WORDS])
    return joined(link, " ", facts, tag("p", "Both say: ", tag("bdi", shared), class_="shared"))
