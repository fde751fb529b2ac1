"""Query nodes into tantivy's. No parsing, no wording: only meaning."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import tantivy

from corpus.errors import EngineError
from corpus.words import exact, fold
from index.engines.tantivy.frequencies import Frequencies
from index.head import terms_for
from index.query import (
    EVERYWHERE,
    All,
    Either,
    Fuzzy,
    Is,
    Most,
    Near,
    Not,
    Pattern,
    Phrase,
    Query,
    Range,
    Stem,
    Widened,
    Word,
    has_wildcards,
    is_text,
    key,
)
from index.scoring import EXACT_FORM, FLAT, SAID_AGAIN, in_head, kept_below, rarity

MOST_MADE = 1000
"""Words, in all ways to say them, whose translation is kept."""

MUST, SHOULD, MUST_NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


@dataclass(frozen=True, slots=True)
class Translator:
    """Translates for one index as it is now: the weights of words come from `frequencies`."""

    schema: tantivy.Schema
    searcher: tantivy.Searcher
    frequencies: Frequencies
    _made: dict[Word | Widened, tantivy.Query] = field(default_factory=dict, compare=False)

    def translate(self, query: Query) -> tantivy.Query:
        """The same question in tantivy's terms."""
        if not isinstance(query, Word | Widened):
            return self._translated(query)
        # A search asks for its words again and again: to count, to lift, to find pages.
        made = self._made.get(query)
        if made is None:
            if len(self._made) >= MOST_MADE:
                self._made.clear()
            made = self._made[query] = self._translated(query)
        return made

    def _translated(self, query: Query) -> tantivy.Query:
        match query:
            case All(parts):
                return self._all(parts)
            case Either(parts):
                return either([self.translate(part) for part in parts])
            case Most(parts, fewest):
                return self._most(parts, fewest)
            case Widened(typed, others):
                return self._best_way(typed, others, self.translate)
            case Not(part):
                return tantivy.Query.boolean_query(
                    [(MUST, everything()), (MUST_NOT, self.translate(part))]
                )
            case Word():
                return self._word(query)
            case Stem(stem, field):
                known = is_text(field)
                return self._term(f"{_name(field)}_stem", stem) if known else either([])
            case Phrase(words, field):
                forms = [exact(word) for word in words] if is_text(field) else []
                return self._phrase(forms, f"{_name(field)}_exact")
            case Near():
                return self._near(query) if is_text(query.field) else either([])
            case Pattern():
                return flat(self._pattern(query))
            case Fuzzy(word, edits, field):
                form = exact(word) if is_text(field) else fold(word)
                return flat(
                    tantivy.Query.fuzzy_term_query(
                        self.schema, _terms(field), form, edits, transposition_cost_one=False
                    )
                )
            case Is(field, value):
                return flat(self._term(f"{field}_key", key(field, value)))
            case Range(field, low, high):
                return flat(self._range(f"{field}_number", low, high))

    def on_pages(self, query: Query) -> tantivy.Query:
        """What a question is worth on a page: what stands on it, or in the head of its document."""
        match query:
            case All(parts):
                return tantivy.Query.boolean_query([(MUST, self.on_pages(part)) for part in parts])
            case Either(parts):
                return either([self.on_pages(part) for part in parts])
            case Most(parts, fewest):
                options = [(SHOULD, self.on_pages(part)) for part in parts]
                return tantivy.Query.boolean_query(options, minimum_number_should_match=fewest)
            case Widened(typed, others):
                return self._best_way(typed, others, self.on_pages)
            case Is():
                return either(self._in_head(query))
            case Range() | Not():
                return tantivy.Query.empty_query()
            case _ if query.field != EVERYWHERE:
                return tantivy.Query.empty_query()
            case _:
                ways = [self.translate(query), *self._in_head(query)]
                return tantivy.Query.disjunction_max_query(ways)

    def _in_head(self, query: Query) -> list[tantivy.Query]:
        """Nothing or one: that the head of the document of a page holds a word or a value."""
        wanted = [[term for term in some if self._head(term)] for some in terms_for(query)]
        if not wanted or not all(wanted):
            return []
        held = [(MUST, either([self._term("head", term) for term in some])) for some in wanted]
        holding = sum(map(self._head, wanted[0]))
        worth = in_head(self.weight(query), holding, self.frequencies.entries)
        return [tantivy.Query.const_score_query(tantivy.Query.boolean_query(held), worth)]

    def _head(self, term: str) -> int:
        return self.frequencies.of("head", term)

    def _all(self, parts: Sequence[Query]) -> tantivy.Query:
        if not parts:
            return everything()
        clauses = [
            (MUST_NOT, self.translate(part.part))
            if isinstance(part, Not)
            else (MUST, self.translate(part))
            for part in parts
        ]
        if all(isinstance(part, Not) for part in parts):
            clauses.append((MUST, everything()))
        return tantivy.Query.boolean_query(clauses)

    def _most(self, parts: Sequence[Query], fewest: int) -> tantivy.Query:
        if fewest > len(parts):
            return tantivy.Query.empty_query()
        options = [(SHOULD, self.translate(part)) for part in parts]
        if fewest <= 0:
            return tantivy.Query.boolean_query([(MUST, everything()), *options])
        return tantivy.Query.boolean_query(options, minimum_number_should_match=fewest)

    def _best_way(
        self,
        typed: Query,
        others: Sequence[tuple[Query, float]],
        translate: Callable[[Query], tantivy.Query],
    ) -> tantivy.Query:
        of_typed = self.weight(typed)
        boosted = [
            tantivy.Query.boost_query(
                translate(other), kept_below(worth, of_typed, self.weight(other))
            )
            for other, worth in others
        ]
        return tantivy.Query.disjunction_max_query(
            [translate(typed), *boosted], tie_breaker=SAID_AGAIN
        )

    def weight(self, query: Query) -> float | None:
        """The rarities of the words of a question, summed; None where it has no words."""
        match query:
            case Word(word, field, True) if is_text(field):
                family = self.frequencies.family(f"{_name(field)}_stem", word)
                return self._rarity(sum(family.values()))
            case Word(word, field) if is_text(field):
                return self._rarity(self.frequencies.of(f"{_name(field)}_exact", exact(word)))
            case Phrase(words, field) if is_text(field):
                counts = [self.frequencies.of(f"{_name(field)}_exact", exact(w)) for w in words]
                return sum(map(self._rarity, counts))
            case Near(one, other, _, field):
                return self.weight(Phrase((one, other), field))
            case All(parts):
                return sum(self.weight(part) or 0.0 for part in parts) or None
            case _:
                return None

    def _rarity(self, count: int) -> float:
        return rarity(count, self.frequencies.entries)

    def _term(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(self.schema, field, value, index_option="freq")

    def _word(self, word: Word) -> tantivy.Query:
        if not is_text(word.field):
            return flat(self._term(f"{word.field}_key", key(word.field, word.word)))
        name, form = _name(word.field), exact(word.word)
        options = [self._term(f"{name}_exact", form)] if form else []
        if not word.stemmed:
            if word.field == EVERYWHERE:
                options.append(flat(self._term("all_code", fold(word.word))))
            return either(options)
        if options:
            options[0] = tantivy.Query.boost_query(options[0], EXACT_FORM)
        return either([*options, *self._stems(f"{name}_stem", word.word)])

    def _stems(self, field: str, word: str) -> Iterable[tantivy.Query]:
        """The stems that occur, each weighed as if all were one term.

        Otherwise a word would weigh most in the language in which it is rarest.
        """
        family = self.frequencies.family(field, word)
        of_all = self._rarity(sum(family.values()))
        for form, number in family.items():
            yield tantivy.Query.boost_query(self._term(field, form), of_all / self._rarity(number))

    def _phrase(self, forms: list[str], field: str, slop: int = 0) -> tantivy.Query:
        if len(forms) < 2:
            return self._term(field, forms[0]) if forms else either([])
        words: list[str | tuple[int, str]] = list(forms)
        return tantivy.Query.phrase_query(self.schema, field, words, slop)

    def _near(self, near: Near) -> tantivy.Query:
        # tantivy's slop lets two words stand from 1 - slop to 1 + slop apart, in order.
        field, slop = f"{_name(near.field)}_exact", near.distance - 1
        one, other = near.forms
        if has_wildcards(one) or has_wildcards(other):
            regexes = [_regex(one), _regex(other)]
            return either(
                [self._regex_phrase(some, field, slop) for some in (regexes, regexes[::-1])]
            )
        return either(
            [self._phrase([one, other], field, slop), self._phrase([other, one], field, slop)]
        )

    def _pattern(self, pattern: Pattern) -> tantivy.Query:
        try:
            return tantivy.Query.regex_query(
                self.schema, _terms(pattern.field), _regex(pattern.folded())
            )
        except ValueError as error:
            raise _too_involved(pattern.pattern) from error

    def _regex_phrase(self, regexes: list[str], field: str, slop: int) -> tantivy.Query:
        words: list[str | tuple[int, str]] = list(regexes)
        try:
            return tantivy.Query.regex_phrase_query(self.schema, field, words, slop)
        except ValueError as error:
            raise _too_involved(" ".join(regexes)) from error

    def _range(self, field: str, low: int | None, high: int | None) -> tantivy.Query:
        kind = tantivy.FieldType.Integer
        return tantivy.Query.range_query(
            self.schema,
            field,
            kind,
            low if low is not None else -(2**62),
            high if high is not None else 2**62,
        )


def everything() -> tantivy.Query:
    """Matches all, and is worth nothing."""
    return tantivy.Query.const_score_query(tantivy.Query.all_query(), 0.0)


def flat(query: tantivy.Query) -> tantivy.Query:
    """Worth the same wherever it matches, and however often."""
    return tantivy.Query.const_score_query(query, FLAT)


def either(options: Sequence[tantivy.Query]) -> tantivy.Query:
    """Matches what any of the options matches; nothing, without options."""
    if not options:
        return tantivy.Query.empty_query()
    if len(options) == 1:
        return options[0]
    return tantivy.Query.boolean_query([(SHOULD, option) for option in options])


def _name(field: str) -> str:
    return field or "all"


def _terms(field: str) -> str:
    return f"{_name(field)}_exact" if is_text(field) else f"{field}_key"


def _regex(pattern: str) -> str:
    parts = re.split(r"([*?])", pattern)
    return "".join({"*": "(.|\n)*", "?": "(.|\n)"}.get(part, _escaped(part)) for part in parts)


def _too_involved(pattern: str) -> EngineError:
    return EngineError(
        f"The pattern {pattern!r} is too involved for the index.", "Use fewer wildcards."
    )


def _escaped(text: str) -> str:
    return "".join(c if c.isalnum() or c.isspace() else f"\\x{{{ord(c):x}}}" for c in text)
