"""Query nodes into tantivy's. No parsing, no wording: only meaning."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import tantivy

from corpus.errors import EngineError
from corpus.words import exact, fold, stems
from index.query import (
    EVERYWHERE,
    All,
    Either,
    Fuzzy,
    Is,
    Near,
    Not,
    Pattern,
    Phrase,
    Query,
    Range,
    Word,
    is_text,
    key,
)

MUST, SHOULD, MUST_NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
EXACT_FORM = 0.3
"""How much the very word typed adds to the score of its word family."""


@dataclass(frozen=True, slots=True)
class Translator:
    """Translates for one index as it is now: the weights of words come from `searcher`."""

    schema: tantivy.Schema
    searcher: tantivy.Searcher

    def translate(self, query: Query) -> tantivy.Query:
        """The same question in tantivy's terms."""
        match query:
            case All(parts):
                return self._all(parts)
            case Either(parts):
                return either([self.translate(part) for part in parts])
            case Not(part):
                return tantivy.Query.boolean_query(
                    [(MUST, everything()), (MUST_NOT, self.translate(part))]
                )
            case Word():
                return self._word(query)
            case Phrase(words, field):
                forms = [exact(word) for word in words] if is_text(field) else []
                return self._phrase(forms, f"{_name(field)}_exact")
            case Near():
                return self._near(query) if is_text(query.field) else either([])
            case Pattern():
                return self._pattern(query)
            case Fuzzy(word, edits, field):
                form = exact(word) if is_text(field) else fold(word)
                return tantivy.Query.fuzzy_term_query(
                    self.schema, _terms(field), form, edits, transposition_cost_one=False
                )
            case Is(field, value):
                return self._term(f"{field}_key", key(field, value))
            case Range(field, low, high):
                return self._range(f"{field}_number", low, high)

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

    def _term(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(self.schema, field, value, index_option="freq")

    def _word(self, word: Word) -> tantivy.Query:
        if not is_text(word.field):
            return self._term(f"{word.field}_key", key(word.field, word.word))
        name, form = _name(word.field), exact(word.word)
        options = [self._term(f"{name}_exact", form)] if form else []
        if not word.stemmed:
            if word.field == EVERYWHERE:
                options.append(self._term("all_code", fold(word.word)))
            return either(options)
        if options:
            options[0] = tantivy.Query.boost_query(options[0], EXACT_FORM)
        return either([*options, *self._stems(f"{name}_stem", word.word)])

    def _stems(self, field: str, word: str) -> Iterable[tantivy.Query]:
        """The stems that occur, each weighed as if all were one term.

        Otherwise a word would weigh most in the language in which it is rarest.
        """
        count = {form: self.searcher.doc_freq(field, form) for form in sorted(stems(word))}
        total, documents = sum(count.values()), self.searcher.num_docs
        for form, number in count.items():
            if number:
                weight = _idf(total, documents) / _idf(number, documents)
                yield tantivy.Query.boost_query(self._term(field, form), weight)

    def _phrase(self, forms: list[str], field: str, slop: int = 0) -> tantivy.Query:
        if len(forms) < 2:
            return self._term(field, forms[0]) if forms else either([])
        words: list[str | tuple[int, str]] = list(forms)
        return tantivy.Query.phrase_query(self.schema, field, words, slop)

    def _near(self, near: Near) -> tantivy.Query:
        # tantivy's slop lets two words stand from 1 - slop to 1 + slop apart, in order.
        field, slop = f"{_name(near.field)}_exact", near.distance - 1
        one, other = near.forms
        return either(
            [self._phrase([one, other], field, slop), self._phrase([other, one], field, slop)]
        )

    def _pattern(self, pattern: Pattern) -> tantivy.Query:
        parts = re.split(r"([*?])", pattern.folded())
        regex = "".join({"*": "(.|\n)*", "?": "(.|\n)"}.get(p, _escaped(p)) for p in parts)
        try:
            return tantivy.Query.regex_query(self.schema, _terms(pattern.field), regex)
        except ValueError as error:
            raise EngineError(
                f"The pattern {pattern.pattern!r} is too involved for the index.",
                "Use fewer wildcards.",
            ) from error

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
    """Matches all."""
    return tantivy.Query.all_query()


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


def _escaped(text: str) -> str:
    return "".join(c if c.isalnum() or c.isspace() else f"\\x{{{ord(c):x}}}" for c in text)


def _idf(count: int, documents: int) -> float:
    return math.log(1 + (max(documents, count) - count + 0.5) / (count + 0.5))
