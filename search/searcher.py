"""Asking a library: from what was typed to what is shown."""

import time
from dataclasses import replace

from corpus.catalogue import Catalogue
from corpus.document import Document, Page
from corpus.fields import BY_NAME
from corpus.records import Counts
from corpus.vocabulary import Vocabulary, shown
from corpus.weighing import Weighing, weigh_all
from index.contract import Engine
from index.looking import evidence
from index.query import Query, Text
from index.shelf import Shelf
from search.answering import Answered, Answering
from search.presenting.facets import chips, facet
from search.presenting.hits import hits, summary
from search.presenting.passages import marked
from search.presenting.related import ALONE, families
from search.question import Ask
from search.results import Coverage, Fact, Reading, Results, page_name
from search.suggesting.completion import Completer, Completions
from search.understanding.lexicon import Lexicon
from search.understanding.understanding import Understood

MOST_PAGES = 100_000
"""Pages with a match that are looked for in one document."""


class Searcher:
    """Answers questions about one library. Safe in several threads."""

    def __init__(self, catalogue: Catalogue, shelf: Shelf, vocabulary: Vocabulary) -> None:
        self.catalogue = catalogue
        self._shelf = shelf
        self.vocabulary = vocabulary
        self._counted = (0, Counts())
        lexicon = Lexicon()
        self._answering = Answering(catalogue, vocabulary, lexicon)
        self._completer = Completer(catalogue, vocabulary, lexicon)

    def search(self, ask: Ask) -> Results:
        """One page of results. Never raises on what was typed.

        Raises UnknownField when a filter or a facet names no field.
        """
        began = time.perf_counter()
        answered = self.answer(ask)
        asked, understood, answer = answered.asked, answered.understood, answered.answer
        chosen, excluded = asked.filters, asked.without
        return Results(
            ask=replace(asked, text=answered.ask.text),
            asked=asked,
            total=answer.total,
            more=answer.more,
            is_mixed=understood.is_mixed,
            held=understood.held,
            hits=hits(answer.found, answered, self.catalogue),
            facets=tuple(
                facet(name, answer.facets[name], chosen.get(name, ()), excluded.get(name, ()))
                for name in ask.facets
            ),
            chips=chips(chosen, excluded),
            notes=understood.notes,
            coverage=self.coverage(answered.engine),
            page_count=max(1, -(-(answer.total + answer.more) // max(ask.per_page, 1))),
            took=time.perf_counter() - began,
            expansions=understood.expansions,
            dropped=understood.dropped,
            corrected=answered.corrected,
        )

    def answer(self, ask: Ask) -> Answered:
        """One page of the result, without what is shown of its documents: `search` shows this."""
        return self._answering.answer(ask, self._shelf.engine())

    def every(self, ask: Ask) -> Answered:
        """The whole result of `search`, in order, however many documents it has."""
        return self._answering.every(ask, self._shelf.engine())

    def understand(self, ask: Ask) -> Understood:
        """What `search` looks for: a misspelt word is put right as there.

        Raises UnknownField as `search` does.
        """
        return self.answer(replace(ask, page=1, per_page=0, facets=())).understood

    @property
    def engine(self) -> Engine:
        """The engine in use."""
        return self._shelf.engine()

    def coverage(self, engine: Engine | None = None) -> Coverage:
        """How much a search looks through."""
        revision = self.catalogue.revision()
        counted, counts = self._counted
        if counted != revision:
            counts = self.catalogue.counts()
            self._counted = (revision, counts)
        return Coverage(
            documents=counts.documents,
            without_text=counts.without_text,
            failed=counts.failed,
            failed_records=counts.failed_records,
            behind=max(revision - (engine or self._shelf.engine()).revision(), 0),
        )

    def read(
        self,
        name: str,
        number: int = 1,
        text: str = "",
        *,
        exact: bool = False,
        off: tuple[str, ...] = (),
    ) -> Reading:
        """A page of a document, with what is looked for marked.

        A number outside the document leads to its nearest page. Raises
        UnknownDocument.
        """
        document = self.catalogue.document(name, with_pages=False)
        ask = Ask(text=text, exact=exact, off=off)
        asked = self._answering.understand(ask, self._shelf.engine())
        wanted = evidence(asked.query)
        count = int(document.first("pages") or 0)
        number = min(max(number, 1), max(count, 1))
        page = self.catalogue.page_texts([(document.id, number)]).get(
            (document.id, number), Page(number=number, text="")
        )
        segments = marked(page, wanted)
        matching = self.matching(document.id, asked.query)
        known = self.catalogue.relatives([document.id])
        family = families(self.catalogue, {document.id: document}, known).get(document.id, ALONE)
        return Reading(
            id=document.id,
            title=document.title,
            summary=summary(document),
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
            notes=asked.notes,
            is_ocr=page.is_ocr,
            versions=family.versions,
            translations=family.translations,
            part_of=family.part_of,
            parts=family.parts,
        )

    def wanted(self, ask: Ask) -> tuple[Text, ...]:
        """The words and phrases of a question that `read` marks on a page."""
        return evidence(self._answering.understand(ask, self._shelf.engine()).query)

    def words(self, prefix: str, limit: int = 10) -> list[tuple[str, int]]:
        """Words of the library that begin so, with how many documents hold them."""
        return self._shelf.engine().words(prefix, limit)

    def complete(self, text: str, limit: int = 10) -> Completions:
        """How what is being typed may go on: words, titles, cities and other values."""
        return self._completer.complete(text, self._shelf.engine(), limit)

    def matching(self, id_: str, query: Query) -> tuple[int, ...]:
        """The numbers of all pages of a document with a match for what is looked for in texts."""
        if not evidence(query):
            return ()
        found = self._shelf.engine().best_pages(query, [id_], MOST_PAGES).get(id_)
        return tuple(sorted(number for number, _ in found.best)) if found else ()

    def _facts(self, document: Document) -> tuple[Fact, ...]:
        claims = dict.fromkeys(self.catalogue.claims(document.id))
        weighed = weigh_all(claims, self.vocabulary)
        return tuple(
            _fact(name, document.all(name), weighed.get(name, Weighing()))
            for name in BY_NAME
            if document.all(name) or name in weighed
        )


def _fact(name: str, values: tuple[str, ...], weighing: Weighing) -> Fact:
    return Fact(
        field=name,
        label=BY_NAME[name].label,
        values=values,
        labels=tuple(shown(name, value) for value in values),
        weighed=tuple(sorted(weighing.claims, key=lambda one: one.why_not != "")),
    )
