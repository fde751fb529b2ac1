"""What the vocabulary tells of an entry: what it is, its other names, its aims, its members."""

from corpus.vocabulary import Vocabulary, shown
from search.question import Ask
from search.tables.entries import Counts, Entry, entry_called
from ui.web.address import Address, link_to
from ui.web.markup import Html, joined, tag


def entry_link(entry: Entry) -> str:
    """Where the page of an entry is."""
    return link_to(Address(screen="places", more={"entry": (str(entry),)}))


def number(count: int) -> str:
    """A number of documents in words."""
    return f"{count:,} document" if count == 1 else f"{count:,} documents"


def what(entry: Entry) -> Html:
    """What an entry is: a borough, an EU programme, a module."""
    return tag("span", entry.what)


def countries(entry: Entry) -> Html:
    """The country of an entry, which leads to its documents."""
    if not entry.country:
        return Html("")
    href = link_to(Address(ask=Ask(filters={"country": (entry.country,)})))
    return tag("span", tag("a", shown("country", entry.country), href=href))


def known_facts(entry: Entry) -> Html:
    """Everything told of an entry, as far as it is told."""
    sure = [name for name in entry.names if name not in entry.unsure and name != entry.title]
    networks = [
        tag("a", name, href=link_to(Address(screen="places", more={"entry": (f"network:{name}",)})))
        for name in entry.networks
    ]
    parts = (
        _fact("In full", [entry.title] if entry.title not in ("", entry.name) else []),
        _fact("Aims", list(entry.aims)),
        _fact("Also called", [tag("bdi", name) for name in sure]),
        _fact("In a question also", _unsure(entry)),
        _fact("Places within it", [tag("bdi", name) for name in entry.contains]),
        _fact("Networks", list(networks)),
        _fact("Web page", [_url(entry.url)] if entry.url else []),
    )
    body = joined(*parts)
    return tag("dl", body, class_="known") if body else Html("")


def members(entry: Entry, vocabulary: Vocabulary, counts: Counts) -> Html:
    """The members of a network, with what they are where that is no city, and their documents."""
    items = (tag("li", *_member(name, vocabulary, counts)) for name in entry.members)
    heading = tag("h2", f"Members: {len(entry.members):,}")
    return joined(heading, tag("ul", joined(*items), class_="members"))


def _member(name: str, vocabulary: Vocabulary, counts: Counts) -> tuple[Html, ...]:
    city = entry_called(f"city:{name}", vocabulary)
    if city is None:
        return (tag("bdi", name),)
    link = tag("a", city.name, href=entry_link(city))
    kind = tag("span", f", {city.what}") if city.what != "city" else Html("")
    count = counts.of(city.name)
    return link, kind, tag("span", f" {count:,}", class_="count", title=number(count))


def _unsure(entry: Entry) -> list[str]:
    """Names that in a text are also words or other places."""
    return [tag("bdi", name, title="In a text it may be something else") for name in entry.unsure]


def _fact(label: str, values: list[str]) -> Html:
    if not values:
        return Html("")
    items = (tag("li", value) for value in values)
    return joined(tag("dt", label), tag("dd", tag("ul", joined(*items))))


def _url(url: str) -> Html:
    """An address on the web: a link, if it can be nothing else."""
    href = url if url.startswith(("http://", "https://")) else f"https://{url}"
    return tag("a", url, href=href, rel="noopener noreferrer")
