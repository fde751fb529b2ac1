"""Facets as a person sees them, and filters as a person gives them.

Values of one facet are joined by OR, facets by AND. Filters narrow, and a facet is
counted without its own, so that its other values can still be chosen. What is
excluded belongs to the question itself, and stays in force in every count.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.errors import PolisearchError
from corpus.fields import BY_NAME, RANGED, Type, field_called
from corpus.vocabulary import Vocabulary, shown
from corpus.words import clean, fold, words
from index.query import All, Either, Not, Query, key
from search.asking.leaves import Leaves
from search.asking.notes import Note
from search.asking.tokens import Part, Sign
from search.results import Chip, Facet, FacetValue

Selected = Mapping[str, tuple[str, ...]]
"""Values by field, as they stand in documents."""

ANY = "*"
"""Stands for any value at all: excluded, those documents are left that have none."""

MOST_VALUES = 500
"""Values of one field that are looked for: more than a screen shows, or a person chooses."""

LONGEST_GAP = 100
"""Years without a document that are still counted; a wider gap is a mistake in a year."""


def selected(
    filters: Mapping[str, Sequence[str]], vocabulary: Vocabulary
) -> dict[str, tuple[str, ...]]:
    """Filters by the names of fields and values that documents have: `city: Wien` is Vienna.

    Of the values of a field, no more are kept than MOST_VALUES and another.
    Raises UnknownField for a field that does not exist.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, values in filters.items():
        field = field_called(name)
        known = [
            vocabulary.canonical(field.name, value) or value
            for text in values[: MOST_VALUES + 1]  # one more, so that the rest is told of
            if (value := clean(text).strip())
        ]
        if known:
            found[field.name] = tuple(dict.fromkeys((*found.get(field.name, ()), *known)))
    return found


def filter_queries(chosen: Selected, notes: list[Note]) -> dict[str, Query]:
    """What the filters mean: any of the values of a field, in every field.

    A value that cannot be one of its field is left out, with a note, and so are those
    beyond the first MOST_VALUES.
    """
    queries: dict[str, Query] = {}
    for name, values in chosen.items():
        if len(values) > MOST_VALUES:
            label = BY_NAME[name].label
            notes.append(Note(f"{label}: only the first {MOST_VALUES} values were looked for."))
        options = tuple(
            part for value in values[:MOST_VALUES] if (part := _option(name, value, notes))
        )
        if options:
            queries[name] = options[0] if len(options) == 1 else Either(options)
    return queries


