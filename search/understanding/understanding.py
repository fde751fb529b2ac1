"""What a person meant: from what was typed to a request an engine can answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TypeGuard

from corpus.vocabulary import Vocabulary
from corpus.words import words
from index.contract import Engine
from index.looking import leaves
from index.query import EVERYWHERE, All, Query, Text, Word
from index.request import Request, Sort, Weighed
from search.language.in_words import in_words
from search.language.notes import Note
from search.language.parser import parse
from search.question import Ask
from search.understanding.effort import bounded
from search.understanding.expansions import Expansion
from search.understanding.filters import (
    Selected,
    exclude_queries,
    excluding,
    filter_queries,
    selected,
)
from search.understanding.languages import Languages
from search.understanding.lexicon import Lexicon
from search.understanding.naming import Naming
from search.understanding.occurring import Occurring
from search.understanding.questions import (
    ENOUGH,
    FEW,
    MOST_WORDS,
    Asked,
    Count,
    asked,
    calmed,
    is_question,
    most_held,
    rarest,
)
from search.understanding.ranking import known_items, words_of
from search.understanding.widening import Wide, widen

EVERYTHING = All()


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A question as it is put to an engine.

    `filters` hold what narrows by field, `chosen` the values they were made of, as
    documents have them. `strictly` is the query with every word. `scored` and `first`
    decide about the order alone. `words` are the parts of the query that were plain words;
    `fewest` of them must hold, all unless no document holds all. Documents that only
    `further` matches follow the result, or stand among it where it `is_mixed`. `dropped`
    are words that only put the question, `typed` all plain words as they were typed,
    `excluded` the values that must not hold. `languages` are those the question may be in.
    """

    query: Query
    filters: Mapping[str, Query]
    chosen: Selected
    sort: Sort
    strictly: Query = EVERYTHING
    scored: tuple[Weighed, ...] = ()
    first: tuple[Query, ...] = ()
    further: Query | None = None
    is_mixed: bool = False
    notes: tuple[Note, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    dropped: tuple[str, ...] = ()
    words: tuple[Query, ...] = ()
    times: tuple[int, ...] = ()
    fewest: int = 0
    typed: tuple[Word, ...] = ()
    languages: tuple[str, ...] = ()
    excluded: Selected = field(default_factory=dict)

    @property
    def is_relaxed(self) -> bool:
        """Whether no document holds all of the words, so that the result lacks some."""
        return self.fewest < len(self.words)

    @property
    def held(self) -> str:
        """How much of the words the documents of the result hold, in words."""
        if not self.is_relaxed:
            return "every word"
        return "most of the words" if 2 * self.fewest > len(self.words) else "some of the words"

    @property
    def widest(self) -> Query:
        """What any document listed must hold: the result, or what follows it."""
        return self.query if self.further is None else self.further

    def request(self, *, facets: tuple[str, ...] = (), offset: int = 0, limit: int = 10) -> Request:
        """One page of the results."""
        return Request(
            query=self.query,
            filters=self.filters,
            words=self.scored,
            first=self.first,
            further=self.further if self.sort is Sort.RELEVANCE else None,
            is_mixed=self.is_mixed,
            facets=facets,
            sort=self.sort,
            offset=offset,
            limit=limit,
        )


class Understanding:
    """Understands questions put to one library. Safe in several threads."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon, occurring: Occurring) -> None:
        self._vocabulary = vocabulary
        self._lexicon = lexicon
        self._naming = Naming(vocabulary)
        self._occurring = occurring
        self._languages = Languages()

    def understand(self, ask: Ask, engine: Engine) -> Understood:
        """What is asked for. Never raises on what was typed.

        Raises UnknownField when a filter names no field.
        """
        languages = self._languages_of(ask.text, engine)
        asks = self._vocabulary.question_words
        ask = replace(ask, text=calmed(ask.text, asks, languages))
        parsed = parse(ask.text, self._vocabulary, exact=ask.exact)
        query, left_out_of_it = bounded(parsed.query, engine, self._lexicon)
        notes = [*parsed.notes, *left_out_of_it]
        chosen = selected(ask.filters, self._vocabulary)
        filters = filter_queries(chosen, notes)
        without = selected(ask.without, self._vocabulary)
        left_out = exclude_queries(without, notes)
        understood = Understood(
            query=query,
            strictly=query,
            filters=filters,
            chosen={name: values for name, values in chosen.items() if name in filters},
            sort=_sort(ask.sort, query),
            notes=tuple(notes),
            typed=tuple(leaf for leaf in leaves(query) if _is_plain(leaf)),
            languages=languages,
            excluded={name: values for name, values in without.items() if name in left_out},
        )
        understood = self._in_words(understood, ask, engine)
        further = understood.further and excluding(understood.further, left_out)
        return replace(
            understood,
            query=excluding(understood.query, left_out),
            strictly=excluding(understood.strictly, left_out),
            further=further,
        )

    def _in_words(self, understood: Understood, ask: Ask, engine: Engine) -> Understood:
        query = understood.query
        if not any(True for _ in leaves(query)):
            return understood
        wide, opened = Wide(query), False
        if not ask.exact:
            knows = self._occurring.knows(engine)
            wide = widen(
                query,
                self._vocabulary,
                self._naming,
                knows,
                ask.off,
                languages=understood.languages,
            )
            opened = self._opens(ask.text, understood.languages)
        query = wide.query
        whole = asked(query)
        count = cache(lambda part: _count(part, engine))
        parts = rarest(whole, count)
        fewest, further = len(parts.words), None
        typed = len(understood.typed) - len(wide.dropped)
        is_mixed = not ask.exact and is_question(parts.words, typed, opened=opened)
        if parts.words:
            query = parts.strictly
        strictly = query
        if len(parts.words) > 1 and not ask.exact:
            # Fields do not count, as filters do not: what is found under one city must be
            # what its line in a table says.
            said = parts.without_fields()
            holding = count(said.with_at_least(fewest))
            if not holding and (most := most_held(said, count)):
                fewest, query = most, parts.with_at_least(most)
            if holding < (ENOUGH if is_mixed else FEW) and fewest > 1:
                further = parts.with_at_least(1)
        return replace(
            understood,
            query=query,
            strictly=strictly,
            scored=words_of(parts),
            first=known_items(ask.text),
            further=further,
            is_mixed=is_mixed and further is not None,
            notes=(
                *understood.notes,
                *wide.notes,
                *_shortened(whole, parts),
                *_said(parts, fewest, wide.dropped, count),
            ),
            expansions=wide.expansions,
            dropped=wide.dropped,
            words=parts.words,
            times=parts.times,
            fewest=fewest,
        )

    def knows(self, engine: Engine) -> Callable[[Query], bool]:
        """Whether the library may hold what answers a query, asked word by word."""
        return self._occurring.knows(engine)

    def _languages_of(self, text: str, engine: Engine) -> tuple[str, ...]:
        """The languages a query may be in; one all in capitals is read in small letters."""
        text = text.lower() if text == text.upper() else text
        return self._languages.of(text, self._vocabulary.question_words, engine)

    def _opens(self, text: str, languages: Sequence[str]) -> bool:
        is_asked = text.rstrip().endswith("?")
        asks = self._vocabulary.question_words
        return is_asked or asks.is_question(words(text[:200]), languages)


def _is_plain(leaf: Text) -> TypeGuard[Word]:
    return isinstance(leaf, Word) and leaf.stemmed and leaf.field == EVERYWHERE


def _shortened(whole: Asked, parts: Asked) -> list[Note]:
    if len(parts.words) == len(whole.words):
        return []
    said = f"Only the {MOST_WORDS} words were searched for that are in the fewest documents."
    return [Note(said)]


def _said(parts: Asked, fewest: int, dropped: Sequence[str], count: Count) -> list[Note]:
    notes = []
    if dropped:
        notes.append(Note(f"Not looked for: {', '.join(dict.fromkeys(dropped))}."))
    if fewest < len(parts.words):
        nowhere = [in_words(word) for word in parts.words if not count(word)]
        if nowhere:
            notes.append(Note(f"No document holds {', '.join(nowhere)}."))
    return notes


def _count(query: Query, engine: Engine) -> int:
    return engine.answer(Request(query=query, limit=0)).total


def _sort(sort: Sort, query: Query) -> Sort:
    """Without a word to be relevant to, the newest come first."""
    if sort is Sort.RELEVANCE and not any(True for _ in leaves(query)):
        return Sort.YEAR
    return sort
