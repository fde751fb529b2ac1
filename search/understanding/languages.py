"""In which language is a query?

A library answers it: it is asked in which of its languages the words are usual. Of
"car sharing", "car" only joins sentences in French, but both are words of English reports.
"""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from threading import Lock

from corpus.question_words import QuestionWords
from corpus.words import exact, stem, words
from index.contract import Engine
from index.query import All
from index.request import Request
from search.language.signs import OPERATORS, Sign, cut

MOST_WORDS = 40
"""Words of a query that are judged."""

UNUSUAL = 0.02
"""What a word counts for that few documents of a language hold: it may be a name, or new."""

SURE = 10.0
"""How many times better a language must fit than another to rule it out: by more than one word."""

MOST = 20_000
"""How many words are remembered; then all are forgotten."""

Share = Callable[[str, str], float]
"""Which share of the documents in a language hold a word."""


def languages_of(
    typed: Sequence[str], question_words: QuestionWords, library: Sequence[str], share: Share
) -> tuple[str, ...]:
    """The languages that words may be of, the likeliest first: several where they do not tell.

    Each word speaks for a language as far as the documents in it hold the word; a function
    word is held by all. Of those that fit, languages of the library rule the others out;
    of two that fit as well, the first of the library comes first.

    >>> asks = QuestionWords(function_words={"fr": frozenset({"car"}), "en": frozenset({"in"})})
    >>> usual = {("car", "en"): 0.5, ("sharing", "en"): 0.4}
    >>> share = lambda word, language: usual.get((word, language), 0.0)
    >>> languages_of(["car", "sharing"], asks, ["en", "fr"], share)
    ('en', 'fr')
    >>> languages_of(["car", "sharing", "in", "Graz"], asks, ["en", "fr"], share)
    ('en',)
    """
    different = list(dict.fromkeys(typed))[:MOST_WORDS]
    fit = {
        language: sum(
            0.0
            if question_words.is_function_word(word, (language,))
            else math.log(min(max(share(word, language), UNUSUAL), 1.0))
            for word in different
        )
        for language in dict.fromkeys((*library, *question_words.function_words))
    }
    least = max(fit.values(), default=0.0) - math.log(SURE) - 1e-9
    likely = sorted((one for one in fit if fit[one] >= least), key=lambda one: -fit[one])
    return tuple([one for one in likely if one in library] or likely)


class Languages:
    """Judges queries put to one library, and remembers its words. Safe in several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: tuple[object, int] = (None, -1)
        self._documents: dict[str, int] = {}
        self._shares: dict[tuple[str, str], float] = {}

    def of(
        self, text: str, question_words: QuestionWords, engine: Engine, chosen: str = ""
    ) -> tuple[str, ...]:
        """The languages a query may be in; that alone which its reader chose, if any."""
        if chosen:
            return (chosen,)
        documents, shares = self._known(engine)
        typed = list(dict.fromkeys(_typed(text)))[:MOST_WORDS]
        fresh = [(one, language) for one in typed for language in documents
                 if (one, language) not in shares]  # fmt: skip
        forms = {pair: stem(*pair) for pair in fresh}
        holding = engine.frequencies(list(set(forms.values()))) if fresh else {}
        for one, language in fresh:
            # Two documents more, so that what one of two holds is not usual.
            number = holding.get(forms[one, language], 0)
            shares[one, language] = number / (documents[language] + 2)
        return languages_of(
            typed, question_words, tuple(documents), lambda *pair: shares.get(pair, 0.0)
        )

    def _known(self, engine: Engine) -> tuple[dict[str, int], dict[tuple[str, str], float]]:
        state = (engine, engine.revision())
        with self._lock:
            if state != self._of:
                answer = engine.answer(Request(query=All(), facets=("language",), limit=0))
                counts = answer.facets["language"]
                self._documents = {
                    one: counts[one] for one in sorted(counts, key=counts.__getitem__)[::-1]
                }
                self._of, self._shares = state, {}
            elif len(self._shares) > MOST:
                self._shares = {}
            return self._documents, self._shares


def _typed(text: str) -> list[str]:
    """The words of a query that stand in no field."""
    parts, _ = cut(text)
    said = [
        part.text
        for before, part in pairwise([None, *parts])
        if part is not None
        and part.sign in (Sign.WORD, Sign.PHRASE)
        and (before is None or before.sign is not Sign.FIELD)
    ]
    return [word for one in said for word in words(one) if exact(word) and word not in OPERATORS]
