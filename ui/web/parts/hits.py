"""The documents that answer, with their best pages."""

from collections.abc import Sequence
from urllib.parse import quote

from corpus.fields import BY_NAME
from search.question import Ask
from search.results import Hit, PageHit
from ui.web.address import Address, link_to
from ui.web.markup import Html, joined, marked, tag
from ui.web.parts.related import related


def hits(found: tuple[Hit, ...], ask: Ask, below: str = "") -> Html:
    """A list of documents; titles and pages are links to the page itself.

    Those that do not belong to the result follow under a line that says `below`.
    """
    within = [hit for hit in found if not (below and hit.is_further)]
    further = [hit for hit in found if below and hit.is_further]
    line = tag("h2", below, class_="below") if further else Html("")
    return joined(_list(within, ask), line, _list(further, ask))


def _list(found: Sequence[Hit], ask: Ask) -> Html:
    if not found:
        return Html("")
    # Versions that are folded away leave a gap in the ranks.
    items = (tag("li", _hit(hit, ask), value=str(hit.rank)) for hit in found)
    return tag("ol", joined(*items), class_="hits", start=str(found[0].rank))


def _hit(hit: Hit, ask: Ask) -> Html:
    best = hit.pages[0].number if hit.pages else 1
    title = tag("a", marked(hit.title), href=_page(hit, best, ask), dir="auto")
    return tag(
        "article",
        tag("h2", title),
        tag("p", *_facts(hit), class_="facts"),
        *(_passage(hit, page, ask) for page in hit.pages),
        _more(hit, best, ask),
        _strip(hit, ask),
        related(hit, ask),
        _tools(hit, ask),
    )


def _facts(hit: Hit) -> list[Html]:
    facts = [tag("bdi", fact) for fact in hit.facts]
    if not hit.has_text:
        facts.append(tag("span", "no text could be read from it", class_="warning"))
    if hit.lacks:
        facts.append(tag("span", f"without {', '.join(hit.lacks)}", class_="lacks", dir="auto"))
    return facts


def _passage(hit: Hit, page: PageHit, ask: Ask) -> Html:
    heading = [Html(" › "), tag("bdi", page.heading)] if page.heading else []
    where = tag(
        "a", tag("bdi", page.name), *heading, href=_page(hit, page.number, ask), class_="where"
    )
    text = tag("p", marked(page.passage.segments), *_similar(page), dir="auto")
    return tag("div", where, text, class_="passage")


def _similar(page: PageHit) -> list[Html]:
    if not page.similar:
        return []
    said = "Pages of this document whose passages are nearly the same"
    return [Html(" "), tag("small", f"+{page.similar} similar", title=said)]


def _more(hit: Hit, best: int, ask: Ask) -> Html:
    if not hit.more_pages:
        return Html("")
    label = f"and {hit.more_pages:,} more {'page' if hit.more_pages == 1 else 'pages'}"
    return tag("p", tag("a", label, href=_page(hit, best, ask)), class_="more")


def _strip(hit: Hit, ask: Ask) -> Html:
    """Where in the document its matches are: a bar as long as it has pages, each match a link."""
    count = int(next(iter(hit.values.get("pages", ())), "0"))
    if not hit.matching or count < 3:
        return Html("")
    marks = (
        tag(
            "li",
            tag(
                "a",
                href=_page(hit, number, ask),
                title=f"Page {number} of {count}",
                aria_label=f"Page {number} of {count}",
                tabindex="-1",
            ),
            style=f"left:{100 * (number - 1) / count:.2f}%;width:{max(100 / count, 0.5):.2f}%",
        )
        for number in hit.matching
    )
    label = f"Pages with a match among {count:,}"
    return tag("ul", joined(*marks), class_="where-strip", aria_label=label)


def _tools(hit: Hit, ask: Ask) -> Html:
    """What can be done with a document, and why it is here."""
    doc = f"doc/{quote(hit.id, safe='')}"  # no address of a screen, so without "./"
    similar = Address(ask=ask, document=hit.id)
    links = [
        tag("a", "Cite", href=doc, title="Its reference, on a plain page"),
        tag("a", "RIS", href=f"{doc}.ris", download=True),
        tag("a", "BibTeX", href=f"{doc}.bib", download=True),
        tag("a", "Similar", href=f"{link_to(similar)}#similar"),
    ]
    why = [tag("span", f"Matched in {in_words(hit.matched_in)}")] if hit.matched_in else []
    return tag("p", *links, *why, class_="tools")


def in_words(names: Sequence[str]) -> str:
    """Fields by what they are called.

    >>> in_words(["title", "text", "city"])
    'title, text and city'
    """
    labels = [BY_NAME[name].label.lower() if name in BY_NAME else name for name in names]
    return " and ".join(filter(None, (", ".join(labels[:-1]), labels[-1])))


def _page(hit: Hit, number: int, ask: Ask) -> str:
    return link_to(Address(document=hit.id, number=number, ask=ask))
