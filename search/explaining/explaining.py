"""Why did this document answer? What was found of a query, in which forms, and where.

Told from the texts themselves by the meaning of each node, not by an engine.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from corpus.catalogue.reading import batches
from corpus.document import SECTION, Document, Page, Part, Span
from corpus.fields import FIELDS
from corpus.vocabulary import shown
from corpus.words import fold
from index.looking import evidence, ideas
from index.query import (
    All,
    Either,
    Most,
    Not,
    Query,
    Text,
    Widened,
    is_text,
)
from search.explaining.why import Form, Place, Thing, Way, Why
from search.language.writer import write
from search.presenting.matched_in import TEXT, Basic, basics, fields_of, spans_in
from search.presenting.passages import marked
from search.question import Ask
from search.searcher import Searcher
from search.understanding.understanding import Understood

_Spot = tuple[str, int, int]
"""A field with its value, or the number of a page, and what stands there from where to where."""


def explain(searcher: Searcher, ask: Ask, id_or_code: str) -> Why:
    """Why a document answers, or what it lacks.

    Raises UnknownDocument, and UnknownField when a filter names no field.
    """
    document = searcher.catalogue.document(id_or_code)
    return explained(searcher.understand(ask), document)


def explained(understood: Understood, document: Document) -> Why:
    """Why a document with its pages answers what was understood, or what it lacks."""
    narrowed = All((understood.query, *understood.filters.values()))
    things = [_thing(one, document, is_excluded=out) for one, out in _things(narrowed)]
    looked_for = ideas(understood.query)
    on = {number for thing in things for number in thing.pages}
    held = _held(looked_for, [page for page in document.pages if page.number in on])
    most = max(held.values(), default=0)
    return Why(
        id=document.id,
        title=document.title,
        is_found=narrowed.matches(document),
        things=tuple(things),
        looked_for=len(looked_for),
        most_together=most,
        together=tuple(number for number, count in held.items() if count == most),
        raised=tuple(write(one) for one in understood.first if one.matches(document)),
        notes=tuple(map(str, understood.notes)),
    )


def pages_with_matches(
    searcher: Searcher, ask: Ask, id_or_code: str
) -> tuple[tuple[int, int], ...]:
    """The pages of a document with something to mark, and how often: (number, matches), in order.

    Raises UnknownDocument, and UnknownField when a filter names no field.
    """
    document = searcher.catalogue.document(id_or_code, with_pages=False)
    query = searcher.understand(ask).query
    wanted = evidence(query)
    counted: list[tuple[int, int]] = []
    for some in batches(searcher.matching(document.id, query)):
        pages = searcher.catalogue.page_texts((document.id, number) for number in some)
        counted += [
            (page.number, sum(segment.is_match for segment in marked(page, wanted)))
            for page in pages.values()
        ]
    return tuple(sorted((number, count) for number, count in counted if count))


def _things(query: Query, *, is_excluded: bool = False) -> Iterator[tuple[Query, bool]]:
    """Each thing looked for, once for all ways to say it, and whether it is excluded."""
    match query:
        case Either(parts):
            for part in parts:
                yield from _things(part, is_excluded=is_excluded)
        case All(parts) | Most(parts) if not is_excluded:  # excluded, they are so together
            for part in parts:
                yield from _things(part)
        case Not(part):
            yield from _things(part, is_excluded=not is_excluded)
        case _:
            yield query, is_excluded


def _thing(query: Query, document: Document, *, is_excluded: bool) -> Thing:
    said = query.ways if isinstance(query, Widened) else (query,)
    seen: set[_Spot] = set()
    ways = [
        Way(text=write(one), is_as_typed=one is said[0], places=_places(one, document, seen))
        for one in dict.fromkeys(said)
    ]
    return Thing(
        text=write(query),
        ways=tuple(way for way in ways if way.places),
        is_excluded=is_excluded,
    )


def _places(way: Query, document: Document, seen: set[_Spot]) -> tuple[Place, ...]:
    """Where one way to say a thing stands: in fields, and on pages by their part.

    What another way has `seen` already is not told again.
    """
    found = tuple(basics(way))
    if len(found) != 1 and not way.matches(document):
        return ()
    return (*_in_fields(found, document, seen), *_on_pages(evidence(way), document, seen))


def _in_fields(basics: Sequence[Basic], document: Document, seen: set[_Spot]) -> Iterator[Place]:
    for field in FIELDS:
        forms: Counter[str] = Counter()
        headings = []
        for value in document.all(field.name):
            found = [
                span
                for one in basics
                if field.name in fields_of(one)
                for span in spans_in(one, field.name, value, document.language)
            ]
            fresh = _fresh(seen, f"{field.name}:{value}", found)
            forms.update(_written(field.name, value, fresh))
            headings += [value] if fresh else []
        if forms:
            pages = _under(document, headings) if field.name == SECTION else ()
            yield Place(field.name, field.label.lower(), _listed(forms), pages)


def _on_pages(wanted: Sequence[Text], document: Document, seen: set[_Spot]) -> Iterator[Place]:
    for part in Part:
        forms: Counter[str] = Counter()
        on = []
        for page in (page for page in document.pages if page.part is part):
            text = page.matched
            found = [span for leaf in wanted for span in leaf.spans(text, page.language)]
            fresh = _fresh(seen, str(page.number), found)
            forms.update(text[start:end] for start, end in fresh)
            on += [page.number] if fresh else []
        if on:
            yield Place("", part.value or TEXT, _listed(forms), tuple(on))


def _fresh(seen: set[_Spot], where: str, spans: Iterable[Span]) -> list[Span]:
    """Those of some spans that were not seen; they now are."""
    fresh = sorted({span for span in spans if (where, *span) not in seen})
    seen.update((where, *span) for span in fresh)
    return fresh


def _under(document: Document, headings: Sequence[str]) -> tuple[int, ...]:
    return tuple(page.number for page in document.pages if page.section in headings)


def _written(name: str, value: str, spans: Iterable[Span]) -> Iterator[str]:
    """The words found in a value as people read them; the whole of it where it has no words."""
    for start, end in spans:
        yield value[start:end] if is_text(name) else shown(name, value)


def _listed(forms: Counter[str]) -> tuple[Form, ...]:
    """Written forms with how often they are there, the most frequent first.

    Those that differ in capitals and accents are one.
    """
    together: dict[str, Counter[str]] = {}
    for written, count in forms.items():
        plain = " ".join(written.split())
        together.setdefault(fold(plain), Counter())[plain] += count
    listed = [
        Form(min(alike, key=lambda one: (-alike[one], not one.islower(), one)), alike.total())
        for alike in together.values()
    ]
    return tuple(sorted(listed, key=lambda form: (-form.count, form.word)))


def _held(looked_for: Sequence[Query], pages: Sequence[Page]) -> dict[int, int]:
    """How many of the things looked for each page holds; of the body, if that holds any."""
    body = [page for page in pages if page.part is Part.BODY]
    alone = {page.number: _alone(page) for page in body or pages}
    held = {n: sum(idea.matches(page) for idea in looked_for) for n, page in alone.items()}
    return {number: count for number, count in held.items() if count}


def _alone(page: Page) -> Document:
    """A page as if it were all there is."""
    return Document(id="", pages=(page,))
