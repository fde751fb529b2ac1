"""How often does each of many terms occur, in each city or in each value of another facet?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from index.looking import evidence
from search.language.notes import Note
from search.question import Ask
from search.searcher import Searcher
from search.tables.counting import Counting, Side, documents_of, ids_of, label_of, side
from search.understanding.understanding import Understood


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """The counts of one term by value, without those that are zero.

    A document with two values is counted under both, and once in `total`. `notes`
    speak of the term.
    """

    term: str
    counts: Mapping[str, int]
    total: int
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TermTable:
    """One row for each term, in the order given; `values` are the columns, in order."""

    field: str
    counting: Counting
    values: tuple[str, ...]
    rows: tuple[TermRow, ...]


def term_table(
    searcher: Searcher,
    terms: Iterable[str],
    across: str = "city",
    counting: Counting = Counting.DOCUMENTS,
    ask: Ask | None = None,
) -> TermTable:
    """Count what answers each term, by the values of a facet.

    A term is any query. `ask` says within what is looked: its filters hold for all terms,
    its text is not read. Raises UnknownField for what is no facet.
    """
    around = ask or Ask()
    counter = _Counter(
        searcher,
        side(across, searcher.vocabulary, searcher.understand(replace(around, text=""))),
        counting,
    )
    rows = tuple(counter.row(term, around) for term in terms)
    return TermTable(
        field=counter.side.field.name, counting=counting, values=counter.side.values, rows=rows
    )


def table_columns(table: TermTable) -> tuple[str, ...]:
    """What the cells of `table_rows` are called."""
    return ("query", *(label_of(table.field, value) for value in table.values), "total", "notes")


def table_rows(table: TermTable) -> Iterator[tuple[object, ...]]:
    """The table with every count, zeros as well."""
    for row in table.rows:
        counts = (row.counts.get(value, 0) for value in table.values)
        yield row.term, *counts, row.total, " ".join(map(str, row.notes))


class _Counter:
    """Counts term after term, and remembers where each document stands."""

    def __init__(self, searcher: Searcher, side_: Side, counting: Counting) -> None:
        self.side = side_
        self._searcher = searcher
        self._engine = searcher.engine
        self._counting = counting
        self._places: dict[str, tuple[str, ...]] = {}

    def row(self, term: str, ask: Ask) -> TermRow:
        understood = self._searcher.understand(replace(ask, text=term, correcting=False))
        counts: Counter[str] = Counter()
        total = 0
        for id_, number in self._numbers(understood):
            total += number
            counts.update(dict.fromkeys(self._places[id_], number))
        return TermRow(
            term=term,
            counts={value: number for value, number in counts.items() if number},
            total=total,
            notes=(*understood.notes, *self._without_words(understood)),
        )

    def _numbers(self, understood: Understood) -> Iterator[tuple[str, int]]:
        """What each document that answers counts for."""
        ids = ids_of(self._engine, understood.query, understood)
        fresh = [id_ for id_ in ids if id_ not in self._places]
        for document in documents_of(self._searcher.catalogue, fresh):
            self._places[document.id] = self.side.places(document)
        if self._counting is Counting.DOCUMENTS:
            found: Mapping[str, int] = dict.fromkeys(ids, 1)
        else:
            found = self._engine.count_pages(understood.query, ids)
        yield from ((id_, number) for id_, number in found.items() if id_ in self._places)

    def _without_words(self, understood: Understood) -> tuple[Note, ...]:
        if self._counting is Counting.DOCUMENTS or evidence(understood.query):
            return ()
        return (Note("It looks for nothing in the text, so that no passage can be counted."),)
