"""Which documents does a table count, and under which values of a field does each of them stand?"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from corpus.catalogue import Catalogue
from corpus.catalogue.reading import batches
from corpus.document import Document
from corpus.errors import UnknownField
from corpus.fields import BY_NAME, FACETS, RANGED, Field, field_called
from corpus.vocabulary import Vocabulary, shown
from corpus.words import fold
from index.contract import Engine
from index.query import Query, key
from index.request import Request
from search.understanding.understanding import Understood

UNKNOWN = ""
"""Where documents stand for which the field has no value."""


class Counting(StrEnum):
    """What a number in a table counts; a passage is a page with a match."""

    DOCUMENTS = "documents"
    PASSAGES = "passages"


class Side:
    """The values of a facet along one side of a table.

    It learns them from the documents it is asked to place. The cities and modules of
    the vocabulary are there from the beginning, so that those without a document can
    be seen. Where the field is narrowed by a filter, only values that pass it are there.
    """

    def __init__(self, field: Field, vocabulary: Vocabulary, allowed: Query | None) -> None:
        self.field = field
        self._allowed = allowed
        self._has_unknown = False
        self._order: dict[str, int] = {}
        self._names: dict[str, str] = {}
        self._learnt: dict[str, str | None] = {}
        for place, name in enumerate(_known(field.name, vocabulary)):
            self._order[name] = place
            self._learn(name)

    def places(self, document: Document) -> tuple[str, ...]:
        """The values under which a document is counted, each once; UNKNOWN if it has none."""
        values = document.all(self.field.name)
        if not values:
            self._has_unknown = True
            return (UNKNOWN,)
        learnt = (
            self._learnt[value] if value in self._learnt else self._learn(value) for value in values
        )
        return tuple(dict.fromkeys(name for name in learnt if name is not None))

    @property
    def values(self) -> tuple[str, ...]:
        """All values in order; UNKNOWN, if it is among them, is the last."""
        found = sorted(self._names.values(), key=self._sorted_by)
        return (*found, UNKNOWN) if self._has_unknown else tuple(found)

    def _learn(self, value: str) -> str | None:
        """What a value is called here, None where it does not pass the filter."""
        field = self.field.name
        found: str | None = None
        alone = Document(id="", values={field: (value,)})
        if self._allowed is None or self._allowed.matches(alone):
            found = self._names.setdefault(key(field, value), value)
        self._learnt[value] = found
        return found

    def _sorted_by(self, name: str) -> tuple[int, str, str]:
        return self._order.get(name, len(self._order)), fold(shown(self.field.name, name)), name


def side(name: str, vocabulary: Vocabulary, understood: Understood) -> Side:
    """The side of a table for a facet, by its name or an alias.

    Raises UnknownField where no facet has this name.
    """
    field = field_called(name)
    if not field.facet:
        raise UnknownField(f"{field.label} is no facet.", f"There are: {', '.join(FACETS)}.")
    return Side(field, vocabulary, understood.filters.get(field.name))


def ids_of(engine: Engine, query: Query, understood: Understood) -> list[str]:
    """Everything that matches a query within the filters of a question."""
    request = Request(query=query, filters=understood.filters, limit=max(engine.size(), 1))
    return [found.id for found in engine.answer(request).found]


def documents_of(catalogue: Catalogue, ids: Sequence[str]) -> Iterator[Document]:
    """Documents without pages, few of them in memory at a time."""
    for some in batches(ids):
        yield from catalogue.documents(some).values()


def label_of(field_name: str, value: str) -> str:
    """What stands at the head of a row or column."""
    if value == UNKNOWN:
        return "unknown" if BY_NAME[field_name].type in RANGED else "none"
    return shown(field_name, value)


def _known(field_name: str, vocabulary: Vocabulary) -> Iterable[str]:
    if field_name == "city":
        return sorted((city.name for city in vocabulary.cities), key=fold)
    if field_name == "module":
        return [module.name for module in vocabulary.modules]
    return ()
