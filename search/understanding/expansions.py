"""What was searched beside what was typed, as it is told to people."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.names import language_name
from corpus.words import exact, words


class Because(StrEnum):
    """Why something else was searched as well. The text is what people see."""

    SPELLING = "spelling"
    NAME = "name"
    CODE = "code"
    YEAR = "year"
    FAMILY = "word family"
    SYNONYM = "synonym"
    NARROWER = "narrower term"
    TRANSLATION = "translation"
    COMPOUND = "part of the word"


WORTH = {
    Because.SPELLING: 1.0,
    Because.NAME: 1.0,
    Because.CODE: 1.0,
    Because.YEAR: 1.0,
    Because.FAMILY: 0.6,
    Because.SYNONYM: 0.5,
    Because.NARROWER: 0.4,
    Because.TRANSLATION: 0.5,
    Because.COMPOUND: 0.15,
}
"""What a find by it is worth beside a find of what was typed.

What is another way to write the same thing is worth as much.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """Words that were searched as well for what was typed, or would be if they were not off.

    `language` is empty where it does not matter. `concept` is the row of the thesaurus,
    `eurovoc` are its concepts there.
    """

    typed: str
    text: str
    because: Because
    language: str = ""
    concept: str = ""
    eurovoc: tuple[str, ...] = ()
    is_on: bool = True

    def __str__(self) -> str:
        about = language_name(self.language) if self.because is Because.TRANSLATION else ""
        return f"{self.text} ({about or self.because})"


def switch(text: str) -> str:
    """How an expansion is named when it is switched off: its words, whatever is between.

    >>> switch("Right to Vote"), switch("year:2009")
    ('right to vote', 'year 2009')
    """
    return " ".join(exact(word) for word in words(text))
