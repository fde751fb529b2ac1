"""Asking a library: from what was typed to what is shown."""

import time
from collections.abc import Sequence
from dataclasses import replace

from corpus.catalogue import Catalogue
from corpus.document import Document, Page
from corpus.fields import BY_NAME
from corpus.records import Counts
from corpus.vocabulary import Vocabulary, shown
from corpus.weighing import Weighing, weigh_all
from index.contract import Engine
from index.query import Query, Text, evidence, leaves
from index.request import BestPages, Request, Sort
from index.shelf import Shelf
from search.facets import chips, facet, filter_queries, selected
from search.parser import parse
from search.passages import marked, marked_value, passage
from search.related import ALONE, families, folded
from search.results import (
    Ask,
    Coverage,
    Fact,
    Hit,
    PageHit,
    Reading,
    Results,
    page_name,
)

FACTS = ("city", "country", "module", "kind", "year", "language")
"""The fields of the line under a title."""

MOST_PAGES = 100_000
"""Pages with a match that are looked for in one document."""


class Searcher:
    """Answers questions about one library. Safe in several threads."""

    def __init__(self, catalogue: Catalogue, shelf: Shelf, vocabulary: Vocabulary) -> None:
        self._catalogue = catalogue
        self._shelf = shelf
        self._vocabulary = vocabulary
        self._counted = (0, Counts())

    def search(self, ask: Ask) -> Results:
        """One page of results. Never raises on what was typed.

        Raises UnknownField when a filter or a facet names no field.
        """
        began = time.perf_counter()
        engine = self._shelf.engine()
        parsed = parse(ask.text, self._vocabulary, exact=ask.exact)
        notes = list(parsed.notes)
        chosen = selected(ask.filters, self._vocabulary)
        page = max(ask.page, 1)
        filters = filter_queries(chosen, notes)
        chosen = {name: values for name, values in chosen.items() if name in filters}
        answer = engine.answer(
            Request(
                query=parsed.query,
                filters=filters,
                facets=ask.facets,
                sort=_sort(ask.sort, parsed.query),
                offset=(page - 1) * ask.per_page,
                limit=ask.per_page,
            )
        )
        scores = {found.id: found.score for found in answer.found}
        hits = self._hits(engine, parsed.query, scores, ask, page)
        return Results(
            ask=replace(ask, filters=chosen, page=page),
            total=answer.total,
            hits=hits,
            facets=tuple(
                facet(name, answer.facets[name], chosen.get(name, ())) for name in ask.facets
            ),
            chips=chips(chosen),
            notes=tuple(notes),
            coverage=self.coverage(engine),
            page_count=max(1, -(-answer.total // max(ask.per_page, 1))),
            took=time.perf_counter() - began,
        )

    def coverage(self, engine: Engine | None = None) -> Coverage:
        """How much a search looks through."""
        revision = self._catalogue.revision()
        counted, counts = self._counted
        if counted != revision:
            counts = self._catalogue.counts()
            self._counted = (revision, counts)
        return Coverage(
            documents=counts.documents,
            without_text=counts.without_text,
            failed=counts.failed,
            behind=max(revision - (engine or self._shelf.engine()).revision(), 0),
        )

    def read(self, name: str, number: int = 1, text: str = "", *, exact: bool = False) -> Reading:
        """A page of a document, with what is looked for marked.

        A number outside the document leads to its nearest page. Raises
        UnknownDocument.
        """
        document = self._catalogue.document(name, with_pages=False)
        parsed = parse(text, self._vocabulary, exact=exact)
        wanted = evidence(parsed.query)
        count = int(document.first("pages") or 0)
        number = min(max(number, 1), max(count, 1))
        page = self._catalogue.page_texts([(document.id, number)]).get(
            (document.id, number), Page(number=number, text="")
        )
        segments = marked(page, wanted)
        matching = self._matching(document.id, parsed.query, wanted)
        known = self._catalogue.relatives([document.id])
        family = families(self._catalogue, {document.id: document}, known).get(document.id, ALONE)
        return Reading(
            id=document.id,
            title=document.title,
            summary=_summary(document),
            facts=self._facts(document),
            number=number,
            page_count=count,
            label=page.label,
            name=page_name(number, page.label),
            text=segments,
            matches=sum(segment.is_match for segment in segments),
            matching=matching,
            previous_match=max((n for n in matching if n < number), default=None),
            next_match=min((n for n in matching if n > number), default=None),
            sources=document.all("source"),
            notes=parsed.notes,
            is_ocr=page.is_ocr,
            versions=family.versions,
            translations=family.translations,
            part_of=family.part_of,
            parts=family.parts,
        )

    def words(self, prefix: str, limit: int = 10) -> list[tuple[str, int]]:
        """Words of the library that begin so, with how many documents hold them."""
        return self._shelf.engine().words(prefix, limit)

    def _matching(self, id_: str, query: Query, wanted: Sequence[Text]) -> tuple[int, ...]:
        if not wanted:
            return ()
        found = self._shelf.engine().best_pages(query, [id_], MOST_PAGES).get(id_)
        return tuple(sorted(number for number, _ in found.best)) if found else ()

    def _facts(self, document: Document) -> tuple[Fact, ...]:
        claims = dict.fromkeys(self._catalogue.claims(document.id))
        weighed = weigh_all(claims, self._vocabulary)
        return tuple(
            _fact(name, document.all(name), weighed.get(name, Weighing()))
            for name in BY_NAME
            if document.all(name) or name in weighed
        )

    def _hits(
        self, engine: Engine, query: Query, scores: dict[str, float], ask: Ask, page: int
    ) -> tuple[Hit, ...]:
        first = (page - 1) * ask.per_page + 1
        ranks = {id_: rank for rank, id_ in enumerate(scores, start=first)}
        known = self._catalogue.relatives(list(scores))
        shown = folded(list(scores), known) if ask.folded else dict.fromkeys(scores, 1)
        ids = list(shown)
        documents = self._catalogue.documents(ids)
        related = families(self._catalogue, documents, known)
        best = engine.best_pages(query, ids, ask.passages) if ask.passages else {}
        openings = self._catalogue.opening_pages([id_ for id_ in ids if id_ not in best])
        found = {
            id_: best.get(id_)
            or BestPages(total=0, best=((openings[id_], 0.0),) if id_ in openings else ())
            for id_ in ids
        }
        texts = self._catalogue.page_texts(
            [(id_, number) for id_, pages in found.items() for number, _ in pages.best]
        )
        there = [id_ for id_ in ids if id_ in documents]
        return tuple(
            replace(
                _hit(ranks[id_], documents[id_], scores[id_], query, found[id_], texts),
                shown_for=shown[id_],
                versions=family.versions,
                translations=family.translations,
                part_of=family.part_of,
                parts=family.parts,
            )
            for id_ in there
            for family in (related.get(id_, ALONE),)
        )


def _fact(name: str, values: tuple[str, ...], weighing: Weighing) -> Fact:
    return Fact(
        field=name,
        label=BY_NAME[name].label,
        values=values,
        labels=tuple(shown(name, value) for value in values),
        weighed=tuple(sorted(weighing.claims, key=lambda one: one.why_not != "")),
    )


def _summary(document: Document) -> tuple[str, ...]:
    return tuple(shown(name, value) for name in FACTS for value in document.all(name))


def _sort(sort: Sort, query: Query) -> Sort:
    """Without a word to be relevant to, the newest come first."""
    if sort is Sort.RELEVANCE and not any(True for _ in leaves(query)):
        return Sort.YEAR
    return sort


def _hit(
    rank: int,
    document: Document,
    score: float,
    query: Query,
    best: BestPages,
    texts: dict[tuple[str, int], Page],
) -> Hit:
    wanted = evidence(query)
    in_title = [leaf for leaf in leaves(query) if leaf.field in ("", "title")]
    pages = [
        (texts[document.id, number], page_score)
        for number, page_score in best.best
        if (document.id, number) in texts
    ]
    return Hit(
        rank=rank,
        id=document.id,
        title=marked_value(document.title, document.language, in_title),
        score=round(score, 6),
        values=document.values,
        facts=_summary(document),
        pages=tuple(
            PageHit(
                number=page.number,
                label=page.label,
                name=page_name(page.number, page.label),
                score=round(page_score, 4),
                passage=passage(page, wanted),
            )
            for page, page_score in pages
            if page.matched.strip()
        ),
        more_pages=max(best.total - len(best.best), 0),
        has_text=bool(pages),
    )
