"""What is known about a document, and where each value was read."""

from collections.abc import Iterable

from corpus.document import Claim
from search.results import Fact
from ui.web.markup import Html, joined, tag


def facts_table(facts: Iterable[Fact]) -> Html:
    """A row for each field: its values, and every claim that was made about it."""
    head = tag("tr", *(tag("th", name, scope="col") for name in ("Field", "Value", "Read from")))
    rows = (_row(fact) for fact in facts)
    return tag(
        "div", tag("table", tag("thead", head), tag("tbody", joined(*rows)), class_="facts-table")
    )


def _row(fact: Fact) -> Html:
    values = (tag("li", tag("bdi", label)) for label in fact.labels)
    return tag(
        "tr",
        tag("th", fact.label, scope="row"),
        tag("td", tag("ul", joined(*values))),
        tag("td", tag("ul", joined(*(_claim(claim, fact) for claim in fact.claims)))),
    )


def _claim(claim: Claim, fact: Fact) -> Html:
    """Where a value was read; the value itself where it is not the only one claimed."""
    said = joined(tag("bdi", claim.value), " – ") if fact.values != (claim.value,) else Html("")
    evidence = joined(": ", tag("q", claim.evidence, dir="auto")) if claim.evidence else Html("")
    return tag("li", said, tag("span", claim.origin.value, class_="origin"), evidence)
