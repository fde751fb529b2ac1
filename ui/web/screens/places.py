"""*Places*: cities on a map, networks, modules; and a page for each of them."""

from corpus.vocabulary import shown
from search.question import Ask
from search.results import Hit
from search.tables.entries import (
    Counts,
    Entry,
    counted,
    entries,
    entries_near,
    entry_called,
    holdings,
    newest,
)
from ui.places_found import places_found
from ui.web.address import Address, link_to
from ui.web.markup import Html, joined, show, tag
from ui.web.parts.entry_facts import countries, entry_link, known_facts, members, number, what
from ui.web.parts.frame import window_title
from ui.web.parts.holdings_table import holdings_table
from ui.web.parts.place_map import Spot, europe, place_map
from ui.wiring import Library

NEWEST = 8
"""Documents listed on the page of an entry."""

TITLE = "Cities, networks and modules"


def draw(library: Library, address: Address) -> None:
    """Draw the page of the entry that the address names, or all of them."""
    named = address.one("entry")
    if not named:
        window_title("Cities & networks", library.settings.name)
        show(_overview(library))
    elif entry := entry_called(named, library.vocabulary):
        window_title(entry.name, library.settings.name)
        show(_page(library, entry))
    else:
        window_title("Cities & networks", library.settings.name)
        show(_unknown(library, named))


def _overview(library: Library) -> Html:
    cities = entries(library.vocabulary, "city")
    counts = counted(library.searcher, "city")
    spots = _on_the_map([*_spots(cities, counts), *_other_spots(library)])
    picture = tag("div", place_map(spots), _legend(cities, counts, spots))
    beside, below = (
        tag("div", *(_list(library, name, heading) for name, heading in some), class_="beside")
        for some in (
            (("module", "Modules"), ("topic", "Topics")),
            (("kind", "Kinds"),),
        )
    )
    networks = tag("div", _list(library, "network", "Networks"), class_="beside")
    return tag(
        "div",
        tag("h1", TITLE),
        tag("div", picture, beside, class_="map-and-lists"),
        _table(cities, counts),
        tag("div", networks, below, class_="map-and-lists"),
        class_="places",
    )


def _spots(cities: tuple[Entry, ...], counts: Counts) -> list[Spot]:
    return [
        Spot(
            name=city.name,
            latitude=city.place[0],
            longitude=city.place[1],
            count=counts.of(city.name),
            title=", ".join(part for part in (city.name, shown("country", city.country)) if part)
            + f": {number(counts.of(city.name))}",
            href=entry_link(city),
        )
        for city in cities
        if city.place is not None
    ]


def _other_spots(library: Library) -> list[Spot]:
    """The cities that documents are about and the vocabulary does not know, where they lie."""
    return [
        Spot(
            name=place.name,
            latitude=place.located.latitude,
            longitude=place.located.longitude,
            count=place.count,
            title=f"{place.name}: {number(place.count)}",
            href=link_to(Address(ask=Ask(filters={"city": (place.name,)}))),
        )
        for place in places_found(library)
        if place.located is not None and not place.is_known and not place.is_open
    ]


def _on_the_map(spots: list[Spot]) -> list[Spot]:
    """The spots to draw: beyond Europe only those with documents, which tell the part of the
    world that is shown."""
    with_documents = [spot for spot in spots if spot.count]
    if all(europe().holds(spot.latitude, spot.longitude) for spot in with_documents):
        return [spot for spot in spots if europe().holds(spot.latitude, spot.longitude)]
    return with_documents


def _legend(cities: tuple[Entry, ...], counts: Counts, spots: list[Spot]) -> Html:
    names = {spot.name for spot in spots}
    without = sum(not counts.of(city.name) for city in cities)
    said = ["The larger a circle, the more documents."]
    if without and any(not spot.count for spot in spots):
        said.append(f"{without:,} of {len(cities):,} cities have none: their circles are hollow.")
    off = [city.name for city in cities if counts.of(city.name) and city.name not in names]
    off += [name for name in counts.others if name not in names]
    if off:
        said.append(f"Not on the map: {', '.join(off)}.")
    return tag("p", " ".join(said), class_="legend")


def _list(library: Library, name: str, heading: str) -> Html:
    """The entries of a field, and the values that only documents have."""
    some = entries(library.vocabulary, name)
    counts = counted(library.searcher, name)
    rows = [_row(entry, counts.of(entry.name)) for entry in some]
    rows += [_other(name, value, counts.of(value)) for value in counts.others]
    if not rows:
        return Html("")
    return joined(tag("h2", heading), tag("ul", *rows, class_="entries"))


