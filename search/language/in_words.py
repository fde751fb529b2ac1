"""How is a part of a question said to a person?"""

from corpus.fields import BY_NAME
from corpus.vocabulary import shown
from index.query import Is, Most, Not, Phrase, Query, Range, Widened, Word
from search.language.writer import write


def in_words(query: Query) -> str:
    """A part of a question in words: a field by its label, all else as it is typed.

    >>> in_words(Is("country", "AT")), in_words(Range("year", 2008, 2010))
    ('Country: Austria', 'Year: 2008..2010')
    """
    match query:
        case Not(part):
            return f"not {in_words(part)}"
        case Widened(typed):
            return in_words(typed)
        case Most(parts, fewest):
            return f"{fewest} of {', '.join(map(in_words, parts))}"
        case Is(field, value):
            return value_in_words(field, shown(field, value))
        case Phrase(words, ""):
            return f"“{' '.join(words)}”"
        case Word(word, ""):
            return f"“{word}”"
        case Range(field):
            return value_in_words(field, write(query).partition(":")[2])
        case _:
            return f"“{write(query)}”"


def value_in_words(field: str, value: str) -> str:
    """A value of a field, with the label of the field."""
    return f"{BY_NAME[field].label}: {value}"
