"""What do two to four cities, or documents, say on one question, side by side?

Passages under the same heading stand in one row, whatever its number and whichever city
it names. Headings that only one of them has share the last row.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from corpus.document import Document, Page, Part
from corpus.errors import UnknownDocument
from corpus.words import fold
from index.looking import evidence, ideas, leaves
from search.presenting.passages import passage
from search.question import Ask
from search.results import Passage, page_name
from search.searcher import Searcher
from search.tables.matrix import Cell, matrix

MOST_BESIDE = 4
"""Columns that one can read side by side."""

MOST_NAMED = 20
"""Names that are looked at: each may be a question to the library."""

MOST_DOCUMENTS = 4
"""Documents of a column whose pages are looked at: those that answer best."""

MOST_PAGES = 12
"""Pages with a match that are looked at in each of them."""

MOST_ROWS = 30
MOST_QUOTES = 3
"""Passages of a column under one heading."""

DOCUMENT = "document:"
"""What begins the name of a column that is a document."""

_NUMBER = re.compile(r"^\W*(?:\d{1,2}(?:\.\d{1,2})*|[ivxIVX]+(?=[.)]))[.):]?\s+")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who is compared: a city, or a document. `name` is what an address calls it."""

    name: str
    field: str
    value: str
    label: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A passage, and where it stands."""

    document: str
    title: str
    number: int
    page: str
    heading: str
    passage: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A party, the question that finds its documents, and how many there are."""

    party: Party
    ask: Ask
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """What a party says under a heading; `more` passages are not quoted.

    `has_section` says that its documents have the heading, be there a match or not.
    """

    quotes: tuple[Quote, ...] = ()
    more: int = 0
    has_section: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A heading and what each party says under it. Without one, it is for all other headings."""

    heading: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Parties side by side, in the order of their documents.

    Without `has_words` nothing was looked for, and each section is quoted from its beginning.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    has_words: bool


def parties(names: Iterable[str], searcher: Searcher) -> tuple[tuple[Party, ...], tuple[str, ...]]:
    """Who is meant, each once and no more than MOST_BESIDE; and what is said of the others."""
    found: dict[tuple[str, str], Party] = {}
    notes: list[str] = []
    for name in islice(dict.fromkeys(names), MOST_NAMED):
        is_document = name.startswith(DOCUMENT)
        party = _document(name, searcher) if is_document else _city(name, searcher)
        if party is not None:
            found.setdefault((party.field, party.value), party)
        elif is_document:
            notes.append(f"There is no document “{name.removeprefix(DOCUMENT)}”.")
        else:
            notes.append(f"There is no city “{name}” here.")
    if len(found) > MOST_BESIDE:
        notes.append(f"Of {len(found)}, the first {MOST_BESIDE} are compared.")
    return tuple(found.values())[:MOST_BESIDE], tuple(notes)


def side_by_side(searcher: Searcher, ask: Ask, chosen: Sequence[Party]) -> Comparison:
    """What each party says. A filter by city is set aside: the cities are the columns."""
    filters = {name: values for name, values in ask.filters.items() if name != "city"}
    asked = searcher.answer(replace(ask, filters=filters, page=1, per_page=0, facets=()))
    base = replace(asked.asked, per_page=ask.per_page)
    columns = [_column(searcher, base, party) for party in chosen]
    has_words = bool(evidence(asked.understood.query))
    said = [_Said(searcher, column, has_words=has_words) for column in columns]
    return Comparison(columns=tuple(columns), rows=_rows(said), has_words=has_words)


def heading_of(section: str, names: Iterable[str]) -> str:
    """A heading by which two documents can be compared: no number, and no name of its subject.

    >>> heading_of("2.1 Profile of Turku", ["Turku"]), heading_of("6 Key lessons", [])
    ('Profile of …', 'Key lessons')
    """
    heading = _NUMBER.sub("", _BLANKS.sub(" ", section).strip())
    for name in sorted(filter(None, names), key=len, reverse=True):
        heading = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "…", heading, flags=re.IGNORECASE)
    return heading


def _city(name: str, searcher: Searcher) -> Party | None:
    value = searcher.vocabulary.canonical("city", name)
    if value is None:
        asked = Ask(filters={"city": (name,)}, per_page=1, passages=0)
        hits = searcher.search(asked).hits
        same = (own for hit in hits for own in hit.values.get("city", ()))
        value = next((own for own in same if fold(own) == fold(name.strip())), None)
    if value is None:
        return None
    known = searcher.vocabulary.city(value)
    about = (value, *(known.spellings if known else ()))
    return Party(name=value, field="city", value=value, label=value, about=about)


def _document(name: str, searcher: Searcher) -> Party | None:
    try:
        found = searcher.catalogue.document(name.removeprefix(DOCUMENT), with_pages=False)
    except UnknownDocument:
        return None
    return Party(
        name=f"{DOCUMENT}{found.id}",
        field="id",
        value=found.id,
        label=found.title,
        about=found.all("city"),
    )


def _column(searcher: Searcher, base: Ask, party: Party) -> Column:
    filters = {**base.filters, party.field: (party.value,)}
    ask = replace(base, filters=filters)
    return Column(party=party, ask=ask, cell=matrix(searcher, ask).cell())


class _Said:
    """What is quoted of one party, by the headings of its documents."""

    def __init__(self, searcher: Searcher, column: Column, *, has_words: bool) -> None:
        self.about = column.party.about
        self.headings: dict[str, str] = {}
        self.places: dict[str, float] = {}
        self.quotes: dict[str, list[Quote]] = {}
        asked = replace(column.ask, per_page=MOST_DOCUMENTS, correcting=False, facets=())
        answered = searcher.answer(asked)
        ids = [found.id for found in answered.found]
        documents = searcher.catalogue.documents(ids, with_pages=True)
        self._query = answered.understood.query
        self._wanted = evidence(self._query)
        self._things = {
            leaf: number for number, idea in enumerate(ideas(self._query)) for leaf in leaves(idea)
        }
        best = answered.engine.best_pages(self._query, ids, MOST_PAGES) if has_words else {}
        for document in (documents[id_] for id_ in ids if id_ in documents):
            self._learn(document)
            if not has_words:
                self._quote(document, _openings(document))
            elif document.id in best:
                self._quote(document, [number for number, _ in best[document.id].best])

    def _learn(self, document: Document) -> None:
        sections = document.all("section")
        for place, section in enumerate(sections):
            heading = self._heading(section, document)
            key = fold(heading)
            self.headings.setdefault(key, heading)
            self.places.setdefault(key, place / len(sections))

    def _heading(self, section: str, document: Document) -> str:
        """The heading of a section; the one that is the title itself says nothing."""
        is_title = fold(section) == fold(document.title)
        return "" if is_title else heading_of(section, self.about)

    def _quote(self, document: Document, numbers: Iterable[int]) -> None:
        pages = {page.number: page for page in document.pages}
        for number in numbers:
            page = pages.get(number)
            if page is None or not page.matched.strip():
                continue
            key = fold(self._heading(page.section, document))
            quote = Quote(
                document=document.id,
                title=document.title,
                number=number,
                page=page_name(number, page.label),
                heading=page.section,
                passage=passage(
                    page if self._wanted else _after_heading(page), self._wanted, self._things
                ),
            )
            self.quotes.setdefault(key, []).append(quote)

    def spot(self, keys: Iterable[str]) -> Spot:
        """What is quoted under some headings, in the order of the best."""
        some = [quote for key in keys for quote in self.quotes.get(key, ())]
        quotes = tuple(some[:MOST_QUOTES])
        return Spot(quotes=quotes, more=len(some) - len(quotes), has_section=False)


def _openings(document: Document) -> list[int]:
    """The first page of each section that says something of the subject."""
    firsts: dict[str, int] = {}
    for page in document.pages:
        if _says_something(page):
            firsts.setdefault(page.section, page.number)
    return list(firsts.values())


def _after_heading(page: Page) -> Page:
    """A page without the heading it begins with, which stands above what is quoted anyway."""
    start = len(page.text) - len(page.text.lstrip())
    end = start + len(page.section)
    is_first = page.section and page.text.startswith(page.section, start)
    if not is_first or any(low < end for low, _ in page.left_out):
        return page
    return replace(page, left_out=((start, end), *page.left_out))


def _says_something(page: Page) -> bool:
    return page.part is Part.BODY and bool(page.matched.strip())


def _rows(said: Sequence[_Said]) -> tuple[Row, ...]:
    quoted = dict.fromkeys(key for one in said for key in one.quotes)
    shared = [key for key in quoted if key and (sum(key in one.headings for one in said) > 1)]
    shared.sort(key=lambda key: _place(key, said))
    kept = shared[:MOST_ROWS]
    rows = [
        Row(
            heading=next(one.headings[key] for one in said if key in one.headings),
            spots=tuple(replace(one.spot([key]), has_section=key in one.headings) for one in said),
        )
        for key in kept
    ]
    rest = [key for key in quoted if key not in kept]
    if rest:
        rows.append(Row(heading="", spots=tuple(one.spot(rest) for one in said)))
    return tuple(rows)


def _place(key: str, said: Sequence[_Said]) -> float:
    """Where in its documents a heading stands, from 0 to 1."""
    places = [one.places[key] for one in said if key in one.places]
    return sum(places) / len(places)
