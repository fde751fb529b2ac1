"""Queries drawn from a library's own words: many, all different, the same in every run.

A query asked twice is answered from some cache or other; a person's query is
new. Words are neither those of every document nor those of one, and what
belongs together (two words, a phrase, words near each other) is taken from one
page, so that nearly all queries have answers.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from corpus.document import Document
from corpus.vocabulary import Vocabulary
from corpus.words import exact, words
from index.request import Sort
from search.question import Ask

FACETS = ("city", "module", "year", "kind", "language", "country")
COMPLETION = "completion"
IN_RECOLL_TOO = ("one word", "common word", "two words", "phrase", "near", "wildcard")

Drawn = dict[str, list[Ask]]
"""Queries by kind. Of a completion, the text is the beginning of a word."""

OPENINGS = ("how", "what", "which")
BETWEEN = ("the", "of", "and", "in", "for the", "of the", "with", "from")
"""What a question opens with, and what stands between its other words."""

Filters = dict[str, tuple[str, ...]]

TRIES = 50
"""Times a draw is repeated that gave nothing new, for each query wanted."""


@dataclass(frozen=True, slots=True)
class _Text:
    document: Document
    words: list[str]


def draw(documents: Iterable[Document], vocabulary: Vocabulary, count: int, seed: int = 3) -> Drawn:
    """So many queries of each kind, fewer where a library is too small for them."""
    texts, frequencies, held = [], Counter[str](), 0
    for document in documents:
        pages = [_words(page.text) for page in document.pages]
        texts += [_Text(document, page) for page in pages if len(page) >= 20]
        frequencies.update({word for page in pages for word in page if len(word) >= 4})
        held += 1
    draws = _Draws(texts, frequencies, held, vocabulary, random.Random(seed))
    return {
        kind: _different(make, count)
        for kind, make in {
            "one word": draws.one_word,
            "common word": draws.common_word,
            "two words": draws.two_words,
            "phrase": draws.phrase,
            "near": draws.near,
            "wildcard": draws.wildcard,
            "fuzzy": draws.fuzzy,
            "filtered": draws.filtered,
            "everything": draws.everything,
            "question": draws.question,
            "policy words": draws.policy_words,
            COMPLETION: draws.completion,
        }.items()
    }


def _words(text: str) -> list[str]:
    return [form for word in words(text) if (form := exact(word)).isalpha()]


def _different(make: Callable[[], Ask], count: int) -> list[Ask]:
    found: dict[str, Ask] = {}
    for _ in range(count * TRIES):
        if len(found) == count:
            break
        ask = make()
        found.setdefault(repr(ask), ask)
    return list(found.values())


class _Draws:
    """One draw of each kind."""

    def __init__(
        self,
        texts: list[_Text],
        frequencies: Counter[str],
        documents: int,
        vocabulary: Vocabulary,
        chance: random.Random,
    ) -> None:
        self._texts = texts
        self._chance = chance
        self._documents = documents
        least, most = max(2, 0.02 * documents), 0.3 * documents
        every = sorted(frequencies)
        self._middle = [word for word in every if least <= frequencies[word] <= most] or every
        self._is_middle = frozenset(self._middle)
        self._common = [word for word, _ in frequencies.most_common(200)]
        self._long = [word for word in self._middle if len(word) >= 7] or every
        self._says_nothing = vocabulary.question_words.may_be_function_word
        self._policy = _terms(vocabulary, frequencies) or self._middle

    def one_word(self) -> Ask:
        return _ask(self._chance.choice(self._middle))

    def common_word(self) -> Ask:
        """One of the two hundred words that most documents hold."""
        return _ask(self._chance.choice(self._common))

    def two_words(self) -> Ask:
        one, other = self._chance.sample(self._telling(self._text()), 2)
        return _ask(f"{one} {other}")

    def phrase(self) -> Ask:
        page = self._text().words
        length = self._chance.choice((2, 3))
        at = self._chance.randrange(len(page) - length)
        return _ask(f'"{" ".join(page[at : at + length])}"')

    def near(self) -> Ask:
        page = self._text().words
        at = self._chance.randrange(len(page) - 8)
        return _ask(f'"{page[at]} {page[at + self._chance.randint(2, 7)]}"~8')

    def wildcard(self) -> Ask:
        """The first five letters, or all but one in the middle."""
        word = self._chance.choice(self._long)
        if self._chance.random() < 0.7:
            return _ask(f"{word[:5]}*")
        return _ask(f"{word[:4]}?{word[5:]}")

    def fuzzy(self) -> Ask:
        """A word with one letter left out."""
        word = self._chance.choice(self._long)
        at = self._chance.randrange(1, len(word) - 1)
        return _ask(f"{word[:at]}{word[at + 1 :]}~")

    def filtered(self) -> Ask:
        """A word within one or two facets of a document that holds it."""
        text = self._text()
        there = [name for name in FACETS if text.document.all(name)]
        named = self._chance.sample(there, min(len(there), self._chance.choice((1, 2))))
        filters: Filters = {name: (text.document.first(name),) for name in named}
        if "year" in filters:
            year = int(text.document.first("year"))
            filters["year"] = (f"{year - 2}..{year + 2}",)
        return _ask(self._chance.choice(self._telling(text)), filters=filters)

    def everything(self) -> Ask:
        """No words: some page of all documents, in some order."""
        page = self._chance.randint(1, min(20, -(-self._documents // 10)))
        return Ask(sort=self._chance.choice(list(Sort)), page=page, facets=FACETS)

    def question(self) -> Ask:
        """A sentence that asks for five to eight words of one page."""
        text = self._text()
        telling = [word for word in self._telling(text) if not self._says_nothing(word)]
        some = self._chance.sample(telling, min(self._chance.randint(5, 8), len(telling)))
        asked = " ".join(f"{self._chance.choice(BETWEEN)} {word}" for word in some)
        return _ask(f"{self._chance.choice(OPENINGS)} {asked}?")

    def policy_words(self) -> Ask:
        """One to three terms that are looked for in other words as well."""
        count = min(self._chance.randint(1, 3), len(self._policy))
        return _ask(" ".join(self._chance.sample(self._policy, count)))

    def completion(self) -> Ask:
        return Ask(text=self._chance.choice(self._middle)[: self._chance.choice((2, 3, 4))])

    def _text(self) -> _Text:
        return self._chance.choice(self._texts)

    def _telling(self, text: _Text) -> list[str]:
        """The words of a page that are worth asking for; any, where there are not two."""
        telling = sorted(self._is_middle.intersection(text.words))
        return telling if len(telling) >= 2 else sorted({*text.words, "and", "the"})


def _terms(vocabulary: Vocabulary, frequencies: Mapping[str, int]) -> list[str]:
    """The terms of the thesaurus, in all its languages, whose words are in the library."""
    return sorted(
        {
            term
            for concept in vocabulary.thesaurus.concepts.values()
            for of_language in concept.terms.values()
            for term in of_language
            if words(term) and all(exact(word) in frequencies for word in words(term))
        }
    )


def _ask(text: str, filters: Filters | None = None) -> Ask:
    return Ask(text=text, filters=filters or {}, facets=FACETS)
