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
from index.looking import evidence
from index.query import Query, Text
from index.request import Answer, Found, Sort, Weighed
from index.shelf import Shelf
from search.asking.feedback import DOCUMENTS, FEWEST, feedback
from search.asking.questions import MOST_WORDS
from search.asking.tokens import LONGEST_QUERY
from search.asking.understanding import Understanding, Understood
from search.results import Ask, Corrected, Coverage, Fact, Reading, Results, page_name
from search.showing.facets import chips, facet
from search.showing.hits import hits, summary
from search.showing.passages import marked
from search.showing.related import ALONE, families
from search.showing.zero import explain_zero
from search.suggesting.completion import Completer, Completions
from search.suggesting.lexicon import Lexicon
from search.suggesting.spelling import Speller, rewritten

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
        self._understanding = Understanding(vocabulary, lexicon)
        self._speller = Speller(vocabulary, lexicon)
        self._completer = Completer(catalogue, vocabulary, lexicon)

    def search(self, ask: Ask) -> Results:
        """One page of results. Never raises on what was typed.

        Raises UnknownField when a filter or a facet names no field.
        """
        began = time.perf_counter()
        engine = self._shelf.engine()
        ask = replace(ask, page=max(ask.page, 1))
        understood, answer, corrected = self._asked(ask, engine)
        chosen, excluded = understood.chosen, understood.excluded
        return Results(
            ask=replace(ask, filters=chosen, without=excluded),
            total=answer.total,
            more=answer.more,
            is_mixed=understood.is_mixed,
            held=understood.held,
            hits=hits(answer.found, understood, ask, engine, self.catalogue),
            facets=tuple(
                facet(name, answer.facets[name], chosen.get(name, ()), excluded.get(name, ()))
                for name in ask.facets
            ),
            chips=chips(chosen, excluded),
            notes=understood.notes,
            coverage=self.coverage(engine),
            page_count=max(1, -(-(answer.total + answer.more) // max(ask.per_page, 1))),
            took=time.perf_counter() - began,
            expansions=understood.expansions,
            dropped=understood.dropped,
            corrected=corrected,
            zero=None if answer.total or answer.more else explain_zero(self, understood),
        )

    def ranked(self, ask: Ask) -> tuple[Found, ...]:
        """The documents of one page of results by id, for programs: `search` without passages."""
        _, answer, _ = self._asked(replace(ask, page=max(ask.page, 1)), self._shelf.engine())
        return answer.found

    def _asked(self, ask: Ask, engine: Engine) -> tuple[Understood, Answer, Corrected | None]:
        ask = _shortened(ask)
        understood, answer = self._answered(ask, engine)
        corrected = self._corrected(ask, understood, answer, engine)
        if corrected is not None and corrected.is_shown:
            understood, answer = self._answered(replace(ask, text=corrected.text), engine)
        return understood, answer, corrected

    def _answered(self, ask: Ask, engine: Engine) -> tuple[Understood, Answer]:
        understood = self.understand(ask)
        offset = (ask.page - 1) * ask.per_page
        request = understood.request(facets=ask.facets, offset=offset, limit=ask.per_page)
        return understood, engine.answer(request)

    def _corrected(
        self, ask: Ask, understood: Understood, answer: Answer, engine: Engine
    ) -> Corrected | None:
        """Another spelling for words that are nowhere, by words of the library.

        It is shown where only that finds something, and offered where what was typed
        finds something, too: a word of a question may be right and in no report.
        """
        knows = self._understanding.knows(engine)
        if ask.exact or (answer.total and all(map(knows, understood.typed))):
            return None
        corrections = self._speller.correct(
            understood.typed,
            engine,
            found_nothing=not (answer.total or answer.more),
            languages=understood.languages,
        )
        text = rewritten(ask.text, corrections)
        if not corrections or text == ask.text:
            return None
        is_better = self._answered(replace(ask, text=text, per_page=0), engine)[1].total > 0
        return Corrected(
            typed=ask.text,
            text=text,
            corrections=corrections,
            is_shown=is_better and ask.correcting and not (answer.total or answer.more),
        )

    def understand(self, ask: Ask) -> Understood:
        """What is meant, without an answer. Raises UnknownField as `search` does."""
        ask = _shortened(ask)
        engine = self._shelf.engine()
        understood = self._understanding.understand(ask, engine)
        is_by_relevance = understood.sort is Sort.RELEVANCE
        is_short = len(understood.words) < MOST_WORDS  # a longer one needs no more words
        is_one = understood.is_mixed and is_by_relevance and is_short
        if is_one and engine.size() >= FEWEST:
            return replace(understood, scored=(*understood.scored, *self._fed_back(understood)))
        return understood

    def _fed_back(self, understood: Understood) -> tuple[Weighed, ...]:
        engine = self._shelf.engine()
        found = engine.answer(understood.request(limit=DOCUMENTS)).found
        return feedback(
            understood.widest,
            understood.scored,
            found,
            engine,
            self.catalogue,
            self.vocabulary.question_words,
        )

    def every(self, ask: Ask) -> tuple[Found, ...]:
        """The whole result, in order, by id. No number of documents is too large."""
        engine = self._shelf.engine()
        understood = replace(self.understand(ask), further=None)
        return engine.answer(understood.request(limit=max(engine.size(), 1))).found

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
        # The order does not matter here, so nothing is done for it.
        ask = Ask(text=text, exact=exact, off=off, sort=Sort.TITLE)
        asked = self._understanding.understand(_shortened(ask), self._shelf.engine())
        wanted = evidence(asked.query)
        count = int(document.first("pages") or 0)
        number = min(max(number, 1), max(count, 1))
        page = self.catalogue.page_texts([(document.id, number)]).get(
            (document.id, number), Page(number=number, text="")
        )
        segments = marked(page, wanted)
        matching = self._matching(document.id, asked.query, wanted)
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

    def words(self, prefix: str, limit: int = 10) -> list[tuple[str, int]]:
        """Words of the library that begin so, with how many documents hold them."""
        return self._shelf.engine().words(prefix, limit)

    def complete(self, text: str, limit: int = 10) -> Completions:
        """How what is being typed may go on: words, titles, cities and other values."""
        return self._completer.complete(text, self._shelf.engine(), limit)

    def _matching(self, id_: str, query: Query, wanted: Sequence[Text]) -> tuple[int, ...]:
        if not wanted:
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


def _shortened(ask: Ask) -> Ask:
    """Without what is beyond what is read of a query, however much of it was typed."""
    return replace(ask, text=ask.text[: 2 * LONGEST_QUERY])


def _fact(name: str, values: tuple[str, ...], weighing: Weighing) -> Fact:
    return Fact(
        field=name,
        label=BY_NAME[name].label,
        values=values,
        labels=tuple(shown(name, value) for value in values),
        weighed=tuple(sorted(weighing.claims, key=lambda one: one.why_not != "")),
    )
