"""What is known of a name of the vocabulary, and what does the library hold on it?

An entry is a city, a network, a module, a topic or a kind. Counts are those of the
facets, so a link to the results finds as many documents as were counted.
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.vocabulary import City, Network, Term, Vocabulary, shown
from corpus.words import fold
from index.query import key
from index.request import Sort
from search.question import Ask
from search.results import Hit
from search.searcher import Searcher
from search.understanding.filters import ANY

FIELDS: tuple[str, ...] = ("city", "network", "module", "topic", "kind")
"""The fields whose values are entries, in the order in which a bare name is looked for."""

NEAREST = 5
"""Entries that are proposed for a name that is none."""

_LEAST_ALIKE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A name of the vocabulary, with what is told of it there.

    `what` says what it is: "borough", "EU programme", "module". `names` are the others
    it is found under; those in `unsure` mean it in a question, and in a text something
    else as well. `members` are names of cities as the vocabulary has them, `networks`
    those that a city is a member of. `contains` are places within a city, `place` is
    latitude and longitude.
    """

    field: str
    name: str
    what: str
    title: str = ""
    names: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    country: str = ""
    aims: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    url: str = ""
    place: tuple[float, float] | None = None

    def __str__(self) -> str:
        """How an entry is named in an address: `city:Vienna`."""
        return f"{self.field}:{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The documents under one value, by year; `value` is ANY for those that have none.

    Documents without a year are in `total` alone.
    """

    value: str
    label: str
    total: int
    years: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What the library holds on an entry: its documents by the values of `across` and by year.

    A document with two values is in both lines. `years` go from the first to the last.
    """

    total: int
    across: str
    years: tuple[str, ...]
    lines: tuple[Line, ...]
    whole: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many documents there are of each value of a field, and of each within each module."""

    field: str
    totals: Mapping[str, int]
    by_module: Mapping[str, Mapping[str, int]]
    others: tuple[str, ...]

    def of(self, name: str, module: str = "") -> int:
        """The documents of a value, in any spelling by case, 0 if it has none."""
        counts = self.by_module.get(module, {}) if module else self.totals
        return counts.get(key(self.field, name), 0)


def entries(vocabulary: Vocabulary, name: str) -> tuple[Entry, ...]:
    """All entries of a field, as the vocabulary orders them."""
    match name:
        case "city":
            return tuple(_of_city(city, vocabulary) for city in vocabulary.cities)
        case "network":
            return tuple(_of_network(network) for network in vocabulary.networks)
        case "module":
            return tuple(_of_term(name, term) for term in vocabulary.modules)
        case "topic":
            return tuple(_of_term(name, term) for term in vocabulary.topics)
        case "kind":
            return tuple(_of_term(name, term) for term in vocabulary.kinds)
    return ()


def entry_called(text: str, vocabulary: Vocabulary) -> Entry | None:
    """The entry of a name in any spelling; `city:Wien` looks among the cities only.

    None where the vocabulary has no such name.
    """
    name, colon, spelling = text.partition(":")
    if not colon or name not in FIELDS:
        found = (_named(one, text, vocabulary) for one in FIELDS)
        return next((entry for entry in found if entry is not None), None)
    return _named(name, spelling, vocabulary)


def entries_near(text: str, vocabulary: Vocabulary) -> tuple[Entry, ...]:
    """The entries whose names look most like a text, the nearest first."""
    name, colon, spelling = text.partition(":")
    fields = (name,) if colon and name in FIELDS else FIELDS
    known: dict[str, Entry] = {}
    for one in fields:
        for entry in entries(vocabulary, one):
            for called in (entry.name, entry.title, *entry.names):
                known.setdefault(fold(called), entry)
    wanted = fold((spelling if len(fields) == 1 else text).strip()[:100])
    near = difflib.get_close_matches(wanted, known, n=4 * NEAREST, cutoff=_LEAST_ALIKE)
    return tuple({str(known[one]): known[one] for one in near}.values())[:NEAREST]


def narrowed_to(entry: Entry, **values: str) -> Ask:
    """The question for all documents of an entry, of these values too; ANY is none at all."""
    without = {name: (ANY,) for name, value in values.items() if value == ANY}
    within = {name: (value,) for name, value in values.items() if value != ANY}
    return Ask(filters={entry.field: (entry.name,), **within}, without=without)


def holdings(searcher: Searcher, entry: Entry) -> Holdings:
    """What the library holds on an entry: a module's documents by kind, others' by module."""
    across = "kind" if entry.field == "module" else "module"
    ask = narrowed_to(entry)
    values = [value for value, count in _facet(searcher, ask, across).items() if count]
    whole = _line(searcher, ask, "", "All")
    lines = [
        _line(searcher, narrowed_to(entry, **{across: value}), value, shown(across, value))
        for value in values
    ]
    rest = _line(searcher, narrowed_to(entry, **{across: ANY}), ANY, f"no {across}")
    return Holdings(
        total=whole.total,
        across=across,
        years=tuple(sorted(whole.years)),
        lines=tuple(line for line in (*lines, rest) if line.total),
        whole=whole,
    )


def newest(searcher: Searcher, entry: Entry, most: int) -> tuple[Hit, ...]:
    """The newest documents of an entry, each work once."""
    ask = narrowed_to(entry)
    return searcher.search(Ask(filters=ask.filters, sort=Sort.YEAR, per_page=most, passages=0)).hits


def counted(searcher: Searcher, name: str) -> Counts:
    """The documents of every value of a field, altogether and in every module.

    Values that documents have and the vocabulary has not are in `others`.
    """
    totals = _facet(searcher, Ask(), name)
    known = {key(name, entry.name) for entry in entries(searcher.vocabulary, name)}
    modules = [] if name == "module" else _facet(searcher, Ask(), "module")
    return Counts(
        field=name,
        totals=_by_key(name, totals),
        by_module={
            module: _by_key(name, _facet(searcher, Ask(filters={"module": (module,)}), name))
            for module in modules
        },
        others=tuple(value for value in totals if key(name, value) not in known),
    )


def _by_key(name: str, counts: Mapping[str, int]) -> dict[str, int]:
    return {key(name, value): count for value, count in counts.items()}


def _facet(searcher: Searcher, ask: Ask, name: str) -> dict[str, int]:
    asked = Ask(filters=ask.filters, without=ask.without, facets=(name,), per_page=0)
    return {value.value: value.count for value in searcher.search(asked).facets[0].values}


def _line(searcher: Searcher, ask: Ask, value: str, label: str) -> Line:
    asked = Ask(filters=ask.filters, without=ask.without, facets=("year",), per_page=0)
    found = searcher.search(asked)
    years = {year.value: year.count for year in found.facets[0].values if year.count}
    return Line(value=value, label=label, total=found.total, years=years)


def _named(name: str, spelling: str, vocabulary: Vocabulary) -> Entry | None:
    known = vocabulary.canonical(name, spelling.strip())
    if known is None:
        return None
    return next((entry for entry in entries(vocabulary, name) if entry.name == known), None)


def _of_city(city: City, vocabulary: Vocabulary) -> Entry:
    return Entry(
        field="city",
        name=city.name,
        what=city.kind,
        names=_others(city.name, city.spellings),
        unsure=city.needs_context,
        contains=city.contains,
        country=city.country,
        networks=tuple(n.name for n in vocabulary.networks if city.name in n.members),
        place=None
        if city.latitude is None or city.longitude is None
        else (city.latitude, city.longitude),
    )


def _of_network(network: Network) -> Entry:
    return Entry(
        field="network",
        name=network.name,
        what=network.kind or "network",
        title=network.title,
        names=_others(network.name, (network.title, *network.aliases)),
        country=network.country,
        aims=network.aims,
        members=network.members,
        url=network.url,
    )


def _of_term(name: str, term: Term) -> Entry:
    return Entry(
        field=name,
        name=term.name,
        what=name,
        names=_others(term.name, (*term.aliases, *term.titles)),
    )


def _others(name: str, spellings: tuple[str, ...]) -> tuple[str, ...]:
    """Other spellings, each once."""
    return tuple(_once(name, spellings))


def _once(name: str, spellings: tuple[str, ...]) -> Iterator[str]:
    seen = {name, ""}
    for spelling in spellings:
        if spelling not in seen:
            seen.add(spelling)
            yield spelling