def exclusions(given: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Exclusions as a person types them, by field.

    >>> exclusions(["city:Wien", "module:*", "City:Graz"])
    {'city': ('Wien', 'Graz'), 'module': ('*',)}

    Raises UnknownField for a field that does not exist, PolisearchError for what names none.
    """
    found: dict[str, tuple[str, ...]] = {}
    for text in given:
        name, colon, value = text.partition(":")
        if not (colon and name.strip() and value.strip()):
            raise PolisearchError(
                f"{text!r} says not what to exclude.", "Write FIELD:VALUE, as in city:Vienna."
            )
        field = field_called(name.strip()).name
        found[field] = (*found.get(field, ()), value.strip())
    return found


def exclude_queries(without: Selected, notes: list[Note]) -> dict[str, Query]:
    """What the exclusions mean: none of the values of a field, in any field.

    A value that cannot be one of its field is left out, with a note.
    """
    return {name: Not(query) for name, query in filter_queries(without, notes).items()}


def excluding(query: Query, without: Mapping[str, Query]) -> Query:
    """A question with its exclusions, as `exclude_queries` made them."""
    return All((query, *without.values())) if without else query


def _option(name: str, value: str, notes: list[Note]) -> Query | None:
    odd: list[Note] = []
    leaves = Leaves(Vocabulary(), odd, exact=True)
    if value == ANY:
        return leaves.read(Part(Sign.WORD, ANY, 0), name)
    option = leaves.whole(Part(Sign.PHRASE, value, 0), name)
    if odd or option is None:
        notes.append(Note(f"{value!r} is no {BY_NAME[name].label.lower()}; it was left out."))
        return None
    return option


def facet(
    name: str, counts: Mapping[str, int], chosen: Sequence[str], excluded: Sequence[str] = ()
) -> Facet:
    """The values of a facet in the order to show them: years from the last, others by count.

    Those chosen or excluded are always among them, also with no document left.
    """
    wanted, refused = ({key(name, value) for value in some} for some in (chosen, excluded))
    if not wanted and not refused:
        return _facet(name, [_counted(name, value, count) for value, count in counts.items()])
    values = [
        FacetValue(
            value=value,
            label=shown(name, value),
            count=count,
            is_selected=key(name, value) in wanted,
            is_excluded=key(name, value) in refused,
        )
        for value, count in counts.items()
    ]
    there = {key(name, value) for value in counts}
    values += [
        FacetValue(
            value=value,
            label=shown(name, value),
            count=0,
            is_selected=key(name, value) in wanted,
            is_excluded=key(name, value) in refused,
        )
        for value in _once(name, (*chosen, *excluded))
        if key(name, value) not in there and ".." not in value and value != ANY
    ]
    return _facet(name, values)


def _counted(name: str, value: str, count: int) -> FacetValue:
    return FacetValue(value=value, label=shown(name, value), count=count, is_selected=False)


def _facet(name: str, values: list[FacetValue]) -> Facet:
    field = BY_NAME[name]
    if field.type is Type.YEAR:
        values.sort(key=lambda v: v.value, reverse=True)
    else:
        values.sort(key=lambda v: (-v.count, fold(v.label)))
    return Facet(field=name, label=field.label, values=tuple(values))


def _once(name: str, values: Sequence[str]) -> list[str]:
    return list({key(name, value): value for value in reversed(values)}.values())[::-1]


def within(facet_: Facet, text: str, vocabulary: Vocabulary) -> Facet:
    """The values of a facet that a person looks for in it, by how their words begin.

    Any spelling of a value will do, in any language: `wie` leads to Vienna. Values
    that are selected or excluded stay.
    """
    wanted = words(fold(clean(text)))
    if not wanted:
        return facet_
    spelled = {key(facet_.field, name) for name in _spelled(facet_.field, text, wanted, vocabulary)}
    kept = tuple(
        value
        for value in facet_.values
        if value.is_selected
        or value.is_excluded
        or key(facet_.field, value.value) in spelled
        or _begins(value.label, wanted)
    )
    return replace(facet_, values=kept)


def _spelled(field: str, text: str, wanted: Sequence[str], vocabulary: Vocabulary) -> Iterator[str]:
    whole = vocabulary.canonical(field, clean(text))
    if whole:
        yield whole
    for name, spellings in _spellings(field, vocabulary):
        if any(_begins(spelling, wanted) for spelling in spellings):
            yield name


def _begins(spelling: str, wanted: Sequence[str]) -> bool:
    """Whether each of the words begins one of the spelling's."""
    there = words(fold(spelling))
    return all(any(word.startswith(one) for word in there) for one in wanted)


def _spellings(field: str, vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[str, ...]]]:
    match field:
        case "city":
            yield from ((c.name, (*c.spellings, *c.needs_context)) for c in vocabulary.cities)
        case "module":
            yield from ((m.name, m.aliases) for m in vocabulary.modules)
        case "topic":
            yield from ((t.name, t.aliases) for t in vocabulary.topics)
        case "kind":
            yield from ((k.name, k.aliases) for k in vocabulary.kinds)
        case "network":
            yield from ((n.name, (n.title, *n.aliases)) for n in vocabulary.networks)
        case "author":
            yield from ((p.name, p.aliases) for p in vocabulary.people)


def per_year(counts: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    """Documents by year from the first to the last, with the years between that have none.

    >>> per_year({"2009": 3, "2012": 1})
    ((2009, 3), (2010, 0), (2011, 0), (2012, 1))
    """
    by_year = {int(y): n for y, n in counts.items() if y.isascii() and y.isdigit() and len(y) < 5}
    found: list[tuple[int, int]] = []
    for year in sorted(by_year):
        if found and year - found[-1][0] <= LONGEST_GAP:
            found += ((between, 0) for between in range(found[-1][0] + 1, year))
        found.append((year, by_year[year]))
    return tuple(found)


def chips(chosen: Selected, excluded: Selected | None = None) -> tuple[Chip, ...]:
    """The filters in force, in the order of the fields, what is excluded after what is chosen."""
    return tuple(
        Chip(
            field=name,
            label=BY_NAME[name].label,
            value=value,
            value_label=_chip_label(name, value),
            is_excluded=is_excluded,
        )
        for name in BY_NAME
        for is_excluded, some in ((False, chosen), (True, excluded or {}))
        for value in some.get(name, ())
    )


def _chip_label(name: str, value: str) -> str:
    if value == ANY:
        return "any"
    return value.replace("..", "–") if BY_NAME[name].type in RANGED else shown(name, value)
