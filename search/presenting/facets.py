"""Facets as a person sees them: a facet is counted without its own filter, to be chosen from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.fields import BY_NAME, RANGED, Type
from corpus.vocabulary import Vocabulary, shown
from corpus.words import clean, fold, words
from index.query import key
from search.results import Chip, Facet, FacetValue
from search.understanding.filters import ANY, Selected

LONGEST_GAP = 100
"""Years without a document that are still counted; a wider gap is a mistake in a year."""


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
