"""What is known about a document, where each value was read, and what did not hold."""

from collections.abc import Iterable

from corpus.weighing import Weighed
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
    return tag(
        "tr",
        tag("th", fact.label, scope="row"),
        tag("td", _values(fact)),
        tag("td", tag("ul", joined(*(_claim(one, fact) for one in fact.weighed)))),
    )


def _values(fact: Fact) -> Html:
    if not fact.labels:
        return tag("span", fact.in_words, class_="aside")
    return tag("ul", joined(*(tag("li", tag("bdi", label)) for label in fact.labels)))


def _claim(one: Weighed, fact: Fact) -> Html:
    """Where a value was read, and why it did not hold; the value itself where it is another."""
    claim = one.claim
    said = joined(tag("bdi", claim.value), " – ") if fact.values != (claim.value,) else Html("")
    if not claim.value:
        said = Html("")
    origin = tag("span", claim.origin.value, class_="origin")
    follows = f", follows from {claim.follows_from}" if claim.follows_from else ""
    evidence = joined(": ", tag("q", claim.evidence, dir="auto")) if claim.evidence else Html("")
    why_not = tag("span", f" ({one.why_not})", class_="aside") if one.why_not else Html("")
    return tag("li", said, origin, follows, evidence, why_not)
