"""Which words of a question only put it, and carry nothing to look for.

"how do cities prevent radicalisation" asks for cities, prevent, radicalisation.
The words stand in `vocabulary/question_words.toml`, by language: "car" is one in
French alone, and a word to look for in an English query.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from corpus.errors import BadVocabulary
from corpus.vocabulary_files import texts, toml
from corpus.words import exact, words

_Opening = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class QuestionWords:
    """Function words, and the openings of questions, in exact form and by language."""

    function_words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    openings: Mapping[str, frozenset[_Opening]] = field(default_factory=dict)

    def is_function_word(self, word: str, languages: Collection[str]) -> bool:
        """Whether a word carries no meaning of its own in any of the languages it may be of.

        Numbers and words in capitals do: "plan B", "WHO", "IT". Where nothing is known of
        the language, every word does.
        """
        if not languages or word.isupper():
            return False
        form = exact(word)
        return all(form in self.function_words.get(one, ()) for one in languages)

    def may_be_function_word(self, word: str) -> bool:
        """Whether a word carries no meaning of its own in some language."""
        return any(self.is_function_word(word, (one,)) for one in self.function_words)

    def knows(self, word: str) -> bool:
        """Whether a word puts questions in some language: "comme", "combien"."""
        form = exact(word)
        asks = (word for openings in self.openings.values() for one in openings for word in one)
        return self.may_be_function_word(word) or form in asks

    def opening(self, typed: Sequence[str], languages: Collection[str] | None = None) -> int:
        """How many of the first words only open a question: 2 for "what is a mosque".

        They do so in each of the languages, or in some language where none are given. None
        of them is a word to look for; after them the question goes on with any words.
        """
        forms = tuple(exact(word) for word in typed)
        if languages is None:
            return max((self._opening(forms, one) for one in self.openings), default=0)
        return min((self._opening(forms, one) for one in languages), default=0)

    def is_question(self, typed: Sequence[str], languages: Collection[str]) -> bool:
        """Whether words are put as a question: they open as one, and go on."""
        return 0 < self.opening(typed, languages) < len(typed)

    def _opening(self, forms: _Opening, language: str) -> int:
        openings = self.openings.get(language, frozenset())
        longest = max(map(len, openings), default=0)
        for count in range(min(longest, len(forms)), 0, -1):
            if forms[:count] in openings:
                return count
        return 0


def read_question_words(path: Path) -> QuestionWords:
    """The words of a file, as it is now. Raises BadVocabulary, naming the file."""
    state = path.stat()
    return _read(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int, _size: int) -> QuestionWords:
    function_words: dict[str, frozenset[str]] = {}
    openings: dict[str, frozenset[_Opening]] = {}
    for language, table in toml(path).items():
        if not isinstance(table, dict):
            raise BadVocabulary(
                f"{path}: {language} is no table of a language.", "Write [en] above its lists."
            )
        forms = map(exact, texts(table, "function_words", path))
        function_words[language] = frozenset(filter(None, forms))
        opened = (tuple(map(exact, words(text))) for text in texts(table, "openings", path))
        openings[language] = frozenset(filter(None, opened))
    return QuestionWords(function_words=function_words, openings=openings)
