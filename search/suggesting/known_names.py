"""Which names does the vocabulary know, in which spellings?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.vocabulary import Body, Vocabulary
from corpus.words import exact, words
from index.query import Phrase, Query, Word

LONGEST_NAME = 6
"""Words of a name that are compared with what was typed."""

FEWEST_LETTERS = 4
"""Letters of a name that is near to another word; a shorter one is near to too many."""

PROPER = ("city", "place_mentioned", "network", "institute", "author", "publisher")
"""Fields whose names are written as they are also in a text."""


@dataclass(frozen=True, slots=True)
class Name:
    """A spelling, its words in exact form, and the value of the field that it stands for."""

    form: str
    spelling: str
    field: str
    value: str


class KnownNames:
    """The names of a vocabulary. Safe in several threads."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Every spelling of every name, the name itself before its other spellings."""
        return tuple(dict.fromkeys(_names(self._vocabulary)))

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for name in self.names for word in name.form.split())

    @cached_property
    def _written(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in self.names:
            if name.field in PROPER:
                found.setdefault(name.form, name.spelling)
        for name in self.names:
            if name.field == "author":
                for word in words(name.spelling):
                    found.setdefault(exact(word), word)
        return found

    @cached_property
    def _forms(self) -> dict[Name, str]:
        first: dict[str, Name] = {}
        for name in self.names:
            if len(name.form) >= FEWEST_LETTERS and name.form.count(" ") < LONGEST_NAME:
                first.setdefault(name.form, name)
        return {name: form for form, name in first.items()}

    def knows(self, word: str) -> bool:
        """Whether a word is or belongs to a name, is a term of the thesaurus or only asks."""
        known = self._vocabulary
        return (
            exact(word) in self._words
            or any(known.canonical(field, word) for field in ("country", "language", "code"))
            or known.question_words.knows(word)
            or bool(known.thesaurus.terms_in([word]))
        )

    def written(self, text: str) -> str:
        """A text in exact form, written as the name that it is, or that is part of a person's."""
        return self._written.get(text, text)

    def near(self, form: str, edits: int) -> list[tuple[Name, int]]:
        """Names of as many words that are so many letters away, the nearest first."""
        close = process.extract(
            form, self._forms, scorer=OSA.distance, score_cutoff=edits, limit=None
        )
        blanks = form.count(" ")
        return [(name, int(away)) for of, away, name in close if of.count(" ") == blanks and away]


def text_query(text: str, *, stemmed: bool = True) -> Query:
    """What finds a text that was proposed: its word in any form, or its words beside each other."""
    spelled = tuple(words(text))
    return Word(spelled[0], stemmed=stemmed) if len(spelled) == 1 else Phrase(spelled)


def _names(known: Vocabulary) -> Iterator[Name]:
    cities = [("city", c.name, (*c.spellings, *c.needs_context)) for c in known.cities]
    places = [("place_mentioned", p.name, (*p.spellings, *p.needs_context)) for p in known.places]
    terms = [
        (field, term.name, (*term.aliases, *term.titles))
        for field, some in (
            ("module", known.modules),
            ("topic", known.topics),
            ("kind", known.kinds),
        )
        for term in some
    ]
    networks = [("network", n.name, (n.title, *n.aliases)) for n in known.networks]
    entries = [
        *cities,
        *places,
        *terms,
        *networks,
        *_bodies("institute", known.institutes),
        *_bodies("author", known.people),
        *_bodies("publisher", known.publishers),
    ]
    for field, value, spellings in entries:
        for spelling in (value, *spellings):
            if form := form_of(spelling):
                yield Name(form, spelling, field, value)


def _bodies(field: str, bodies: Iterable[Body]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(field, body.name, (*body.aliases, *body.acronyms)) for body in bodies]


def form_of(text: str) -> str:
    """The words of a text in exact form, with a blank between."""
    return " ".join(form for word in words(text) if (form := exact(word)))