def _row(entry: Entry, count: int) -> Html:
    name = tag("a", tag("bdi", entry.name), href=entry_link(entry))
    title = tag("bdi", entry.title) if entry.title not in ("", entry.name) else ""
    what_ = tag("span", title, class_="what") if title else ""
    return tag("li", tag("span", name, what_), tag("span", f"{count:,}", class_="count"))


def _other(name: str, value: str, count: int) -> Html:
    ask = Ask(filters={name: (value,)})
    link = tag("a", tag("bdi", value), href=link_to(Address(ask=ask)))
    return tag("li", tag("span", link), tag("span", f"{count:,}", class_="count"))


def _table(cities: tuple[Entry, ...], counts: Counts) -> Html:
    modules = tuple(counts.by_module)
    head = (
        *(tag("th", name, scope="col") for name in ("City", "Country")),
        *(tag("th", tag("bdi", name), scope="col", class_="number") for name in modules),
        tag("th", "All", scope="col", class_="number"),
        tag("th", "Networks", scope="col"),
    )
    rows = [_city_row(city, modules, counts) for city in cities]
    rows += [_other_row(name, modules, counts) for name in counts.others]
    table = tag(
        "table", tag("thead", tag("tr", *head)), tag("tbody", joined(*rows)), class_="counts"
    )
    return joined(
        tag("h2", "Cities", id="cities"),
        tag(
            "div",
            table,
            class_="scrolling",
            tabindex="0",
            role="region",
            aria_label="Documents of each city by module",
        ),
    )


def _city_row(city: Entry, modules: tuple[str, ...], counts: Counts) -> Html:
    networks = joined(
        *(tag("li", _network_link(name)) for name in city.networks),
    )
    return tag(
        "tr",
        tag("th", tag("a", city.name, href=entry_link(city)), scope="row"),
        tag("td", shown("country", city.country)),
        *_cells(city.name, modules, counts),
        tag("td", tag("ul", networks, class_="inline") if networks else ""),
    )


def _other_row(name: str, modules: tuple[str, ...], counts: Counts) -> Html:
    """A city that documents name and the vocabulary does not know."""
    link = tag("a", tag("bdi", name), href=link_to(Address(ask=Ask(filters={"city": (name,)}))))
    return tag(
        "tr",
        tag("th", link, scope="row"),
        tag("td"),
        *_cells(name, modules, counts),
        tag("td"),
    )


def _cells(city: str, modules: tuple[str, ...], counts: Counts) -> list[Html]:
    return [
        tag(
            "td",
            _count(counts.of(city, module), city, module),
            class_="number",
        )
        for module in (*modules, "")
    ]


def _count(count: int, city: str, module: str) -> Html:
    filters = {"city": (city,)} | ({"module": (module,)} if module else {})
    if not count:
        return tag("span", "–", title="No document")
    return tag("a", f"{count:,}", href=link_to(Address(ask=Ask(filters=filters))))


def _network_link(name: str) -> Html:
    return tag(
        "a", name, href=link_to(Address(screen="places", more={"entry": (f"network:{name}",)}))
    )


def _page(library: Library, entry: Entry) -> Html:
    held = holdings(library.searcher, entry)
    counts = counted(library.searcher, "city") if entry.members else None
    listed = newest(library.searcher, entry, NEWEST) if held.total else ()
    return tag(
        "div",
        _back(),
        tag("h1", tag("bdi", entry.name)),
        tag("p", what(entry), countries(entry), class_="facts"),
        known_facts(entry),
        holdings_table(entry, held),
        _newest(listed),
        members(entry, library.vocabulary, counts) if counts else "",
        class_="places entry",
    )


def _back() -> Html:
    href = link_to(Address(screen="places"))
    return tag("p", tag("a", f"‹ {TITLE}", href=href), class_="back")


def _newest(listed: tuple[Hit, ...]) -> Html:
    if not listed:
        return Html("")
    items = (
        tag(
            "li",
            tag("a", one.plain_title, href=link_to(Address(document=one.id)), dir="auto"),
            " ",
            tag("span", *(tag("bdi", fact) for fact in one.facts), class_="facts"),
        )
        for one in listed
    )
    return joined(tag("h2", "Newest documents"), tag("ul", *items, class_="listed"))


def _unknown(library: Library, named: str) -> Html:
    near = entries_near(named, library.vocabulary)
    items = (tag("li", tag("a", one.name, href=entry_link(one)), ", ", what(one)) for one in near)
    _, _, bare = named.partition(":")
    search = link_to(Address(ask=Ask(text=bare or named)))
    return tag(
        "div",
        _back(),
        tag("h1", "No such name"),
        tag("p", "The vocabulary of this library has no entry ", tag("q", named, dir="auto"), "."),
        joined(tag("p", "Names like it:"), tag("ul", *items, class_="listed")) if near else "",
        tag("p", tag("a", "Search the documents for it", href=search)),
        class_="places prose",
    )
