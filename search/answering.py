"""A question is understood and answered here, once for all that shows, counts or exports it."""

from dataclasses import dataclass, replace

from corpus.catalogue import Catalogue
from corpus.vocabulary import Vocabulary
from index.contract import Engine
from index.request import Answer, Found, Sort, Weighed
from search.language.notes import Note
from search.language.signs import LONGEST_QUERY
from search.question import Ask
from search.results import Corrected
from search.suggesting.spelling import Correction, Speller, rewritten
from search.understanding.feedback import DOCUMENTS, FEWEST, feedback
from search.understanding.lexicon import Lexicon
from search.understanding.occurring import Occurring
from search.understanding.questions import MOST_WORDS
from search.understanding.understanding import Understanding, Understood


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question, how it was understood, and what `engine` answered.

    `asked` is what was really searched: `ask`, but with a misspelt word put right where
    only that finds something, and with values as documents have them.
    """

    ask: Ask
    asked: Ask
    understood: Understood
    answer: Answer
    engine: Engine
    corrected: Corrected | None = None

    @property
    def found(self) -> tuple[Found, ...]:
        """The documents in their order, by id, as many as were asked for."""
        return self.answer.found

    @property
    def found_nothing(self) -> bool:
        """Whether no document holds any of what was asked for."""
        return not (self.answer.total or self.answer.more)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is to be said of the question, and first that it was put right, if it was."""
        is_shown = self.corrected is not None and self.corrected.is_shown
        return (*((Note(str(self.corrected)),) if is_shown else ()), *self.understood.notes)


class Answering:
    """Answers questions about one library. Safe in several threads."""

    def __init__(self, catalogue: Catalogue, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self._catalogue = catalogue
        self._vocabulary = vocabulary
        occurring = Occurring()
        self._understanding = Understanding(vocabulary, lexicon, occurring)
        self._speller = Speller(vocabulary, lexicon, occurring)

    def answer(self, ask: Ask, engine: Engine) -> Answered:
        """One page of the result. Never raises on what was typed.

        Raises UnknownField when a filter or a facet names no field.
        """
        ask = replace(_shortened(ask), page=max(ask.page, 1))
        as_typed = self._as_typed(ask, engine)
        corrections = self._corrections(as_typed)
        text = rewritten(ask.text, corrections)
        if not corrections or text == ask.text:
            return as_typed
        offered = Corrected(typed=ask.text, text=text, corrections=corrections, is_shown=False)
        if ask.correcting and as_typed.found_nothing:
            put_right = self._as_typed(replace(ask, text=text), engine)
            if put_right.answer.total:
                return replace(put_right, ask=ask, corrected=replace(offered, is_shown=True))
        return replace(as_typed, corrected=offered)

    def every(self, ask: Ask, engine: Engine) -> Answered:
        """The whole result, in order; no number of documents is too large.

        Documents that only hold some of the words are not among it.
        """
        whole = replace(ask, page=1, per_page=0, facets=())
        answered = self.answer(whole, engine)
        understood = replace(answered.understood, further=None)
        request = understood.request(limit=max(engine.size(), 1))
        return replace(answered, understood=understood, answer=engine.answer(request))

    def understand(self, ask: Ask, engine: Engine) -> Understood:
        """What is meant by what was typed, without an answer and without putting it right."""
        return self._understanding.understand(_shortened(ask), engine)

    def _as_typed(self, ask: Ask, engine: Engine) -> Answered:
        understood = self._fed_back(self._understanding.understand(ask, engine), engine)
        offset = (ask.page - 1) * ask.per_page
        request = understood.request(facets=ask.facets, offset=offset, limit=ask.per_page)
        return Answered(
            ask=ask,
            asked=replace(ask, filters=understood.chosen, without=understood.excluded),
            understood=understood,
            answer=engine.answer(request),
            engine=engine,
        )

    def _fed_back(self, understood: Understood, engine: Engine) -> Understood:
        """With words of the best documents, for a question ranked by relevance."""
        is_by_relevance = understood.sort is Sort.RELEVANCE
        is_short = len(understood.words) < MOST_WORDS  # a longer one needs no more words
        is_one = understood.is_mixed and is_by_relevance and is_short
        if not is_one or engine.size() < FEWEST:
            return understood
        more: tuple[Weighed, ...] = feedback(
            understood.widest,
            understood.scored,
            engine.answer(understood.request(limit=DOCUMENTS)).found,
            engine,
            self._catalogue,
            self._vocabulary.question_words,
        )
        return replace(understood, scored=(*understood.scored, *more))

    def _corrections(self, answered: Answered) -> tuple[Correction, ...]:
        """Words of the library that were meant by words that are nowhere.

        They are looked for also where something was found: a word of a question may be
        right and in no report.
        """
        ask, understood, engine = answered.ask, answered.understood, answered.engine
        knows = self._understanding.knows(engine)
        if ask.exact or (answered.answer.total and all(map(knows, understood.typed))):
            return ()
        return self._speller.correct(
            understood.typed,
            engine,
            found_nothing=answered.found_nothing,
            languages=understood.languages,
        )


def _shortened(ask: Ask) -> Ask:
    """Without what is beyond what is read of a query, however much of it was typed."""
    return replace(ask, text=ask.text[: 2 * LONGEST_QUERY])
