"""Facets as a person sees them, and filters as a person gives them."""

from collections.abc import Mapping, Sequence

from corpus.fields import BY_NAME, RANGED, Type, field_called
from corpus.vocabulary import Vocabulary, shown
from corpus.words import clean, fold
from index.query import Either, Query, key
from search.leaves import Leaves
from search.notes import Note
from search.results import Chip, Facet, FacetValue
from search.tokens import Part, Sign

Selected = Mapping[str, tuple[str, ...]]
"""Values by field, as they stand in documents."""


def selected(
    filters: Mapping[str, Sequence[str]], vocabulary: Vocabulary
) -> dict[str, tuple[str, ...]]:
    """Filters by the names of fields and values that documents have: `city: Wien` is Vienna.

    Raises UnknownField for a field that does not exist.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, values in filters.items():
        field = field_called(name)
        known = [
            vocabulary.canonical(field.name, value) or value
            for text in values
            if (value := clean(text).strip())
        ]
        if known:
            found[field.name] = tuple(dict.fromkeys((*found.get(field.name, ()), *known)))
    return found


def filter_queries(chosen: Selected, notes: list[Note]) -> dict[str, Query]:
    """What the filters mean: any of the values of a field, in every field.

    A value that cannot be one of its field is left out, with a note.
    """
    queries: dict[str, Query] = {}
    for name, values in chosen.items():
        options = tuple(part for value in values if (part := _option(name, value, notes)))
        if options:
            queries[name] = options[0] if len(options) == 1 else Either(options)
    return queries


def _option(name: str, value: str, notes: list[Note]) -> Query | None:
    odd: list[Note] = []
    option = Leaves(Vocabulary(), odd, exact=True).whole(Part(Sign.PHRASE, value, 0), name)
    if odd or option is None:
        notes.append(Note(f"{value!r} is no {BY_NAME[name].label.lower()}; it was left out."))
        return None
    return option


def facet(name: str, counts: Mapping[str, int], chosen: Sequence[str]) -> Facet:
    """The values of a facet in the order to show them: years from the last, others by count."""
    field = BY_NAME[name]
    wanted = {key(name, value) for value in chosen}
    values = [
        FacetValue(
            value=value,
            label=shown(name, value),
            count=count,
            is_selected=key(name, value) in wanted,
        )
        for value, count in counts.items()
    ]
    there = {key(name, value) for value in counts}
    values += [
        FacetValue(value=value, label=shown(name, value), count=0, is_selected=True)
        for value in chosen
        if key(name, value) not in there and ".." not in value
    ]
    if field.type is Type.YEAR:
        values.sort(key=lambda v: v.value, reverse=True)
    else:
        values.sort(key=lambda v: (-v.count, fold(v.label)))
    return Facet(field=name, label=field.label, values=tuple(values))


def chips(chosen: Selected) -> tuple[Chip, ...]:
    """The filters in force, in the order of the fields."""
    return tuple(
        Chip(
            field=name,
            label=BY_NAME[name].label,
            value=value,
            value_label=value.replace("..", "–") if _is_range(name) else shown(name, value),
        )
        for name in BY_NAME
        for value in chosen.get(name, ())
    )


def _is_range(name: str) -> bool:
    return BY_NAME[name].type in RANGED
