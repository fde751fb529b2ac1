"""The documents that answer, with their best pages."""

from search.results import Ask, Hit, PageHit
from ui.web.address import Address, link_to
from ui.web.markup import Html, joined, marked, tag
from ui.web.parts.related import related


def hits(found: tuple[Hit, ...], ask: Ask) -> Html:
    """A list of documents; titles and pages are links to the page itself."""
    first = found[0].rank if found else 1
    # Versions that are folded away leave a gap in the ranks.
    items = (tag("li", _hit(hit, ask), value=str(hit.rank)) for hit in found)
    return tag("ol", joined(*items), class_="hits", start=str(first))


def _hit(hit: Hit, ask: Ask) -> Html:
    best = hit.pages[0].number if hit.pages else 1
    title = tag("a", marked(hit.title), href=_page(hit, best, ask), dir="auto")
    return tag(
        "article",
        tag("h2", title),
        tag("p", *_facts(hit), class_="facts"),
        *(_passage(hit, page, ask) for page in hit.pages),
        _more(hit, best, ask),
        related(hit, ask),
    )


def _facts(hit: Hit) -> list[Html]:
    facts = [tag("bdi", fact) for fact in hit.facts]
    if not hit.has_text:
        facts.append(tag("span", "no text could be read from it", class_="warning"))
    return facts


def _passage(hit: Hit, page: PageHit, ask: Ask) -> Html:
    where = tag("a", tag("bdi", page.name), href=_page(hit, page.number, ask), class_="where")
    return tag("div", where, tag("p", marked(page.passage.segments), dir="auto"), class_="passage")


def _more(hit: Hit, best: int, ask: Ask) -> Html:
    if not hit.more_pages:
        return Html("")
    label = f"and {hit.more_pages:,} more {'page' if hit.more_pages == 1 else 'pages'}"
    return tag("p", tag("a", label, href=_page(hit, best, ask)), class_="more")


def _page(hit: Hit, number: int, ask: Ask) -> str:
    return link_to(Address(document=hit.id, number=number, ask=ask))
