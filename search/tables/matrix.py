"""What do the documents of each city say in each module, and where is there no report?

Any two facets can be the rows and columns, and a third the layers. A document
with two cities is counted in both rows, and once in every total.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product

from corpus.document import Document
from corpus.errors import PolisearchError
from corpus.fields import field_called
from index.looking import evidence, looks_into_text
from index.query import (
    All,
    Query,
)
from search.language.notes import Note
from search.question import Ask
from search.searcher import Searcher
from search.tables.counting import UNKNOWN, Side, documents_of, ids_of, side

Place = tuple[str | None, str | None, str | None]
"""Row, column and layer of a cell; None is all of them together."""


class State(StrEnum):
    """What a cell says. The first three are three different findings of nothing."""

    NO_REPORT = "no report"
    NOT_READABLE = "not readable"
    SILENT = "says nothing"
    FOUND = "found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The documents at one place of a matrix.

    `documents` answer, with `passages` pages that hold a match. `reports` are those
    that were looked through, `unread` those of them that have no text.
    """

    documents: int = 0
    passages: int = 0
    reports: int = 0
    unread: int = 0

    @property
    def state(self) -> State:
        """No report, none that has a text, none that says it, or some found."""
        if self.documents:
            return State.FOUND
        if not self.reports:
            return State.NO_REPORT
        return State.NOT_READABLE if self.unread == self.reports else State.SILENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Counts by row, column and layer.

    `cells` holds every place with a report; `layers` and the third part of a place are
    empty and None without a field for layers. UNKNOWN is the value of those that have
    none. Without `has_words`, nothing was looked for in the text, and no passages are
    counted.
    """

    ask: Ask
    row_field: str
    column_field: str
    layer_field: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    layers: tuple[str, ...]
    cells: Mapping[Place, Cell]
    has_words: bool
    notes: tuple[Note, ...] = ()

    def cell(
        self, row: str | None = None, column: str | None = None, layer: str | None = None
    ) -> Cell:
        """The cell at a place. What is not named is summed up, every document once."""
        return self.cells.get((row, column, layer), Cell())

    def ask_for(
        self, row: str | None = None, column: str | None = None, layer: str | None = None
    ) -> Ask:
        """The question that finds the documents of a cell, and no others."""
        fields = (self.row_field, self.column_field, self.layer_field)
        text, filters = self.ask.text, dict(self.ask.filters)
        for name, value in zip(fields, (row, column, layer), strict=True):
            if value == UNKNOWN:
                text = f"-{name}:* ({text})" if text.strip() else f"-{name}:*"
            elif value is not None:
                filters[name] = (value,)
        return replace(self.ask, text=text, filters=filters, page=1)


def matrix(
    searcher: Searcher,
    ask: Ask,
    rows: str = "city",
    columns: str = "module",
    layers: str | None = None,
) -> Matrix:
    """Count what answers a question, by the values of two facets, or three.

    The cities and modules of the vocabulary are all there, also without a report.
    Raises UnknownField for what is no facet.
    """
    names = [field_called(name).name for name in (rows, columns, layers) if name]
    if len(set(names)) < len(names):
        raise PolisearchError(
            f"{names[0]} × {' × '.join(names[1:])} names a field twice.",
            "Choose different fields for rows, columns and layers.",
        )
    answered = searcher.answer(replace(ask, page=1, per_page=0, facets=()))
    understood, engine = answered.understood, answered.engine
    sides = [side(name, searcher.vocabulary, understood) for name in names]
    answering = ids_of(engine, understood.query, understood)
    around = scope(understood.query)
    there = answering if around == understood.query else ids_of(engine, around, understood)
    passages = engine.count_pages(understood.query, answering)
    silent = [id_ for id_ in there if id_ not in passages]
    with_text = passages.keys() | searcher.catalogue.opening_pages(silent).keys()
    tally = _Tally(sides)
    found = frozenset(answering)
    for document in documents_of(searcher.catalogue, there):
        tally.add(
            tally.places(document),
            Cell(
                documents=int(document.id in found),
                passages=passages.get(document.id, 0),
                reports=1,
                unread=int(document.id not in with_text),
            ),
        )
    return Matrix(
        ask=replace(ask, text=answered.asked.text, filters=understood.chosen),
        row_field=names[0],
        column_field=names[1],
        layer_field=names[2] if layers else "",
        rows=sides[0].values,
        columns=sides[1].values,
        layers=sides[2].values if layers else (),
        cells=tally.cells(),
        has_words=bool(evidence(understood.query)),
        notes=answered.notes,
    )


class _Tally:
    """Adds documents up at every place they belong to."""

    def __init__(self, sides: list[Side]) -> None:
        self._sides = sides
        self._sums: dict[Place, list[int]] = {}

    def places(self, document: Document) -> Iterator[Place]:
        rows, columns, *others = ((None, *one.places(document)) for one in self._sides)
        layers = others[0] if others else (None,)
        yield from product(rows, columns, layers)

    def add(self, places: Iterator[Place], cell: Cell) -> None:
        for place in places:
            sums = self._sums.setdefault(place, [0, 0, 0, 0])
            sums[0] += cell.documents
            sums[1] += cell.passages
            sums[2] += cell.reports
            sums[3] += cell.unread

    def cells(self) -> dict[Place, Cell]:
        return {
            place: Cell(documents=documents, passages=passages, reports=reports, unread=unread)
            for place, (documents, passages, reports, unread) in self._sums.items()
        }


def scope(query: Query) -> Query:
    """What of a query says which documents are looked through, whatever their text says.

    >>> from index.query import Not, Word
    >>> scope(All((Word("rent"), Word("schmidt", "author"), Not(Word("flat")))))
    Word(word='schmidt', field='author', stemmed=True)
    """
    if isinstance(query, All):
        kept = tuple(found for part in query.parts if (found := scope(part)) != All())
        return kept[0] if len(kept) == 1 else All(kept)
    return All() if looks_into_text(query) else query
