"""Which words of a question only put it, and carry nothing to look for.

"how do cities prevent radicalisation" asks for cities, prevent, radicalisation.
The words stand in `vocabulary/question_words.toml`, by language.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from corpus.errors import BadVocabulary
from corpus.vocabulary_files import texts, toml
from corpus.words import exact, words

_Opening = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWords:
    """Function words, and the openings of questions, in exact form and in all languages."""

    function_words: frozenset[str] = frozenset()
    openings: frozenset[_Opening] = frozenset()

    def is_function_word(self, word: str) -> bool:
        """Whether a word carries no meaning of its own, in any of the languages.

        Numbers and words in capitals do: "plan B", "WHO", "IT".
        """
        if word.isupper():
            return False
        return exact(word) in self.function_words

    def opening(self, typed: Sequence[str]) -> int:
        """How many of the first words only open a question: 2 for "what is a mosque".

        None of them is a word to look for; after them the question goes on with any words.
        """
        forms = tuple(exact(word) for word in typed)
        longest = max(map(len, self.openings), default=0)
        for count in range(min(longest, len(forms)), 0, -1):
            if forms[:count] in self.openings:
                return count
        return 0

    def is_question(self, typed: Sequence[str]) -> bool:
        """Whether words are put as a question: they open as one, and go on."""
        return 0 < self.opening(typed) < len(typed)


def read_question_words(path: Path) -> QuestionWords:
    """The words of a file, as it is now. Raises BadVocabulary, naming the file."""
    state = path.stat()
    return _read(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int, _size: int) -> QuestionWords:
    function_words: set[str] = set()
    openings: set[_Opening] = set()
    for language, table in toml(path).items():
        if not isinstance(table, dict):
            raise BadVocabulary(
                f"{path}: {language} is no table of a language.", "Write [en] above its lists."
            )
        function_words.update(map(exact, texts(table, "function_words", path)))
        openings.update(tuple(map(exact, words(text))) for text in texts(table, "openings", path))
    return QuestionWords(
        function_words=frozenset(function_words - {""}), openings=frozenset(openings - {()})
    )
