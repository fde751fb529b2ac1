"""Filters as a person gives them.

Values of one facet are joined by OR, facets by AND. What is excluded belongs to the
question itself, and stays in force in every count.
"""

from collections.abc import Mapping, Sequence

from corpus.errors import PolisearchError
from corpus.fields import BY_NAME, field_called
from corpus.vocabulary import Vocabulary
from corpus.words import clean
from index.query import All, Either, Not, Query
from search.language.leaves import Leaves
from search.language.notes import Note
from search.language.signs import Part, Sign

Selected = Mapping[str, tuple[str, ...]]
"""Values by field, as they stand in documents."""

ANY = "*"
"""Stands for any value at all: excluded, those documents are left that have none."""

MOST_VALUES = 500
"""Values of one field that are looked for: more than a screen shows, or a person chooses."""


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
    """Read what a person typed to exclude, as values by field.

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
